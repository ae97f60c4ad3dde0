// The hot loop of ColumnSummary, compiled once per instruction set.

#include <cstdint>

#include "sim/math/lanes.hpp"
#include "sim/statistics/sort_columns.hpp"

namespace sim::inline SIM_LEVEL {

void sort_columns(float* block, const std::uint32_t (*network)[2], std::size_t comparisons)
{
    typedef float wide __attribute__((vector_size(4 * sorted_columns), may_alias));
    auto* const rows = reinterpret_cast<wide*>(block);
    for (std::size_t k = 0; k < comparisons; ++k) {
        const wide a = rows[network[k][0]];
        const wide b = rows[network[k][1]];
        const auto ordered = a < b;
        rows[network[k][0]] = ordered ? a : b;
        rows[network[k][1]] = ordered ? b : a;
    }
}

} // namespace sim::inline SIM_LEVEL
