#include <catch2/catch.hpp>

#include <cmath>
#include <functional>

#include "sim/random/draws.hpp"
#include "sim/statistics/response.hpp"

namespace {

using Table = std::vector<std::vector<double>>;

/// Level means plus noise that all levels of a replicate share, and a little of their own.
Table noisy(const std::vector<double>& means, std::size_t replicates, double shared, double own)
{
    Table out;
    for (std::size_t level = 0; level < means.size(); ++level) {
        std::vector<double>& row = out.emplace_back();
        for (std::uint32_t r = 0; r < replicates; ++r) {
            const sim::Draws common(7, r, {0, 0}, 1);
            const sim::Draws alone(7, r, {1, 0}, level);
            row.push_back(means[level] + shared * (common.uniform(0) - 0.5) + own * (alone.uniform(0) - 0.5));
        }
    }
    return out;
}

Table constant(const std::vector<double>& levels, std::size_t replicates)
{
    Table out;
    for (const double level : levels) out.emplace_back(replicates, level);
    return out;
}

/// How often the interval of a mean holds the truth, over many samples.
double coverage(std::size_t experiments, double truth, const std::function<sim::Interval(std::uint32_t)>& interval)
{
    double hits = 0;
    for (std::uint32_t k = 0; k < experiments; ++k) hits += interval(k).holds(truth);
    return hits / static_cast<double>(experiments);
}

/// About normal, with mean 0 and standard deviation 1.
double normal(const sim::Draws& draws)
{
    double sum = 0;
    for (int i = 0; i < 12; ++i) sum += draws.uniform(i);
    return sum - 6;
}

/// Draws for one number of one sample.
sim::Draws draws_of(std::uint32_t sample, std::size_t number, std::uint32_t what = 0)
{
    return sim::Draws(11, sample, {what, 0}, number);
}

/// A gain seen in so many pairs, as a curve tells it.
sim::Interval gain(const std::vector<double>& gains, double highest, const std::vector<std::uint32_t>& unit = {})
{
    Table values(2);
    for (const double of : gains) {
        values[0].push_back(highest / 4);
        values[1].push_back(highest / 4 + of);
    }
    return sim::response_curve(values, constant({0, 1}, gains.size()), unit, {highest}, 0.9, false)
        .levels[1]
        .gain_interval;
}

/// Of a fifth of all 0, else 1 with a chance of 1/2, 2 with 1/4 …: its mean is 1.6.
double skewed_count(const sim::Draws& draws)
{
    return draws.uniform(0) < 0.2 ? 0 : std::min(60.0, std::ceil(-std::log2(1 - draws.uniform(1))));
}

} // namespace

TEST_CASE("a curve tells gains, prices and where returns diminish", "[statistics]")
{
    const Table values = noisy({10, 40, 58, 60, 60.5}, 60, 6, 0.5);
    const Table costs = constant({0, 100, 200, 300, 400}, 60);
    const auto curve = sim::response_curve(values, costs, {}, {100}, 0.9);
    REQUIRE(curve.levels.size() == 5);
    CHECK(curve.levels[1].gain_interval.holds(30));
    CHECK(curve.levels[1].gain_interval.half_width() < 0.2); // the shared noise falls out of pairs
    CHECK(curve.levels[1].mean_interval.half_width() > 0.2);
    REQUIRE(curve.levels[1].price);
    CHECK(*curve.levels[1].price == Approx(100 / 30.0).epsilon(0.02));
    CHECK(curve.levels[1].price_interval->holds(100 / 30.0));
    CHECK(curve.levels[1].extra_cost == 100);
    REQUIRE(curve.has_effect);
    CHECK(curve.enough == 2); // 48 of 50.5
    CHECK(curve.enough_from == 2);
    CHECK(curve.enough_to == 2);
}

TEST_CASE("no effect, no point of diminishing returns", "[statistics]")
{
    const auto flat = sim::response_curve(noisy({5, 5, 5}, 40, 2, 2), constant({0, 1, 2}, 40), {}, {100}, 0.9);
    CHECK_FALSE(flat.has_effect);
    CHECK_FALSE(flat.enough);
    CHECK_FALSE(flat.levels[1].price);
    const auto same = sim::response_curve(constant({3, 3}, 10), constant({0, 1}, 10), {}, {100}, 0.9);
    CHECK_FALSE(same.has_effect);
    // Ten pairs that agree do not make it certain.
    CHECK(same.levels[1].gain_interval.method == sim::Method::exact);
    CHECK(same.levels[1].gain_interval.half_width() > 1);
}

TEST_CASE("where less is better a fall is a gain with a price", "[statistics]")
{
    const auto curve =
        sim::response_curve(noisy({0.9, 0.5, 0.48}, 40, 0.1, 0.01), constant({0, 10, 20}, 40), {}, {1, true}, 0.9);
    REQUIRE(curve.has_effect);
    CHECK(curve.total_gain == Approx(-0.42).margin(0.01));
    CHECK(curve.enough == 1);
    REQUIRE(curve.levels[1].price);
    CHECK(*curve.levels[1].price == Approx(25).epsilon(0.05));
    // The same numbers where more is better: every level but the first is worse.
    const auto worse =
        sim::response_curve(noisy({0.9, 0.5, 0.48}, 40, 0.1, 0.01), constant({0, 10, 20}, 40), {}, {1}, 0.9);
    CHECK_FALSE(worse.enough);
    CHECK_FALSE(worse.has_effect);
    CHECK(worse.best == 0);
    REQUIRE(worse.decline);
    CHECK(*worse.decline == Approx(-0.42).margin(0.01));
    CHECK_FALSE(worse.levels[1].price);
}

TEST_CASE("a curve that rises and falls tells both", "[statistics]")
{
    const auto curve =
        sim::response_curve(noisy({0.2, 0.5, 0.4, 0.45}, 40, 0.1, 0.01), constant({0, 1, 2, 3}, 40), {}, {1}, 0.9);
    CHECK(curve.has_effect);
    CHECK(curve.best == 1);
    REQUIRE(curve.decline);
    CHECK(*curve.decline == Approx(-0.1).margin(0.01));
    CHECK(curve.decline_interval.high < 0);
    CHECK_FALSE(
        sim::response_curve(noisy({0.2, 0.5, 0.5}, 40, 0.1, 0.1), constant({0, 1, 2}, 40), {}, {1}, 0.9).decline);
}

TEST_CASE("gains near a ceiling have intervals that hold for rare pairs", "[statistics]")
{
    // 3 of 50 pairs gain one: bootstrap-t would end far above, or at the mean.
    Table values(2, std::vector<double>(50, 66.0));
    for (const std::size_t pair : {4U, 20U, 41U}) values[1][pair] = 67;
    const auto curve = sim::response_curve(values, constant({0, 1e6}, 50), {}, {67}, 0.9);
    CHECK(curve.levels[1].gain_interval.method == sim::Method::exact);
    CHECK(curve.levels[1].gain_interval.holds(0));
    CHECK(curve.levels[1].gain_interval.high < 12);
    CHECK_FALSE(curve.levels[1].price);
    // All pairs gain twenty: not one is missing, but some might.
    const auto sure = sim::response_curve(constant({20, 40}, 200), constant({0, 1e6}, 200), {}, {67}, 0.9);
    REQUIRE(sure.levels[1].price);
    CHECK(*sure.levels[1].price == Approx(5e4));
    CHECK(sure.levels[1].price_interval->low < 4.9e4);
    CHECK(sure.levels[1].price_interval->high > 5.1e4);
}

TEST_CASE("replicates of one parameter set are one number", "[statistics]")
{
    const std::vector<double> values = {1, 1, 1, 5, 5, 5};
    const std::vector<std::uint32_t> unit = {0, 0, 0, 2, 2, 2};
    CHECK(sim::by_unit(values, unit) == std::vector<double>{1, 5});
    const std::vector<std::uint32_t> uneven = {0, 2, 2, 2, 2, 2};
    const auto sums = sim::by_unit(values, uneven);
    REQUIRE(sums.size() == 2);
    CHECK(sums[0] == Approx(1.0 / 3));
    CHECK(sums[0] + sums[1] == Approx(6.0)); // their mean is that of the values
    CHECK(sim::by_unit(values, {}) == values);
}

TEST_CASE("gains of few pairs have intervals that cover", "[statistics]")
{
    for (const std::size_t pairs : {2U, 3U, 5U, 20U}) {
        CAPTURE(pairs);
        bool is_narrow = false;
        const auto covered = [&](double truth, const std::function<double(const sim::Draws&)>& draw) {
            return coverage(1000, truth, [&](std::uint32_t sample) {
                std::vector<double> gains;
                for (std::size_t pair = 0; pair < pairs; ++pair) gains.push_back(draw(draws_of(sample, pair)));
                const sim::Interval of = gain(gains, 10);
                is_narrow = is_narrow || !(of.high > of.low);
                return of;
            });
        };
        CHECK(covered(0.3, [](const sim::Draws& draws) { return 0.3 + 0.1 * normal(draws); }) >= 0.88);
        CHECK(covered(0.2, [](const sim::Draws& draws) { return -0.2 * std::log(1 - draws.uniform(0)); }) >= 0.83);
        CHECK(covered(0.5, [](const sim::Draws& draws) { return draws.uniform(0) < 0.5 ? 1.0 : 0.0; }) >= 0.85);
        CHECK_FALSE(is_narrow);
    }
}

TEST_CASE("gains of few parameter sets have intervals that cover", "[statistics]")
{
    for (const std::uint32_t sets : {2U, 3U, 5U, 20U}) {
        CAPTURE(sets);
        std::vector<std::uint32_t> unit;
        for (std::uint32_t r = 0; r < 10 * sets; ++r) unit.push_back(r % sets);
        bool is_narrow = false;
        const double covered = coverage(1000, 0.5, [&](std::uint32_t sample) {
            std::vector<double> gains;
            for (std::size_t r = 0; r < unit.size(); ++r)
                gains.push_back(0.5 + 0.1 * normal(draws_of(sample, unit[r], 1)) + 0.1 * normal(draws_of(sample, r)));
            const sim::Interval of = gain(gains, 10, unit);
            is_narrow = is_narrow || !(of.high > of.low);
            return of;
        });
        CHECK(covered >= 0.87);
        CHECK(covered <=
              0.94); // Student's t with as many degrees of freedom as there are sets is no wider than need be
        CHECK_FALSE(is_narrow);
    }
    // Two sets that agree to the last digit say no more than that.
    const std::vector<std::uint32_t> two = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
    const sim::Interval same = gain(std::vector<double>(12, 2.0), 10, two);
    CHECK(same.half_width() > 1);
}

TEST_CASE("sets used unequally often do not differ by that alone", "[statistics]")
{
    std::vector<std::uint32_t> unit;
    std::vector<double> gains;
    for (std::uint32_t r = 0; r < 60; ++r) {
        unit.push_back(r % 3 == 0 ? r / 3 % 4 : r % 5);
        gains.push_back(5 + 0.01 * (r % 7) + 0.01 * unit.back());
    }
    const sim::Interval of = gain(gains, 10, unit);
    CHECK(of.holds(sim::interval_of_mean(gains, {}, -10, 10, 0.9).low));
    CHECK(of.half_width() < 0.2);
    CHECK(sim::effective_number(std::vector<std::uint32_t>{0, 0, 0, 1}) == Approx(16 / 10.0));
}

TEST_CASE("gains and means of skewed counts have intervals that cover", "[statistics]")
{
    const double truth = 1.6;
    for (const std::size_t pairs : {10U, 20U, 50U}) {
        CAPTURE(pairs);
        double width = 0;
        const auto sample_of = [&](std::uint32_t sample) {
            std::vector<double> counts;
            for (std::size_t pair = 0; pair < pairs; ++pair) counts.push_back(skewed_count(draws_of(sample, pair)));
            return counts;
        };
        CHECK(coverage(1000, truth, [&](std::uint32_t sample) {
                  const sim::Interval of = gain(sample_of(sample), 100);
                  width += of.high - of.low;
                  return of;
              }) >= 0.85);
        CHECK(coverage(1000, truth, [&](std::uint32_t sample) {
                  const sim::Interval of = sim::interval_of_mean(sample_of(sample), {}, 0, 100, 0.9);
                  CHECK(of.low >= 0);
                  return of;
              }) >= 0.85);
        // One sample's mean varies by 1.5/√n; an interval for every distribution up to 100 would be ten times as wide.
        if (pairs >= 50) CHECK(width / 1000 < 8 / std::sqrt(static_cast<double>(pairs)));
    }
}

TEST_CASE("a mean's interval does not leave what is possible", "[statistics]")
{
    std::vector<double> near_top;
    for (std::uint32_t r = 0; r < 60; ++r) near_top.push_back(r % 3 == 0 ? 60 : 67);
    for (std::uint32_t r = 0; r < 12; ++r) near_top[r] = 30;
    const sim::Interval of = sim::interval_of_mean(near_top, {}, 0, 60, 0.9);
    CHECK(of.high <= 60);
    const sim::Interval none = sim::interval_of_mean(std::vector<double>{1.0}, {}, 0, 60, 0.9);
    CHECK(none.method == sim::Method::none);
    CHECK(sim::interval_of_mean(std::vector<double>{1.0, 1.2}, {}, 0, 60, 0.9).half_width() > 10);
}
