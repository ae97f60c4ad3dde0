#include "sim/calibration/learned.hpp"

#include <algorithm>
#include <cmath>

#include "sim/math/elementary.hpp"
#include "sim/math/gamma.hpp"
#include "sim/statistics/sample.hpp"

namespace sim {
namespace {

constexpr double spread_of_prior = 0.28867513459481287; // of a uniform on (0,1)
constexpr double much_narrower = 0.75;
constexpr double much_elsewhere = 0.25;

std::vector<double> column(const AbcResult& result, std::size_t parameter)
{
    std::vector<double> out;
    for (const Trial& set : result.sets) out.push_back(set.place[parameter]);
    return out;
}

double distance_from_uniform(std::span<const double> sorted)
{
    const auto n = static_cast<double>(sorted.size());
    double worst = 0;
    for (std::size_t k = 0; k < sorted.size(); ++k) {
        const auto below = static_cast<double>(k);
        worst = std::max({worst, sorted[k] - below / n, (below + 1) / n - sorted[k]});
    }
    return worst;
}

/// Sets that were moved have not forgotten all.
double independent_sets(const AbcResult& result)
{
    return static_cast<double>(result.sets.size()) / (result.levels.empty() ? 1 : 2);
}

} // namespace

std::vector<Learned> learned_from(const AbcResult& result)
{
    const std::size_t parameters = result.sets.front().place.size();
    const double independent = independent_sets(result);
    const double error = 0.05 / static_cast<double>(parameters);
    const double critical = std::sqrt(-log(error / 2) / (2 * independent)); // Kolmogorov's, asymptotic
    std::vector<Learned> out;
    for (std::size_t p = 0; p < parameters; ++p) {
        const std::vector<double> values = sorted(column(result, p));
        Learned of;
        of.low = quantile(values, 0.05);
        of.median = quantile(values, 0.5);
        of.high = quantile(values, 0.95);
        of.spread = std::sqrt(moments(values).variance) / spread_of_prior;
        of.distance = distance_from_uniform(values);
        if (of.distance > critical)
            of.lesson = of.spread <= much_narrower || of.distance >= much_elsewhere ? Lesson::much : Lesson::little;
        out.push_back(of);
    }
    return out;
}

std::vector<KnownTogether> known_together(const AbcResult& result, double least)
{
    const std::size_t parameters = result.sets.front().place.size();
    std::vector<std::vector<double>> columns;
    std::vector<double> spread;
    for (std::size_t p = 0; p < parameters; ++p) {
        columns.push_back(column(result, p));
        spread.push_back(std::sqrt(moments(columns.back()).variance));
    }
    const double pairs = static_cast<double>(parameters) * static_cast<double>(parameters - 1) / 2;
    const double z =
        normal_quantile(1 - 0.025 / std::max(pairs, 1.0)) / std::sqrt(std::max(independent_sets(result) - 3, 1.0));
    const double by_chance = 1 - 2 / (exp(2 * z) + 1); // tanh
    std::vector<KnownTogether> out;
    for (std::size_t a = 0; a < parameters; ++a)
        for (std::size_t b = a + 1; b < parameters; ++b) {
            if (!(spread[a] > 0 && spread[b] > 0)) continue;
            const double r = covariance(columns[a], columns[b]) / (spread[a] * spread[b]);
            if (std::abs(r) >= std::max(least, by_chance)) out.push_back({a, b, r});
        }
    std::stable_sort(out.begin(), out.end(), [](const KnownTogether& one, const KnownTogether& other) {
        return std::abs(one.correlation) > std::abs(other.correlation);
    });
    return out;
}

} // namespace sim
