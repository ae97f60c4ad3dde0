#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sim {

/// A point of the prior that hangs on seed and stream alone: [parameter] in (0,1).
std::vector<double> draw_place(std::uint64_t seed, std::uint64_t stream, std::size_t parameters);

/// The next place to try from a place: some parameters drawn anew, or shifted along the difference of two others.
/// Going from a to b is as likely as going from b to a, whatever the places.
/// \return nothing where it leads out of the prior
/// \param others  places that do not change while steps are made from them; two or more for shifts
std::vector<double> propose(std::span<const double> from, std::span<const std::vector<double>> others,
                            std::uint64_t seed, std::uint64_t stream);

} // namespace sim
