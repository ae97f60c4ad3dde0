#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/commitment/block.hpp"

namespace commitment {

/// Room for what a block shows of its eight replicates.
class ObservedLanes
{
  public:
    /// \param cells  how many the block was told to show
    ObservedLanes(std::size_t cells, std::uint32_t kecamatan)
        : width_{cells, series_count(kecamatan)}, cells_(cells * sim::Block::replicates),
          series_(width_.series * sim::Block::replicates)
    {
    }

    void observe(sim::Block& block)
    {
        std::array<float*, sim::Block::replicates> cells{};
        std::array<double*, sim::Block::replicates> series{};
        for (std::uint32_t lane = 0; lane < sim::Block::replicates; ++lane) {
            cells[lane] = cells_.data() + lane * width_.cells;
            series[lane] = series_.data() + lane * width_.series;
        }
        block.observe(cells.data(), series.data());
    }

    const float* cells(std::uint32_t lane) const { return cells_.data() + lane * width_.cells; }
    const double* series(std::uint32_t lane) const { return series_.data() + lane * width_.series; }

  private:
    struct
    {
        std::size_t cells, series;
    } width_; ///< of a replicate
    std::vector<float> cells_;
    std::vector<double> series_;
};

} // namespace commitment
