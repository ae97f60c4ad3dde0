#pragma once

// Keyed draws: each is a pure function of (seed, replicate, step, decision, who, which), so no branch,
// thread or order shifts another's numbers.

#include <Random123/philox.h>

#include "sim/math/elementary.hpp"
#include "sim/random/key.hpp"
#include "sim/random/philox.hpp"

namespace sim::inline SIM_LEVEL {

/// What a draw decides, and when.
struct Occasion
{
    std::uint32_t step;     ///< since the start, below 65,536
    std::uint32_t decision; ///< below 64: each kind of decision has its own
};

/// A uniform in (0,1) on a grid of 2^−52, never 0 nor 1.
SIM_INLINE double uniform_of(std::uint64_t bits)
{
    return from_bits((bits >> 12) | 0x3ff0000000000000ULL) - (1.0 - 0x1p-53);
}

SIM_INLINE Real uniform_of(Bits bits)
{
    return from_bits((bits >> 12) | Bits(0x3ff0000000000000ULL)) - Real(1.0 - 0x1p-53);
}

SIM_INLINE std::uint32_t packed(Occasion occasion, std::uint32_t which)
{
    return (occasion.step << 16) | (occasion.decision << 10) | which;
}

/// `mix` of sim/random/key.hpp, lane by lane.
SIM_INLINE Bits mix_lanes(Bits word)
{
    word = word + Bits(0x9E3779B97F4A7C15ULL);
    word = (word ^ (word >> 30)) * Bits(0xBF58476D1CE4E5B9ULL);
    word = (word ^ (word >> 27)) * Bits(0x94D049BB133111EBULL);
    return word ^ (word >> 31);
}

/// The draws of one entity in one replicate for one decision.
class Draws
{
  public:
    SIM_INLINE Draws(std::uint64_t seed, std::uint32_t replicate, Occasion occasion, std::uint64_t who)
        : seed_(seed), who_(who), replicate_(replicate), occasion_(occasion)
    {
    }

    /// \param which  0 to 255; multiples of 256 above are further attempts
    SIM_INLINE std::uint64_t bits(std::uint32_t which) const
    {
        if (which >> 1 != block_) { // neighbours share a block of 128 bits
            block_ = which >> 1;
            const philox4x32_ctr_t counter = {{static_cast<std::uint32_t>(who_), static_cast<std::uint32_t>(who_ >> 32),
                                               replicate_, packed(occasion_, block_)}};
            const philox4x32_key_t key = {{static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)}};
            const philox4x32_ctr_t out = philox4x32(counter, key);
            words_[0] = out.v[0] | (static_cast<std::uint64_t>(out.v[1]) << 32);
            words_[1] = out.v[2] | (static_cast<std::uint64_t>(out.v[3]) << 32);
        }
        return words_[which & 1];
    }

    SIM_INLINE double uniform(std::uint32_t which) const { return uniform_of(bits(which)); }

    /// True with probability p; exactly never for 0 and always for 1. A larger p only adds events.
    SIM_INLINE bool bernoulli(std::uint32_t which, double p) const { return uniform(which) < p; }

    /// Uniform on 0 … count − 1, exact (Lemire 2019). \param which  0 to 255
    SIM_INLINE std::uint64_t index(std::uint32_t which, std::uint64_t count) const
    {
        return index(bits(which), which, count);
    }

    /// The same where the word of `which` is known.
    SIM_INLINE std::uint64_t index(std::uint64_t word, std::uint32_t which, std::uint64_t count) const
    {
        for (std::uint32_t attempt = 0;; word = bits(which + 256 * ++attempt)) {
            const Wide product = static_cast<Wide>(word) * count;
            const auto low = static_cast<std::uint64_t>(product);
            if (low >= count || low >= (0 - count) % count || attempt == 6)
                return static_cast<std::uint64_t>(product >> 64);
        }
    }

  private:
    __extension__ typedef unsigned __int128 Wide;

    std::uint64_t seed_;
    std::uint64_t who_;
    std::uint32_t replicate_;
    Occasion occasion_;
    mutable std::uint32_t block_ = 0xffffffffU;
    mutable std::uint64_t words_[2] = {};
};

/// Eight draws of any entities and replicates, one a lane.
struct SingleDraws
{
    std::uint64_t who[lane_count];
    std::uint64_t replicate[lane_count]; ///< below 2^32

    /// The first two words that `Draws` of each would give.
    SIM_OUTLINE BitPair pair(const PhiloxKey& key, Occasion occasion) const
    {
        Bits whose, which;
        std::memcpy(&whose, who, sizeof whose);
        std::memcpy(&which, replicate, sizeof which);
        BitPair words[1];
        philox_lanes<1>({{whose & Bits(0xffffffffU), whose >> 32, which, Bits(packed(occasion, 0))}}, key, words);
        return words[0];
    }
};

/// The same draws for eight replicates in a row, one a lane.
class LaneDraws
{
  public:
    LaneDraws() = default;
    /// \param key  outlives the draws
    SIM_INLINE LaneDraws(const PhiloxKey* key, std::uint32_t first_replicate, Occasion occasion, std::uint64_t who)
        : key_(key), who_(who), first_replicate_(first_replicate), occasion_(occasion)
    {
    }

    /// Words 2·block and 2·block + 1 of each lane. \param block  0 to 1023
    SIM_OUTLINE BitPair pair(std::uint32_t block) const
    {
        BitPair words[1];
        philox_lanes<1>({{Bits(static_cast<std::uint32_t>(who_)), Bits(who_ >> 32),
                          Bits(first_replicate_) + lane_numbers(), Bits(packed(occasion_, block))}},
                        *key_, words);
        return words[0];
    }

    /// Words 0 and 1 of several draws of one seed, quicker than one after the other.
    template <int count>
    SIM_OUTLINE static void first_pairs(const LaneDraws (&of)[count], BitPair (&words)[count])
    {
        Bits counter[count][4];
        for (int i = 0; i < count; ++i) {
            counter[i][0] = Bits(static_cast<std::uint32_t>(of[i].who_));
            counter[i][1] = Bits(of[i].who_ >> 32);
            counter[i][2] = Bits(of[i].first_replicate_) + lane_numbers();
            counter[i][3] = Bits(packed(of[i].occasion_, 0));
        }
        philox_lanes(counter, *of[0].key_, words);
    }

    SIM_INLINE Real uniform(std::uint32_t which) const
    {
        const BitPair both = pair(which >> 1);
        return uniform_of(which & 1 ? both.second : both.first);
    }

  private:
    const PhiloxKey* key_;
    std::uint64_t who_;
    std::uint32_t first_replicate_;
    Occasion occasion_;
};

} // namespace sim::inline SIM_LEVEL
