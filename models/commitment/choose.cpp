#include "models/commitment/choose.hpp"

#include <algorithm>
#include <tuple>

#include "sim/core/contract.hpp"
#include "sim/random/key.hpp"

namespace commitment {

struct LeastTrainedPosts::Candidate
{
    double knowledge;
    std::uint64_t priority;
    std::uint32_t post;

    bool operator<(const Candidate& other) const
    {
        return std::tie(knowledge, priority, post) < std::tie(other.knowledge, other.priority, other.post);
    }
};

LeastTrainedPosts::LeastTrainedPosts(const double* knowledge, std::size_t lanes, sim::View<std::uint32_t> eligible,
                                     const std::vector<std::uint64_t>& post_key, std::uint64_t salt,
                                     std::uint32_t seats)
    : candidates_(nullptr)
{
    SIM_EXPECTS(seats <= eligible.size());
    candidates_ = new Candidate[eligible.size()];
    Candidate* end = candidates_;
    for (const std::uint32_t post : eligible) *end++ = {knowledge[lanes * post], sim::mix(salt ^ post_key[post]), post};
    std::nth_element(candidates_, candidates_ + (seats - 1), end);
}

LeastTrainedPosts::~LeastTrainedPosts() { delete[] candidates_; }

std::uint32_t LeastTrainedPosts::post(std::uint32_t seat) const { return candidates_[seat].post; }

} // namespace commitment
