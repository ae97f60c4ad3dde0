#pragma once

// 4.2: who is trained least, in all lanes at once.

#include "models/commitment/state.hpp"

namespace commitment::inline SIM_LEVEL {

/// The least trained eligible posts of every lane; ties exactly equal in knowledge are broken at random, by a priority
/// that hangs on the month, the intervention and the post.
class LeastTrained
{
  public:
    static constexpr std::uint32_t most = 32; ///< seats a lane; every post that takes one passes all of them

    /// \param seats  1 to `most`, at most the eligible posts; those of the lane with most
    LeastTrained(const Real* knowledge, const Indices& eligible, const List<std::uint64_t>& post_key, sim::Bits salt,
                 std::uint32_t seats)
    {
        for (std::uint32_t seat = 0; seat < seats; ++seat) best_[seat] = {Real(1e300), sim::Bits(0), sim::Bits(0)};
        const Candidate& last = best_[seats - 1];
        for (const std::uint32_t post : eligible) {
            if (!any(knowledge[post] <= last.knowledge)) continue;
            Candidate next{knowledge[post], sim::mix_lanes(salt ^ sim::Bits(post_key[post])), sim::Bits(post)};
            if (!any(is_before(next, last))) continue;
            for (std::uint32_t seat = 0; seat < seats; ++seat) trade(next, best_[seat]);
        }
    }

    /// Of a lane, the least trained first.
    std::uint32_t post(int lane, std::uint32_t seat) const
    {
        return static_cast<std::uint32_t>(best_[seat].post[lane]);
    }

  private:
    struct Candidate
    {
        Real knowledge;
        sim::Bits priority;
        sim::Bits post;
    };
    SIM_INLINE static Mask is_before(const Candidate& a, const Candidate& b)
    {
        return (a.knowledge < b.knowledge) | ((a.knowledge == b.knowledge) & (a.priority < b.priority));
    }
    /// In lanes where `next` comes before `seated` it takes the place, and who sat there goes on looking.
    SIM_INLINE static void trade(Candidate& next, Candidate& seated)
    {
        const Mask better = is_before(next, seated);
        const Candidate was = seated;
        seated.knowledge = select(better, next.knowledge, was.knowledge);
        seated.priority = select(better, next.priority, was.priority);
        seated.post = select(better, next.post, was.post);
        next.knowledge = select(better, was.knowledge, next.knowledge);
        next.priority = select(better, was.priority, next.priority);
        next.post = select(better, was.post, next.post);
    }

    Candidate best_[most];
};

} // namespace commitment::inline SIM_LEVEL
