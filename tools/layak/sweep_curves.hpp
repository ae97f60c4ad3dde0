#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/commitment/outcomes.hpp"
#include "sim/statistics/response.hpp"
#include "tools/layak/stored_sweep.hpp"

namespace layak {

/// Rows that differ in one factor alone: a plan with the same values of all others.
struct CurveGroup
{
    std::vector<std::uint32_t> rows; ///< from the lowest level of the factor
    std::vector<double> levels;
    std::vector<std::size_t> others; ///< places of the factors that tell groups apart
};

/// What is drawn against what: the lever with the most levels, else the parameter with the most.
struct CurveLayout
{
    std::size_t factor = 0; ///< place in the sweep's factors
    std::vector<CurveGroup> groups;
};
/// Nothing (no group) where no rows differ in one factor alone.
CurveLayout curve_layout(const StoredSweep& sweep);

/// An outcome of the table in the last month.
struct SweepCurves
{
    std::uint32_t outcome = 0;
    std::vector<sim::ResponseCurve> curves; ///< [group]
    std::vector<std::size_t> replicates;    ///< [group] that are in it: those in which no level failed
};
/// \param costs       [row][replicate], as `sweep.cost()` gives them
/// \param with_range  whether the level that is enough gets its range, which takes long
/// \throws sim::Interrupted
SweepCurves curves_of(const StoredSweep& sweep, const CurveLayout& layout, std::uint32_t outcome,
                      const std::vector<std::vector<double>>& costs, double confidence, bool with_range = true);

/// The factor that is a plan's own limit.
inline constexpr const char* whole_budget = "budget_per_year";

/// Whether something of the row stayed undelivered in more than `limited_from` of its runs because the plan's own limit
/// could not pay it, so that the limit decides what is seen. Where that limit is itself the factor that is varied, it
/// never is. \param undelivered  [row] as `sweep.undelivered()` gives it \param varied  place of the factor, else none
bool is_capped(const StoredSweep& sweep, const std::vector<double>& undelivered, std::uint32_t row,
               std::optional<std::size_t> varied = {});
/// Whether what a level brings over the one before has no price but that of the limit.
inline bool is_price_of_cap(bool before, bool level) { return before || level; }

/// Statistics of a row over its replicates, of those that did not fail.
struct RowFigures
{
    std::size_t count = 0;
    double mean = 0, sd = 0, low = 0, high = 0; ///< low and high: 5 and 95 % quantiles
};
RowFigures figures_of(const std::vector<double>& values);

const commitment::OutcomeInfo& info_of(std::uint32_t outcome);

/// The outcomes of these names; where there are none a choice.
std::vector<std::uint32_t> chosen_outcomes(const std::vector<std::string>& names);

/// How much of an outcome prices are for: one of a count, a point of a share, 0.01 of a level.
double priced_amount(commitment::Measure measure);

} // namespace layak
