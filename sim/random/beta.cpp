#include "sim/random/beta.hpp"

#include "sim/core/contract.hpp"
#include "sim/math/elementary.hpp"
#include "sim/math/gamma.hpp"

namespace sim {
namespace {

// u = 2^−(octave + 1) (1 + step / steps): 16 octaves below 1/2, each of 16 steps.
constexpr int octaves = 16;
constexpr int steps = 16;
constexpr double smallest = 0x1p-17;

/// Solves I_x(a, b) = u by Newton's method kept inside a shrinking bracket.
double solve(double u, double a, double b, double start)
{
    double low = 0;
    double high = 1;
    double x = start;
    for (int i = 0; i < 200; ++i) {
        const double error = beta_probability(x, a, b) - u;
        (error > 0 ? high : low) = x;
        const double density = beta_density(x, a, b);
        double next = x - error / density;
        if (!(next > low && next < high)) {
            // Near 0 the bracket spans many orders of magnitude: halve its logarithm.
            next = low > 0 ? square_root(low) * square_root(high) : (high > 1e-3 ? 0.5 * high : high * 1e-3);
            if (next <= 1e-305) return 0;
        }
        const double change = next - x;
        if ((change < 0 ? -change : change) <= 4e-16 * x) return next;
        x = next;
    }
    return x;
}

} // namespace

double beta_quantile(double u, double a, double b)
{
    SIM_EXPECTS(0 < u && u < 1 && a > 0 && b > 0);
    // Solve for the smaller side, where x has its digits.
    const double mean = a / (a + b);
    if (u > beta_probability(mean, a, b)) return 1 - solve(1 - u, b, a, 1 - mean);
    return solve(u, a, b, mean);
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
        nodes.resize(octaves * steps + 1);
        double x = a / (a + b);
        for (int i = octaves * steps; i >= 0; --i) {
            const double u = smallest * exp(0.0) * (1.0 + (i % steps) / double(steps)) * double(1 << (i / steps));
            x = solve(u, a, b, x);
            const double density = x > 0 ? beta_density(x, a, b) : 0;
            nodes[static_cast<std::size_t>(i)] = {x, density > 0 ? 1 / density : 0};
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
