#include "sim/statistics/passage.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/contract.hpp"

namespace sim {

std::vector<Survival> survival_curve(Passages passages, std::uint32_t steps, double confidence)
{
    return survival_curve(passages, steps, static_cast<double>(passages.size()), confidence);
}

std::vector<Survival> survival_curve(Passages passages, std::uint32_t steps, double effective, double confidence)
{
    std::vector<std::uint64_t> reached(steps);
    for (const auto& step : passages)
        if (step && *step < steps) ++reached[*step];
    std::vector<Survival> curve;
    std::uint64_t left = passages.size();
    for (std::uint32_t step = 0; step < steps; ++step) {
        left -= reached[step];
        if (step > 0 && reached[step] == 0) {
            curve.push_back(curve.back());
            continue;
        }
        const double share = passages.empty() ? 1 : static_cast<double>(left) / static_cast<double>(passages.size());
        curve.push_back({share, exact_interval_of(share, effective, confidence)});
    }
    return curve;
}

std::optional<std::uint32_t> passage_quantile(Passages passages, double level)
{
    std::vector<std::uint32_t> reached;
    for (const auto& step : passages)
        if (step) reached.push_back(*step);
    std::sort(reached.begin(), reached.end());
    const auto needed = static_cast<std::size_t>(std::ceil(level * static_cast<double>(passages.size()) - 1e-9));
    if (needed == 0 || needed > reached.size()) return std::nullopt;
    return reached[needed - 1];
}

Race race(Passages first, Passages second)
{
    SIM_EXPECTS(first.size() == second.size());
    constexpr std::uint32_t never = std::numeric_limits<std::uint32_t>::max();
    Race out;
    for (std::size_t i = 0; i < first.size(); ++i) {
        const std::uint32_t a = first[i].value_or(never);
        const std::uint32_t b = second[i].value_or(never);
        ++(b < a ? out.ahead : b == a ? out.tied : out.behind);
    }
    return out;
}

} // namespace sim
