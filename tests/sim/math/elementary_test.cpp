#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <catch2/catch.hpp>
#include <cmath>

#include "sim/math/elementary.hpp"
#include "sim/math/gamma.hpp"

namespace {

/// Largest error in units of the last place of f against the long double reference.
template <class Function, class Reference>
double worst_ulp(Function f, Reference reference, double from, double to, int count = 200'000)
{
    double worst = 0;
    for (int i = 0; i <= count; ++i) {
        const double x = from + (to - from) * i / count;
        const long double exact = reference(static_cast<long double>(x));
        const double unit =
            std::nextafter(std::abs(static_cast<double>(exact)), INFINITY) - std::abs(static_cast<double>(exact));
        worst = std::max(worst, static_cast<double>(std::abs(f(x) - exact)) / unit);
    }
    return worst;
}

} // namespace

TEST_CASE("elementary functions are within two units of the last place", "[math]")
{
    const auto exp = [](double x) { return sim::exp(x); };
    const auto expm1 = [](double x) { return sim::expm1(x); };
    const auto log = [](double x) { return sim::log(x); };
    const auto log1p = [](double x) { return sim::log1p(x); };
    const auto root = [](double x) { return sim::cube_root(x); };
    CHECK(worst_ulp(
              exp, [](long double x) { return std::exp(x); }, -20, 20) < 2);
    CHECK(worst_ulp(
              exp, [](long double x) { return std::exp(x); }, -700, 700) < 2);
    CHECK(worst_ulp(
              expm1, [](long double x) { return std::expm1(x); }, -2, 2) < 2);
    CHECK(worst_ulp(
              expm1, [](long double x) { return std::expm1(x); }, -1e-5, 1e-5) < 2);
    CHECK(worst_ulp(
              log, [](long double x) { return std::log(x); }, 0.01, 3) < 2);
    CHECK(worst_ulp(
              log, [](long double x) { return std::log(x); }, 1e-300, 1e-200) < 2);
    CHECK(worst_ulp(
              log1p, [](long double x) { return std::log1p(x); }, -0.99, 3) < 2);
    CHECK(worst_ulp(
              log1p, [](long double x) { return std::log1p(x); }, -1e-9, 1e-9) < 2);
    CHECK(worst_ulp(
              root, [](long double x) { return std::cbrt(x); }, 0, 1) < 2);
    CHECK(worst_ulp(
              root, [](long double x) { return std::cbrt(x); }, 1e-12, 1e-9) < 2);
    CHECK(worst_ulp(
              root, [](long double x) { return std::cbrt(x); }, 1, 1e6) < 2);
}

TEST_CASE("a quick look at an exponential is never below it, and 7 % above it at most", "[math]")
{
    double least = 2, most = 0;
    for (int i = -600'000; i <= 600'000; ++i) {
        const double x = i / 1000.0 + 1e-4;
        const double ratio = sim::above_exp(x) / sim::exp(x);
        least = std::min(least, ratio);
        most = std::max(most, ratio);
    }
    CHECK(least > 1);
    CHECK(most < 1.07);
    CHECK(sim::above_exp(-1e6) >= sim::exp(-1e6));
    CHECK(sim::above_exp(1e6) >= sim::exp(1e6));
}

TEST_CASE("elementary functions keep their limits", "[math]")
{
    CHECK(sim::exp(0.0) == 1);
    CHECK(sim::expm1(0.0) == 0);
    CHECK(sim::log(1.0) == 0);
    CHECK(sim::cube_root(0.0) == 0);
    CHECK(sim::cube_root(1e-310) == 0);
    CHECK(sim::cube_root(27.0) == Approx(3).epsilon(1e-15));
    CHECK(sim::exp(-1e9) > 0);
    CHECK(sim::exp(-1e9) < 1e-300);
    CHECK(std::isfinite(sim::exp(1e9)));
    CHECK(sim::probability_of_hazard(1e9) == 1);
    CHECK(sim::floor(-1.5) == -2);
    CHECK(sim::floor(3.0) == 3);
}

TEST_CASE("eight lanes and one number give the same bits", "[math][twin]")
{
    for (int i = 0; i < 20'000; i += sim::lane_count) {
        sim::Real x;
        for (int lane = 0; lane < sim::lane_count; ++lane) x.set(lane, 1e-3 + (i + lane) * 0.00137);
        const sim::Real e = sim::exp(-x);
        const sim::Real m = sim::expm1(x);
        const sim::Real l = sim::log(x);
        const sim::Real p = sim::log1p(x);
        const sim::Real c = sim::cube_root(x);
        for (int lane = 0; lane < sim::lane_count; ++lane) {
            REQUIRE(e[lane] == sim::exp(-x[lane]));
            REQUIRE(m[lane] == sim::expm1(x[lane]));
            REQUIRE(l[lane] == sim::log(x[lane]));
            REQUIRE(p[lane] == sim::log1p(x[lane]));
            REQUIRE(c[lane] == sim::cube_root(x[lane]));
        }
    }
}

TEST_CASE("gamma, beta and normal functions agree with Boost.Math", "[math]")
{
    for (const double x : {0.1, 0.5, 1.0, 1.5, 2.0, 3.7, 14.9, 15.1, 100.0, 1e6})
        CHECK(sim::log_gamma(x) == Approx(boost::math::lgamma(x)).epsilon(1e-13).margin(1e-14));
    for (const double a : {0.4, 1.0, 2.7, 16.0, 400.0})
        for (const double b : {0.4, 1.0, 3.3, 16.0, 400.0})
            for (double x = 0.01; x < 1; x += 0.03) {
                const boost::math::beta_distribution<> reference(a, b);
                CHECK(sim::BetaDistribution(a, b).probability(x) ==
                      Approx(cdf(reference, x)).epsilon(1e-11).margin(1e-15));
                CHECK(sim::BetaDistribution(a, b).density(x) ==
                      Approx(pdf(reference, x)).epsilon(1e-11).margin(1e-200));
            }
    for (double p = 0.0005; p < 1; p += 0.001)
        CHECK(sim::normal_quantile(p) == Approx(quantile(boost::math::normal(), p)).epsilon(1e-14).margin(1e-15));
    CHECK(sim::normal_quantile(1e-12) == Approx(quantile(boost::math::normal(), 1e-12)).epsilon(1e-14));
}
