#pragma once

// What a sweep's result says of its factors, as a planner reads it and as machines do.

#include <string>
#include <vector>

#include "sim/calendar/month.hpp"
#include "sim/text/findings.hpp"
#include "tools/layak/sensitivity_analysis.hpp"

namespace layak {

/// All that is told: analyses of one month.
struct SensitivityReport
{
    const StoredSweep& sweep;
    const std::vector<SensitivityAnalysis>& analyses;
    sim::Month month;
    double confidence;
};

/// One figure: a measure of a factor or group.
struct SensitivityFigure
{
    std::string factor;  ///< "replicates": of what replicates differ in
    std::string measure; ///< "first", "total", "mu_star" …
    sim::Estimate estimate;
};
/// All of an analysis.
std::vector<SensitivityFigure> sensitivity_figures(const StoredSweep& sweep, const SensitivityAnalysis& of);

/// Whether intervals say what other random numbers would give: with fewer than three replicates nothing tells.
bool covers_replicates(const StoredSweep& sweep);

std::string sensitivity_table(const SensitivityReport& report, sim::Language language, std::size_t columns);
std::string sensitivity_json(const SensitivityReport& report);
/// Tidy: a line a figure.
std::string sensitivity_csv(const SensitivityReport& report);
/// The first line of that.
extern const std::string sensitivity_csv_head;

} // namespace layak
