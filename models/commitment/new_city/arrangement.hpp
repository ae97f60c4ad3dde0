#pragma once

// Which kelurahan may share a border, where no one has said it. Pairs of places, each once, the smaller first.

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace commitment {

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Lays as many cells as there are places along a Hilbert curve, so that those that follow each other in a list lie
/// together, and makes each cell a neighbour of the six around it: about five borders a place, as in Kota Serang.
Pairs borders_by_order(std::uint32_t places);

struct Point
{
    double x;
    double y;
};

/// Two places are neighbours where no third lies in the circle that has them at its ends (Gabriel & Sokal 1969), of
/// the 40 that are nearest. Near the equator degrees of longitude are as long as those of latitude.
Pairs borders_by_points(std::span<const Point> places);

} // namespace commitment
