#pragma once

#include <string>
#include <vector>

#include "sim/text/findings.hpp"
#include "tools/layak/stored_sweep.hpp"
#include "tools/layak/sweep_chances.hpp"

namespace layak {

/// Confidence of the intervals of a sweep's tables.
inline constexpr double sweep_confidence = 0.9;

/// A curve for each outcome and group of rows, as a planner reads it. \param outcomes  names; empty: a choice
/// \param chances  of goals: told where they were asked for \param columns  of the terminal
std::string sweep_table(const StoredSweep& sweep, const std::vector<std::string>& outcomes, const GoalChances& chances,
                        sim::Language language, std::size_t columns);

std::string sweep_json(const StoredSweep& sweep, const std::vector<std::string>& outcomes, const GoalChances& chances);

/// Tidy: one line a row of the design and outcome; of curves with gains and prices.
std::string sweep_csv(const StoredSweep& sweep, const std::vector<std::string>& outcomes);

} // namespace layak
