#pragma once

// Parameter sets that fit what was observed of a city.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/commitment/hindcast.hpp"
#include "models/commitment/parameters.hpp"
#include "sim/calibration/abc.hpp"

namespace commitment {

/// Simulations of a city's history with parameters from their priors: each row of the parameter table that has a prior
/// is drawn evenly from it, independent of the others; what is fixed and what has none is as the city says. The city
/// must outlive it. May be used from several threads.
class Calibration
{
  public:
    /// \param fixed  names of parameters that keep the city's value
    /// \param replicates  of each simulation, whose means are held against the observations; a multiple of 8
    /// \param expectations  of the city: a set must show those of the history too; null: none
    Calibration(const City& city, const std::vector<std::string>& fixed, std::uint32_t replicates, std::uint64_t seed,
                const Expectations* expectations = nullptr);

    const Hindcast& hindcast() const { return hindcast_; }
    /// Those that vary, in the order of the parameter table.
    std::span<const ParameterInfo* const> varied() const { return varied_; }

    /// In six significant digits.
    Parameters at(std::span<const double> place) const;
    /// What `sim::calibrate_by_abc` asks for: means over replicates of every number of the hindcast, and their misfit.
    sim::Simulated simulate(std::span<const double> place, std::uint64_t stream) const;

    /// Streams that there are random numbers for.
    std::uint64_t most_streams() const;

  private:
    const City& city_;
    Hindcast hindcast_;
    std::vector<const ParameterInfo*> varied_;
    std::uint32_t replicates_;
    std::uint64_t seed_;
};

} // namespace commitment
