#include "models/commitment/best_plan.hpp"

#include <algorithm>
#include <limits>

#include "sim/statistics/sample.hpp"

namespace commitment {

BestPlan find_best(const std::vector<std::vector<double>>& values, const Quantity& of, const PairJudge& judge,
                   const std::function<bool(std::uint32_t, std::uint32_t)>& identical)
{
    std::vector<double> means;
    for (const std::vector<double>& of_plan : values) means.push_back(sim::moments(of_plan).mean);
    const auto best = static_cast<std::uint32_t>(std::max_element(means.begin(), means.end()) - means.begin());
    BestPlan out;
    for (std::uint32_t plan = 0; plan < values.size(); ++plan) {
        const bool same = plan == best || judge.judging().practically_same(
                                              judge(values[best], values[plan], of, identical(plan, best)), of.matters);
        (same ? out.leaders : out.others).push_back(plan);
    }
    if (out.others.empty()) return out;
    out.equal.resize(out.others.size());
    for (std::size_t r = 0; r < values[best].size(); ++r) {
        double lowest = std::numeric_limits<double>::infinity(), highest = -lowest;
        for (const std::uint32_t plan : out.leaders) lowest = std::min(lowest, values[plan][r]);
        for (const std::uint32_t plan : out.others) highest = std::max(highest, values[plan][r]);
        out.first += lowest > highest;
        out.unbeaten += lowest >= highest;
        for (std::size_t k = 0; k < out.others.size() && lowest == highest; ++k)
            out.equal[k] += values[out.others[k]][r] == lowest;
        out.matters += lowest - highest >= of.matters;
    }
    return out;
}

} // namespace commitment
