#pragma once

// Designs of experiments: which points of the unit cube, or which levels, a sweep runs. All are pure functions of
// their arguments, the same on every machine.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sim {

/// Rows of a design; row-major, a column a factor.
template <class T>
struct DesignTable
{
    std::size_t factors = 0;
    std::vector<T> values; ///< [row][factor]

    std::size_t rows() const { return factors > 0 ? values.size() / factors : 0; }
    std::span<const T> row(std::size_t r) const { return std::span<const T>(values).subspan(r * factors, factors); }
    T at(std::size_t r, std::size_t factor) const { return values[r * factors + factor]; }
};
/// Points of the open unit cube.
using UnitDesign = DesignTable<double>;
/// Numbers of levels, from 0.
using LevelDesign = DesignTable<std::uint32_t>;

/// Every combination of levels, the last factor's changing fastest. \param levels  how many each factor has, 1 or more
LevelDesign full_factorial(std::span<const std::uint32_t> levels);

/// Latin hypercube (McKay, Beckman & Conover 1979): each factor has one point in each of as many slices as there are
/// rows. \param centred  points in the middle of their slices, else anywhere in them
UnitDesign latin_hypercube(std::size_t rows, std::size_t factors, std::uint64_t seed, bool centred);

/// The first rows of the Sobol' sequence (Joe & Kuo 2008), without its point 0; 3,667 factors at most. Any prefix of a
/// longer one is the shorter one. \param shift  a seed: a random digital shift, which keeps it as even
UnitDesign sobol_sequence(std::size_t rows, std::size_t factors, std::optional<std::uint64_t> shift = {});

/// For first-order and total indices (Saltelli et al. 2010): of each base point j the rows A_j, B_j and, for each
/// factor (or group) i, A_j with what i means from B_j. A block of `groups + 2` rows a base point, so that any whole
/// number of them is a design. The points are a shifted Sobol' sequence: of the plain one many columns begin alike, and
/// a row in which A_j and B_j agree says nothing.
///
/// \param group_of  [factor] which group it moves with; 0 … groups − 1
UnitDesign saltelli(std::size_t base_points, std::span<const std::uint32_t> group_of, std::uint64_t seed);
/// Place of those rows in a block.
inline constexpr std::size_t saltelli_a = 0;
inline constexpr std::size_t saltelli_b = 1;
inline constexpr std::size_t saltelli_first_mixed = 2;

/// Elementary effects (Morris 1991): trajectories of `factors + 1` rows on a grid, the middles of `levels` slices (an
/// even number, 4 is usual); each row differs from the last in one factor, by 1/2, the factors in random order.
UnitDesign morris_trajectories(std::size_t trajectories, std::size_t factors, std::uint32_t levels, std::uint64_t seed);

} // namespace sim
