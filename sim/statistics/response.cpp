#include "sim/statistics/response.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/statistics/sample.hpp"

namespace sim {
namespace {

constexpr std::size_t resamples = 999;

double mean_of(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// For every distribution on the range; of units on the range of what each adds to the mean.
Interval interval_on_range(std::span<const double> values, std::span<const std::uint32_t> unit, double least,
                           double most, double confidence)
{
    double heaviest = 1;
    for (const double weight : by_unit(std::vector<double>(values.size(), 1.0), unit))
        heaviest = std::max(heaviest, weight);
    return bounded_interval(by_unit(values, unit), least * heaviest, most * heaviest, confidence, false);
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

std::vector<double> independent_numbers(std::span<const double> values, std::span<const std::uint32_t> unit)
{
    if (unit.empty()) return {values.begin(), values.end()};
    const double mean = moments(values).mean;
    std::vector<double> deviations;
    for (const double value : values) deviations.push_back(value - mean);
    std::vector<double> out = by_unit(deviations, unit);
    for (double& value : out) value += mean;
    return out;
}

double effective_number(std::span<const std::uint32_t> unit)
{
    double squares = 0;
    for (const double uses : by_unit(std::vector<double>(unit.size(), 1.0), unit)) squares += uses * uses;
    // The uses are scaled to a mean of 1: as many as there are units.
    const auto units = static_cast<double>(by_unit(std::vector<double>(unit.size(), 1.0), unit).size());
    return units * units / squares;
}

Interval interval_of_mean(std::span<const double> values, std::span<const std::uint32_t> unit, double least,
                          double most, double confidence)
{
    const std::vector<double> numbers = independent_numbers(values, unit);
    if (numbers.size() < 2) return student_interval(numbers, confidence); // none
    Interval out;
    const auto moved = std::count_if(values.begin(), values.end(), [](double value) { return value != 0; });
    if (moved < std::ptrdiff_t{few_differing} || has_rare_exceptions(numbers)) {
        out = interval_on_range(values, unit, least, most, confidence);
    } else if (const double effective = unit.empty() ? static_cast<double>(numbers.size()) : effective_number(unit);
               effective >= enough_to_resample && !is_near_normal(numbers)) {
        out = Bootstrap(numbers.size())(numbers, confidence);
    } else {
        // Units used unequally often leave fewer degrees of freedom than there are units.
        const Moments of = moments(numbers);
        const double error = std::sqrt(of.variance / static_cast<double>(numbers.size()));
        out = student_interval(moments(values).mean, error * std::sqrt(effective), effective, confidence);
    }
    if (out.method == Method::none) return out;
    out.low = std::max(out.low, least);
    out.high = std::min(out.high, most);
    return out;
}

ResponseCurve response_curve(std::span<const std::vector<double>> values, std::span<const std::vector<double>> costs,
                             std::span<const std::uint32_t> unit, const ResponseKind& kind, double confidence,
                             bool with_range)
{
    const double sign = kind.less_is_better ? -1 : 1;
    ResponseCurve curve;
    std::vector<std::vector<double>> units;
    std::vector<double> means;
    const auto difference = [&](std::size_t above, std::size_t below, double sure) {
        return interval_of_mean(minus(values[above], values[below]), unit, -kind.highest, kind.highest, sure);
    };
    const auto price_interval = [&](std::size_t level, Method of_gain) -> std::optional<Interval> {
        const auto extra = independent_numbers(minus(costs[level], costs[level - 1]), unit);
        if (of_gain != Method::exact) {
            std::vector<double> gain = independent_numbers(minus(values[level], values[level - 1]), unit);
            for (double& g : gain) g *= sign;
            return ratio_interval(extra, gain, confidence);
        }
        // A ratio of means would take what is rare for sure.
        const double halved = 1 - (1 - confidence) / 2;
        const Interval better = sign > 0 ? difference(level, level - 1, halved) : difference(level - 1, level, halved);
        return better.low > 0 ? std::optional(from_limits(extra, better, halved)) : std::nullopt;
    };
    for (std::size_t level = 0; level < values.size(); ++level) {
        units.push_back(independent_numbers(values[level], unit));
        const std::vector<double> in_order = sorted(values[level]);
        Response& at = curve.levels.emplace_back();
        at.mean = mean_of(values[level]);
        at.mean_interval = interval_of_mean(values[level], unit, 0, kind.highest, confidence);
        at.low = quantile(in_order, 0.05);
        at.high = quantile(in_order, 0.95);
        at.cost = mean_of(costs[level]);
        means.push_back(at.mean);
        if (level == 0) continue;
        at.gain = at.mean - curve.levels[level - 1].mean;
        at.gain_interval = difference(level, level - 1, confidence);
        at.extra_cost = at.cost - curve.levels[level - 1].cost;
        if (at.gain_interval.holds(0) || sign * at.gain < 0) continue;
        at.price_interval = price_interval(level, at.gain_interval.method);
        if (at.price_interval) at.price = at.extra_cost / (sign * at.gain);
    }
    const auto is_better = [&](std::size_t a, std::size_t b) { return sign * means[a] > sign * means[b]; };
    for (std::size_t level = 1; level < means.size(); ++level)
        if (is_better(level, curve.best)) curve.best = level;
    std::size_t worst = curve.best;
    for (std::size_t level = curve.best + 1; level < means.size(); ++level)
        if (worst == curve.best || is_better(worst, level)) worst = level;
    if (worst != curve.best) {
        curve.decline_interval = difference(worst, curve.best, confidence);
        if (!curve.decline_interval.holds(0)) curve.decline = means[worst] - means[curve.best];
    }
    curve.total_gain = means[curve.best] - means.front();
    curve.total_gain_interval = difference(curve.best, 0, confidence);
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
