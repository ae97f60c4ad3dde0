#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "sim/statistics/sort_columns.hpp"

namespace sim {

/// Statistics over the rows of a table, for many columns at once: each column is sorted by the same network of
/// comparisons, a vector of columns at a time. The result of a column depends on its own numbers alone.
class ColumnSummary
{
  public:
    /// \param rows    how many numbers a column has, at least 1
    /// \param levels  quantiles wanted, in [0,1]
    ColumnSummary(std::uint32_t rows, std::vector<double> levels);

    /// \param table    [row / 8][column][row % 8], finite numbers; what fills the last eight rows is of no account
    /// \param width    columns of the table
    /// \param columns  the first so many are summarised
    /// \param mean     [columns]
    /// \param sd       [columns] standard deviation with rows − 1; 0 for one row
    /// \param quantile [level][columns], `quantile_stride` apart: linear between order statistics (type 7 of Hyndman &
    /// Fan)
    void operator()(const float* table, std::uint32_t width, std::uint32_t columns, float* mean, float* sd,
                    float* quantile, std::size_t quantile_stride) const;

    std::uint32_t rows() const { return rows_; }

  private:
    std::uint32_t rows_;
    std::uint32_t room_; ///< rows of the sorting network, a power of two
    std::vector<double> levels_;
    std::vector<Tile> tiles_; ///< of the network what the wanted rows need
};

} // namespace sim
