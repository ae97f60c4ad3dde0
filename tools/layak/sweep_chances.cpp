#include "tools/layak/sweep_chances.hpp"

#include <algorithm>
#include <cmath>

#include "sim/text/number.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/outcome_rows.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"

namespace layak {

using sim::Language;
using sim::Words;

void put_goals(const AskedGoals& asked, const commitment::City& city, commitment::Design& design,
               sim::Findings& findings)
{
    commitment::parse_goals_of_city(asked.goals, city, [&](std::size_t goal, Words wrong) {
        findings.error("--goal \"" + sim::shortened(asked.goals[goal]) + "\"", 0, "", "", std::move(wrong));
    });
    if (!asked.goals.empty()) design.goals = asked.goals;
    if (asked.chance <= 0) return;
    design.chance = asked.chance;
    if (design.goals.empty())
        findings.error("--chance", 0, "", "",
                       {"peluang mencapai sasaran; sebutkan sasarannya: --goal \"formal.kelurahan >= 60\"",
                        "the chance of reaching goals; name them: --goal \"formal.kelurahan >= 60\""});
}

void refuse_goals_of_runs(const AskedGoals& asked)
{
    sim::Findings findings;
    if (!asked.goals.empty() || asked.chance > 0)
        findings.error(asked.goals.empty() ? "--chance" : "--goal", 0, "", "",
                       {"hanya untuk hasil layak sweep; sasaran sebuah perbandingan diberikan kepada layak compare",
                        "only for results of layak sweep; the goals of a comparison are given to layak compare"});
    findings.throw_if_failed();
}

SweepGoals goals_of(const commitment::Design& design, const commitment::City& city)
{
    SweepGoals out;
    out.are_asked = !design.goals.empty();
    const auto nothing_is_wrong = [](std::size_t, const Words&) {}; // they were read before
    if (out.are_asked) {
        out.chance = design.chance;
        for (commitment::Goal& goal : commitment::parse_goals_of_city(design.goals, city, nothing_is_wrong)) {
            const std::uint32_t outcome = *commitment::find_outcome(goal.outcome.name);
            Words text{goal_text(goal, Language::id), goal_text(goal, Language::en)};
            out.all.push_back({std::move(text), std::move(goal), outcome});
        }
        return out;
    }
    for (OutcomeRow& row : outcome_rows(city)) {
        Words wrong;
        const std::string text = std::string(info_of(row.outcome).name) + " >= " + sim::shortest(row.goal);
        if (auto goal = commitment::parse_goal(text, city, wrong))
            out.all.push_back({std::move(row.reaches), std::move(*goal), row.outcome});
    }
    return out;
}

std::vector<std::uint32_t> outcomes_with_goals(const std::vector<std::string>& names, const SweepGoals& goals)
{
    std::vector<std::uint32_t> out = chosen_outcomes(names);
    for (const SweepGoal& goal : goals.all)
        if (goals.are_asked && std::find(out.begin(), out.end(), goal.outcome) == out.end())
            out.push_back(goal.outcome);
    return out;
}

const char* name_of(GoalState state)
{
    switch (state) {
    case GoalState::reached: return "reached";
    case GoalState::missed: return "missed";
    case GoalState::open: break;
    }
    return "open";
}

GoalChances::GoalChances(const StoredSweep& sweep, SweepGoals goals, const commitment::Judging& judging)
    : goals_(std::move(goals)), can_tell_(judging.chance(1.0).low >= goals_.chance)
{
    std::vector reaches_all(sweep.rows(), std::vector<bool>(sweep.replicates(), true)); // [row][replicate]
    const auto count = [&](auto run_of_row) { // whether a run reaches it; nothing of one that failed
        std::vector<GoalChance> by_row(sweep.rows());
        for (std::uint32_t row = 0; row < sweep.rows(); ++row) {
            GoalChance& chance = by_row[row];
            for (std::uint32_t r = 0; r < sweep.replicates(); ++r)
                if (const std::optional<bool> reaches = run_of_row(row, r)) ++chance.runs, chance.reached += *reaches;
            chance.interval = judging.chance(chance.share());
        }
        return by_row;
    };
    std::vector finished(sweep.rows(), std::vector<bool>(sweep.replicates(), true));
    for (const SweepGoal& of : goals_.all) {
        const auto values = sweep.outcome(std::string(info_of(of.outcome).name), sweep.months().size() - 1);
        chances_.push_back(count([&](std::uint32_t row, std::uint32_t r) -> std::optional<bool> {
            finished[row][r] = std::isfinite(values[row][r]);
            if (!finished[row][r]) return std::nullopt;
            const bool reaches = of.goal.holds(values[row][r]);
            reaches_all[row][r] = reaches_all[row][r] && reaches;
            return reaches;
        }));
    }
    together_ = count([&](std::uint32_t row, std::uint32_t r) -> std::optional<bool> {
        return finished[row][r] ? std::optional<bool>(reaches_all[row][r]) : std::nullopt;
    });
}

GoalState GoalChances::state_of(const GoalChance& chance) const
{
    if (chance.runs == 0) return GoalState::open;
    return chance.interval.low >= goals_.chance   ? GoalState::reached
           : chance.interval.high < goals_.chance ? GoalState::missed
                                                  : GoalState::open;
}

GoalState GoalChances::state(std::size_t goal, std::uint32_t row) const { return state_of(of(goal, row)); }

std::optional<std::size_t> GoalChances::reaching(std::size_t goal, const CurveGroup& curve) const
{
    std::optional<std::size_t> first;
    for (std::size_t at = curve.rows.size(); at-- > 0 && state(goal, curve.rows[at]) == GoalState::reached;) first = at;
    return first;
}

std::optional<std::size_t> GoalChances::reaching_all(const CurveGroup& curve) const
{
    std::optional<std::size_t> first;
    for (std::size_t at = curve.rows.size(); at-- > 0 && state_of(of_all(curve.rows[at])) == GoalState::reached;)
        first = at;
    return first;
}

bool GoalChances::is_missed_by_all(const CurveGroup& curve) const
{
    return std::all_of(curve.rows.begin(), curve.rows.end(),
                       [&](std::uint32_t row) { return state_of(of_all(row)) == GoalState::missed; });
}

GoalState GoalChances::state(std::size_t goal, const CurveGroup& curve) const
{
    if (reaching(goal, curve)) return GoalState::reached;
    const bool is_missed = std::all_of(curve.rows.begin(), curve.rows.end(),
                                       [&](std::uint32_t row) { return state(goal, row) == GoalState::missed; });
    return is_missed ? GoalState::missed : GoalState::open;
}

std::size_t GoalChances::nearest(std::size_t goal, const CurveGroup& curve) const
{
    std::size_t best = 0;
    for (std::size_t at = 1; at < curve.rows.size(); ++at)
        if (of(goal, curve.rows[at]).interval.low > of(goal, curve.rows[best]).interval.low) best = at;
    return best;
}

std::string GoalChances::told_of_all(const ShownSweep& shown, const CurveLayout& layout, const CurveGroup& curve) const
{
    const bool id = shown.id;
    const auto chance = [&](std::uint32_t row) { return shown_chance(of_all(row).interval, shown.language); };
    if (const auto first = reaching_all(curve))
        return shown.level(layout.factor, curve.levels[*first]) + " (" + chance(curve.rows[*first]) + ")";
    const std::uint32_t best = *std::max_element(curve.rows.begin(), curve.rows.end(), [&](auto one, auto other) {
        return of_all(one).interval.low < of_all(other).interval.low;
    });
    return std::string(is_missed_by_all(curve) ? (id ? "tidak tercapai; " : "not reached; ")
                                               : (id ? "belum dapat dikatakan; " : "cannot be told; ")) +
           (id ? "tertinggi " : "highest ") + chance(best);
}

std::string GoalChances::told(const ShownSweep& shown, const CurveLayout& layout, std::size_t goal,
                              const CurveGroup& curve) const
{
    const bool id = shown.id;
    const auto chance = [&](std::size_t at) { return shown_chance(of(goal, curve.rows[at]).interval, shown.language); };
    const auto level = [&](std::size_t at) { return shown.level(layout.factor, curve.levels[at]); };
    if (const auto first = reaching(goal, curve)) return level(*first) + " (" + chance(*first) + ")";
    const std::size_t best = nearest(goal, curve);
    const std::string missed = state(goal, curve) == GoalState::missed ? (id ? "tidak tercapai; " : "not reached; ")
                               : can_tell_ ? (id ? "belum dapat dikatakan; " : "cannot be told; ")
                                           : (id ? "ulangan terlalu sedikit; " : "too few replicates; ");
    return missed + (id ? "tertinggi " : "highest ") + chance(best) +
           (of(goal, curve.rows[best]).interval.low > 0 ? (id ? " pada " : " at ") + level(best) : "");
}

Words caution_of(std::uint32_t replicates)
{
    constexpr std::uint32_t enough = 20; // so that one in twenty lies beyond either limit
    if (replicates >= enough) return {"", ""};
    const std::string count = std::to_string(replicates);
    return {count + " ulangan saja, belum pasti: ",
            count + noun(replicates, " replicate only, not sure: ", " replicates only, not sure: ")};
}

} // namespace layak
