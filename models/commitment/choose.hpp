#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/core/view.hpp"

namespace commitment {

/// The least trained of the eligible posts of one lane; ties exactly equal in knowledge are broken at random.
class LeastTrainedPosts
{
  public:
    /// \param knowledge  of post p at knowledge[lanes · p]
    /// \param salt       random bits of this month and intervention: a post's place among its like hangs on its own key
    /// \param seats      at most the number of eligible posts
    LeastTrainedPosts(const double* knowledge, std::size_t lanes, sim::View<std::uint32_t> eligible,
                      const std::vector<std::uint64_t>& post_key, std::uint64_t salt, std::uint32_t seats);
    ~LeastTrainedPosts();
    LeastTrainedPosts(const LeastTrainedPosts&) = delete;
    LeastTrainedPosts& operator=(const LeastTrainedPosts&) = delete;

    std::uint32_t post(std::uint32_t seat) const;

  private:
    struct Candidate;
    Candidate* candidates_;
};

} // namespace commitment
