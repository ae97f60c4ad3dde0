#pragma once

#include <string>

#include "tools/layak/repeatable_sweep.hpp"
#include "tools/layak/report/figures.hpp"
#include "tools/layak/report/reported_run.hpp"
#include "tools/layak/sweep_chances.hpp"

namespace layak {

/// What goes into a page.
struct PageParts
{
    sim::Words title;
    std::string city;
    std::string first;           ///< HTML before the links to the sections
    std::string sections;        ///< HTML behind them
    nlohmann::ordered_json data; ///< for the script
};

/// One HTML file in both languages that needs nothing else and asks for nothing. \param language  in which it opens
std::string whole_page(const PageParts& parts, sim::Language language);

/// The page of a result of run or compare.
std::string run_page(const ReportedRun& run, sim::Language language);

/// The page of a sweep: goals, outcomes against its budget or lever, what is enough, and which factors matter.
std::string sweep_page(const RepeatableSweep& sweep, SweepGoals goals, sim::Language language);

/// What charts know of plans: names, colours, marks.
nlohmann::ordered_json drawn_plans(const std::vector<commitment::Plan>& plans, const std::vector<PlanLook>& looks);

} // namespace layak
