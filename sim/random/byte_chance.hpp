#pragma once

// Whether each of many things happens, by eight random bits each: exact, for a tie with the chance's whole part draws
// more. A word has eight things of every lane.

#include "sim/math/lanes.hpp"

namespace sim::inline SIM_LEVEL {

/// A chance in 256ths.
struct ByteChance
{
    Bits whole; ///< in every byte
    Real rest;  ///< the chance that a thing happens whose byte equals that
};

/// \param chance  in [0,1]
SIM_INLINE ByteChance byte_chance(Real chance)
{
    const Real scaled = chance * Real(256.0);
    const Real whole = smaller(floor(scaled), Real(255.0));
    Bits bytes = as_bits(whole + Real(0x1p52)) & Bits(0xff);
    for (const int places : {8, 16, 32}) bytes = bytes | (bytes << places);
    return {bytes, scaled - whole};
}

/// Of the first `things` of a random word those that happen, or tie (`equal`).
/// \param whole  of the chance of each, in its byte
SIM_INLINE ByteOrder happening(Bits word, Bits whole, std::uint32_t things)
{
    ByteOrder out = compare_bytes(word, whole);
    if (things < 8) out.at_most &= ((1U << things) - 1) * 0x0101010101010101ULL;
    return out;
}

/// Calls `call(thing, lane, is_tie)` for each of these, by lane, then thing.
template <class Call>
SIM_INLINE void for_each_happening(const ByteOrder& order, Call call)
{
    for (std::uint64_t left = order.at_most; left != 0; left &= left - 1) {
        const int at = __builtin_ctzll(left);
        call(static_cast<std::uint32_t>(at % 8), at / 8, (order.equal >> at & 1) != 0);
    }
}

} // namespace sim::inline SIM_LEVEL
