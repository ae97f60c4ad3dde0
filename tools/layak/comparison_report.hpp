#pragma once

// A comparison as a planner reads it on the terminal, and as machines do.

#include <optional>
#include <string>
#include <vector>

#include "models/commitment/comparison.hpp"
#include "models/commitment/precision.hpp"
#include "tools/layak/conclusions.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

/// All that is told of a comparison.
struct ComparisonReport
{
    const Inputs& inputs;
    const commitment::ExperimentResult& result;
    const commitment::ExperimentOptions& options;
    const commitment::Comparison& comparison;
    const std::vector<commitment::Goal>& goals;
    const std::vector<commitment::Precision>& wanted;
    const std::optional<commitment::PrecisionReached>& precision;
    const Conclusions& conclusions;
};

/// \param columns  of the terminal
std::string comparison_table(const ComparisonReport& report, sim::Language language, std::size_t columns);

std::string comparison_json(const ComparisonReport& report, const std::string& output, const std::string& digest);

/// Tidy: one row a plan, month (or year, of costs), unit and outcome.
std::string comparison_csv(const ComparisonReport& report);
/// The first line of that.
extern const std::string comparison_csv_head;

} // namespace layak
