#include "sim/statistics/sample.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/contract.hpp"

namespace sim {

Moments moments(std::span<const double> values)
{
    Moments out;
    out.count = values.size();
    if (values.empty()) return out;
    const auto n = static_cast<double>(values.size());
    double sum = 0;
    for (const double value : values) sum += value;
    out.mean = sum / n;
    double squares = 0;
    double cubes = 0;
    for (const double value : values) {
        const double off = value - out.mean;
        squares += off * off;
        cubes += off * off * off;
    }
    // What rounding of the mean leaves of equal numbers is no spread.
    if (std::all_of(values.begin(), values.end(), [&](double value) { return value == values.front(); })) {
        out.mean = values.front();
        return out;
    }
    out.variance = squares / (n - 1);
    out.skewness = cubes / n / std::pow(squares / n, 1.5);
    return out;
}

double covariance(std::span<const double> a, std::span<const double> b)
{
    SIM_EXPECTS(a.size() == b.size());
    if (a.size() < 2) return 0;
    const double mean_a = moments(a).mean;
    const double mean_b = moments(b).mean;
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
    return sum / static_cast<double>(a.size() - 1);
}

double quantile(std::span<const double> sorted, double level)
{
    SIM_EXPECTS(!sorted.empty() && 0 <= level && level <= 1);
    const double at = level * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

std::vector<double> sorted(std::span<const double> values)
{
    std::vector<double> out(values.begin(), values.end());
    std::sort(out.begin(), out.end());
    return out;
}

} // namespace sim
