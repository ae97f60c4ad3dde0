#include <catch2/catch.hpp>

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
