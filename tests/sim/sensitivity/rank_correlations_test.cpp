#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "sim/statistics/sample.hpp"
#include "tests/sim/sensitivity/functions.hpp"
#include "tests/support/standard_errors.hpp"

using namespace sim;
using namespace tests;

namespace {

/// Twelve rows with ties: two numeric factors, one of three categories, the output.
const std::vector<double> first = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8};
const std::vector<double> second = {2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5};
const std::vector<double> category = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 1};
const std::vector<double> output = {2.5, 3, 7, 1, 9, 14, 2.5, 11, 9, 6, 8, 13};

DesignTable<double> table(const std::vector<std::vector<double>>& columns)
{
    DesignTable<double> out;
    out.factors = columns.size();
    for (std::size_t row = 0; row < columns[0].size(); ++row)
        for (const auto& column : columns) out.values.push_back(column[row]);
    return out;
}

/// Three numeric factors, the last idle, and two categorical ones, the last idle.
double curve(Point x) { return std::exp(3 * x[0]) + 4 * x[1] * (1 + x[0]) + (x[3] == 2 ? 8 : 0); }
const std::vector<bool> kinds = {false, false, false, true, true};

DesignTable<double> random_table(std::size_t rows, std::uint32_t seed)
{
    DesignTable<double> out;
    out.factors = 5;
    for (std::size_t row = 0; row < rows; ++row)
        for (std::uint32_t factor = 0; factor < 5; ++factor) {
            const double u = Draws(104, seed, {factor, 0}, row).uniform(0);
            out.values.push_back(factor == 3 ? std::floor(4 * u) : factor == 4 ? std::floor(3 * u) : u);
        }
    return out;
}

std::vector<double> mid_ranks(const std::vector<double>& values)
{
    std::vector<double> out;
    for (const double x : values) {
        double rank = 0.5;
        for (const double other : values) rank += other < x ? 1 : other == x ? 0.5 : 0;
        out.push_back(rank);
    }
    return out;
}

} // namespace

TEST_CASE("rank correlations are those of scipy", "[sensitivity][exact]")
{
    // scipy 1.10.1: spearmanr(x, y); partial: pearsonr of what lstsq on [1, the other's rankdata, category == 1,
    // category == 2] leaves of rankdata(x) and rankdata(y); explained: 1 − (1 − η²) (12 − 1) / (12 − 3) with
    // η² = 0.6012910798122066 of rankdata(y) between categories.
    const RankCorrelations of =
        rank_correlations(table({first, second, category}), {false, false, true}, {output, 1}, 1, 0.95);
    CHECK(of.factors[0].spearman->value == Approx(0.9556977946233249).epsilon(1e-12));
    CHECK(of.factors[1].spearman->value == Approx(0.20726407342628655).epsilon(1e-12));
    CHECK(of.factors[0].partial->value == Approx(0.9464451205206011).epsilon(1e-12));
    CHECK(of.factors[1].partial->value == Approx(0.49860890747308906).epsilon(1e-12));
    CHECK(of.factors[2].explained->value == Approx(0.5126890975482525).epsilon(1e-12));
    CHECK(!of.factors[0].explained);
    CHECK(!of.factors[2].spearman);
    CHECK(!of.factors[2].partial);
    // Without the category
    const RankCorrelations numeric = rank_correlations(table({first, second}), {false, false}, {output, 1}, 1, 0.95);
    CHECK(numeric.factors[0].partial->value == Approx(0.9565511266077984).epsilon(1e-12));
    CHECK(numeric.factors[1].partial->value == Approx(0.24694740023249886).epsilon(1e-12));
    // Only order counts: of factors, output and names of categories.
    std::vector<double> names, cubes, logs;
    for (const double c : category) names.push_back(c == 0 ? 7 : c == 1 ? -2.5 : 100);
    for (const double x : first) cubes.push_back(x * x * x);
    for (const double y : output) logs.push_back(-std::log(y));
    const RankCorrelations turned =
        rank_correlations(table({cubes, second, names}), {false, false, true}, {logs, 1}, 1, 0.95);
    CHECK(turned.factors[0].spearman->value == Approx(-0.9556977946233249).epsilon(1e-12));
    CHECK(turned.factors[1].partial->value == Approx(-0.49860890747308906).epsilon(1e-12));
    CHECK(turned.factors[2].explained->value == Approx(0.5126890975482525).epsilon(1e-12));
    CHECK(turned.factors[1].partial->interval.low == Approx(-of.factors[1].partial->interval.high));
}

TEST_CASE("each resample is ranked anew", "[sensitivity][exact]")
{
    std::vector<double> spearman, explained;
    for (std::uint32_t b = 0; b < 999; ++b) {
        std::vector<double> x, c, y;
        for (std::size_t i = 0; i < 12; ++i) {
            const std::size_t row = Draws(0, b, {0, 0}, i / 2).index(i % 2, 12);
            x.push_back(second[row]);
            c.push_back(category[row]);
            y.push_back(output[row]);
        }
        const auto a = mid_ranks(x), ranks = mid_ranks(y);
        spearman.push_back(covariance(a, ranks) / std::sqrt(moments(a).variance * moments(ranks).variance));
        double within = 0; // sum of squares
        for (const double k : {0.0, 1.0, 2.0}) {
            std::vector<double> in;
            for (std::size_t i = 0; i < 12; ++i)
                if (c[i] == k) in.push_back(ranks[i]);
            if (!in.empty()) within += moments(in).variance * double(in.size() - 1);
        }
        // Chance raised η² of the sample, and once more that of its resample.
        explained.push_back(1 - within / (moments(ranks).variance * 11) * std::pow(11.0 / 9, 2));
    }
    constexpr double tail = 0.010756614916810273; // P(normal > √(12/11) t) with t = 2.200985 of 11 degrees
    const auto of = rank_correlations(table({second, category}), {false, true}, {output, 1}, 1, 0.95);
    CHECK(of.factors[0].spearman->interval.low == Approx(quantile(sorted(spearman), tail)));
    CHECK(of.factors[0].spearman->interval.high == Approx(quantile(sorted(spearman), 1 - tail)));
    CHECK(of.factors[1].explained->interval.low == Approx(std::max(0.0, quantile(sorted(explained), tail))));
    CHECK(of.factors[1].explained->interval.high == Approx(quantile(sorted(explained), 1 - tail)));
}

TEST_CASE("replicates are averaged before they are ranked", "[sensitivity][exact]")
{
    std::vector<double> outputs;
    for (const double y : output) outputs.insert(outputs.end(), {y - 4, y + 1, y + 3});
    const auto of = rank_correlations(table({first, second}), {false, false}, {outputs, 3}, 1, 0.95);
    CHECK(of.factors[0].spearman->value == Approx(0.9556977946233249).epsilon(1e-12));
    CHECK(of.split.noise_share->value > 0);
    // Replicates that differ by a constant say nothing of error by replicates.
    const auto one = rank_correlations(table({first, second}), {false, false}, {output, 1}, 1, 0.95);
    CHECK(of.factors[1].spearman->interval.low == Approx(one.factors[1].spearman->interval.low));
    CHECK(of.factors[1].spearman->interval.high == Approx(one.factors[1].spearman->interval.high));
    // Others do.
    for (std::size_t i = 0; i < outputs.size(); ++i) outputs[i] += 6 * own_normal(1, i, 0);
    const auto noisy = rank_correlations(table({first, second}), {false, false}, {outputs, 3}, 1, 0.95);
    CHECK(noisy.factors[1].spearman->interval.half_width() > 1.2 * one.factors[1].spearman->interval.half_width());
}

TEST_CASE("what is constant or repeated has no correlation", "[sensitivity][exact]")
{
    const std::vector<double> same(12, 4);
    std::vector<double> twice;
    for (const double x : first) twice.push_back(2 * x + 1);
    const auto of = rank_correlations(table({first, same, twice, second, same}), {false, false, false, false, true},
                                      {output, 1}, 1, 0.95);
    CHECK(of.factors[0].spearman->value == Approx(0.9556977946233249).epsilon(1e-12));
    CHECK(!of.factors[1].spearman);
    CHECK(!of.factors[1].partial);
    CHECK(!of.factors[0].partial); // the third says the same
    CHECK(!of.factors[2].partial);
    CHECK(of.factors[3].partial->value == Approx(0.24694740023249886).epsilon(1e-12));
    CHECK(!of.factors[4].explained);
    const auto flat = rank_correlations(table({first, category}), {false, true}, {same, 1}, 1, 0.95);
    CHECK(!flat.factors[0].spearman);
    CHECK(!flat.factors[1].explained);
    CHECK(!flat.split.noise_share);
    // One alone decides: what is left for the other is nothing at all.
    const auto certain = rank_correlations(table({first, second}), {false, false}, {first, 1}, 1, 0.95);
    CHECK(certain.factors[0].spearman->value == Approx(1));
    CHECK(certain.factors[0].partial->value == Approx(1));
    CHECK(!certain.factors[1].partial);
    // Rows with a missing run do not count.
    auto values = output;
    auto longer = first;
    values.insert(values.begin() + 3, std::numeric_limits<double>::quiet_NaN());
    longer.insert(longer.begin() + 3, 1000);
    const auto left = rank_correlations(table({longer}), {false}, {values, 1}, 1, 0.95);
    CHECK(left.split.left_out == 1);
    CHECK(left.factors[0].spearman->value == Approx(0.9556977946233249).epsilon(1e-12));
}

TEST_CASE("rows that hang together are resampled together", "[sensitivity][statistical]")
{
    // Each row four times over: no more is known than from one of them.
    const auto once = random_table(60, 3);
    DesignTable<double> design{5, {}};
    std::vector<double> single, outputs;
    for (std::size_t row = 0; row < 60; ++row) {
        single.push_back(curve(once.row(row)) + 3 * own_normal(4, 0, row));
        for (int copy = 0; copy < 4; ++copy) {
            design.values.insert(design.values.end(), once.row(row).begin(), once.row(row).end());
            outputs.push_back(single.back());
        }
    }
    const auto of = rank_correlations(once, kinds, {single, 1}, 1, 0.95);
    const auto together = rank_correlations(design, kinds, {outputs, 1}, 4, 0.95);
    const auto apart = rank_correlations(design, kinds, {outputs, 1}, 1, 0.95);
    CHECK(together.factors[1].spearman->interval.low == Approx(of.factors[1].spearman->interval.low));
    CHECK(together.factors[1].partial->interval.high == Approx(of.factors[1].partial->interval.high));
    CHECK(apart.factors[1].spearman->interval.half_width() < 0.7 * of.factors[1].spearman->interval.half_width());
    CHECK(together.split.blocks == 60);
}

TEST_CASE("rank correlation intervals cover as often as they say", "[sensitivity][statistical]")
{
    // Normal numbers: Spearman's ρ is 6/π asin(r/2) of Pearson's r (Kruskal 1958), and the factors are independent.
    const auto sum = [](Point x) { return 2 * normal_quantile(x[0]) + normal_quantile(x[1]); };
    for (const std::size_t replicates : {1, 4}) {
        const double sd = std::sqrt(4 + 1 + 4 / double(replicates));
        const double rho[] = {6 / std::numbers::pi * std::asin(2 / sd / 2),
                              6 / std::numbers::pi * std::asin(1 / sd / 2), 0};
        Coverage spearman[3], partial[3], all;
        for (std::uint32_t rep = 0; rep < 200; ++rep) {
            DesignTable<double> design{3, {}};
            for (std::size_t i = 0; i < 60 * 3; ++i) design.values.push_back(Draws(105, rep, {4, 0}, i).uniform(0));
            const auto outputs = run(design, sum, replicates, Noise::independent, 4, rep);
            const auto of = rank_correlations(design, {false, false, false}, {outputs, replicates}, 1, 0.95);
            for (std::size_t i = 0; i < 3; ++i) {
                double others = 1;
                for (std::size_t j = 0; j < 3; ++j)
                    if (j != i) others -= rho[j] * rho[j];
                spearman[i].add(*of.factors[i].spearman, rho[i]);
                partial[i].add(*of.factors[i].partial, rho[i] / std::sqrt(others));
                all.add(*of.factors[i].spearman, rho[i]);
            }
        }
        for (std::size_t i = 0; i < 3; ++i) {
            CAPTURE(replicates, i);
            spearman[i].check_at_least(0.95);
            partial[i].check_at_least(0.95);
        }
        CAPTURE(all.share());
        if (replicates == 1) CHECK(all.share() < 0.98); // no wider than need be
    }
}

TEST_CASE("the share between categories is covered", "[sensitivity][statistical]")
{
    // Output normal about 0, 0.5, 2 by category: its rank's mean share is P(Y' < Y) over the three.
    const double shift[] = {0, 0.5, 2};
    double truth = 0; // variance of the means by that of a uniform, 1/12
    for (const double s : shift) {
        double below = 0;
        for (const double other : shift) below += std::erfc(-(s - other) / 2) / 2 / 3;
        truth += 12 * (below - 0.5) * (below - 0.5) / 3;
    }
    Coverage decisive, idle;
    Tally value, none;
    for (std::uint32_t rep = 0; rep < 200; ++rep) {
        DesignTable<double> design{2, {}};
        for (std::size_t i = 0; i < 60 * 2; ++i)
            design.values.push_back(double(Draws(106, rep, {5, 0}, i).index(0, i % 2 == 0 ? 3 : 5)));
        const auto outputs = run(
            design, [&](Point x) { return shift[std::size_t(x[0])]; }, 1, Noise::independent, 1, rep);
        const auto of = rank_correlations(design, {true, true}, {outputs, 1}, 1, 0.95);
        decisive.add(*of.factors[0].explained, truth);
        idle.add(*of.factors[1].explained, 0);
        value.add(of.factors[0].explained->value);
        none.add(of.factors[1].explained->value);
    }
    decisive.check_at_least(0.95);
    idle.check_at_least(0.95);
    CAPTURE(decisive.share());
    CHECK(decisive.share() < 0.995);
    CHECK(std::abs(value.mean() - truth) < 0.02);
    CHECK(none.mean() < 0.03); // η² would be 4/59
}
