#pragma once

// With which chance a row of a sweep reaches a goal.

#include <cstdint>
#include <optional>
#include <vector>

#include "models/commitment/paired.hpp"

namespace layak {

/// With which chance a goal is to be reached, for all that is known: the lower limit of its interval counts.
inline constexpr double goal_chance = 0.9;

/// Of the runs of a row that did not fail, those that reach a goal.
struct GoalChance
{
    std::uint32_t reached = 0, runs = 0;
    sim::Interval interval; ///< of the chance

    double share() const { return runs == 0 ? 0 : static_cast<double>(reached) / runs; }
};
/// \param values  of the runs that did not fail  \param least  from which on the goal is reached
GoalChance chance_of_goal(const std::vector<double>& values, double least, const commitment::Judging& judging);

/// The lowest level from which on, up to the highest, the chance is `goal_chance` or more for sure.
/// \param chances  [level]
std::optional<std::size_t> level_reaching(const std::vector<sim::Interval>& chances);

} // namespace layak
