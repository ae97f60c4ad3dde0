#pragma once

// 4.2: who is trained least, in all lanes at once.

#include "models/commitment/state.hpp"

namespace commitment::inline SIM_LEVEL {

/// The least trained eligible posts of every lane; ties exactly equal in knowledge are broken at random, by a priority
/// that hangs on the month, the intervention and the post.
class LeastTrained
{
  public:
    static constexpr std::uint32_t most = 64; ///< seats a lane

    /// \param seats  [lane] 0 to `most`, at most the eligible posts
    LeastTrained(const Real* knowledge, const Indices& eligible, const List<std::uint64_t>& post_key, sim::Bits salt,
                 Real seats)
    {
        Real worst = select(seats > Real(0.0), Real(1e300), Real(-1.0)); // knowledge of the last that has a seat
        sim::Bits worst_priority(0);
        for (const std::uint32_t post : eligible) {
            const Real known = knowledge[post];
            if (!any(known <= worst)) continue;
            const sim::Bits priority = sim::mix_lanes(salt ^ sim::Bits(post_key[post]));
            const Mask better = (known < worst) | ((known == worst) & (priority < worst_priority));
            for_lanes(better, [&](int lane) {
                const auto wanted = static_cast<std::uint32_t>(seats[lane]);
                insert(lane, wanted, {known[lane], priority[lane], post});
                if (count_[lane] < wanted) return;
                const Candidate& last = best_[lane][wanted - 1];
                worst.set(lane, last.knowledge);
                worst_priority.set(lane, last.priority);
            });
        }
    }

    std::uint32_t post(int lane, std::uint32_t seat) const { return best_[lane][seat].post; }

  private:
    struct Candidate
    {
        double knowledge;
        std::uint64_t priority;
        std::uint32_t post;
    };
    static bool is_before(const Candidate& a, const Candidate& b)
    {
        return a.knowledge < b.knowledge || (a.knowledge == b.knowledge && a.priority < b.priority);
    }
    /// In order; the last of as many as are wanted makes room.
    void insert(int lane, std::uint32_t wanted, const Candidate& next)
    {
        Candidate* const best = best_[lane];
        std::uint32_t place = count_[lane] == wanted ? wanted - 1 : count_[lane]++;
        for (; place > 0 && is_before(next, best[place - 1]); --place) best[place] = best[place - 1];
        best[place] = next;
    }

    Candidate best_[lane_count][most];
    std::uint32_t count_[lane_count] = {};
};

} // namespace commitment::inline SIM_LEVEL
