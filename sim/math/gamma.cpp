#include "sim/math/gamma.hpp"

#include "sim/core/contract.hpp"
#include "sim/math/elementary.hpp"

namespace sim {
namespace {

/// Continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method.
double beta_fraction(double x, double a, double b)
{
    constexpr double tiny = 1e-300;
    const auto away_from_zero = [](double v) { return v > -tiny && v < tiny ? tiny : v; };
    double c = 1;
    double d = 1 / away_from_zero(1 - (a + b) * x / (a + 1));
    double value = d;
    for (int m = 1; m < 10'000; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / away_from_zero(1 + even * d);
        c = away_from_zero(1 + even / c);
        value *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / away_from_zero(1 + odd * d);
        c = away_from_zero(1 + odd / c);
        const double change = d * c;
        value *= change;
        if (change - 1 < 1e-16 && 1 - change < 1e-16) break;
    }
    return value;
}

template <int count>
double polynomial(const double (&coefficients)[count], double x)
{
    double sum = coefficients[count - 1];
    for (int i = count - 2; i >= 0; --i) sum = sum * x + coefficients[i];
    return sum;
}

} // namespace

double log_gamma(double x)
{
    SIM_EXPECTS(x > 0);
    // Stirling's series needs a large argument: Γ(x) = Γ(x + n) / (x (x + 1) … (x + n − 1))
    double product = 1;
    for (; x < 15; x += 1) product *= x;
    const double w = 1 / (x * x);
    constexpr double series[] = {1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156};
    constexpr double half_log_two_pi = 0.91893853320467274178;
    return (x - 0.5) * log(x) - x + half_log_two_pi + polynomial(series, w) / x - log(product);
}

BetaDistribution::BetaDistribution(double a, double b)
    : a_(a), b_(b), log_beta_function_(log_gamma(a) + log_gamma(b) - log_gamma(a + b))
{
    SIM_EXPECTS(a > 0 && b > 0);
}

BetaDistribution::At BetaDistribution::at(double x) const
{
    if (x <= 0 || x >= 1) return {x <= 0 ? 0.0 : 1.0, 0};
    const double density_here = density(x);
    const double front = density_here * x * (1 - x);
    if (x < (a_ + 1) / (a_ + b_ + 2)) return {front * beta_fraction(x, a_, b_) / a_, density_here};
    return {1 - front * beta_fraction(1 - x, b_, a_) / b_, density_here};
}

double BetaDistribution::density(double x) const
{
    return exp((a_ - 1) * log(x) + (b_ - 1) * log1p(-x) - log_beta_function_);
}

double normal_quantile(double p)
{
    SIM_EXPECTS(p > 0 && p < 1);
    constexpr double a[] = {3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3,
                            1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                            3.3430575583588128105e+4, 2.5090809287301226727e+3};
    constexpr double b[] = {1.0,
                            4.2313330701600911252e+1,
                            6.8718700749205790830e+2,
                            5.3941960214247511077e+3,
                            2.1213794301586595867e+4,
                            3.9307895800092710610e+4,
                            2.8729085735721942674e+4,
                            5.2264952788528545610e+3};
    constexpr double c[] = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                            3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                            2.27238449892691845833e-2, 7.74545014278341407640e-4};
    constexpr double d[] = {1.0,
                            2.05319162663775882187e0,
                            1.67638483018380384940e0,
                            6.89767334985100004550e-1,
                            1.48103976427480074590e-1,
                            1.51986665636164571966e-2,
                            5.47593808499534494600e-4,
                            1.05075007164441684324e-9};
    constexpr double e[] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                            2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                            2.71155556874348757815e-5, 2.01033439929228813265e-7};
    constexpr double f[] = {1.0,
                            5.99832206555887937690e-1,
                            1.36929880922735805310e-1,
                            1.48753612908506148525e-2,
                            7.86869131745613259100e-4,
                            1.84631831751005468180e-5,
                            1.42151175831644588870e-7,
                            2.04426310338993978564e-15};
    const double q = p - 0.5;
    if (q >= -0.425 && q <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(a, r) / polynomial(b, r);
    }
    const double tail = square_root(-log(q < 0 ? p : 1 - p));
    const double size = tail <= 5 ? polynomial(c, tail - 1.6) / polynomial(d, tail - 1.6)
                                  : polynomial(e, tail - 5) / polynomial(f, tail - 5);
    return q < 0 ? -size : size;
}

} // namespace sim
