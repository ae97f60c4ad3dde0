#pragma once

#include <cstdint>
#include <vector>

#include "sim/ensemble/ensemble.hpp"

namespace commitment {

/// Quantiles over any number of replicates in memory that does not grow with it: numbers from 0 to 1 are rounded to
/// 255ths and counted, so that they add up in any order. A quantile is off by at most 1/510; 0 and 1 are exact.
class QuantileCounts
{
  public:
    static constexpr std::uint32_t steps = 255;

    /// \param tables  whose cells are counted apart: a plan's month each
    QuantileCounts(std::size_t tables, std::uint32_t cells);
    /// Counts the first cells of all replicates in a step. From several threads at once for different tables.
    void add(std::size_t table, const sim::Observations& seen, std::uint32_t step, std::uint32_t replicates);
    /// Linear between order statistics (type 7 of Hyndman & Fan). \param level  0 to 1
    double quantile(std::size_t table, std::uint32_t cell, double level) const;

    /// Of memory.
    static constexpr std::size_t bytes(std::size_t tables, std::size_t cells)
    {
        return tables * cells * (steps + 1) * sizeof(std::uint32_t);
    }

  private:
    std::uint32_t cells_;
    std::vector<std::uint32_t> counts_; ///< [table][cell][steps + 1]
};

} // namespace commitment
