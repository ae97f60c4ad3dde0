// Intervals cover as often as they say: 2,000 repetitions of problems whose answer is known. And they are what their
// definitions say, to the digit: coverage alone does not see an error of a factor of two.

#include <algorithm>
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

void is(const Interval& interval, double low, double high, double margin = 1e-7)
{
    CHECK(interval.low == Approx(low).epsilon(0).margin(margin));
    CHECK(interval.high == Approx(high).epsilon(0).margin(margin));
}

/// Waudby-Smith & Ramdas (2024), section 4, as it stands there, for numbers in [0,1]: every m of a grid stays at which
/// neither half of the hedged capital has reached 2/α. What is free to choose: variance 0.01 before the first number
/// instead of 1/4, at most 0.9 of the capital at stake.
Interval by_grid(const std::vector<double>& values, double alpha, bool at_any_time, int steps)
{
    const auto bet = [&](std::size_t t) { // for number t, from 1, by those before
        double variance = 0.01;
        double sum = 0.5;
        for (std::size_t i = 1; i < t; ++i) {
            sum += values[i - 1];
            variance += std::pow(values[i - 1] - sum / double(i + 1), 2);
        }
        variance /= double(t);
        const double horizon = at_any_time ? double(t) * std::log(double(t) + 1) : double(values.size());
        return std::sqrt(2 * std::log(2 / alpha) / (variance * horizon));
    };
    Interval out = {1, 0};
    for (int step = 1; step < steps; ++step) {
        const double m = step / double(steps);
        double above = 1, below = 1;
        for (std::size_t t = 1; t <= values.size(); ++t) {
            above *= 1 + std::min(bet(t), 0.9 / m) * (values[t - 1] - m);
            below *= 1 - std::min(bet(t), 0.9 / (1 - m)) * (values[t - 1] - m);
        }
        if (above < 2 / alpha && below < 2 / alpha) out.low = std::min(out.low, m), out.high = std::max(out.high, m);
    }
    return out;
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

TEST_CASE("Student's t is that of the tables", "[statistics]")
{
    // t of 95 % with 1, 4 degrees of freedom and of 90 % with 9: tables; also by Simpson's rule over cos^(ν−1).
    is(student_interval(10, 3, 2, 0.95), 10 - 12.7062047 * 3 / std::sqrt(2), 10 + 12.7062047 * 3 / std::sqrt(2));
    is(student_interval(10, 3, 10, 0.9), 10 - 1.8331129 * 3 / std::sqrt(10), 10 + 1.8331129 * 3 / std::sqrt(10));
    // Mean 3, variance 10/4.
    const std::vector<double> values = {1, 2, 3, 4, 5};
    is(student_interval(values, 0.95), 3 - 2.7764451 * std::sqrt(0.5), 3 + 2.7764451 * std::sqrt(0.5));
    CHECK(student_interval(values, 0.95).method == Method::student_t);
}

TEST_CASE("as many numbers as 25 times the squared skewness are near normal", "[statistics]")
{
    // Skewness² of a share p is (1 − 2p)²/(p(1 − p)), at most 4 where p(1 − p) >= 1/8: p >= 0.1464.
    std::vector<double> values(100, 0.0);
    std::fill_n(values.begin(), 14, 1.0);
    CHECK(!is_near_normal(values));
    values[14] = 1;
    CHECK(is_near_normal(values));
}

TEST_CASE("the bootstrap leaves out resamples without spread", "[statistics]")
{
    // Of the 27 resamples of three numbers, 3 have no spread. The others' t are −5, −4, −1/5, 1/4, 4/5, 5/4 (three
    // each) and 0 (six): eighths. Quantiles of 5 %, 20 %, 80 % and 95 % lie well within an eighth, whatever is drawn.
    // With the 3 left in, more than 5 % were −∞.
    const std::vector<double> values = {0, 1, 5}; // mean 2, variance 7
    const double error = std::sqrt(7.0 / 3);
    const Bootstrap bootstrap(3);
    is(bootstrap(values, 0.9), 2 - 1.25 * error, 2 + 5 * error);
    is(bootstrap(values, 0.6), 2 - 0.8 * error, 2 + 4 * error);
    CHECK(bootstrap(values, 0.9).method == Method::bootstrap);
    // No resample has any: Student's t, which is a point.
    const Interval same = bootstrap(std::vector<double>(3, 2.0), 0.9);
    is(same, 2, 2, 0);
    CHECK(same.method == Method::student_t);
}

TEST_CASE("the interval for bounded numbers is that of the capital process", "[statistics]")
{
    const std::vector<double> values = {0.42, 0.55, 0.47, 0.61, 0.38, 0.52, 0.49, 0.44, 0.58, 0.51, 0.35, 0.66};
    const std::vector<double> rare = {0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0}; // bets run into their limit
    constexpr int steps = 4000;
    for (const auto& numbers : {values, rare})
        for (const bool at_any_time : {false, true})
            for (const double confidence : {0.8, 0.95}) {
                CAPTURE(numbers.size(), at_any_time, confidence);
                const Interval grid = by_grid(numbers, 1 - confidence, at_any_time, steps);
                CHECK(grid.high < 0.8); // neither end is the range's: it tests something
                is(bounded_interval(numbers, 0, 1, confidence, at_any_time), grid.low, grid.high, 1.01 / steps);
            }
    // Another range, the same interval on it.
    std::vector<double> wide;
    for (const double value : values) wide.push_back(10 * value - 4);
    const Interval of = bounded_interval(values, 0, 1, 0.9, true);
    is(bounded_interval(wide, -4, 6, 0.9, true), 10 * of.low - 4, 10 * of.high - 4);
    CHECK(of.method == Method::sequence);
    CHECK(bounded_interval(values, 0, 1, 0.9, false).method == Method::exact);
    is(bounded_interval({}, -4, 6, 0.9, true), -4, 6, 0); // nothing seen, nothing known
}

TEST_CASE("intervals for shares are those of the tables", "[statistics]")
{
    // Clopper-Pearson: the shares at which the binomial tail, summed term by term, is half the error (bisection).
    is(exact_share_interval(5, 10, 0.95), 0.1870860284, 0.8129139716);
    is(exact_share_interval(1, 20, 0.95), 0.0012650895, 0.2487327628);
    is(exact_share_interval(3, 20, 0.95), 0.0320709372, 0.3789268265);
    is(exact_share_interval(0, 10, 0.95), 0, 0.3084971078);
    is(exact_share_interval(10, 10, 0.95), 0.6915028922, 1);
    // Wilson: the roots of (hits/n − p)² = z² p (1 − p)/n (bisection).
    is(wilson_interval(5, 10, 0.95), 0.2365930905, 0.7634069095);
    is(wilson_interval(1, 20, 0.95), 0.0088814488, 0.2361311934);
    is(wilson_interval(0, 10, 0.95), 0, 0.2775327999);
    is(wilson_interval(10, 10, 0.95), 0.7224672001, 1);
    for (const auto& of : {wilson_interval(0, 0, 0.95), exact_share_interval(0, 0, 0.95)}) {
        is(of, 0, 1, 0);
        CHECK(of.method == Method::none);
    }
    // Pairs: 97.5 % Clopper-Pearson intervals of 3 and of 1 of 20, low less high and high less low.
    is(exact_paired_interval(3, 1, 20, 0.95), 0.0246690112 - 0.2793224902, 0.4109824582 - 0.0006287414);
    CHECK(exact_paired_interval(3, 1, 20, 0.95).method == Method::exact);
    CHECK(exact_paired_interval(0, 0, 0, 0.95).method == Method::none);
}

TEST_CASE("the ends of Fieller's interval are the roots of its equation", "[statistics]")
{
    // (a − ρ b)² = t² (v_a − 2 ρ c + ρ² v_b), with v and c of the means; t of 95 % with 7 degrees of freedom.
    constexpr double t = 2.3646243;
    const std::vector<double> a = {3.1, 7.4, 5.2, 9.9, 4.0, 6.3, 8.8, 2.5};
    const std::vector<std::vector<double>> denominators = {
        {1.2, 3.9, 0.4, 4.4, 2.9, 0.8, 3.3, 2.1},
        {4.4, 0.8, 2.9, 0.4, 3.3, 2.1, 1.2, 3.9},         // against the numerator
        {-1.2, -3.9, -0.4, -4.4, -2.9, -0.8, -3.3, -2.1}, // below 0
    };
    for (const auto& b : denominators) {
        const double n = 8;
        double mean_a = 0, mean_b = 0, v_a = 0, v_b = 0, c = 0;
        for (std::size_t i = 0; i < a.size(); ++i) mean_a += a[i] / n, mean_b += b[i] / n;
        for (std::size_t i = 0; i < a.size(); ++i) {
            v_a += (a[i] - mean_a) * (a[i] - mean_a) / (n * (n - 1));
            v_b += (b[i] - mean_b) * (b[i] - mean_b) / (n * (n - 1));
            c += (a[i] - mean_a) * (b[i] - mean_b) / (n * (n - 1));
        }
        const double second = mean_b * mean_b - t * t * v_b;
        const double first = -2 * (mean_a * mean_b - t * t * c);
        const double none = mean_a * mean_a - t * t * v_a;
        CHECK(t * t * v_b / (mean_b * mean_b) > 0.1); // the denominator's own error matters
        const double root = std::sqrt(first * first - 4 * second * none);
        const auto of = ratio_interval(a, b, 0.95);
        REQUIRE(of);
        is(*of, (-first - root) / (2 * second), (-first + root) / (2 * second), 1e-5);
    }
    // A denominator without error: Student's interval of the numerator, divided.
    const Interval above = student_interval(a, 0.95);
    const auto of = ratio_interval(a, std::vector<double>(8, 2.0), 0.95);
    REQUIRE(of);
    is(*of, above.low / 2, above.high / 2);
    CHECK(!ratio_interval(std::vector<double>{1}, std::vector<double>{1}, 0.95));
}

TEST_CASE("all looks together spend the error and no more", "[statistics]")
{
    // 0.05 · 6/π² = 0.0303963551, a quarter and a ninth of it.
    CHECK(spent_confidence(0.95, 1) == Approx(0.9696036449).epsilon(0).margin(1e-9));
    CHECK(spent_confidence(0.95, 2) == Approx(0.9924009112).epsilon(0).margin(1e-9));
    CHECK(spent_confidence(0.95, 3) == Approx(0.9966226272).epsilon(0).margin(1e-9));
    double spent = 0;
    for (std::uint32_t look = 1; look <= 10000; ++look) spent += 1 - spent_confidence(0.9, look);
    CHECK(spent <= 0.1);
    CHECK(spent > 0.0999); // beyond 10,000 looks there is about 1/10,000 of 6/π² of it
}
