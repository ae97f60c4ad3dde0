#pragma once

#include <cstdint>
#include <vector>

#include "models/commitment/block.hpp"
#include "models/commitment/named_outcome.hpp"

namespace commitment {

/// Room for what a block shows of its eight replicates.
class ObservedLanes
{
  public:
    /// \param cells  how many the block was told to show
    ObservedLanes(std::size_t cells, std::uint32_t kecamatan)
        : cells_(cells * sim::Block::replicates), series_(std::size_t{series_count(kecamatan)} * sim::Block::replicates)
    {
    }

    void observe(sim::Block& block) { block.observe(cells_.empty() ? nullptr : cells_.data(), series_.data()); }

    sim::OfLane<float> cells(std::uint32_t lane, std::size_t first = 0) const
    {
        return {cells_.data() + first * sim::Block::replicates + lane};
    }
    sim::OfLane<double> series(std::uint32_t lane) const { return {series_.data() + lane}; }

  private:
    std::vector<float> cells_;
    std::vector<double> series_;
};

} // namespace commitment
