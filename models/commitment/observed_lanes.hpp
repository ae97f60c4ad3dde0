#pragma once

#include <array>
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
        : width_(series_count(kecamatan)), cells_(cells * sim::Block::replicates),
          series_(width_ * sim::Block::replicates)
    {
    }

    void observe(sim::Block& block)
    {
        std::array<double*, sim::Block::replicates> series{};
        for (std::uint32_t lane = 0; lane < sim::Block::replicates; ++lane)
            series[lane] = series_.data() + lane * width_;
        block.observe(cells_.empty() ? nullptr : cells_.data(), series.data());
    }

    SeenCells cells(std::uint32_t lane, std::size_t first = 0) const
    {
        return {cells_.data() + first * sim::Block::replicates + lane, sim::Block::replicates};
    }
    const double* series(std::uint32_t lane) const { return series_.data() + lane * width_; }

  private:
    std::size_t width_; ///< series of a replicate
    std::vector<float> cells_;
    std::vector<double> series_;
};

} // namespace commitment
