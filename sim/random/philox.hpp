#pragma once

// Philox4x32-10 (Salmon et al. 2011) over lanes. Random123 gives the same words one at a time.

#include "sim/math/lanes.hpp"

namespace sim::inline SIM_LEVEL {

/// 128 random bits a lane, as two words.
struct BitPair
{
    Bits first;
    Bits second;
};

/// \param counter  four 32-bit words a lane, in the lower halves
/// \param key      two 32-bit words
SIM_INLINE BitPair philox_lanes(const Bits (&counter)[4], std::uint64_t key)
{
    Bits x0 = counter[0];
    Bits x1 = counter[1];
    Bits x2 = counter[2];
    Bits x3 = counter[3];
    auto k0 = static_cast<std::uint32_t>(key);
    auto k1 = static_cast<std::uint32_t>(key >> 32);
    const Bits low_half(0xffffffffULL);
#pragma GCC unroll 10
    for (int round = 0; round < 10; ++round) {
        const Bits product0 = multiply_low_halves(x0, 0xD2511F53U);
        const Bits product1 = multiply_low_halves(x2, 0xCD9E8D57U);
        x0 = (product1 >> 32) ^ x1 ^ Bits(k0);
        x2 = (product0 >> 32) ^ x3 ^ Bits(k1);
        x1 = product1 & low_half;
        x3 = product0 & low_half;
        k0 += 0x9E3779B9U;
        k1 += 0xBB67AE85U;
    }
    return {x0 | (x1 << 32), x2 | (x3 << 32)};
}

} // namespace sim::inline SIM_LEVEL
