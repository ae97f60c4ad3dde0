// Goals that were asked for, plan by plan.

#include "tools/layak/format.hpp"
#include "tools/layak/html.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/speech.hpp"

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
    return (id ? "tercapai pada " : "reached in ") + run.month_text(run.comparison->first_month + *step, language);
}

} // namespace

std::string goals_section(const ReportedRun& run)
{
    const std::vector<Goal>& goals = run.stored.goals();
    if (goals.empty()) return "";
    std::string out = heading("sasaran", {"Sasaran yang ditanyakan", "The goals that were asked for"});
    for (std::size_t goal = 0; goal < goals.size(); ++goal) {
        const Words name = both([&](Language l) { return capital(goal_text(goals[goal], l)); });
        const std::string place = std::to_string(goal + 1);
        WordTable table{{"Sasaran " + place + ", rencana demi rencana", "Goal " + place + ", plan by plan"},
                        {{{"Rencana", "Plan"}, {"Tercapai dalam", "Reached in"}}}};
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
            table.rows.push_back({run.name(plan), both([&](Language l) {
                                      return run.is_single()
                                                 ? reached_when(run, goal, plan, l)
                                                 : goal_reached(Speech{run.inputs, *run.comparison, l}, goal, plan);
                                  })});
        out += together("<h3>" + html(name) + "</h3>" + "<div class=\"wrap words\">" + table.html() + "</div>");
    }
    return out;
}

} // namespace layak
