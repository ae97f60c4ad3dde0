#include "sim/random/beta.hpp"

#include "sim/core/contract.hpp"
#include "sim/math/elementary.hpp"
#include "sim/math/gamma.hpp"

namespace sim {
namespace {

// u = 2^−(octave + 1) (1 + step / steps): 8 octaves below 1/2, each of 16 steps.
constexpr int octaves = 8;
constexpr int steps = 16;
constexpr double smallest = 0x1p-9;

double size(double x) { return x < 0 ? -x : x; }

/// First two derivatives of the logarithm of the density.
struct Curvature
{
    Curvature(const BetaDistribution& of, double x)
        : first((of.a() - 1) / x - (of.b() - 1) / (1 - x)),
          second(-(of.a() - 1) / (x * x) - (of.b() - 1) / ((1 - x) * (1 - x)))
    {
    }
    double first;
    double second;
};

/// Solves I_x(a, b) = u by Halley's method kept inside a shrinking bracket. \param x  a guess
double solve(double u, const BetaDistribution& of, double x)
{
    double low = 0;
    double high = 1;
    for (int i = 0; i < 200; ++i) {
        const BetaDistribution::At at = of.at(x);
        const double error = at.probability - u;
        (error > 0 ? high : low) = x;
        const double newton = error / at.density;
        const Curvature log_density(of, x);
        const double bend = larger(1 - 0.5 * newton * log_density.first, 0.5);
        double next = x - newton / bend;
        // What Halley's method leaves is of the third power of its step.
        const double change = size(next - x);
        const double left = change * change * (log_density.first * log_density.first + size(log_density.second));
        if (smaller(left, 1.0) * change <= 4e-16 * x) return smaller(larger(next, low), high);
        if (!(next > low && next < high)) {
            // Near 0 the bracket spans many orders of magnitude: halve its logarithm.
            next = low > 0 ? square_root(low) * square_root(high) : (high > 1e-3 ? 0.5 * high : high * 1e-3);
            if (next <= 1e-305) return 0;
        }
        x = next;
    }
    return x;
}

double probability_of_node(int node)
{
    return smallest * (1.0 + (node % steps) / double(steps)) * double(1 << (node / steps));
}

/// The quantile of another probability from that of u: log x by log u, to its third derivative.
double quantile_nearby(double x, double u, double density, const BetaDistribution& of, double other)
{
    const Curvature log_density(of, x);
    const double first = u / (x * density);
    const double bend = 1 + x * log_density.first;
    const double second = first - first * first * bend;
    const double third =
        second - 2 * first * second * bend - first * first * first * x * (log_density.first + x * log_density.second);
    const double step = log(other / u);
    const double guess = x * exp(step * (first + step * (second / 2 + step * third / 6)));
    return guess > 0 && guess < 1 ? guess : x;
}

} // namespace

double beta_quantile(double u, double a, double b)
{
    SIM_EXPECTS(0 < u && u < 1 && a > 0 && b > 0);
    // Solve for the smaller side, where x has its digits.
    const double mean = a / (a + b);
    const BetaDistribution of(a, b);
    if (u > of.probability(mean)) return 1 - solve(1 - u, BetaDistribution(b, a), 1 - mean);
    return solve(u, of, mean);
}

/// Between nodes a cubic rises throughout if neither slope is above three times the chord's (Fritsch and Carlson 1980).
/// Steeper ones occur where nearly all of the distribution lies at 0 or 1.
void BetaTable::make_monotone(std::vector<Node>& nodes)
{
    for (std::size_t at = nodes.size() - 1; at-- > 0;) {
        Node& left = nodes[at];
        Node& right = nodes[at + 1];
        left.value = smaller(left.value, right.value); // the solutions are not exact to the last place
        const double width = smallest * double(1 << (at / steps)) / steps;
        const double steepest = 3 * ((right.value - left.value) / width);
        left.slope = smaller(left.slope, steepest);
        right.slope = smaller(right.slope, steepest);
    }
}

BetaTable::BetaTable(double mean, double precision) : mean_(mean), precision_(precision)
{
    SIM_EXPECTS(0 <= mean && mean <= 1 && precision > 0);
    if (mean * precision < 1e-300 || 1 - mean < 1e-12) return; // certain, or all but
    const auto fill = [](std::vector<Node>& nodes, double a, double b) {
        const BetaDistribution of(a, b);
        nodes.resize(octaves * steps + 1);
        double guess = a / (a + b);
        for (int i = octaves * steps; i >= 0; --i) {
            const double u = probability_of_node(i);
            const double x = solve(u, of, guess);
            const double density = x > 0 ? of.density(x) : 0;
            nodes[static_cast<std::size_t>(i)] = {x, density > 0 ? 1 / density : 0};
            if (i > 0 && density > 0) guess = quantile_nearby(x, u, density, of, probability_of_node(i - 1));
        }
        make_monotone(nodes);
    };
    fill(lower_, mean * precision, (1 - mean) * precision);
    fill(upper_, (1 - mean) * precision, mean * precision);
}

double BetaTable::half(const std::vector<Node>& nodes, double u) const
{
    const std::uint64_t bits = as_bits(u / smallest); // in [1, 2^16]
    const auto octave = static_cast<std::size_t>((bits >> 52) - 1023);
    const auto step = static_cast<std::size_t>((bits >> 48) & 15);
    const std::size_t at = octave * steps + step;
    if (at >= octaves * steps) return nodes.back().value;
    const double width = smallest * double(1 << octave) / steps;
    const double start = smallest * double(1 << octave) * (1.0 + double(step) / steps);
    const double t = (u - start) / width;
    const Node& left = nodes[at];
    const Node& right = nodes[at + 1];
    const double rise = right.value - left.value;
    const double s0 = left.slope * width;
    const double s1 = right.slope * width;
    const double value = left.value + t * (s0 + t * ((3 * rise - 2 * s0 - s1) + t * (s0 + s1 - 2 * rise)));
    return larger(left.value, smaller(value, right.value)); // rounding
}

double BetaTable::quantile(double u) const
{
    if (lower_.empty()) return mean_;
    const double a = mean_ * precision_;
    const double b = (1 - mean_) * precision_;
    // Where the pieces meet they may differ in the last place.
    if (u <= 0.5) return u < smallest ? smaller(beta_quantile(u, a, b), lower_.front().value) : half(lower_, u);
    const double v = 1 - u;
    const double from_above = v < smallest ? smaller(beta_quantile(v, b, a), upper_.front().value) : half(upper_, v);
    return larger(1 - from_above, lower_.back().value);
}

} // namespace sim
