#pragma once

#include <cstdint>
#include <string_view>

namespace sim {

/// Mixes all bits of a word (Steele et al. 2014, the finalizer of SplitMix64).
constexpr std::uint64_t mix(std::uint64_t word)
{
    word += 0x9E3779B97F4A7C15ULL;
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9ULL;
    word = (word ^ (word >> 27)) * 0x94D049BB133111EBULL;
    return word ^ (word >> 31);
}

/// What names an entity to the random numbers: a function of its published id alone (FNV-1a, mixed).
constexpr std::uint64_t key_of(std::string_view id)
{
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return mix(hash);
}

/// The part-th thing of a whole.
constexpr std::uint64_t key_of(std::uint64_t whole, std::uint64_t part) { return mix(whole ^ mix(part)); }

} // namespace sim
