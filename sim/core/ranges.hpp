#pragma once

#include <cstdint>

namespace sim {

/// Calls `body(context, begin, end)` for ranges that together are 0 … count − 1, in any order and at once.
using RunRanges = void (*)(std::uint32_t count, void (*body)(void* context, std::uint32_t begin, std::uint32_t end),
                           void* context);

} // namespace sim
