// Goals that were asked for, plan by plan.

#include "tools/layak/format.hpp"
#include "tools/layak/html.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using commitment::Goal;
using commitment::NamedOutcome;
using sim::Language;
using sim::Words;

std::string value_text(const Goal& goal, Language language)
{
    if (goal.outcome.source == NamedOutcome::Source::cost) return rupiah(goal.value, language);
    if (goal.outcome.measure == commitment::Measure::share)
        return number_at_most(100 * goal.value, 4, language) + (language == Language::id ? " %" : "%");
    return number_at_most(goal.value, 6, language);
}

/// When the goal was first reached in the one replicate there is.
std::string reached_when(const ReportedRun& run, std::size_t goal, std::uint32_t plan, Language language)
{
    const bool id = language == Language::id;
    const std::optional<std::uint32_t> step = run.comparison->goals[goal][plan].passages.front();
    if (!step) return id ? "tidak tercapai" : "not reached";
    return (id ? "tercapai pada " : "reached in ") + run.month_text(run.comparison->first_month + *step, language);
}

} // namespace

std::string goal_text(const Goal& goal, Language language)
{
    const bool id = language == Language::id;
    const std::string value = value_text(goal, language);
    const auto beside = [&]() -> std::string {
        switch (goal.relation) {
        case Goal::Relation::at_least: return value + (id ? " atau lebih" : " or more");
        case Goal::Relation::above: return (id ? "lebih dari " : "more than ") + value;
        case Goal::Relation::at_most: return value + (id ? " atau kurang" : " or less");
        case Goal::Relation::below: return (id ? "kurang dari " : "less than ") + value;
        }
        return value;
    };
    return goal.outcome.meaning.in(language) + ": " + beside();
}

std::string goals_section(const ReportedRun& run)
{
    const std::vector<Goal>& goals = run.stored.goals();
    if (goals.empty()) return "";
    std::string out = heading("sasaran", {"Sasaran yang ditanyakan", "The goals that were asked for"});
    for (std::size_t goal = 0; goal < goals.size(); ++goal) {
        const Words name = both([&](Language l) { return capital(goal_text(goals[goal], l)); });
        WordTable table{name, {{{"Rencana", "Plan"}, {"Tercapai dalam", "Reached in"}}}};
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
            table.rows.push_back({run.name(plan), both([&](Language l) {
                                      return run.is_single()
                                                 ? reached_when(run, goal, plan, l)
                                                 : goal_reached(Speech{run.inputs, *run.comparison, l}, goal, plan);
                                  })});
        out += "<h3>" + html(name) + "</h3>" +
               paragraph({"--goal " + goals[goal].text, "--goal " + goals[goal].text}, "note") +
               "<div class=\"wrap words\">" + table.html() + "</div>\n";
    }
    return out;
}

} // namespace layak
