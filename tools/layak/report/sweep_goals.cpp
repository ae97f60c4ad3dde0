// With which levels of a sweep goals are reached.

#include <algorithm>
#include <array>

#include "tools/layak/format.hpp"
#include "tools/layak/report/sweep_answer.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using sim::Language;
using sim::Words;

/// "Sasaran “…” dengan peluang 90 %"
std::string named_goal(const SweepView& sweep, std::size_t goal, Language language)
{
    const bool id = language == Language::id;
    const std::string kind =
        sweep.has_asked_goals() ? (id ? "Sasaran" : "The goal") : (id ? "Tujuan bawaan" : "The page's own goal");
    return kind + " “" + sweep.chances().goal(goal).text.in(language) +
           (id ? "” dengan peluang " : "” with a chance of ") + sweep.asked_chance(language);
}

/// Curves in which a goal stands alike.
struct StateOfGoal
{
    std::size_t curves = 0;
    Reach from;                     ///< of those that reach it
    std::vector<std::size_t> plans; ///< of them
};

/// " (Campuran)"; " (dalam 2 dari 6 kurva)"; nothing of all of them
std::string whose(const SweepView& sweep, const StateOfGoal& of, Language language)
{
    const std::size_t all = sweep.layout.groups.size();
    if (of.curves == all) return "";
    if (sweep.combinations() == 1) {
        std::vector<std::string> names;
        for (const std::size_t plan : of.plans) names.push_back(sweep.name(plan, language));
        return " (" + listed(names, language) + ")";
    }
    const std::string count = std::to_string(of.curves), whole = std::to_string(all);
    return language == Language::id ? " (dalam " + count + " dari " + whole + " kurva)"
                                    : " (in " + count + " of " + whole + " curves)";
}

std::string told_of_curves(const SweepView& sweep, std::size_t goal, Language language)
{
    const bool id = language == Language::id;
    StateOfGoal reached, missed, open;
    for (std::size_t combination = 0; combination < sweep.combinations(); ++combination)
        for (std::size_t plan = 0; plan < sweep.plans(); ++plan) {
            const auto group = sweep.group(combination, plan);
            if (!group) continue;
            const CurveGroup& curve = sweep.layout.groups[*group];
            const auto first = sweep.chances().reaching(goal, curve);
            StateOfGoal& of = first ? reached : sweep.chances().state(goal, curve) == GoalState::missed ? missed : open;
            ++of.curves;
            of.plans.push_back(plan);
            if (first) of.from.add(curve.levels[*first]);
        }
    std::vector<std::string> parts;
    if (reached.curves > 0) {
        const std::string at =
            reached.from.low == reached.from.high
                ? sweep.told_level(reached.from.low, language)
                : sweep.lever().in(language) + " " + sweep.range(reached.from.low, reached.from.high, language);
        parts.push_back((id ? "tercapai mulai dari " : "reached from ") + at + (id ? "" : " on") +
                        whose(sweep, reached, language));
    }
    if (missed.curves > 0)
        parts.push_back((id ? "tidak tercapai pada tingkat mana pun yang dicoba" : "reached at no level tried") +
                        whose(sweep, missed, language));
    if (open.curves > 0)
        parts.push_back((id ? "belum dapat dikatakan apakah tercapai" : "cannot be told whether it is reached") +
                        whose(sweep, open, language));
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
    return text;
}

std::string told_of_rows(const SweepView& sweep, std::size_t goal, Language language)
{
    const bool id = language == Language::id;
    std::size_t reached = 0, missed = 0;
    const std::uint32_t rows = sweep.stored.rows();
    for (std::uint32_t row = 0; row < rows; ++row) {
        reached += sweep.chances().state(goal, row) == GoalState::reached;
        missed += sweep.chances().state(goal, row) == GoalState::missed;
    }
    if (missed == rows) return id ? "tidak tercapai dalam baris rancangan mana pun" : "reached in no row of the design";
    const auto count = [&](std::size_t of) { return number(static_cast<double>(of), 0, language); };
    const std::size_t open = rows - reached - missed;
    return (id ? "tercapai dalam " : "reached in ") + count(reached) + (id ? " dari " : " of ") + count(rows) +
           (id ? " baris rancangan" : " rows of the design") +
           (open == 0 ? ""
            : id      ? "; dalam " + count(open) + " belum dapat dikatakan"
                      : "; in " + count(open) + " it cannot be told");
}

/// What becomes of a goal on all curves together, or in all rows.
enum class Outlook : std::uint8_t { reached, partly, open, missed };

Outlook outlook_of(const SweepView& sweep, std::size_t goal)
{
    std::size_t reached = 0, missed = 0, all = 0;
    const auto count = [&](GoalState state) {
        reached += state == GoalState::reached;
        missed += state == GoalState::missed;
        ++all;
    };
    if (sweep.curves.empty())
        for (std::uint32_t row = 0; row < sweep.stored.rows(); ++row) count(sweep.chances().state(goal, row));
    else
        for (const CurveGroup& curve : sweep.layout.groups) count(sweep.chances().state(goal, curve));
    return reached == all  ? Outlook::reached
           : reached > 0   ? Outlook::partly
           : missed == all ? Outlook::missed
                           : Outlook::open;
}

} // namespace

Words goals_in_brief(const SweepView& sweep)
{
    std::array<std::vector<std::size_t>, 4> goals;
    for (std::size_t goal = 0; goal < sweep.chances().count(); ++goal)
        goals[static_cast<std::size_t>(outlook_of(sweep, goal))].push_back(goal);
    const bool has_curves = !sweep.curves.empty();
    const std::array<Words, 4> said{
        Words{"tercapai", "reached"},
        has_curves ? Words{"tercapai hanya dengan sebagian rencana atau keadaan",
                           "reached with some plans or conditions alone"}
                   : Words{"tercapai dalam sebagian baris", "reached in some rows"},
        Words{"belum dapat dikatakan", "cannot be told"},
        has_curves ? Words{"tidak tercapai pada tingkat mana pun yang dicoba", "reached at no level tried"}
                   : Words{"tidak tercapai dalam baris mana pun", "reached in no row"}};
    Reach together; // levels from which all are reached, of all curves
    bool all_reached = has_curves && goals[0].size() == sweep.chances().count();
    for (std::size_t group = 0; group < sweep.layout.groups.size() && all_reached; ++group)
        if (const auto at = sweep.told_place(group)) together.add(sweep.layout.groups[group].levels[*at]);
    return both([&](Language language) {
        const bool id = language == Language::id;
        std::string text;
        for (std::size_t k = 0; k < goals.size(); ++k) {
            if (goals[k].empty()) continue;
            text += (text.empty() ? "" : ", ") + std::to_string(goals[k].size()) + " " + said[k].in(language);
            if (goals[k].size() == 1 && sweep.chances().count() > 1)
                text += " (" + sweep.chances().goal(goals[k].front()).text.in(language) + ")";
        }
        if (all_reached && !together.is_empty())
            text += (id ? ", semuanya sekaligus mulai dari " : ", all together from ") +
                    (together.low == together.high
                         ? sweep.told_level(together.low, language)
                         : sweep.lever().in(language) + " " + sweep.range(together.low, together.high, language)) +
                    (id ? "" : " on");
        else if (all_reached)
            text += id ? ", tetapi sekaligus belum terbukti" : ", but together not known";
        return (id ? "Dari " : "Of ") + std::to_string(sweep.chances().count()) +
               (id ? " sasaran dengan peluang " : " goals with a chance of ") + sweep.asked_chance(language) + ": " +
               text;
    });
}

Words goal_finding(const SweepView& sweep, std::size_t goal)
{
    return both([&](Language language) {
        return named_goal(sweep, goal, language) + ": " +
               (sweep.curves.empty() ? told_of_rows(sweep, goal, language) : told_of_curves(sweep, goal, language));
    });
}

std::optional<std::size_t> goal_of(const SweepView& sweep, std::uint32_t outcome)
{
    for (std::size_t goal = 0; goal < sweep.chances().count(); ++goal)
        if (sweep.chances().goal(goal).outcome == outcome) return goal;
    return std::nullopt;
}

bool is_missed_everywhere(const SweepView& sweep, std::size_t goal)
{
    const auto& groups = sweep.layout.groups;
    return !groups.empty() && std::all_of(groups.begin(), groups.end(), [&](const CurveGroup& curve) {
        return sweep.chances().state(goal, curve) == GoalState::missed;
    });
}

Words goal_words(const SweepView& sweep, std::size_t goal, std::size_t group)
{
    return both([&](Language language) {
        return sweep.chances().told(sweep.shown(language), sweep.layout, goal, sweep.layout.groups[group]);
    });
}

std::string goal_sentence(const SweepView& sweep, std::size_t goal, Language language)
{
    const bool id = language == Language::id;
    std::vector<std::string> parts;
    for (std::size_t plan = 0; plan < sweep.plans(); ++plan) {
        const auto group = sweep.group(sweep.usual_combination(), plan);
        if (!group) continue;
        const CurveGroup& of = sweep.layout.groups[*group];
        const auto first = sweep.chances().reaching(goal, of);
        const std::size_t at = first.value_or(sweep.chances().nearest(goal, of));
        const std::string chance = shown_chance(sweep.chances().of(goal, of.rows[at]).interval, language);
        const std::string level = sweep.told_level(of.levels[at], language);
        std::string text = sweep.name(plan, language);
        const bool several = sweep.chances().count() > 1; // else the answer has a place of its own for costs
        if (first)
            text += (id ? " mulai dari " : " from ") + level + (id ? " (peluang " : " on (chance ") + chance +
                    (several ? (id ? "; seluruh rencana " : "; the whole plan ") +
                                   rupiah(sweep.mean_cost(of.rows[*first]), language) + (id ? " setahun" : " a year")
                             : "") +
                    ")";
        else
            text += std::string(sweep.chances().state(goal, of) == GoalState::missed
                                    ? (id ? " pada tingkat mana pun tidak" : " at no level tried")
                                : sweep.chances().can_tell() ? (id ? " belum dapat dikatakan" : " cannot be told")
                                                             : (id ? " belum dapat dikatakan dari ulangan sesedikit ini"
                                                                   : " cannot be told from so few replicates")) +
                    (id ? " (peluang tertinggi " : " (highest chance ") + chance +
                    (sweep.chances().of(goal, of.rows[at]).reached > 0 ? (id ? ", pada " : ", at ") + level : "") + ")";
        parts.push_back(std::move(text));
    }
    const std::string usual = sweep.combination(sweep.usual_combination()).in(language);
    std::string text = named_goal(sweep, goal, language) + (usual.empty() ? "" : " (" + usual + ")") + ": ";
    for (std::size_t part = 0; part < parts.size(); ++part) text += (part > 0 ? "; " : "") + parts[part];
    return text + ".";
}

} // namespace layak
