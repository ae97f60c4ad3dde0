#pragma once

// Whether each of many things happens, by eight random bits each: exact, for a tie with the chance's whole part draws
// more. A word has eight things of every lane.

#include "sim/math/elementary.hpp"

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

/// A thing that happens in one lane, or ties with its chance.
struct Happened
{
    std::uint32_t thing;
    std::uint16_t lane;
    bool is_tie;
};

/// Lists them by lane, then thing; up to four without a branch, for how many there are nobody can guess.
/// \param first  number of the word's first thing
/// \param to     with room for all, and four
/// \return how many
SIM_INLINE std::uint32_t list_happening(const ByteOrder& order, std::uint32_t first, Happened* to)
{
    std::uint64_t left = order.at_most;
    const auto count = static_cast<std::uint32_t>(__builtin_popcountll(left));
    const auto note = [&](std::uint32_t k) {
        const int at = __builtin_ctzll(left | 1ULL << 63);
        to[k] = {first + static_cast<std::uint32_t>(at % 8), static_cast<std::uint16_t>(at / 8),
                 (order.equal >> at & 1) != 0};
        left &= left - 1;
    };
    constexpr std::uint32_t unasked = 4;
    for (std::uint32_t k = 0; k < unasked; ++k) note(k);
    for (std::uint32_t k = unasked; k < count; ++k) note(k);
    return count;
}

} // namespace sim::inline SIM_LEVEL
