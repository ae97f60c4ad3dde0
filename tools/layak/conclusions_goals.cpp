// When plans reach a goal, and where their curves cross.

#include <algorithm>
#include <cmath>

#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using commitment::Comparison;
using sim::Language;

/// "in 103 of 200 replicates (a chance of 45% – 58%), 98 of them still so in December 2030; in half of all 200 by
/// November 2030 (5 to 95%: …)"
std::string reached(const Speech& speech, const Comparison::Reach& reach)
{
    const bool id = speech.id;
    const std::uint32_t all = speech.comparison.replicates;
    const std::string count =
        of(all - reach.never, all, speech.language) + (id ? " ulangan" : noun(all, " replicate", " replicates"));
    const sim::Interval chance = speech.comparison.judging.chance(all - reach.never);
    std::string text = count + (id ? " (peluang " : " (a chance of ") + shown_chance(chance, speech.language) + ")";
    if (all == 1 && reach.never == 0 && reach.at_end == 0)
        text += (id ? ", tidak lagi pada " : ", no more in ") + speech.last_month();
    if (all > 1 && reach.never < all) {
        const bool lasts = reach.at_end == all - reach.never;
        const std::string many = lasts ? (id ? "semuanya" : "all of them")
                                 : reach.at_end == 0
                                     ? (id ? "tidak satu pun" : "none of them")
                                     : number(reach.at_end, 0, speech.language) + (id ? " di antaranya" : " of them");
        text += ", " + many + (id ? " masih begitu pada " : " still so in ") + speech.last_month();
    }
    // Of fewer replicates a quantile says nothing.
    constexpr std::uint32_t for_a_median = 10;
    constexpr std::uint32_t for_a_range = 20;
    const auto when = [&](double level) { return sim::passage_quantile(reach.passages, level); };
    const auto at = [&](std::uint32_t step) { return speech.month(speech.comparison.first_month + step); };
    const auto middle = when(0.5);
    if (!middle || all < for_a_median) return text;
    text +=
        (id ? "; dalam separuh dari semua ulangan paling lambat " : "; in half of all replicates by ") + at(*middle);
    const auto early = when(0.05);
    const auto late = when(0.95);
    if (early && late && *early != *late && all >= for_a_range)
        text += (id ? " (5 sampai 95\u00a0%: " : " (5 to 95%: ") + at(*early) + " – " + at(*late) + ")";
    return text;
}

std::string value_text(const commitment::Goal& goal, Language language)
{
    if (goal.outcome.source == commitment::NamedOutcome::Source::cost) return rupiah(goal.value, language);
    if (goal.outcome.measure == commitment::Measure::share)
        return number_at_most(100 * goal.value, 4, language) + (language == Language::id ? " %" : "%");
    return number_at_most(goal.value, 6, language);
}

/// ", before “…” in 120, after it or never in 3 of 200 pairs"; ", before “…” in 120 of 200 pairs and never after it"
std::string raced(const Speech& speech, const sim::Race& race)
{
    const auto all = race.ahead + race.tied + race.behind;
    if (race.tied == all) return "";
    const bool id = speech.id;
    const auto count = [&](std::uint64_t of) { return number(static_cast<double>(of), 0, speech.language); };
    const std::string pairs = (id ? " dari " : " of ") + count(all) + (id ? " pasangan" : noun(all, " pair", " pairs"));
    if (race.ahead == 0)
        return (id ? ", sesudah " : ", after ") + speech.baseline() +
               (id ? " atau tidak pernah dalam " : " or never in ") + count(race.behind) + pairs +
               (id ? ", dan tidak pernah lebih dulu" : ", and never before it");
    const std::string before = (id ? ", lebih dulu daripada " : ", before ") + speech.baseline() +
                               (id ? " dalam " : " in ") + count(race.ahead);
    if (race.behind == 0) return before + pairs + (id ? ", dan tidak pernah sesudahnya" : ", and never after it");
    return before + (id ? ", sesudahnya atau tidak pernah dalam " : ", after it or never in ") + count(race.behind) +
           pairs;
}

/// Whether the plan was ahead by what matters both before a crossing and after it.
bool turns_what_matters(const Inputs& inputs, const Comparison& comparison, std::uint32_t plan,
                        const Comparison::Crossing& crossing)
{
    const double least = commitment::what_matters(inputs.city, crossing.outcome);
    std::uint32_t from = comparison.first_month;
    std::uint32_t to = comparison.months;
    for (const Comparison::Crossing& other : comparison.crossings[plan]) {
        if (other.outcome != crossing.outcome) continue;
        if (other.first_after <= crossing.last_before) from = std::max(from, other.first_after);
        if (other.last_before >= crossing.first_after) to = std::min(to, other.last_before + 1);
    }
    const auto ever = [&](std::uint32_t first, std::uint32_t end) {
        for (std::uint32_t m = first; m < end; ++m)
            if (std::abs(comparison.outcomes[plan][m][crossing.outcome].difference) >= least) return true;
        return false;
    };
    return ever(from, crossing.first_after) && ever(crossing.first_after, to);
}

} // namespace

std::string goal_text(const commitment::Goal& goal, Language language)
{
    const bool id = language == Language::id;
    const std::string value = value_text(goal, language);
    const auto beside = [&]() -> std::string {
        switch (goal.relation) {
        case commitment::Goal::Relation::at_least: return value + (id ? " atau lebih" : " or more");
        case commitment::Goal::Relation::above: return (id ? "lebih dari " : "more than ") + value;
        case commitment::Goal::Relation::at_most: return value + (id ? " atau kurang" : " or less");
        case commitment::Goal::Relation::below: return (id ? "kurang dari " : "less than ") + value;
        }
        return value;
    };
    return goal.outcome.meaning.in(language) + ": " + beside();
}

std::string goal_reached(const Speech& speech, std::size_t goal, std::uint32_t plan)
{
    const Comparison::Reach& of = speech.comparison.goals[goal][plan];
    return reached(speech, of) + (plan == speech.comparison.baseline ? "" : raced(speech, of.against_baseline));
}

void say_goal(const Inputs& inputs, const Comparison& comparison, const std::vector<commitment::Goal>& goals,
              std::size_t goal, Sentences& out)
{
    out.push_back({both([&](Language language) {
        const Speech speech{inputs, comparison, language};
        std::string text = (speech.id ? "Sasaran " : "The goal ") + printable(goals[goal].text) + " (" +
                           printable(goals[goal].outcome.meaning.in(language)) + "):";
        for (std::uint32_t plan = 0; plan < inputs.plans.size(); ++plan)
            text += std::string(plan > 0 ? "; " : " ") +
                    (speech.id ? "dengan " + speech.name(plan) + " pernah tercapai dalam "
                               : speech.name(plan) + " ever reaches it in ") +
                    goal_reached(speech, goal, plan);
        return text + ".";
    })});
}

void say_crossings(const Inputs& inputs, const Comparison& comparison, Sentences& out)
{
    const std::size_t before = out.size();
    const auto headlines = headlines_of(inputs.city);
    for (std::uint32_t plan = 0; plan < inputs.plans.size(); ++plan)
        for (const Comparison::Crossing& crossing : comparison.crossings[plan]) {
            const auto headline = std::find_if(headlines.begin(), headlines.end(),
                                               [&](const Headline& row) { return row.outcome == crossing.outcome; });
            if (headline == headlines.end() || !turns_what_matters(inputs, comparison, plan, crossing)) continue;
            out.push_back({both([&](Language language) {
                const Speech speech{inputs, comparison, language};
                const bool id = speech.id;
                const bool rises = crossing.plan_ahead_after;
                return headline->label.in(language) + ": " + speech.name(plan) +
                       (id ? (rises ? " di bawah " : " di atas ") : (rises ? " is below " : " is above ")) +
                       speech.baseline() + (id ? " sampai " : " until ") + speech.month(crossing.last_before) +
                       (id ? ", dan sejak " : ", and from ") + speech.month(crossing.first_after) +
                       (id ? (rises ? " di atasnya." : " di bawahnya.") : (rises ? " on above it." : " on below it."));
            })});
        }
    constexpr double telling = 0.9; // fewer pairs see no crossing, whether there is one or not
    if (out.size() == before && comparison.judging.chance(1.0).low >= telling)
        out.push_back({{"Tidak terlihat keluaran utama yang urutannya berbalik di tengah jalan dengan selisih berarti "
                        "sebelum dan sesudahnya.",
                        "No main outcome is seen to change its order on the way with a difference that matters before "
                        "and after."}});
}

} // namespace layak
