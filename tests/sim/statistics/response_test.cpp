#include <catch2/catch.hpp>

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
    const auto same = sim::response_curve(constant({3, 3}, 10), constant({0, 1}, 10), {}, {100, true}, 0.9);
    CHECK_FALSE(same.has_effect);
    // Ten pairs that agree do not make it certain.
    CHECK(same.levels[1].gain_interval.method == sim::Method::exact);
    CHECK(same.levels[1].gain_interval.half_width() > 1);
}

TEST_CASE("where less is better a fall is a gain with a price", "[statistics]")
{
    const auto curve =
        sim::response_curve(noisy({0.9, 0.5, 0.48}, 40, 0.1, 0.01), constant({0, 10, 20}, 40), {}, {1, false, true}, 0.9);
    REQUIRE(curve.has_effect);
    CHECK(curve.total_gain == Approx(-0.42).margin(0.01));
    CHECK(curve.enough == 1);
    REQUIRE(curve.levels[1].price);
    CHECK(*curve.levels[1].price == Approx(25).epsilon(0.05));
    // The same numbers where more is better: every level but the first is worse.
    const auto worse = sim::response_curve(noisy({0.9, 0.5, 0.48}, 40, 0.1, 0.01), constant({0, 10, 20}, 40), {}, {1}, 0.9);
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
    const auto curve = sim::response_curve(values, constant({0, 1e6}, 50), {}, {67, true}, 0.9);
    CHECK(curve.levels[1].gain_interval.method == sim::Method::exact);
    CHECK(curve.levels[1].gain_interval.holds(0));
    CHECK(curve.levels[1].gain_interval.high < 12);
    CHECK_FALSE(curve.levels[1].price);
    // All pairs gain twenty: not one is missing, but some might.
    const auto sure = sim::response_curve(constant({20, 40}, 200), constant({0, 1e6}, 200), {}, {67, true}, 0.9);
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
