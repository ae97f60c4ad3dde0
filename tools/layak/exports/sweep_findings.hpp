#pragma once

// What exports of a sweep tell beyond its rows.

#include <vector>

#include "tools/layak/exports/sweep_export.hpp"
#include "tools/layak/outcome_rows.hpp"
#include "tools/layak/sensitivity_report.hpp"
#include "tools/layak/sweep_chances.hpp"
#include "tools/layak/sweep_curves.hpp"

namespace layak {

/// Levels that are enough, chances of goals, and which factors matter, in the last month, by the rules of the page.
struct SweepFindings
{
    /// \throws sim::Interrupted
    explicit SweepFindings(const SweepExport& of);
    SweepFindings(const SweepFindings&) = delete;
    SweepFindings& operator=(const SweepFindings&) = delete;

    CurveLayout layout;                           ///< no groups: its rows make no curves
    std::vector<SweepCurves> curves;              ///< [outcome that the design asks for]
    std::vector<OutcomeRow> goals;                ///< what outcomes are held against
    std::vector<std::vector<GoalChance>> chances; ///< [goal][row]
    std::vector<SweepPart> parts;
    std::vector<SensitivityAnalysis> analyses; ///< of the outcomes that the design asks for; none without factors

    /// The level of a group from which on the goal of an outcome is reached; nothing where none is, or it has no goal.
    std::optional<double> reaching(std::uint32_t outcome, const CurveGroup& group) const;
};

/// What a measure of sensitivity is: "first" …
sim::Words words_of_measure(const std::string& measure);

/// csv/enough.csv, csv/goals.csv, csv/sensitivity.csv, as far as the sweep has them.
void export_csv_of_findings(const SweepExport& of, const SweepFindings& findings);

} // namespace layak
