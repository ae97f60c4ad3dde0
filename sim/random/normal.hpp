#pragma once

#include "sim/math/gamma.hpp"
#include "sim/random/draws.hpp"

namespace sim {

/// A standard normal number by inversion of one uniform, exact to about 1e−16.
inline double normal(const Draws& draws, std::uint32_t which) { return normal_quantile(draws.uniform(which)); }

} // namespace sim
