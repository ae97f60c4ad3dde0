#pragma once

// Which plan is the highest in one number.

#include <cstdint>
#include <functional>
#include <vector>

#include "models/commitment/paired.hpp"

namespace commitment {

/// The plan with the highest mean, with those that are practically the same (Judging::practically_same).
struct BestPlan
{
    std::vector<std::uint32_t> leaders, others;
    std::uint32_t first = 0;          ///< pairs in which all leaders are above all others
    std::uint32_t matters = 0;        ///< pairs in which they are so by what matters
    std::uint32_t unbeaten = 0;       ///< pairs in which no other is above a leader: they are above, or equal
    std::vector<std::uint32_t> equal; ///< [of others] unbeaten pairs in which it has what the lowest leader has
};

/// \param values     [plan][replicate]
/// \param identical  whether two plans differ in nothing
BestPlan find_best(const std::vector<std::vector<double>>& values, const Quantity& of, const PairJudge& judge,
                   const std::function<bool(std::uint32_t, std::uint32_t)>& identical);

} // namespace commitment
