#include "models/commitment/quantile_counts.hpp"

#include <algorithm>
#include <numeric>

#include "sim/core/pages.hpp"

namespace commitment {

QuantileCounts::QuantileCounts(std::size_t tables, std::uint32_t cells) : cells_(cells)
{
    sim::resize_in_large_pages(counts_, tables * cells * (steps + 1));
}

void QuantileCounts::add(std::size_t table, const sim::Observations& seen, std::uint32_t step, std::uint32_t replicates)
{
    constexpr std::uint32_t lanes = sim::Block::replicates;
    constexpr std::uint32_t together = 16; // cells whose counts lie in the nearest cache
    const float* const values = seen.table(step);
    for (std::uint32_t first = 0; first < cells_; first += together) {
        const std::uint32_t last = std::min(first + together, cells_);
        for (std::uint32_t replicate = 0; replicate < replicates; replicate += lanes) {
            const float* const block = values + seen.place(replicate);
            const std::uint32_t here = std::min(lanes, replicates - replicate);
            for (std::uint32_t cell = first; cell < last; ++cell) {
                std::uint32_t* const counts = counts_.data() + (table * cells_ + cell) * (steps + 1);
                for (std::uint32_t lane = 0; lane < here; ++lane) {
                    const float value = std::clamp(block[cell * lanes + lane], 0.0F, 1.0F);
                    ++counts[static_cast<std::uint32_t>(value * static_cast<float>(steps) + 0.5F)];
                }
            }
        }
    }
}

double QuantileCounts::quantile(std::size_t table, std::uint32_t cell, double level) const
{
    const std::uint32_t* const counts = counts_.data() + (table * cells_ + cell) * (steps + 1);
    const std::uint64_t all = std::accumulate(counts, counts + steps + 1, std::uint64_t{0});
    const auto order_statistic = [&](std::uint64_t place) {
        std::uint32_t step = 0;
        for (std::uint64_t below = counts[0]; below <= place && step < steps; below += counts[step]) ++step;
        return static_cast<double>(step) / steps;
    };
    const double at = level * static_cast<double>(all - 1);
    const auto low = static_cast<std::uint64_t>(at);
    const double below = order_statistic(low);
    return below + (at - static_cast<double>(low)) * (order_statistic(std::min(low + 1, all - 1)) - below);
}

} // namespace commitment
