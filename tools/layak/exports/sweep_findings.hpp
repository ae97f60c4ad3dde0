#pragma once

// What exports of a sweep tell beyond its rows.

#include <vector>

#include "tools/layak/exports/sweep_export.hpp"
#include "tools/layak/report/sweep_view.hpp"
#include "tools/layak/sensitivity_report.hpp"

namespace layak {

/// Levels that are enough, chances of goals, and which factors matter, in the last month, by the rules of the page.
struct SweepFindings
{
    /// \throws sim::Interrupted
    SweepFindings(const SweepExport& of, SweepGoals asked);
    SweepFindings(const SweepFindings&) = delete;
    SweepFindings& operator=(const SweepFindings&) = delete;

    SweepView view; ///< as the page tells it: curves, goals
    std::vector<SweepPart> parts;
    std::vector<SensitivityAnalysis> analyses; ///< of the outcomes that the design asks for; none without factors

    /// Those of an outcome.
    std::vector<std::size_t> goals_of(std::uint32_t outcome) const;
};

/// What a measure of sensitivity is: "first" …
sim::Words words_of_measure(const std::string& measure);
/// Whether what a measure says hangs on the levels and ranges chosen: no design of Saltelli or Morris.
bool is_illustrative(const SensitivityAnalysis& of);

/// csv/enough.csv, csv/goals.csv, csv/sensitivity.csv, as far as the sweep has them.
void export_csv_of_findings(const SweepExport& of, const SweepFindings& findings);

} // namespace layak
