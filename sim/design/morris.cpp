#include <numeric>

#include "sim/core/contract.hpp"
#include "sim/design/design.hpp"
#include "sim/design/shuffle.hpp"

namespace sim {

UnitDesign morris_trajectories(std::size_t trajectories, std::size_t factors, std::uint32_t levels, std::uint64_t seed)
{
    SIM_EXPECTS(levels >= 2 && levels % 2 == 0 && factors > 0);
    const std::uint32_t half = levels / 2; // a step, in levels
    const auto point = [&](std::uint32_t level) { return (level + 0.5) / levels; };
    UnitDesign out;
    out.factors = factors;
    for (std::size_t t = 0; t < trajectories; ++t) {
        const auto stream = static_cast<std::uint32_t>(t);
        std::vector<std::uint32_t> at;
        for (std::size_t factor = 0; factor < factors; ++factor)
            at.push_back(static_cast<std::uint32_t>(Draws(seed, stream, {0, 0}, factor).index(0, levels)));
        std::vector<std::size_t> order(factors);
        std::iota(order.begin(), order.end(), std::size_t{0});
        shuffle(order, seed, stream, 1);
        const auto note = [&] {
            for (const std::uint32_t level : at) out.values.push_back(point(level));
        };
        note();
        for (const std::size_t factor : order) {
            at[factor] = at[factor] < half ? at[factor] + half : at[factor] - half;
            note();
        }
    }
    return out;
}

} // namespace sim
