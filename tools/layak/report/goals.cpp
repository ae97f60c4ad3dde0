// Goals that were asked for, plan by plan.

#include <algorithm>

#include "tools/layak/format.hpp"
#include "tools/layak/html.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/verdict.hpp"

namespace layak {
namespace {

using commitment::Goal;
using sim::Language;
using sim::Words;

/// When the goal was first reached in the one replicate there is.
std::string reached_when(const ReportedRun& run, std::size_t goal, std::uint32_t plan, Language language)
{
    const bool id = language == Language::id;
    const std::optional<std::uint32_t> step = run.comparison->goals[goal][plan].passages.front();
    if (!step) return id ? "tidak tercapai" : "not reached";
    const std::string when =
        (id ? "tercapai pada " : "reached in ") + run.month_text(run.comparison->first_month + *step, language);
    if (run.comparison->goals[goal][plan].at_end > 0) return when;
    return when + (id ? ", tidak lagi pada " : ", no more in ") + run.month_text(run.last_month(), language);
}

std::uint32_t hits_of(const ReportedRun& run, std::size_t goal, std::uint32_t plan)
{
    return run.result.replicates - static_cast<std::uint32_t>(run.comparison->goals[goal][plan].never);
}

/// Where it does not last in all of them: "; pada Desember 2030 masih 153".
std::string lasting(const ReportedRun& run, std::size_t goal, std::uint32_t plan, bool names_month, Language language)
{
    const std::uint32_t at_end = run.comparison->goals[goal][plan].at_end;
    if (at_end == hits_of(run, goal, plan)) return "";
    const bool id = language == Language::id;
    const std::string month = run.month_text(run.last_month(), language);
    return (names_month ? (id ? "; pada " + month + " masih " : "; in " + month + " still ")
                        : (id ? ", masih " : ", still ")) +
           number(at_end, 0, language);
}

/// How sure it is that a goal is reached or, where that is not likely, that it is not: "mungkin tidak tercapai dengan
/// ".
Words verdict_of(const ReportedRun& run, std::uint32_t hits)
{
    const auto sure_of = [&](std::uint32_t count) { return certainty_of(run.judging().chance(count)); };
    if (const Certainty sure = sure_of(hits); sure != Certainty::unclear)
        return words_for(sure) + Words{" tercapai dengan ", " reached with "};
    if (const Certainty sure = sure_of(run.result.replicates - hits); sure != Certainty::unclear)
        return words_for(sure) + Words{" tidak tercapai dengan ", " not reached with "};
    return {"tercapai atau tidak, belum dapat dikatakan dengan ", "whether it is reached cannot be told with "};
}

/// The plans with which a goal is reached as surely, the most often first: "mungkin … dengan A (43 dari 60), B (…)".
std::string answer_of(const ReportedRun& run, std::size_t goal, Language language)
{
    const bool id = language == Language::id;
    std::vector<std::uint32_t> plans;
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) plans.push_back(plan);
    std::stable_sort(plans.begin(), plans.end(), [&](std::uint32_t one, std::uint32_t other) {
        return hits_of(run, goal, one) > hits_of(run, goal, other);
    });
    constexpr std::size_t most_named = 4;
    std::string text;
    std::vector<std::string> named;
    for (std::size_t k = 0; k < plans.size(); ++k) {
        const std::uint32_t hits = hits_of(run, goal, plans[k]);
        const Words verdict = verdict_of(run, hits);
        const sim::Interval chance = run.judging().chance(hits);
        if (named.size() < most_named)
            named.push_back(
                run.name(plans[k], language) + " (" + of(hits, run.result.replicates, language) +
                (k > 0 ? ""
                       : (id ? " ulangan, peluang " : " replicates, a chance of ") + shown_chance(chance, language)) +
                lasting(run, goal, plans[k], k == 0, language) + ")");
        else
            named.resize(most_named + 1, id ? "rencana lain" : "other plans");
        if (k + 1 < plans.size() && verdict_of(run, hits_of(run, goal, plans[k + 1])).en == verdict.en) continue;
        text += (text.empty() ? "" : "; ") + verdict.in(language) + listed(named, language);
        named.clear();
    }
    return text;
}

/// Of two plans, by pairs of replicates, which one reaches a goal first.
std::string race_text(const ReportedRun& run, std::size_t goal, std::uint32_t one, std::uint32_t other,
                      Language language)
{
    const bool id = language == Language::id;
    const auto& a = run.comparison->goals[goal][one].passages;
    const auto& b = run.comparison->goals[goal][other].passages;
    std::uint32_t first = 0, second = 0, together_ = 0, neither = 0;
    for (std::size_t r = 0; r < a.size(); ++r) {
        if (!a[r] && !b[r])
            ++neither;
        else if (a[r] == b[r])
            ++together_;
        else
            ++(a[r] && (!b[r] || *a[r] < *b[r]) ? first : second);
    }
    const std::uint32_t most = std::max(first, second);
    const Certainty sure = certainty_of(run.judging().chance(most));
    const auto earlier = [&](std::uint32_t plan, std::uint32_t count) {
        return run.name(plan, language) + (id ? " lebih dulu dalam " : " earlier in ") + number(count, 0, language);
    };
    const std::uint32_t never = first == 0 ? one : other;
    std::string text =
        sure == Certainty::unclear && most > 0 && std::min(first, second) == 0
            ? run.name(never, language) + (id ? " tidak pernah lebih dulu: " : " is never earlier: ")
        : sure == Certainty::unclear && 10 * most >= 9 * (first + second)
            ? (id ? "di antara " : "of the ") + number(first + second, 0, language) +
                  (id ? " pasangan yang berbeda, " : " pairs that differ ") +
                  run.name(first >= second ? one : other, language) + (id ? " lebih dulu dalam " : " is earlier in ") +
                  number(most, 0, language) + ": "
        : sure == Certainty::unclear
            ? std::string(id ? "mana yang lebih dulu belum dapat dikatakan: " : "which is earlier cannot be told: ")
            : run.name(first >= second ? one : other, language) + (id ? " " : " is ") + words_for(sure).in(language) +
                  (id ? " lebih dulu: " : " earlier: ");
    text += earlier(one, first) + ", " + earlier(other, second);
    if (together_ > 0) text += (id ? ", bersamaan dalam " : ", together in ") + number(together_, 0, language);
    if (neither > 0)
        text += (id ? ", dan dalam " : ", and in ") + number(neither, 0, language) +
                (id ? " keduanya tidak pernah sampai" : " neither ever gets there");
    return text + (id ? " (dari " : " (of ") + number(run.result.replicates, 0, language) +
           (id ? " pasangan)" : noun(run.result.replicates, " pair)", " pairs)"));
}

/// Plans against each other: all pairs while they are few, else each against the one that reaches the goal most often.
WordTable races_table(const ReportedRun& run, std::size_t goal, const std::string& place)
{
    WordTable table{{"Sasaran " + place + ": rencana mana lebih dulu", "Goal " + place + ": which plan is earlier"},
                    {{{"Dua rencana", "Two plans"}, {"Mana yang lebih dulu", "Which is earlier"}}}};
    constexpr std::uint32_t few = 4;
    std::uint32_t most = 0;
    for (std::uint32_t plan = 1; plan < run.plans(); ++plan)
        if (hits_of(run, goal, plan) > hits_of(run, goal, most)) most = plan;
    for (std::uint32_t one = 0; one < run.plans(); ++one)
        for (std::uint32_t other = one + 1; other < run.plans(); ++other)
            if (run.plans() <= few || one == most || other == most)
                table.rows.push_back({run.name(one) + Words{" dan ", " and "} + run.name(other),
                                      both([&](Language l) { return race_text(run, goal, one, other, l); })});
    return table;
}

} // namespace

std::vector<Words> goal_answers(const ReportedRun& run)
{
    const std::vector<Goal>& goals = run.stored.goals();
    std::vector<Words> out;
    for (std::size_t goal = 0; goal < goals.size(); ++goal)
        out.push_back(both([&](Language language) {
            const bool id = language == Language::id;
            std::string text = (id ? "Sasaran " : "Goal, ") + goal_text(goals[goal], language) + " – ";
            if (!run.is_single())
                return text + given(run.inputs, run.judging().evidence, language) + answer_of(run, goal, language) +
                       ".";
            for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
                text +=
                    (plan > 0 ? "; " : "") + run.name(plan, language) + ": " + reached_when(run, goal, plan, language);
            return text + ".";
        }));
    return out;
}

std::string goals_section(const ReportedRun& run)
{
    const std::vector<Goal>& goals = run.stored.goals();
    if (goals.empty()) return "";
    std::string out = heading("sasaran", {"Sasaran yang ditanyakan", "The goals that were asked for"});
    for (std::size_t goal = 0; goal < goals.size(); ++goal) {
        const Words name = both([&](Language l) { return capital(goal_text(goals[goal], l)); });
        const std::string place = std::to_string(goal + 1);
        WordTable table{{"Sasaran " + place + ", rencana demi rencana", "Goal " + place + ", plan by plan"},
                        {{{"Rencana", "Plan"}, {"Pernah tercapai dalam", "Ever reached in"}}}};
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
            table.rows.push_back({run.name(plan), both([&](Language l) {
                                      return run.is_single()
                                                 ? reached_when(run, goal, plan, l)
                                                 : goal_reached(Speech{run.inputs, *run.comparison, l}, goal, plan);
                                  })});
        out += together("<h3>" + html(name) + "</h3>" + "<div class=\"wrap words\">" + table.html() + "</div>");
        if (run.is_comparison && !run.is_single() && run.plans() > 1)
            out += together("<div class=\"wrap words\">" + races_table(run, goal, place).html() + "</div>");
    }
    return out;
}

} // namespace layak
