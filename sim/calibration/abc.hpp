#pragma once

// Calibration: which points of a prior fit what was observed, by approximate Bayesian computation.
//
// A simulation is said to fit where its misfit is 1 or less: for observations with tolerances, where none is missed by
// more than its own. What comes out is then, up to the moves' memory, a sample of the exact posterior under the model
// "observed = simulated + an error that lies anywhere within the tolerance" (Wilkinson 2013): nothing is left to lower.
//
// First the prior itself is drawn from, for as long as enough fits may come of that: these are the sample, and
// independent. Where fits are too rare the best draws descend, tolerance by tolerance, to 1 (sequential Monte Carlo:
// Del Moral, Doucet & Jasra 2012): those that miss the next tolerance are replaced by copies of those that do not, and
// every one is moved by Metropolis steps, as many as it takes until it has forgotten where it came from. A step draws
// some parameters anew from the prior, or shifts them along the difference of two others (ter Braak & Vrugt 2008),
// simulates with fresh random numbers, and is taken where that fits within the tolerance.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "sim/core/stage.hpp"

namespace sim {

/// What a simulation gave, and how badly it fits: 1 or less fits. NaN: it failed, and fits nowhere.
struct Simulated
{
    double misfit = 0;
    std::vector<double> gave{}; ///< as many numbers in every simulation; kept beside the point, not looked at
};

/// A point of the prior, with the simulation by which it is judged.
struct Trial
{
    std::vector<double> place; ///< [parameter] in (0,1): the prior's distribution function there
    Simulated simulated;
};

struct AbcSettings
{
    std::size_t parameters = 0;
    std::size_t sets = 500;         ///< how many points are wanted
    std::size_t first_draws = 8000; ///< from the prior; at least `sets`
    std::size_t most_draws = 0;     ///< is gone on to, batch by batch, where enough fits can be hoped for; 0: none more
    std::uint64_t seed = 1;
    double keep = 0.25;              ///< so many of the points, at least, meet the next tolerance
    std::uint32_t steps = 8;         ///< Metropolis steps of a round
    std::uint32_t most_rounds = 25;  ///< at one tolerance
    std::uint32_t most_levels = 100; ///< tolerances
};

/// One tolerance on the way.
struct AbcLevel
{
    double tolerance = 0;
    std::size_t survivors = 0; ///< points of the level before that meet it
    std::uint32_t rounds = 0;
    double accepted = 0; ///< share of the steps
    /// Correlation of the points with where they came from: mean over the parameters, and the largest. 0: forgotten.
    double memory = 0, worst_memory = 0;
};

struct AbcResult
{
    std::vector<Trial> sets;           ///< each as likely as another
    std::vector<double> first_misfits; ///< [draw] of the prior; as many as were drawn
    std::vector<Trial> first;          ///< of those draws the first as many as `sets`: a sample of the prior
    std::size_t first_fits = 0;        ///< draws of the prior that fit
    std::vector<AbcLevel> levels;      ///< empty: enough of them did, and the sample is independent
    std::uint64_t simulations = 0;
    double tolerance = 1; ///< reached; above 1: no way was found to fit, it was given up where it sank no more
    bool forgot = true;   ///< at each level
};

/// Simulates at a point. \param stream  numbers the simulation: its random numbers hang on it alone
using Simulate = std::function<Simulated(std::span<const double> place, std::uint64_t stream)>;

/// Streams that a calibration uses are below this.
std::uint64_t abc_streams(const AbcSettings& settings);

/// \throws what `run` throws
AbcResult calibrate_by_abc(const AbcSettings& settings, const Simulate& simulate, const RunStage& run);

} // namespace sim
