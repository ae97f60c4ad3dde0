#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "sim/design/design.hpp"

using namespace sim;

namespace {

bool is_open_share(double x) { return 0 < x && x < 1; }

/// Distance of a design of many points from uniformity in one pair of factors: the largest error of the share of
/// points in boxes at the origin.
double worst_box(const UnitDesign& design, std::size_t a, std::size_t b)
{
    double worst = 0;
    for (int i = 1; i <= 8; ++i)
        for (int j = 1; j <= 8; ++j) {
            double inside = 0;
            for (std::size_t r = 0; r < design.rows(); ++r)
                inside += design.at(r, a) < i / 8.0 && design.at(r, b) < j / 8.0;
            worst = std::max(worst, std::abs(inside / static_cast<double>(design.rows()) - i * j / 64.0));
        }
    return worst;
}

} // namespace

TEST_CASE("a full factorial has every combination once, the last factor fastest", "[design][exact]")
{
    const std::uint32_t levels[] = {2, 1, 3};
    const LevelDesign design = full_factorial(levels);
    const std::vector<std::uint32_t> expected = {0, 0, 0, 0, 0, 1, 0, 0, 2, 1, 0, 0, 1, 0, 1, 1, 0, 2};
    CHECK(design.values == expected);
    CHECK(design.rows() == 6);
}

TEST_CASE("a Latin hypercube has one point in each slice of every factor", "[design][exact]")
{
    for (const bool centred : {false, true}) {
        const UnitDesign design = latin_hypercube(50, 4, 3, centred);
        for (std::size_t factor = 0; factor < 4; ++factor) {
            std::set<int> slices;
            for (std::size_t r = 0; r < 50; ++r) {
                const double x = 50 * design.at(r, factor);
                slices.insert(static_cast<int>(x));
                if (centred) CHECK(x - std::floor(x) == Approx(0.5));
            }
            CHECK(slices.size() == 50);
        }
        CHECK(latin_hypercube(50, 4, 3, centred).values == design.values);
        CHECK(latin_hypercube(50, 4, 4, centred).values != design.values);
    }
    // Orders of two factors have nothing to do with each other.
    const UnitDesign many = latin_hypercube(2000, 2, 1, false);
    CHECK(worst_box(many, 0, 1) < 0.04);
}

TEST_CASE("the Sobol' sequence fills the cube evenly, and goes on from where it was", "[design][exact]")
{
    const UnitDesign design = sobol_sequence(1023, 8);
    CHECK(std::all_of(design.values.begin(), design.values.end(), is_open_share));
    for (std::size_t b = 1; b < 8; ++b) CHECK(worst_box(design, 0, b) < 0.005);
    CHECK(design.at(0, 0) == Approx(0.5));
    CHECK(design.at(0, 7) == Approx(0.5));
    const UnitDesign shifted = sobol_sequence(1023, 8, 7);
    for (std::size_t b = 1; b < 8; ++b) CHECK(worst_box(shifted, 0, b) < 0.005);
    CHECK(shifted.values != design.values);
    const UnitDesign shorter = sobol_sequence(100, 8);
    CHECK(std::equal(shorter.values.begin(), shorter.values.end(), design.values.begin()));
}

TEST_CASE("a Saltelli design mixes two points, one group at a time", "[design][exact]")
{
    const std::uint32_t group_of[] = {0, 1, 1, 2};
    const UnitDesign design = saltelli(10, group_of, 5);
    REQUIRE(design.rows() == 10 * 5);
    for (std::size_t point = 0; point < 10; ++point) {
        const auto a = design.row(5 * point + saltelli_a);
        const auto b = design.row(5 * point + saltelli_b);
        for (std::size_t group = 0; group < 3; ++group)
            for (std::size_t factor = 0; factor < 4; ++factor)
                CHECK(design.at(5 * point + saltelli_first_mixed + group, factor) ==
                      (group_of[factor] == group ? b[factor] : a[factor]));
        for (std::size_t factor = 0; factor < 4; ++factor) CHECK(a[factor] != b[factor]);
    }
}

TEST_CASE("a Morris trajectory moves every factor once, by half of its range", "[design][exact]")
{
    const UnitDesign design = morris_trajectories(40, 5, 4, 9);
    REQUIRE(design.rows() == 40 * 6);
    std::set<std::size_t> first_moved;
    for (std::size_t t = 0; t < 40; ++t) {
        std::set<std::size_t> moved;
        for (std::size_t step = 1; step <= 5; ++step)
            for (std::size_t factor = 0; factor < 5; ++factor) {
                const double change = design.at(6 * t + step, factor) - design.at(6 * t + step - 1, factor);
                if (change == 0) continue;
                CHECK(std::abs(change) == Approx(0.5));
                CHECK(moved.insert(factor).second);
                if (step == 1) first_moved.insert(factor);
            }
        CHECK(moved.size() == 5);
    }
    CHECK(first_moved.size() == 5);
    CHECK(std::all_of(design.values.begin(), design.values.end(), is_open_share));
}
