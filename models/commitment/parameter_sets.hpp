#pragma once

// A table of parameter sets, as calibration gives: what the data leave open, a row a set.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "models/commitment/parameters.hpp"
#include "sim/text/findings.hpp"

namespace commitment {

/// Parameter sets with their weights, and which of them each replicate has.
struct ParameterSets
{
    std::vector<Parameters> sets;
    std::vector<double> weight; ///< [set] above 0 where it is used; they add up to 1
    bool equal_weights = true;
    std::vector<std::string> given{}; ///< the parameters that the table has; the others are the city's

    /// The set of a replicate. Of equal weights one after another, from the first again after the last; else in
    /// proportion to the weights, as evenly in any number of replicates as an additive recurrence gives.
    std::uint32_t of(std::uint32_t replicate) const;
    /// [set] the first that is the same in all parameters.
    std::vector<std::uint32_t> first_alike() const;
};

/// Reads a CSV whose columns are parameters (those that are missing are the city's) and, if wanted, `weight`.
/// \param base  the city's parameters
ParameterSets read_parameter_sets(const std::filesystem::path& path, const std::string& shown_name,
                                  const Parameters& base, sim::Findings& findings);

} // namespace commitment
