#include <catch2/catch.hpp>
#include <cmath>

#include "sim/statistics/passage.hpp"
#include "sim/statistics/ranks.hpp"

using namespace sim;

namespace {
using When = std::optional<std::uint32_t>;
}

TEST_CASE("a survival curve counts those that never reach the goal", "[statistics]")
{
    const std::vector<When> when = {2, 0, std::nullopt, 2, std::nullopt, 5, 3, 9};
    const auto curve = survival_curve(when, 6, 0.9);
    const double shares[] = {7, 7, 5, 4, 4, 3}; // of 8; step 9 was not watched
    for (std::size_t step = 0; step < 6; ++step) {
        CHECK(curve[step].share == shares[step] / 8);
        CHECK(curve[step].interval.holds(shares[step] / 8));
    }
    CHECK(passage_quantile(when, 0.5) == When(3));
    CHECK(passage_quantile(when, 0.75) == When(9));
    CHECK(!passage_quantile(when, 0.8));
    CHECK(survival_curve({}, 2, 0.9).back().share == 1);
}

TEST_CASE("survival where all, none or no replicates reach the goal", "[statistics]")
{
    // All in the first step. 0 of 4: above 0 by 1 − 0.05^(1/4).
    const auto all = survival_curve(std::vector<When>(4, 0U), 3, 0.9);
    REQUIRE(all.size() == 3);
    for (const Survival& at : all) {
        CHECK(at.share == 0);
        CHECK(at.interval.low == 0);
        CHECK(at.interval.high == Approx(1 - std::pow(0.05, 0.25)));
    }
    // None, or only in steps that are not asked for.
    for (const When never : {When(), When(3)}) {
        const auto none = survival_curve(std::vector<When>(4, never), 3, 0.9);
        REQUIRE(none.size() == 3);
        for (const Survival& at : none) {
            CHECK(at.share == 1);
            CHECK(at.interval.low == Approx(std::pow(0.05, 0.25)));
            CHECK(at.interval.high == 1);
        }
    }
    // Of no replicates nothing is known.
    for (const Survival& at : survival_curve({}, 2, 0.9)) {
        CHECK(at.share == 1);
        CHECK(at.interval.low == 0);
        CHECK(at.interval.high == 1);
        CHECK(at.interval.method == Method::none);
    }
    CHECK(survival_curve(std::vector<When>(4, 0U), 0, 0.9).empty());
    // The interval is that of the share of its own step: 1 of 2, 1 of 2 (nothing happens), 0 of 2.
    const auto curve = survival_curve(std::vector<When>{0, 2}, 3, 0.9);
    for (const std::size_t step : {0, 1}) {
        CHECK(curve[step].interval.low == Approx(1 - std::sqrt(0.95)));
        CHECK(curve[step].interval.high == Approx(std::sqrt(0.95)));
    }
    CHECK(curve[2].interval.high == Approx(1 - std::sqrt(0.05)));
}

TEST_CASE("the time to a goal needs as many replicates as the level says", "[statistics]")
{
    std::vector<When> when(10);
    for (std::uint32_t i = 0; i < 7; ++i) when[i] = 10 * (7 - i); // 70, 60 … 10, and three never
    CHECK(passage_quantile(when, 0.01) == When(10));
    CHECK(passage_quantile(when, 0.3) == When(30)); // 3 of 10, not 4
    CHECK(passage_quantile(when, 0.31) == When(40));
    CHECK(passage_quantile(when, 0.7) == When(70));
    CHECK(!passage_quantile(when, 0.71));
    CHECK(!passage_quantile(when, 1));
    CHECK(!passage_quantile(when, 0));
    CHECK(!passage_quantile({}, 0.5));
    // 0.07 · 100 is above 7 as doubles multiply.
    std::vector<When> hundred(100);
    for (std::uint32_t i = 0; i < 100; ++i) hundred[i] = i + 1;
    CHECK(passage_quantile(hundred, 0.07) == When(7));
    CHECK(passage_quantile(hundred, 1) == When(100));
}

TEST_CASE("a race counts who is there first", "[statistics]")
{
    const std::vector<When> first = {2, 4, std::nullopt, std::nullopt, 1};
    const std::vector<When> second = {1, 4, 3, std::nullopt, std::nullopt};
    const Race of = race(first, second);
    CHECK(of.ahead == 2);
    CHECK(of.tied == 2);
    CHECK(of.behind == 1);
}

TEST_CASE("rank probabilities share ties and add up to 1 either way", "[statistics]")
{
    const std::vector<double> values = {1, 2, 3, /**/ 5, 5, 1, /**/ 2, 2, 2};
    const auto of = rank_probabilities(values, 3);
    CHECK(of[2][0] == Approx((1 + 0 + 1.0 / 3) / 3));
    CHECK(of[0][0] == Approx((0 + 0.5 + 1.0 / 3) / 3));
    CHECK(of[0][2] == Approx((1 + 0 + 1.0 / 3) / 3));
    for (int i = 0; i < 3; ++i) {
        double row = 0, column = 0;
        for (int j = 0; j < 3; ++j) row += of[i][j], column += of[j][i];
        CHECK(row == Approx(1));
        CHECK(column == Approx(1));
    }
}
