#include "sim/statistics/response.hpp"

#include <algorithm>
#include <numeric>

#include "sim/statistics/sample.hpp"

namespace sim {
namespace {

constexpr std::size_t resamples = 999;

double mean_of(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

Interval interval_of(std::span<const double> values, double confidence)
{
    const bool equal = std::all_of(values.begin(), values.end(), [&](double v) { return v == values.front(); });
    if (values.size() < 2) return student_interval(values, confidence);
    if (equal) return {values.front(), values.front(), values.front() == 0 ? Method::identical : Method::constant};
    if (is_near_normal(values)) return student_interval(values, confidence);
    return Bootstrap(values.size())(values, confidence);
}

std::vector<double> minus(std::span<const double> a, std::span<const double> b)
{
    std::vector<double> out(a.size());
    std::transform(a.begin(), a.end(), b.begin(), out.begin(), std::minus<>());
    return out;
}

/// The first level that brings the share of the best one's gain over the first.
std::size_t enough_at(const std::vector<double>& means, double sign)
{
    double best = 0;
    for (const double mean : means) best = std::max(best, sign * (mean - means.front()));
    for (std::size_t level = 0; level < means.size(); ++level)
        if (sign * (means[level] - means.front()) >= share_of_gain * best) return level;
    return means.size() - 1;
}

} // namespace

std::vector<double> by_unit(std::span<const double> values, std::span<const std::uint32_t> unit)
{
    if (unit.empty()) return {values.begin(), values.end()};
    std::vector<double> sums(*std::max_element(unit.begin(), unit.end()) + std::size_t{1});
    std::vector<bool> there(sums.size());
    for (std::size_t r = 0; r < values.size(); ++r) {
        sums[unit[r]] += values[r];
        there[unit[r]] = true;
    }
    std::vector<double> out;
    for (std::size_t u = 0; u < sums.size(); ++u)
        if (there[u]) out.push_back(sums[u]);
    for (double& sum : out) sum *= static_cast<double>(out.size()) / static_cast<double>(values.size());
    return out;
}

ResponseCurve response_curve(std::span<const std::vector<double>> values, std::span<const std::vector<double>> costs,
                             std::span<const std::uint32_t> unit, bool less_is_better, double confidence)
{
    const double sign = less_is_better ? -1 : 1;
    ResponseCurve curve;
    std::vector<std::vector<double>> units, unit_costs;
    std::vector<double> means;
    for (std::size_t level = 0; level < values.size(); ++level) {
        units.push_back(by_unit(values[level], unit));
        unit_costs.push_back(by_unit(costs[level], unit));
        const std::vector<double> in_order = sorted(values[level]);
        Response& at = curve.levels.emplace_back();
        at.mean = mean_of(values[level]);
        at.mean_interval = interval_of(units[level], confidence);
        at.low = quantile(in_order, 0.05);
        at.high = quantile(in_order, 0.95);
        at.cost = mean_of(costs[level]);
        means.push_back(at.mean);
        if (level == 0) continue;
        const std::vector<double> gain = minus(units[level], units[level - 1]);
        const std::vector<double> extra = minus(unit_costs[level], unit_costs[level - 1]);
        at.gain = at.mean - curve.levels[level - 1].mean;
        at.gain_interval = interval_of(gain, confidence);
        at.extra_cost = at.cost - curve.levels[level - 1].cost;
        if (at.gain_interval.holds(0) || sign * at.gain < 0) continue;
        std::vector<double> better = gain;
        for (double& g : better) g *= sign;
        at.price_interval = ratio_interval(extra, better, confidence);
        if (at.price_interval) at.price = at.extra_cost / (sign * at.gain);
    }
    std::size_t best = 0;
    for (std::size_t level = 1; level < means.size(); ++level)
        if (sign * means[level] > sign * means[best]) best = level;
    curve.total_gain = means[best] - means.front();
    curve.total_gain_interval = interval_of(minus(units[best], units.front()), confidence);
    curve.has_effect = best > 0 && !curve.total_gain_interval.holds(0);
    if (!curve.has_effect) return curve;
    curve.enough = enough_at(means, sign);
    std::vector<double> found;
    const std::size_t count = units.front().size();
    const Bootstrap bootstrap(count);
    for (std::size_t k = 0; k < resamples; ++k) {
        std::vector<double> again(means.size());
        for (const std::uint32_t pick : bootstrap.picks(k))
            for (std::size_t level = 0; level < means.size(); ++level) again[level] += units[level][pick];
        for (double& sum : again) sum /= static_cast<double>(count);
        found.push_back(static_cast<double>(enough_at(again, sign)));
    }
    const std::vector<double> in_order = sorted(found);
    curve.enough_from = static_cast<std::size_t>(in_order[static_cast<std::size_t>(0.05 * resamples)]);
    curve.enough_to = static_cast<std::size_t>(in_order[static_cast<std::size_t>(0.95 * resamples)]);
    return curve;
}

} // namespace sim
