#include "models/commitment/dealt_sets.hpp"

#include "sim/ensemble/ensemble.hpp"

namespace commitment {

DealtSets::DealtSets(const ParameterSets& sets, std::uint32_t first_replicate, std::uint32_t replicates)
    : sets_(sets), leadership_(sets.sets.size())
{
    // Many replicates have them all.
    std::vector<std::uint8_t> used(sets.sets.size(), replicates > sets.sets.size() * 8);
    if (used.front() == 0)
        for (std::uint32_t k = 0; k < sim::whole_blocks(replicates); ++k) used[sets.of(first_replicate + k)] = 1;
    sim::for_each_in_parallel(used.size(), [&](std::size_t set) {
        const Parameters& of = sets.sets[set];
        if (used[set] != 0)
            leadership_[set] = std::make_unique<sim::BetaTable>(of.leadership_mean, of.leadership_precision);
    });
}

void DealtSets::deal(BlockSetting& setting, std::uint32_t first_replicate) const
{
    for (std::uint32_t lane = 0; lane < sim::Block::replicates; ++lane) {
        const std::uint32_t set = sets_.of(first_replicate + lane);
        setting.parameters[lane] = &sets_.sets[set];
        setting.leadership[lane] = leadership_[set].get();
    }
    setting.first_replicate = first_replicate;
}

} // namespace commitment
