#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/math/lanes.hpp"

namespace sim {
inline constexpr int sorted_columns = 16;         ///< columns that are summarised together
inline constexpr std::uint32_t rows_together = 8; ///< in a table, as a block of an ensemble gives them

/// Comparisons of `count` rows from `first` on with those `apart` from them, and again `stride` further on, in so many
/// blocks.
struct Comparisons
{
    std::uint32_t first, apart, count, stride, blocks;
};

/// Sixteen columns of numbers, and what is told of them.
struct ColumnBlock
{
    float* block;               ///< [rows][16], aligned to 64 bytes: the columns side by side, then ordered
    std::uint32_t rows;         ///< at least 1
    const Comparisons* network; ///< one after the other
    std::size_t runs;           ///< of the network
    double mean[sorted_columns];
    double squares[sorted_columns]; ///< sum of squared distances from the mean
};
} // namespace sim

namespace sim::inline SIM_LEVEL {

/// Takes columns from a table [row / 8][column][row % 8] of so many columns; what is missing of the 16 is 0. Then mean,
/// squares and order.
void summarise_block(ColumnBlock& of, const float* table, std::uint32_t table_columns, std::uint32_t columns);

} // namespace sim::inline SIM_LEVEL
