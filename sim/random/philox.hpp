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

/// The keys of the rounds, from two 32-bit words.
struct PhiloxKey
{
    static constexpr int rounds = 10;
    std::uint64_t of_round[rounds][2]; ///< in the lower halves

    explicit PhiloxKey(std::uint64_t seed)
    {
        auto first = static_cast<std::uint32_t>(seed);
        auto second = static_cast<std::uint32_t>(seed >> 32);
        for (auto& key : of_round) {
            key[0] = first;
            key[1] = second;
            first += 0x9E3779B9U;
            second += 0xBB67AE85U;
        }
    }
};

/// Several blocks at once: the rounds of one wait for each other, and fill their time with another's.
/// \param counter  of each four 32-bit words a lane, in the lower halves
template <int count>
SIM_INLINE void philox_lanes(const Bits (&counter)[count][4], const PhiloxKey& key, BitPair (&words)[count])
{
    // The upper halves are whatever the multiplication leaves there: it takes the lower alone.
    Bits x[count][4];
    for (int i = 0; i < count; ++i)
        for (int k = 0; k < 4; ++k) x[i][k] = counter[i][k];
#pragma GCC unroll 10
    for (int round = 0; round < PhiloxKey::rounds; ++round)
#pragma GCC unroll 4
        for (int i = 0; i < count; ++i) {
            const Bits product0 = multiply_low_halves(x[i][0], 0xD2511F53U);
            const Bits product1 = multiply_low_halves(x[i][2], 0xCD9E8D57U);
            x[i][0] = (product1 >> 32) ^ x[i][1] ^ Bits(key.of_round[round][0]);
            x[i][2] = (product0 >> 32) ^ x[i][3] ^ Bits(key.of_round[round][1]);
            x[i][1] = product1;
            x[i][3] = product0;
        }
    const Bits low_half(0xffffffffULL);
    for (int i = 0; i < count; ++i)
        words[i] = {(x[i][0] & low_half) | (x[i][1] << 32), (x[i][2] & low_half) | (x[i][3] << 32)};
}

} // namespace sim::inline SIM_LEVEL
