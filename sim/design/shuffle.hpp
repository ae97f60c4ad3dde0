#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "sim/random/draws.hpp"

namespace sim {

/// A random order, each as likely as another (Fisher & Yates), by draws keyed with seed, stream and step.
template <class T>
void shuffle(std::vector<T>& values, std::uint64_t seed, std::uint32_t stream, std::uint32_t step)
{
    for (std::size_t left = values.size(); left > 1; --left)
        std::swap(values[left - 1], values[Draws(seed, stream, {step, 0}, left).index(0, left)]);
}

} // namespace sim
