#include "models/commitment/choose.hpp"

#include <algorithm>
#include <new>
#include <tuple>

#include "sim/core/contract.hpp"
#include "sim/random/key.hpp"

namespace commitment {
namespace {

struct Candidate
{
    double knowledge;
    std::uint64_t priority;
    std::uint32_t post;

    bool operator<(const Candidate& other) const
    {
        return std::tie(knowledge, priority, post) < std::tie(other.knowledge, other.priority, other.post);
    }
};

static_assert(sizeof(Candidate) == choosing_bytes && alignof(Candidate) == 8);

} // namespace

void choose_least_trained(const double* knowledge, sim::View<std::uint32_t> eligible,
                          const std::vector<std::uint64_t>& post_key, std::uint64_t salt, std::uint32_t seats,
                          std::uint32_t* chosen, void* workspace)
{
    SIM_EXPECTS(seats <= eligible.size());
    constexpr std::uint32_t few = 16;
    if (seats <= few) {
        // The best so far, in order; most posts lose against the last of them at once.
        Candidate best[few + 1];
        std::uint32_t count = 0;
        for (const std::uint32_t post : eligible) {
            Candidate next{knowledge[8 * post], 0, post};
            if (count == seats && next.knowledge > best[count - 1].knowledge) continue;
            next.priority = sim::mix(salt ^ post_key[post]);
            if (count == seats && !(next < best[count - 1])) continue;
            std::uint32_t place = count == seats ? count - 1 : count++;
            for (; place > 0 && next < best[place - 1]; --place) best[place] = best[place - 1];
            best[place] = next;
        }
        for (std::uint32_t i = 0; i < seats; ++i) chosen[i] = best[i].post;
        return;
    }
    auto* const all = static_cast<Candidate*>(workspace);
    std::uint32_t count = 0;
    for (const std::uint32_t post : eligible)
        new (all + count++) Candidate{knowledge[8 * post], sim::mix(salt ^ post_key[post]), post};
    std::nth_element(all, all + (seats - 1), all + count);
    for (std::uint32_t i = 0; i < seats; ++i) chosen[i] = all[i].post;
}

} // namespace commitment
