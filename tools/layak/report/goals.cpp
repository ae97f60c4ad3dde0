// Goals that were asked for, plan by plan.

#include "tools/layak/format.hpp"
#include "tools/layak/html.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/speech.hpp"

namespace layak {

using sim::Language;
using sim::Words;

std::string goals_section(const ReportedRun& run)
{
    const std::vector<commitment::Goal>& goals = run.stored.goals();
    if (goals.empty()) return "";
    std::string out = heading("sasaran", {"Sasaran yang ditanyakan", "The goals that were asked for"});
    for (std::size_t goal = 0; goal < goals.size(); ++goal) {
        const Words name = Words{goals[goal].text, goals[goal].text} +
                           both([&](Language l) { return " (" + goals[goal].outcome.meaning.in(l) + ")"; });
        WordTable table{name, {{{"Rencana", "Plan"}, {"Tercapai dalam", "Reached in"}}}};
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
            table.rows.push_back({run.name(plan), both([&](Language l) {
                                      return goal_reached(Speech{run.inputs, *run.comparison, l}, goal, plan);
                                  })});
        out += "<h3>" + html(name) + "</h3><div class=\"texts\">" + table.html() + "</div>\n";
    }
    return out;
}

} // namespace layak
