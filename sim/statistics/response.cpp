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

/// Of the mean of independent numbers that lie in [least, most].
Interval interval_of(std::span<const double> values, double least, double most, bool is_count, double confidence)
{
    if (values.size() < 2) return student_interval(values, confidence);
    if (is_count || has_rare_exceptions(values)) return bounded_interval(values, least, most, confidence, false);
    if (is_near_normal(values)) return student_interval(values, confidence);
    return Bootstrap(values.size())(values, confidence);
}

/// Costs by gains, both intervals at half of the error.
Interval from_limits(std::span<const double> costs, const Interval& gain, double halved)
{
    const bool equal = std::all_of(costs.begin(), costs.end(), [&](double cost) { return cost == costs.front(); });
    const Interval cost =
        equal ? Interval{costs.front(), costs.front(), Method::constant} : student_interval(costs, halved);
    const auto corners = {cost.low / gain.low, cost.low / gain.high, cost.high / gain.low, cost.high / gain.high};
    return {std::min(corners), std::max(corners), gain.method};
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
                             std::span<const std::uint32_t> unit, const ResponseKind& kind, double confidence,
                             bool with_range)
{
    const double sign = kind.less_is_better ? -1 : 1;
    ResponseCurve curve;
    std::vector<std::vector<double>> units, unit_costs;
    std::vector<double> means;
    // Sums of a unit that comes again may be larger than one value.
    double highest = kind.highest;
    if (!unit.empty())
        for (const double weight : by_unit(std::vector<double>(unit.size(), 1.0), unit))
            highest = std::max(highest, weight * kind.highest);
    const bool is_count = kind.is_count && unit.empty(); // means of units are no counts
    const auto difference = [&](std::span<const double> of, double sure) {
        return interval_of(of, -highest, highest, is_count, sure);
    };
    for (std::size_t level = 0; level < values.size(); ++level) {
        units.push_back(by_unit(values[level], unit));
        unit_costs.push_back(by_unit(costs[level], unit));
        const std::vector<double> in_order = sorted(values[level]);
        Response& at = curve.levels.emplace_back();
        at.mean = mean_of(values[level]);
        at.mean_interval = interval_of(units[level], 0, highest, is_count, confidence);
        at.low = quantile(in_order, 0.05);
        at.high = quantile(in_order, 0.95);
        at.cost = mean_of(costs[level]);
        means.push_back(at.mean);
        if (level == 0) continue;
        std::vector<double> gain = minus(units[level], units[level - 1]);
        const std::vector<double> extra = minus(unit_costs[level], unit_costs[level - 1]);
        at.gain = at.mean - curve.levels[level - 1].mean;
        at.gain_interval = difference(gain, confidence);
        at.extra_cost = at.cost - curve.levels[level - 1].cost;
        if (at.gain_interval.holds(0) || sign * at.gain < 0) continue;
        for (double& g : gain) g *= sign;
        if (is_count || has_rare_exceptions(gain)) { // a ratio of means would take what is rare for sure
            const double halved = 1 - (1 - confidence) / 2;
            const Interval better = difference(gain, halved);
            if (better.low > 0) at.price_interval = from_limits(extra, better, halved);
        } else {
            at.price_interval = ratio_interval(extra, gain, confidence);
        }
        if (at.price_interval) at.price = at.extra_cost / (sign * at.gain);
    }
    const auto is_better = [&](std::size_t a, std::size_t b) { return sign * means[a] > sign * means[b]; };
    for (std::size_t level = 1; level < means.size(); ++level)
        if (is_better(level, curve.best)) curve.best = level;
    std::size_t worst = curve.best;
    for (std::size_t level = curve.best + 1; level < means.size(); ++level)
        if (worst == curve.best || is_better(worst, level)) worst = level;
    if (worst != curve.best) {
        curve.decline_interval = difference(minus(units[worst], units[curve.best]), confidence);
        if (!curve.decline_interval.holds(0)) curve.decline = means[worst] - means[curve.best];
    }
    curve.total_gain = means[curve.best] - means.front();
    curve.total_gain_interval = difference(minus(units[curve.best], units.front()), confidence);
    curve.has_effect = curve.best > 0 && !curve.total_gain_interval.holds(0);
    if (!curve.has_effect) return curve;
    curve.enough = enough_at(means, sign);
    curve.enough_from = curve.enough_to = *curve.enough;
    if (!with_range) return curve;
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
