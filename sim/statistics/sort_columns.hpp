#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/math/lanes.hpp"

namespace sim {
inline constexpr int sorted_columns = 16;         ///< columns that are summarised together
inline constexpr std::uint32_t rows_together = 8; ///< in a table, as a block of an ensemble gives them

/// Up to sixteen rows that are put in order among themselves while they lie in registers: 2^`log_rows` of them, the
/// first half `apart` from each other from `first` on, the second from `second` on.
struct Tile
{
    enum class Kind : std::uint8_t {
        sort,  ///< in any order before (16 rows)
        merge, ///< a bitonic merger's first steps: of two sorted stretches the first row with the last, the second with
               ///< the last but one … and so within each half
        clean ///< its further steps (half-cleaners): each row with that half the distance further on, then a quarter …
    };
    std::uint32_t first, second, apart;
    Kind kind;
    std::uint8_t log_rows; ///< 2 to 4
};

/// Sixteen columns of numbers, and what is told of them.
struct ColumnBlock
{
    float* block;       ///< [rows][16], aligned to 64 bytes: the columns side by side, then ordered
    std::uint32_t rows; ///< at least 1
    std::uint32_t room; ///< rows that the tiles know; those behind `rows` are filled with infinity
    const Tile* tiles;  ///< one after the other
    std::size_t count;  ///< of them
    double mean[sorted_columns];
    double squares[sorted_columns]; ///< sum of squared distances from the mean
};
} // namespace sim

namespace sim::inline SIM_LEVEL {

/// Takes columns from a table [row / 8][column][row % 8] of so many columns; what is missing of the 16 is 0. Then mean,
/// squares and order.
void summarise_block(ColumnBlock& of, const float* table, std::uint32_t table_columns, std::uint32_t columns);

} // namespace sim::inline SIM_LEVEL
