#include <algorithm>

#include "sim/core/contract.hpp"
#include "sim/design/design.hpp"

namespace sim {

UnitDesign saltelli(std::size_t base_points, std::span<const std::uint32_t> group_of, std::uint64_t seed)
{
    const std::size_t factors = group_of.size();
    SIM_EXPECTS(factors > 0);
    const std::size_t groups = *std::max_element(group_of.begin(), group_of.end()) + std::size_t{1};
    const UnitDesign base = sobol_sequence(base_points, 2 * factors, seed);
    UnitDesign out;
    out.factors = factors;
    out.values.reserve(base_points * (groups + 2) * factors);
    for (std::size_t point = 0; point < base_points; ++point) {
        const auto both = base.row(point);
        const auto a = both.first(factors);
        const auto b = both.subspan(factors);
        out.values.insert(out.values.end(), a.begin(), a.end());
        out.values.insert(out.values.end(), b.begin(), b.end());
        for (std::size_t group = 0; group < groups; ++group)
            for (std::size_t factor = 0; factor < factors; ++factor)
                out.values.push_back(group_of[factor] == group ? b[factor] : a[factor]);
    }
    return out;
}

} // namespace sim
