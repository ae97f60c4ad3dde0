#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/math/lanes.hpp"

namespace sim {
inline constexpr int sorted_columns = 16; ///< columns that are sorted together
}

namespace sim::inline SIM_LEVEL {

/// Sorts each of the 16 columns of [rows][16] by the comparisons of a network. \param block  aligned to 64 bytes
void sort_columns(float* block, const std::uint32_t (*network)[2], std::size_t comparisons);

} // namespace sim::inline SIM_LEVEL
