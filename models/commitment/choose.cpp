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
    auto* const all = static_cast<Candidate*>(workspace);
    std::uint32_t count = 0;
    for (const std::uint32_t post : eligible)
        new (all + count++) Candidate{knowledge[8 * post], sim::mix(salt ^ post_key[post]), post};
    std::nth_element(all, all + (seats - 1), all + count);
    for (std::uint32_t i = 0; i < seats; ++i) chosen[i] = all[i].post;
}

} // namespace commitment
