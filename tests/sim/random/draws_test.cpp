#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "sim/math/gamma.hpp"
#include "sim/random/beta.hpp"
#include "sim/random/binomial.hpp"
#include "sim/random/normal.hpp"

namespace {

using sim::Draws;
using sim::lane_count;
using sim::LaneDraws;
using sim::Real;

/// Chance of a chi-squared statistic this large where the model is right; bins of small expectation are joined.
double chi_squared_tail(const std::vector<double>& observed, const std::vector<double>& expected)
{
    double statistic = 0;
    int bins = 0;
    double o = 0;
    double e = 0;
    for (std::size_t i = 0; i < observed.size(); ++i) {
        o += observed[i];
        e += expected[i];
        if (e < 10 && i + 1 < observed.size()) continue;
        if (e > 0) statistic += (o - e) * (o - e) / e, ++bins;
        o = e = 0;
    }
    if (bins < 2) return 1;
    return cdf(complement(boost::math::chi_squared(bins - 1), statistic));
}

/// Kolmogorov's statistic times the square root of the sample's size; above 2.2 with probability 1e−4.
template <class Distribution>
double kolmogorov(std::vector<double> sample, const Distribution& distribution)
{
    std::sort(sample.begin(), sample.end());
    const double n = static_cast<double>(sample.size());
    double worst = 0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const double at = cdf(distribution, sample[i]);
        worst =
            std::max({worst, std::abs(at - static_cast<double>(i) / n), std::abs(at - static_cast<double>(i + 1) / n)});
    }
    return worst * std::sqrt(n);
}

/// Whether u lies between the probabilities at the neighbouring doubles of x: next to 1, where a density has its pole,
/// one place of x moves the probability by much more than any tolerance. \param tolerance  beyond that
bool is_quantile(double x, double u, double a, double b, double tolerance)
{
    const sim::BetaDistribution of(a, b);
    const double below = x > 0 ? of.probability(std::nextafter(x, 0)) : 0;
    const double above = x < 1 ? of.probability(std::nextafter(x, 1)) : 1;
    return 0 <= x && x <= 1 && below - tolerance < u && u < above + tolerance;
}

const sim::PhiloxKey key_of_5(5);
const sim::PhiloxKey key_of_8(8);

} // namespace

TEST_CASE("lanes draw Random123's Philox words", "[random][twin]")
{
    // The first known-answer vector of Random123 (tests/kat_vectors): counter and key 0.
    sim::BitPair words[1];
    sim::philox_lanes<1>({{sim::Bits(0), sim::Bits(0), sim::Bits(0), sim::Bits(0)}}, sim::PhiloxKey(0), words);
    CHECK(words[0].first[3] == 0xe169c58d6627e8d5ULL);
    CHECK(words[0].second[0] == 0x9b00dbd8bc57ac4cULL);
    for (std::uint64_t who = 1; who < 200; ++who) {
        const sim::Occasion occasion{static_cast<std::uint32_t>(who * 7), static_cast<std::uint32_t>(who % 64)};
        const sim::PhiloxKey key(who * 0x123456789abcULL);
        const LaneDraws lanes(&key, 40, occasion, sim::mix(who));
        const sim::BitPair fourth = lanes.pair(3);
        sim::BitPair first[2];
        LaneDraws::first_pairs({lanes, LaneDraws(&key, 7, {3, 2}, who)}, first);
        for (int lane = 0; lane < lane_count; ++lane) {
            const Draws one(who * 0x123456789abcULL, 40 + static_cast<std::uint32_t>(lane), occasion, sim::mix(who));
            REQUIRE(fourth.first[lane] == one.bits(6));
            REQUIRE(fourth.second[lane] == one.bits(7));
            REQUIRE(first[0].second[lane] == one.bits(1));
            REQUIRE(first[1].first[lane] ==
                    Draws(who * 0x123456789abcULL, 7 + static_cast<std::uint32_t>(lane), {3, 2}, who).bits(0));
            REQUIRE(lanes.uniform(7)[lane] == one.uniform(7));
        }
    }
}

TEST_CASE("each part of a key gives other numbers", "[random]")
{
    const auto at = [](std::uint64_t seed, std::uint32_t replicate, std::uint32_t month, std::uint32_t decision,
                       std::uint64_t who, std::uint32_t which) {
        return Draws(seed, replicate, {month, decision}, who).bits(which);
    };
    const auto base = at(1, 2, 3, 4, 5, 6);
    CHECK(base == at(1, 2, 3, 4, 5, 6));
    CHECK(base != at(2, 2, 3, 4, 5, 6));
    CHECK(base != at(1, 3, 3, 4, 5, 6));
    CHECK(base != at(1, 2, 4, 4, 5, 6));
    CHECK(base != at(1, 2, 3, 5, 5, 6));
    CHECK(base != at(1, 2, 3, 4, 6, 6));
    CHECK(base != at(1, 2, 3, 4, 5, 7));
    CHECK(sim::key_of("kel-a") != sim::key_of("kel-b"));
}

TEST_CASE("uniforms lie inside (0,1), Bernoulli draws are sure at 0 and 1", "[random]")
{
    CHECK(sim::uniform_of(std::uint64_t{0}) > 0);
    CHECK(sim::uniform_of(~std::uint64_t{0}) < 1);
    for (std::uint32_t i = 0; i < 1000; ++i) {
        const Draws draws(1, i, {0, 0}, 9);
        CHECK_FALSE(draws.bernoulli(0, 0));
        CHECK(draws.bernoulli(0, 1));
    }
}

TEST_CASE("uniform integers are uniform", "[random][statistical]")
{
    for (const std::uint64_t count : {1ULL, 2ULL, 7ULL, 67ULL, 1000ULL}) {
        std::vector<double> seen(count);
        constexpr int draws = 100'000;
        for (std::uint32_t i = 0; i < draws; ++i) seen[Draws(3, i, {1, 2}, count).index(i % 3, count)] += 1;
        CHECK(chi_squared_tail(seen, std::vector<double>(count, draws / static_cast<double>(count))) > 1e-4);
    }
}

TEST_CASE("binomial counts have the binomial distribution on both sides of the change of method",
          "[random][statistical]")
{
    struct Case
    {
        double n, p;
    };
    for (const Case c : {Case{1, 0.3}, Case{5, 0.5}, Case{40, 0.02}, Case{40, 0.98}, Case{3000, 0.001}, Case{100, 0.29},
                         Case{100, 0.31}, Case{100, 0.5}, Case{62, 0.5}, Case{9000, 0.2}, Case{9000, 0.9},
                         Case{13'463, 0.0023}, Case{13'463, 0.06}}) {
        std::vector<double> seen(static_cast<std::size_t>(c.n) + 1);
        std::vector<double> expected(seen.size());
        constexpr std::uint32_t draws = 400'000;
        for (std::uint32_t i = 0; i < draws; i += lane_count) {
            const LaneDraws keyed(&key_of_5, i, {2, 3}, 11);
            const Real k = sim::binomial({Real(c.n), sim::chance(Real(c.p)), keyed.uniform(0), &keyed, 1});
            for (int lane = 0; lane < lane_count; ++lane) {
                REQUIRE(k[lane] >= 0);
                REQUIRE(k[lane] <= c.n);
                seen[static_cast<std::size_t>(k[lane])] += 1;
            }
        }
        const boost::math::binomial_distribution<> reference(c.n, c.p);
        for (std::size_t k = 0; k < expected.size(); ++k) expected[k] = draws * pdf(reference, static_cast<double>(k));
        INFO("n = " << c.n << ", p = " << c.p);
        CHECK(chi_squared_tail(seen, expected) > 1e-4);
    }
}

TEST_CASE("a lane's binomial does not depend on its neighbours", "[random][twin]")
{
    const LaneDraws keyed(&key_of_5, 0, {2, 3}, 11);
    const Real u = keyed.uniform(0);
    Real n = 0.0;
    Real p = 0.0;
    for (int lane = 0; lane < lane_count; ++lane) {
        n.set(lane, 50.0 * lane * lane);
        p.set(lane, 0.11 * lane);
    }
    const Real together = sim::binomial({n, sim::chance(p), u, &keyed, 1});
    for (int lane = 0; lane < lane_count; ++lane)
        CHECK(together[lane] == sim::binomial({Real(n[lane]), sim::chance(Real(p[lane])), u, &keyed, 1})[lane]);
}

TEST_CASE("below a mean of 30 a larger probability only adds events", "[random][law]")
{
    for (std::uint32_t i = 0; i < 2000; i += lane_count) {
        const LaneDraws keyed(&key_of_8, i, {2, 3}, 11);
        const Real u = keyed.uniform(0);
        Real before = 0.0;
        for (double p = 0; p <= 1; p += 0.0101) {
            const Real now = sim::binomial({Real(25.0), sim::chance(Real(p)), u, &keyed, 1});
            REQUIRE_FALSE(sim::any(now < before));
            before = now;
        }
    }
}

TEST_CASE("beta quantiles invert the distribution", "[random]")
{
    for (const double mean : {0.05, 0.2, 0.45, 0.8, 0.99})
        for (const double precision : {0.5, 2.0, 6.0, 20.0, 1000.0}) {
            const double a = mean * precision;
            const double b = (1 - mean) * precision;
            INFO("mean " << mean << ", precision " << precision);
            for (double u = 0.00003; u < 1; u += 0.00071)
                REQUIRE(is_quantile(sim::beta_quantile(u, a, b), u, a, b, 1e-12));
        }
}

TEST_CASE("a table's beta quantiles are near the exact ones", "[random]")
{
    for (const double mean : {0.05, 0.2, 0.45, 0.8, 0.99})
        for (const double precision : {0.5, 2.0, 6.0, 20.0, 1000.0}) {
            const double a = mean * precision;
            const double b = (1 - mean) * precision;
            const sim::BetaTable table(mean, precision);
            INFO("mean " << mean << ", precision " << precision);
            for (double u = 0.00003; u < 1; u += 0.00071) {
                const double x = table.quantile(u);
                REQUIRE(x == Approx(sim::beta_quantile(u, a, b)).epsilon(0).margin(1e-6));
                // Where a or b is small, nearly all lies so close to 0 or 1 that the probability says nothing of x.
                if (std::min(a, b) >= 0.3) REQUIRE(is_quantile(x, u, a, b, 1e-7));
            }
        }
    CHECK(sim::BetaTable(0, 6).quantile(0.7) == 0);
    CHECK(sim::BetaTable(1, 6).quantile(0.7) == 1);
}

TEST_CASE("a table's beta quantiles lie in [0,1] and rise with the probability, whatever mean and precision",
          "[random][law]")
{
    std::vector<double> levels;
    for (double u = 1e-15; u < 0.0005; u *= 1.3) levels.insert(levels.end(), {u, 1 - u});
    for (int i = 1; i < 5000; ++i) levels.push_back(i / 5000.0);
    for (double u = 0x1p-18; u < 1; u *= 2) // where pieces of the table meet
        for (const double at : {u, 1 - u})
            levels.insert(levels.end(), {std::nextafter(at, 0), at, std::nextafter(at, 1)});
    std::sort(levels.begin(), levels.end());
    for (const double mean : {5e-324, 1e-200, 1e-9, 0.01, 0.2, 0.45, 0.8, 0.99, 1 - 1e-9, 1 - 0x1p-53})
        for (const double precision : {0.01, 0.05, 0.1, 0.5, 2.0, 6.0, 20.0, 1000.0, 1e6}) {
            INFO("mean " << mean << ", precision " << precision);
            const sim::BetaTable table(mean, precision);
            double before = 0;
            for (const double u : levels) {
                const double x = table.quantile(u);
                REQUIRE(before <= x + 1e-13);
                REQUIRE((0 <= x && x <= 1));
                before = x;
            }
        }
}

TEST_CASE("beta and normal draws follow their distributions", "[random][statistical]")
{
    const sim::BetaTable table(0.45, 6);
    std::vector<double> betas;
    std::vector<double> normals;
    for (std::uint32_t i = 0; i < 100'000; ++i) {
        const Draws draws(2, i, {0, 1}, 77);
        betas.push_back(table.quantile(draws.uniform(0)));
        normals.push_back(sim::normal(draws, 1));
    }
    CHECK(kolmogorov(betas, boost::math::beta_distribution<>(2.7, 3.3)) < 2.2);
    CHECK(kolmogorov(normals, boost::math::normal()) < 2.2);
}
