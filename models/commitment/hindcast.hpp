#pragma once

// The history run again, and held against what was observed of the city (model README, section 7).

#include <cstdint>
#include <span>
#include <vector>

#include "models/commitment/city.hpp"
#include "models/commitment/named_outcome.hpp"
#include "models/commitment/packed.hpp"
#include "sim/random/beta.hpp"

namespace commitment {

/// A row of observed.csv as the simulation meets it.
struct ObservedOutcome
{
    NamedOutcome outcome;
    std::uint32_t month = 0; ///< from the start
    double value = 0;
    double tolerance = 0;
};

/// Runs the history up to what was observed last. The city must outlive it. May be used from several threads.
class Hindcast
{
  public:
    /// \pre every `city.observed` names an outcome of the city, in a month not before its start
    explicit Hindcast(const City& city);

    std::span<const ObservedOutcome> observations() const { return observations_; }

    /// \param first_replicate, replicates  multiples of 8
    /// \return [replicate][observation] what was simulated of each
    std::vector<double> run(const Parameters& parameters, std::uint64_t seed, std::uint32_t first_replicate,
                            std::uint32_t replicates) const;

    /// By how many tolerances the worst of the means over replicates misses its observation: 1 or less is met.
    double misfit(std::span<const double> means) const;

  private:
    sim::BetaTable leadership_; ///< of the city's own parameters
    PackedCity packed_;
    PackedPlan history_;
    std::vector<ObservedOutcome> observations_; ///< in the order of the file
    std::vector<std::size_t> by_month_;         ///< places in `observations_`, the earliest month first
};

/// Mean over replicates of each observation. \param runs  [replicate][observation]
std::vector<double> means_of(std::span<const double> runs, std::size_t observations);

} // namespace commitment
