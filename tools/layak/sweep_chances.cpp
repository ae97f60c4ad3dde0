#include "tools/layak/sweep_chances.hpp"

#include <algorithm>

namespace layak {

GoalChance chance_of_goal(const std::vector<double>& values, double least, const commitment::Judging& judging)
{
    GoalChance out;
    out.runs = static_cast<std::uint32_t>(values.size());
    out.reached = static_cast<std::uint32_t>(
        std::count_if(values.begin(), values.end(), [&](double value) { return value >= least; }));
    out.interval = judging.chance(out.share());
    return out;
}

std::optional<std::size_t> level_reaching(const std::vector<sim::Interval>& chances)
{
    std::optional<std::size_t> first;
    for (std::size_t at = chances.size(); at-- > 0 && chances[at].low >= goal_chance;) first = at;
    return first;
}

} // namespace layak
