#pragma once

// Whether parameter sets fit what was observed, with random numbers that no fit has seen.

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "models/commitment/hindcast.hpp"
#include "models/commitment/parameter_sets.hpp"

namespace commitment {

/// What the sets give of one observation; sets count by their weights.
struct FittedOutcome
{
    double mean = 0;                                     ///< over sets and replicates
    double low_mean = 0, median_mean = 0, high_mean = 0; ///< 5, 50 and 95 % of the sets' means: parameters alone
    double low = 0, high = 0;                            ///< 5 and 95 % of single replicates: parameters and chance
    double met = 0;                                      ///< share of the sets whose mean is within the tolerance
};

/// How often a pattern of the history is shown.
struct FittedPattern
{
    double of_sets = 0;       ///< share of the sets whose means show it
    double of_replicates = 0; ///< share of single replicates that do
    /// Of each side of its claims, claim after claim: over sets and replicates the mean, and of single replicates 5 and
    /// 95 %.
    struct Side
    {
        double mean = 0, low = 0, high = 0;
    };
    std::vector<Side> sides;
};

struct FitCheck
{
    std::uint32_t replicates = 0;        ///< of each set
    std::vector<FittedOutcome> outcomes; ///< [observation]
    std::vector<FittedPattern> patterns; ///< [pattern]
    double fit = 0;                      ///< share of the sets that meet all
    /// Whether the median set meets an observation, and most sets show a pattern.
    bool meets(const Hindcast& hindcast, std::size_t observation) const;
    bool shows(std::size_t pattern) const { return patterns[pattern].of_sets > 0.5; }
    /// The median set meets every observation, most sets show every pattern, and of several most meet all of it.
    bool holds(const Hindcast& hindcast) const;
};

/// \param replicates  of each set; a multiple of 8
/// \param stop, progress  may be null; the sets done, from any thread, one at a time
/// \throws sim::Interrupted
FitCheck check_fit(const Hindcast& hindcast, const ParameterSets& sets, std::uint64_t seed, std::uint32_t replicates,
                   const std::atomic<bool>* stop, const std::function<void(std::size_t)>& progress);

} // namespace commitment
