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

/// Its part on costs and prices.
std::string cost_tables(const ComparisonReport& report, sim::Language language, std::size_t columns);

std::string comparison_json(const ComparisonReport& report, const std::string& output, const std::string& digest);

/// What these files have in common: intervals are rounded (their last bits are those of a library's quantiles, and say
/// nothing), months as text, keys of the city's files.
double rounded(double value);
std::string month(const ComparisonReport& report, std::uint32_t since_start);
/// "training"; behind the last lever "all".
std::string lever_name(const ComparisonReport& report, std::size_t lever);
const char* covers(const ComparisonReport& report);

/// Tidy: one row a plan, month (or year, of costs), unit and outcome.
std::string comparison_csv(const ComparisonReport& report);
/// The first columns of that, which every version of the program has written.
extern const std::string comparison_csv_begin;

} // namespace layak
