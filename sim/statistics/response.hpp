#pragma once

// How an outcome answers to the level of one factor, when replicates share their random numbers over the levels.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/statistics/interval.hpp"

namespace sim {

/// What is seen at one level.
struct Response
{
    double mean = 0;
    Interval mean_interval;
    double low = 0, high = 0; ///< 5 and 95 % quantiles over replicates
    double cost = 0;          ///< mean

    /// Over the level before; of the first level nothing.
    double gain = 0;
    Interval gain_interval;
    double extra_cost = 0;
    std::optional<double> price{};            ///< extra cost by gain: where it is better for sure
    std::optional<Interval> price_interval{}; ///< Fieller, or from the limits of both; both are there or neither
};

struct ResponseCurve
{
    std::vector<Response> levels;
    std::size_t best = 0; ///< level
    /// From the first level to the best one.
    double total_gain = 0;
    Interval total_gain_interval;
    bool has_effect = false; ///< `total_gain_interval` does not hold 0
    /// From the best level to the worst one above it; nothing where it is not worse for sure.
    std::optional<double> decline{};
    Interval decline_interval;
    /// The first level that brings `share_of_gain` of the total gain; nothing without an effect. Its range: what nine
    /// tenths of 999 resamples of the replicates give.
    std::optional<std::size_t> enough{};
    std::size_t enough_from = 0, enough_to = 0;
};
inline constexpr double share_of_gain = 0.9;

/// What the values are.
struct ResponseKind
{
    double highest = 1;          ///< the most that one can be; the least is 0
    bool less_is_better = false; ///< the best level is the lowest mean
};

/// Intervals go by the rule of comparisons for all that is measured, counts too: for every distribution on the range
/// where fewer than 10 pairs differ, or values are one and the same but for rare exceptions; else Student's where that
/// may be trusted and for fewer than 20 numbers, and bootstrap-t where not. None reaches beyond what is possible, none
/// is there of one number, and none is 0 wide.
///
/// \param values, costs  [level][replicate], finite; levels from the lowest
/// \param unit           [replicate] which independent unit it belongs to, from 0 (replicates of one parameter set are
///                       one); empty: each is one
/// \param with_range     whether `enough` gets its range, which takes long
ResponseCurve response_curve(std::span<const std::vector<double>> values, std::span<const std::vector<double>> costs,
                             std::span<const std::uint32_t> unit, const ResponseKind& kind, double confidence,
                             bool with_range = true);

/// Sums over the replicates of each unit, scaled so that their mean is that of the replicates: independent numbers.
std::vector<double> by_unit(std::span<const double> values, std::span<const std::uint32_t> unit);
/// The same of deviations from the mean, so that units that are used unequally often do not differ by that alone.
std::vector<double> independent_numbers(std::span<const double> values, std::span<const std::uint32_t> unit);
/// Independent numbers that replicates of so many units are worth (Kish): n²/Σ n_u².
double effective_number(std::span<const std::uint32_t> unit);

/// The interval of the mean of numbers that lie in [least, most], by that rule. \param unit  as above
Interval interval_of_mean(std::span<const double> values, std::span<const std::uint32_t> unit, double least,
                          double most, double confidence);

} // namespace sim
