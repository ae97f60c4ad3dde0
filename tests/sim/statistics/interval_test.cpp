// Intervals cover as often as they say: 2,000 repetitions of problems whose answer is known.

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "sim/math/gamma.hpp"
#include "sim/random/draws.hpp"
#include "sim/statistics/interval.hpp"
#include "sim/statistics/sample.hpp"

namespace {

using namespace sim;

constexpr std::uint32_t repetitions = 2000;

/// Numbers of repetition `rep`, each made of a uniform.
std::vector<double> sample(std::uint32_t rep, std::size_t count, const std::function<double(double)>& quantile,
                           std::uint32_t which = 0)
{
    std::vector<double> values;
    for (std::size_t i = 0; i < count; ++i) values.push_back(quantile(Draws(7, rep, {which, 1}, i).uniform(0)));
    return values;
}

double normal(double u) { return 0.3 + 2 * normal_quantile(u); }
double exponential(double u) { return -std::log(u); } // mean 1, skewness 2
double rare(double u) { return u < 0.02 ? 1.0 : 0.0; }

/// Share of repetitions in which the interval holds the truth.
double coverage(double truth, const std::function<Interval(std::uint32_t)>& interval, std::uint32_t of = repetitions)
{
    std::uint32_t held = 0;
    for (std::uint32_t rep = 0; rep < of; ++rep) held += interval(rep).holds(truth);
    return held / double(of);
}

double error_of(double share, std::uint32_t of = repetitions) { return std::sqrt(share * (1 - share) / of); }

void covers(double share, double confidence)
{
    CAPTURE(share, confidence);
    CHECK(std::abs(share - confidence) < 3.5 * error_of(confidence));
}

void covers_at_least(double share, double confidence, std::uint32_t of = repetitions)
{
    CAPTURE(share, confidence);
    CHECK(share > confidence - 3.5 * error_of(confidence, of));
}

} // namespace

TEST_CASE("Student's t covers a mean of normal numbers as often as it says", "[statistics][statistical]")
{
    for (const double confidence : {0.9, 0.95})
        for (const std::size_t count : {5, 40})
            covers(coverage(0.3, [&](auto rep) { return student_interval(sample(rep, count, normal), confidence); }),
                   confidence);
}

TEST_CASE("the bootstrap covers where numbers are skewed and Student's t does not", "[statistics][statistical]")
{
    const Bootstrap bootstrap(40);
    CHECK(!is_near_normal(sample(0, 40, exponential)));
    CHECK(is_near_normal(sample(0, 40, normal)));
    CHECK(is_near_normal(sample(0, 400, exponential)));
    covers(coverage(1, [&](auto rep) { return bootstrap(sample(rep, 40, exponential), 0.95); }), 0.95);
    const double student = coverage(1, [&](auto rep) { return student_interval(sample(rep, 40, exponential), 0.95); });
    CAPTURE(student);
    CHECK(student < 0.95 - 3.5 * error_of(0.95));
}

TEST_CASE("the interval for bounded numbers covers whatever their distribution", "[statistics][statistical]")
{
    for (const std::size_t count : {20, 200}) {
        const auto exact = [&](auto rep) { return bounded_interval(sample(rep, count, rare), -1, 1, 0.95, false); };
        covers_at_least(coverage(0.02, exact), 0.95);
        // Student's t: of 20 there is seldom one at all, and then it is certain of 0.
        const auto student = [&](auto rep) { return student_interval(sample(rep, count, rare), 0.95); };
        CHECK(coverage(0.02, student) < 0.92);
    }
    const auto uniform = [](double u) { return u; };
    covers_at_least(
        coverage(0.5, [&](auto rep) { return bounded_interval(sample(rep, 100, uniform), 0, 1, 0.95, false); }), 0.95);
}

TEST_CASE("the interval for bounded numbers is no wider than it must be", "[statistics]")
{
    // Little spread in a wide range, as differences of paired runs have.
    const auto narrow = [](double u) { return 0.02 * normal_quantile(u); };
    const std::vector<double> values = sample(1, 400, narrow);
    const Interval exact = bounded_interval(values, -1, 1, 0.95, false);
    const Interval student = student_interval(values, 0.95);
    CHECK(exact.holds(moments(values).mean));
    CHECK(exact.half_width() < 8 * student.half_width());
    const std::vector<double> wide = sample(1, 400, [](double u) { return u < 0.5 ? -1.0 : 1.0; });
    CHECK(bounded_interval(wide, -1, 1, 0.95, false).half_width() < 1.5 * student_interval(wide, 0.95).half_width());
    // All the same, at the end of the range and in its middle.
    const std::vector<double> zeros(200, 0.0);
    CHECK(bounded_interval(zeros, 0, 1, 0.95, false).low == 0);
    CHECK(bounded_interval(zeros, 0, 1, 0.95, false).high < 0.03);
    CHECK(bounded_interval(zeros, -1, 1, 0.95, false).half_width() < 0.03);
}

TEST_CASE("looking again and again does not make a confidence sequence err more", "[statistics][statistical]")
{
    constexpr std::uint32_t runs = 1000;
    constexpr double confidence = 0.95;
    std::uint32_t sequence = 0, spending = 0, naive = 0; // in how many runs any look missed the truth
    for (std::uint32_t rep = 0; rep < runs; ++rep) {
        const std::vector<double> values = sample(rep, 640, [](double u) { return u < 0.5 ? 0.0 : 1.0; });
        bool missed[3] = {};
        std::uint32_t look = 0;
        for (std::size_t seen = 20; seen <= values.size(); seen += 20) {
            const std::span<const double> now(values.data(), seen);
            missed[0] = missed[0] || !bounded_interval(now, 0, 1, confidence, true).holds(0.5);
            missed[1] = missed[1] || !student_interval(now, spent_confidence(confidence, ++look)).holds(0.5);
            missed[2] = missed[2] || !student_interval(now, confidence).holds(0.5);
        }
        sequence += missed[0], spending += missed[1], naive += missed[2];
    }
    covers_at_least(1 - sequence / double(runs), confidence, runs);
    covers_at_least(1 - spending / double(runs), confidence, runs);
    CHECK(1 - naive / double(runs) < 0.85); // what the corrections are for
}

TEST_CASE("intervals for shares cover", "[statistics][statistical]")
{
    const auto hits = [](std::uint32_t rep, double share) {
        std::uint64_t count = 0;
        for (const double u : sample(rep, 200, [](double v) { return v; })) count += u < share;
        return count;
    };
    for (const double share : {0.02, 0.3, 0.97}) {
        CAPTURE(share);
        covers_at_least(coverage(share, [&](auto rep) { return exact_share_interval(hits(rep, share), 200, 0.95); }),
                        0.95);
    }
    covers(coverage(0.3, [&](auto rep) { return wilson_interval(hits(rep, 0.3), 200, 0.95); }), 0.95);
    CHECK(exact_share_interval(0, 200, 0.9).high == Approx(1 - std::pow(0.05, 1 / 200.0)));
    // z = 1.644854: (0.985915 + 0.009527)/1.019053 − 1.614100 · √(0.00009779 + 0.00003354)
    CHECK(wilson_interval(140, 142, 0.9).low == Approx(0.95833).margin(0.00002));
    // Differences of shares of pairs: 30 % only the second, 10 % only the first.
    covers_at_least(coverage(0.2,
                             [&](auto rep) {
                                 std::uint64_t more = 0, less = 0;
                                 for (const double u : sample(rep, 200, [](double v) { return v; }))
                                     more += u<0.3, less += u> 0.9;
                                 return exact_paired_interval(more, less, 200, 0.95);
                             }),
                    0.95);
}

TEST_CASE("Fieller's interval covers a ratio, and there is none where the denominator may be 0",
          "[statistics][statistical]")
{
    std::uint32_t held = 0, there = 0;
    for (std::uint32_t rep = 0; rep < repetitions; ++rep) {
        const auto shared = sample(rep, 30, normal_quantile, 1);
        auto above = sample(rep, 30, normal_quantile, 2);
        auto below = sample(rep, 30, normal_quantile, 3);
        for (std::size_t i = 0; i < shared.size(); ++i)
            above[i] = 6 + above[i] + shared[i], below[i] = 2 + below[i] + 2 * shared[i];
        const auto interval = ratio_interval(above, below, 0.95);
        there += interval.has_value();
        held += interval && interval->holds(3);
    }
    CHECK(there > 0.9 * repetitions);
    covers(held / double(there), 0.95);
    CHECK(!ratio_interval(sample(1, 30, normal), sample(2, 30, [](double u) { return normal_quantile(u); }), 0.95));
    const std::vector<double> six(10, 6.0), two(10, 2.0), zero(10, 0.0);
    CHECK(ratio_interval(six, two, 0.95)->low == 3);
    CHECK(!ratio_interval(six, zero, 0.95));
}

TEST_CASE("one number alone has no interval, and moments are what they are", "[statistics]")
{
    const std::vector<double> one = {3};
    CHECK(student_interval(one, 0.9).method == Method::none);
    CHECK(Bootstrap(1)(one, 0.9).method == Method::none);
    const std::vector<double> values = {1, 2, 2, 7};
    const Moments of = moments(values);
    CHECK(of.mean == 3);
    CHECK(of.variance == Approx(22.0 / 3));
    CHECK(of.skewness == Approx(((-8 - 1 - 1 + 64) / 4.0) / std::pow(5.5, 1.5)));
    CHECK(covariance(values, values) == Approx(of.variance));
    CHECK(quantile(sorted(values), 0.5) == 2);
    CHECK(moments(std::vector<double>(7, 0.1)).variance == 0);
}
