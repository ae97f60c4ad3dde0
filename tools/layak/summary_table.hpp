#pragma once

#include <string>

#include "sim/text/findings.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/run_summary.hpp"

namespace layak {

/// What a planner reads of a run: each plan's outcomes in its last month with their range over replicates, the state
/// in which the plans begin, what they cost and what the budget left undelivered.
/// \param columns  of the terminal; plans that do not fit beside each other follow below
std::string summary_table(const Inputs& inputs, const RunSummary& run, sim::Language language, std::size_t columns);

/// What the budgets left undelivered by plan, lever and year; empty where nothing was.
std::string undelivered_lines(const Inputs& inputs, const RunSummary& run, sim::Language language, std::size_t columns);

/// "Cost a year": where history and a plan are in force together, their cost is one.
sim::Words cost_label(const Inputs& inputs);

/// The same as JSON for machines.
std::string summary_json(const Inputs& inputs, const RunSummary& run, std::uint64_t seed, const std::string& output,
                         const std::string& digest);

} // namespace layak
