#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numbers>

#include "sim/statistics/sample.hpp"
#include "tests/sim/sensitivity/functions.hpp"
#include "tests/support/standard_errors.hpp"

using namespace sim;
using namespace tests;

namespace {

/// Linear, a product, a parabola and nothing.
double mixture(Point x) { return 3 * x[0] + 8 * x[1] * x[2] + 6 * std::pow(x[3] - 0.4, 2); }
constexpr std::size_t factors = 5;

struct Effects
{
    double mean = 0, mean_absolute = 0, sd = 0;
};

/// Over all points of the grid of four levels, each as likely as another.
std::array<Effects, factors> over_the_grid(double (*f)(Point))
{
    std::array<Effects, factors> out;
    const double all = std::pow(4, factors);
    for (int cell = 0; cell < all; ++cell) {
        std::array<double, factors> x;
        for (std::size_t i = 0, left = std::size_t(cell); i < factors; ++i, left /= 4)
            x[i] = (double(left % 4) + 0.5) / 4;
        for (std::size_t i = 0; i < factors; ++i) {
            auto moved = x;
            moved[i] += x[i] < 0.5 ? 0.5 : -0.5;
            const double effect = (f(moved) - f(x)) / (moved[i] - x[i]);
            out[i].mean += effect / all;
            out[i].mean_absolute += std::abs(effect) / all;
            out[i].sd += effect * effect / all;
        }
    }
    for (Effects& of : out) of.sd = std::sqrt(std::max(0.0, of.sd - of.mean * of.mean));
    return out;
}

} // namespace

TEST_CASE("elementary effects are changes for a whole unit", "[sensitivity][exact]")
{
    // Two trajectories by hand: f = 10 a + b², steps of 1/2 up and down.
    const UnitDesign design{2, {0.125, 0.375, 0.625, 0.375, 0.625, 0.875, 0.875, 0.625, 0.875, 0.125, 0.375, 0.125}};
    std::vector<double> outputs;
    for (std::size_t row = 0; row < 6; ++row)
        outputs.push_back(10 * design.at(row, 0) + design.at(row, 1) * design.at(row, 1));
    const Screening of = elementary_effects(design, {outputs, 1}, 0.95);
    REQUIRE(of.factors.size() == 2);
    CHECK(of.factors[0].mean.value == Approx(10));
    CHECK(of.factors[0].mean_absolute.value == Approx(10));
    CHECK(of.factors[0].sd.value == 0);
    // b from 3/8 to 7/8 and from 5/8 to 1/8: 1.25 and 0.75
    CHECK(of.factors[1].mean.value == Approx(1));
    CHECK(of.factors[1].sd.value == Approx(std::sqrt(0.125)));
    CHECK(!of.factors[1].noise);
    // Falling in b: μ below 0, μ* not.
    for (std::size_t row = 0; row < 6; ++row) outputs[row] -= 5 * design.at(row, 1);
    const Screening falling = elementary_effects(design, {outputs, 1}, 0.95);
    CHECK(falling.factors[1].mean.value == Approx(-4));
    CHECK(falling.factors[1].mean_absolute.value == Approx(4));
}

TEST_CASE("replicates enter intervals of effects by the jackknife", "[sensitivity][exact]")
{
    // One trajectory six times over, four replicates whose effect of the first factor is −4, 0.5, 1 and 3: the mean of
    // three is 1.5, 0, −1/6 and −5/6. Student's t of 3 degrees.
    UnitDesign design{2, {}};
    std::vector<double> outputs;
    for (int copy = 0; copy < 6; ++copy) {
        design.values.insert(design.values.end(), {0.125, 0.375, 0.625, 0.375, 0.625, 0.875});
        outputs.insert(outputs.end(), {1, 1, 1, 1, -1, 1.25, 1.5, 2.5, -1, 1.25, 1.5, 2.5});
    }
    const FactorEffects of = elementary_effects(design, {outputs, 4}, 0.95).factors[0];
    const double without[] = {1.5, 0, -1.0 / 6, -5.0 / 6};
    const double absolute[] = {1.5, 0, 1.0 / 6, 5.0 / 6};
    const double reach = 3.182446305284263 * 3 * std::sqrt(moments(without).variance / 4);
    const double reach_absolute = 3.182446305284263 * 3 * std::sqrt(moments(absolute).variance / 4);
    CHECK(of.mean.value == Approx(0.125));
    CHECK(of.mean.interval.low == Approx(0.125 - reach));
    CHECK(of.mean.interval.high == Approx(0.125 + reach));
    CHECK(of.mean_absolute.value == Approx(0.125));
    CHECK(of.mean_absolute.interval.high == Approx(0.125 + reach_absolute));
    CHECK(*of.noise ==
          Approx(std::sqrt(2 / std::numbers::pi * moments(std::vector<double>{-4, 0.5, 1, 3}).variance / 4)));
}

TEST_CASE("errors by trajectories and replicates join as sides of a triangle", "[sensitivity][exact]")
{
    // Effects e of trajectories times c of replicates: σ is that of e times √K, K the mean of c c' over pairs.
    const double e[] = {1, 4, 2, -3, 0.5, 7, 2, 3};
    const double c[] = {0.7, 1, 1.1, 1.4};
    UnitDesign design{1, {}};
    std::vector<double> once, outputs;
    for (const double effect : e) {
        design.values.insert(design.values.end(), {0.25, 0.75});
        once.insert(once.end(), {0, effect / 2});
        outputs.insert(outputs.end(), 4, 0);
        for (const double factor : c) outputs.push_back(effect * factor / 2);
    }
    const auto root = [&](std::size_t without) {
        double sum = 0, pairs = 0;
        for (std::size_t r = 0; r < 4; ++r)
            for (std::size_t s = 0; s < 4; ++s)
                if (r != s && r != without && s != without) sum += c[r] * c[s], ++pairs;
        return std::sqrt(sum / pairs);
    };
    const Estimate sd = elementary_effects(design, {once, 1}, 0.95).factors[0].sd;
    const Estimate joined = elementary_effects(design, {outputs, 4}, 0.95).factors[0].sd;
    CHECK(sd.value == Approx(std::sqrt(moments(e).variance)));
    CHECK(joined.value == Approx(root(4) * sd.value));
    std::vector<double> without;
    for (std::size_t r = 0; r < 4; ++r) without.push_back(root(r) * sd.value);
    const double reach = 3.182446305284263 * 3 * std::sqrt(moments(without).variance / 4);
    const double below = root(4) * (sd.value - sd.interval.low);
    const double above = root(4) * (sd.interval.high - sd.value);
    CHECK(joined.interval.low == Approx(joined.value - std::hypot(below, reach)));
    CHECK(joined.interval.high == Approx(joined.value + std::hypot(above, reach)));
}

TEST_CASE("a linear function has equal effects whatever the trajectories", "[sensitivity][exact]")
{
    const UnitDesign design = morris_trajectories(10, 3, 6, 4);
    const auto outputs = run(
        design, [](Point x) { return 100 + 4 * x[0] - 2 * x[1]; }, 3, Noise::common, 9, 1);
    const Screening of = elementary_effects(design, {outputs, 3}, 0.95);
    const double slopes[] = {4, -2, 0};
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(of.factors[i].mean.value == Approx(slopes[i]).margin(1e-10));
        CHECK(of.factors[i].mean.interval.low == Approx(slopes[i]).margin(1e-10));
        CHECK(of.factors[i].mean.interval.high == Approx(slopes[i]).margin(1e-10));
        CHECK(of.factors[i].mean_absolute.value == Approx(std::abs(slopes[i])).margin(1e-10));
        CHECK(of.factors[i].sd.value == 0); // rounding is no spread
        CHECK(of.factors[i].sd.interval.holds(0));
        CHECK(*of.factors[i].noise == Approx(0).margin(1e-10)); // common noise is in no difference
    }
    CHECK(of.split.blocks == 10);
    CHECK(*of.split.noise > 0);
}

TEST_CASE("effects of a mixture lie in their intervals", "[sensitivity][statistical]")
{
    const auto truth = over_the_grid(mixture);
    CHECK(truth[1].mean_absolute == Approx(4));
    CHECK(truth[3].mean == Approx(1.2));
    CHECK(truth[3].mean_absolute == Approx(1.5));
    const UnitDesign design = morris_trajectories(40, factors, 4, 10);
    for (const Noise kind : {Noise::none, Noise::independent, Noise::mixed}) {
        const std::size_t replicates = kind == Noise::none ? 1 : 20;
        const auto outputs = run(design, mixture, replicates, kind, 0.25, 3);
        const Screening of = elementary_effects(design, {outputs, replicates}, 0.95);
        REQUIRE(of.factors.size() == factors);
        for (std::size_t i = 0; i < factors; ++i) {
            CAPTURE(int(kind), i, of.factors[i].mean.value, of.factors[i].sd.value, truth[i].sd);
            CHECK(of.factors[i].mean.interval.holds(truth[i].mean));
            if (i != 4) CHECK(of.factors[i].mean_absolute.interval.holds(truth[i].mean_absolute));
            CHECK(of.factors[i].sd.interval.holds(truth[i].sd));
            CHECK(std::abs(of.factors[i].sd.value - truth[i].sd) < 0.5);
        }
        // A factor that does nothing stands no higher than noise, one that does something does.
        if (kind == Noise::none) continue;
        CHECK(of.factors[4].mean_absolute.value < 1.5 * *of.factors[4].noise);
        CHECK(of.factors[0].mean_absolute.value > 6 * *of.factors[0].noise);
    }
}

TEST_CASE("the noise of an elementary effect is as large as it says", "[sensitivity][statistical]")
{
    // Independent noise of variance 2: a difference over a step of 1/2 of means over 5 has 2 · 2 / 5 · 4.
    const double expected = 2.0 * 2 / 5 * 4;
    Tally squared, absolute;
    for (std::uint32_t rep = 0; rep < 200; ++rep) {
        const UnitDesign design = morris_trajectories(12, 2, 4, rep);
        const auto outputs = run(
            design, [](Point x) { return 7 * x[0]; }, 5, Noise::independent, 2, rep);
        const Screening of = elementary_effects(design, {outputs, 5}, 0.95);
        squared.add(*of.factors[1].noise * *of.factors[1].noise);
        absolute.add(of.factors[1].mean_absolute.value);
    }
    check_mean(squared, expected * 2 / std::numbers::pi);
    check_mean(absolute, std::sqrt(expected * 2 / std::numbers::pi));
}

TEST_CASE("noise does not spread the effects", "[sensitivity][statistical]")
{
    // σ² is unbiased; σ, cut at 0, is not quite. Of a factor with spread far above 0, squares have the mean.
    const auto truth = over_the_grid(mixture);
    for (const Noise kind : {Noise::independent, Noise::mixed}) {
        Tally variance;
        for (std::uint32_t rep = 0; rep < 200; ++rep) {
            const UnitDesign design = morris_trajectories(20, factors, 4, rep);
            const auto outputs = run(design, mixture, 3, kind, 0.4, rep);
            const double sd = elementary_effects(design, {outputs, 3}, 0.95).factors[1].sd.value;
            variance.add(sd * sd);
        }
        CAPTURE(int(kind));
        check_mean(variance, truth[1].sd * truth[1].sd);
    }
}

TEST_CASE("intervals of effects cover as often as they say", "[sensitivity][statistical]")
{
    const auto truth = over_the_grid(mixture);
    for (const std::size_t replicates : {1, 4}) {
        Coverage mean[factors], absolute[factors], sd[factors];
        for (std::uint32_t rep = 0; rep < 200; ++rep) {
            const UnitDesign design = morris_trajectories(12, factors, 4, rep);
            const auto outputs =
                run(design, mixture, replicates, replicates > 1 ? Noise::mixed : Noise::none, 0.05, rep);
            const Screening of = elementary_effects(design, {outputs, replicates}, 0.95);
            for (std::size_t i = 0; i < factors; ++i) {
                mean[i].add(of.factors[i].mean, truth[i].mean);
                absolute[i].add(of.factors[i].mean_absolute, truth[i].mean_absolute);
                sd[i].add(of.factors[i].sd, truth[i].sd);
            }
        }
        for (std::size_t i = 0; i < 4; ++i) {
            CAPTURE(replicates, i);
            if (i == 0 && replicates == 1) continue; // linear: [3, 3] but for rounding
            mean[i].check_at_least(0.95);
            absolute[i].check_at_least(0.95);
            sd[i].check_at_least(0.95);
        }
        mean[4].check_at_least(0.95);
        CAPTURE(mean[1].share() + mean[2].share());
        if (replicates == 1) CHECK(mean[1].share() + mean[2].share() < 2 * 0.985); // no wider than need be
    }
}

TEST_CASE("trajectories with a missing run are left out", "[sensitivity][exact]")
{
    const UnitDesign design = morris_trajectories(6, 3, 4, 2);
    auto outputs = run(
        design, [](Point x) { return x[0] * x[1]; }, 2, Noise::independent, 1, 1);
    UnitDesign left{3, {}};
    std::vector<double> left_outputs;
    for (std::size_t row = 0; row < design.rows(); ++row)
        if (row / 4 != 1) {
            left.values.insert(left.values.end(), design.row(row).begin(), design.row(row).end());
            left_outputs.insert(left_outputs.end(), {outputs[2 * row], outputs[2 * row + 1]});
        }
    outputs[2 * 5] = std::numeric_limits<double>::quiet_NaN();
    const Screening of = elementary_effects(design, {outputs, 2}, 0.95);
    const Screening without = elementary_effects(left, {left_outputs, 2}, 0.95);
    CHECK(of.split.left_out == 1);
    CHECK(of.split.blocks == 5);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(of.factors[i].mean.value == without.factors[i].mean.value);
        CHECK(of.factors[i].sd.interval.high == without.factors[i].sd.interval.high);
    }
    const std::vector<double> one_left(outputs.begin(), outputs.begin() + 16);
    const UnitDesign two{3, {design.values.begin(), design.values.begin() + 24}};
    CHECK(elementary_effects(two, {one_left, 2}, 0.95).factors.empty());
}
