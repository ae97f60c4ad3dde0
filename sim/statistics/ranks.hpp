#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace sim {

/// How often each of several things takes each rank (0: the largest number) over replicates; equal numbers share
/// their ranks. \param values  [replicate][thing] \return [thing][rank], each row and column adding up to 1
std::vector<std::vector<double>> rank_probabilities(std::span<const double> values, std::size_t things);

} // namespace sim
