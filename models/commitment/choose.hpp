#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/core/view.hpp"

namespace commitment {

/// The least trained of the eligible posts of one lane; ties exactly equal in knowledge are broken at random.
/// \param knowledge  of post p at knowledge[8 p]
/// \param salt       random bits of this month and intervention: a post's place among its like hangs on its own key
/// \param seats      at most the number of eligible posts
/// \param chosen     receives `seats` posts
/// \param workspace  room for `choosing_bytes` of each eligible post, aligned to 8
void choose_least_trained(const double* knowledge, sim::View<std::uint32_t> eligible,
                          const std::vector<std::uint64_t>& post_key, std::uint64_t salt, std::uint32_t seats,
                          std::uint32_t* chosen, void* workspace);

inline constexpr std::size_t choosing_bytes = 24;

} // namespace commitment
