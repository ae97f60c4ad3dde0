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

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

std::vector<std::uint32_t> each_its_own(std::size_t factors)
{
    std::vector<std::uint32_t> out;
    for (std::size_t i = 0; i < factors; ++i) out.push_back(static_cast<std::uint32_t>(i));
    return out;
}

/// Eight base points of two groups, three replicates: numbers without meaning.
struct Small
{
    static constexpr std::size_t points = 8, groups = 2, rows = groups + 2, replicates = 3;
    std::vector<double> values;

    Small()
    {
        for (std::size_t i = 0; i < points * rows * replicates; ++i)
            values.push_back(10 + 5 * std::sin(1.7 * double(i / replicates)) + std::cos(3.1 * double(i)));
    }
    double at(std::size_t point, std::size_t row, std::size_t r) const
    {
        return values[(point * rows + row) * replicates + r];
    }
    double mean_of(std::size_t r) const
    {
        double sum = 0;
        for (std::size_t p = 0; p < points; ++p)
            for (std::size_t row = 0; row < rows; ++row) sum += at(p, row, r);
        return sum / (points * rows);
    }
    /// Mean over pairs of different replicates, none of them `without`.
    template <class Product>
    double over_pairs(const Product& product, std::size_t without = replicates) const
    {
        double sum = 0;
        double pairs = 0;
        for (std::size_t r = 0; r < replicates; ++r)
            for (std::size_t s = 0; s < replicates; ++s)
                if (r != s && r != without && s != without) sum += product(r, s), ++pairs;
        return sum / pairs;
    }
    /// Numerator of a group's first index, of one point.
    double first(std::size_t p, std::size_t group, std::size_t without = replicates) const
    {
        return over_pairs(
            [&](std::size_t r, std::size_t s) {
                return (at(p, 1, r) - mean_of(r)) * (at(p, 2 + group, s) - at(p, 0, s));
            },
            without);
    }
    double total(std::size_t p, std::size_t group) const
    {
        const auto step = [&](std::size_t r) { return at(p, 2 + group, r) - at(p, 0, r); };
        return over_pairs([&](std::size_t r, std::size_t s) { return step(r) * step(s) / 2; });
    }
    /// Mean of m² less the mean of m m′ over different points.
    double variance() const
    {
        const auto mean = [&](std::size_t p, std::size_t r) {
            return (at(p, 0, r) + at(p, 1, r) + at(p, 2, r) + at(p, 3, r)) / 4;
        };
        double squares = 0;
        double products = 0;
        for (std::size_t p = 0; p < points; ++p) {
            for (std::size_t row = 0; row < rows; ++row)
                squares += over_pairs([&](auto r, auto s) { return at(p, row, r) * at(p, row, s); });
            for (std::size_t q = 0; q < points; ++q)
                if (p != q) products += over_pairs([&](auto r, auto s) { return mean(p, r) * mean(q, s); });
        }
        return squares / (points * rows) - products / (points * (points - 1));
    }
    VarianceIndices indices() const { return variance_indices({values, replicates}, groups, 0.95); }
};

} // namespace

TEST_CASE("an index is made of pairs of different replicates", "[sensitivity][exact]")
{
    const Small small;
    const VarianceIndices of = small.indices();
    CHECK(of.split.blocks == 8);
    CHECK(of.split.parameters == Approx(small.variance()));
    CHECK(of.split.mean == Approx((small.mean_of(0) + small.mean_of(1) + small.mean_of(2)) / 3));
    double noise = 0;
    for (std::size_t row = 0; row < 32; ++row)
        noise += moments(std::span<const double>(small.values).subspan(3 * row, 3)).variance / 32;
    CHECK(*of.split.noise == Approx(noise));
    CHECK(of.split.noise_share->value == Approx(noise / (noise + small.variance())));
    REQUIRE(of.groups.size() == 2);
    for (std::size_t group = 0; group < 2; ++group) {
        double first = 0;
        double total = 0;
        for (std::size_t p = 0; p < 8; ++p) first += small.first(p, group) / 8, total += small.total(p, group) / 8;
        CHECK(of.groups[group].first.value == Approx(first / small.variance()));
        CHECK(of.groups[group].total.value == Approx(total / small.variance()));
    }
}

TEST_CASE("an index's interval is made of resamples", "[sensitivity][exact]")
{
    // One replicate of the eight points. Indices are ratios of sums over the points of these.
    const Small small;
    std::vector<double> outputs;
    for (std::size_t i = 0; i < small.values.size(); i += 3) outputs.push_back(small.values[i]);
    double mean = 0;
    for (const double y : outputs) mean += y / 32;
    std::vector<double> first, total, variance;
    for (std::size_t p = 0; p < 8; ++p) {
        const double* y = &outputs[4 * p];
        first.push_back((y[1] - mean) * (y[2] - y[0]));
        total.push_back((y[2] - y[0]) * (y[2] - y[0]) / 2);
        double squares = 0;
        for (int row = 0; row < 4; ++row) squares += (y[row] - mean) * (y[row] - mean) / 4;
        variance.push_back(squares + std::pow((y[0] + y[1] + y[2] + y[3]) / 4 - mean, 2) / 7);
    }
    struct Ratio
    {
        double value, error;
    };
    const auto ratio = [&](const std::vector<double>& numerator, const std::vector<std::size_t>& picks) {
        double above = 0, below = 0, squares = 0;
        for (const std::size_t p : picks) above += numerator[p], below += variance[p];
        for (const std::size_t p : picks) squares += std::pow(numerator[p] - above / below * variance[p], 2);
        return Ratio{above / below, std::sqrt(squares) / below};
    };
    const Ratio all = ratio(total, {0, 1, 2, 3, 4, 5, 6, 7});
    std::vector<double> firsts, distances;
    for (std::uint32_t b = 0; b < 999; ++b) {
        std::vector<std::size_t> picks;
        for (std::size_t i = 0; i < 8; ++i) picks.push_back(Draws(0, b, {0, 0}, i / 2).index(i % 2, 8));
        firsts.push_back(ratio(first, picks).value);
        const Ratio of = ratio(total, picks);
        distances.push_back((of.value - all.value) / of.error);
    }
    const auto of = variance_indices({outputs, 1}, 2, 0.95).groups[0];
    constexpr double tail = 0.005737520527205727; // P(normal > √(8/7) t) with t = 2.364624 of 7 degrees
    CHECK(of.first.interval.low == Approx(quantile(sorted(firsts), tail)));
    CHECK(of.first.interval.high == Approx(quantile(sorted(firsts), 1 - tail)));
    CHECK(of.first.interval.method == Method::resampled);
    CHECK(name_of(of.first.interval.method) == "bootstrap_percentile");
    CHECK(of.total.interval.low == Approx(all.value - all.error * quantile(sorted(distances), 0.975)));
    CHECK(of.total.interval.high == Approx(all.value - all.error * quantile(sorted(distances), 0.025)));
    CHECK(of.total.interval.method == Method::bootstrap);

    // Three replicates that are all the same have no error, and pairs of them are what one is.
    std::vector<double> same;
    for (const double y : outputs) same.insert(same.end(), 3, y);
    const auto equal = variance_indices({same, 3}, 2, 0.95).groups[0];
    CHECK(equal.first.value == Approx(of.first.value));
    CHECK(equal.first.interval.low == Approx(of.first.interval.low));
    CHECK(equal.total.interval.high == Approx(of.total.interval.high));
}

TEST_CASE("replicates enter an interval by the jackknife", "[sensitivity][exact]")
{
    // One base point six times over, four replicates: nothing but the replicates can vary. Student's t of 3 degrees.
    std::vector<double> outputs;
    for (int copy = 0; copy < 6; ++copy)
        for (std::size_t i = 0; i < 16; ++i)
            outputs.push_back(5 * std::sin(1.7 * double(i / 4)) + 0.5 * std::cos(3.1 * double(i)));
    const VarianceIndices of = variance_indices({outputs, 4}, 2, 0.95);
    std::vector<double> first, total, share;
    for (std::size_t r = 0; r < 4; ++r) {
        std::vector<double> others;
        for (std::size_t i = 0; i < outputs.size(); ++i)
            if (i % 4 != r) others.push_back(outputs[i]);
        const VarianceIndices without = variance_indices({others, 3}, 2, 0.95);
        first.push_back(without.groups[1].first.value);
        total.push_back(without.groups[1].total.value);
        share.push_back(std::log(without.split.noise_share->value));
    }
    const auto reach = [](const std::vector<double>& of_three) {
        return 3.182446305284263 * 3 * std::sqrt(moments(of_three).variance / 4);
    };
    const auto check = [](const Interval& interval, double low, double high) {
        CHECK(interval.low == Approx(low));
        CHECK(interval.high == Approx(high));
    };
    const Estimate& one = of.groups[1].first;
    check(one.interval, one.value - reach(first), one.value + reach(first));
    const Estimate& all = of.groups[1].total;
    check(all.interval, all.value - reach(total), all.value + reach(total));
    const Estimate& noise = *of.split.noise_share;
    REQUIRE(noise.interval.high < 1);
    check(noise.interval, noise.value * std::exp(-reach(share)), noise.value * std::exp(reach(share)));
}

TEST_CASE("Ishigami's indices lie in their intervals", "[sensitivity][statistical]")
{
    const UnitDesign design = saltelli(512, each_its_own(3), 3);
    for (const Noise kind : {Noise::none, Noise::independent, Noise::common, Noise::mixed}) {
        const std::size_t replicates = kind == Noise::none ? 1 : 8;
        const auto outputs = run(design, ishigami, replicates, kind, 4, 1);
        const VarianceIndices of = variance_indices({outputs, replicates}, 3, 0.95);
        CHECK(of.split.parameters == Approx(ishigami_variance).epsilon(0.15));
        for (std::size_t i = 0; i < 3; ++i) {
            CAPTURE(int(kind), i, of.groups[i].first.value, of.groups[i].total.value);
            CHECK(of.groups[i].first.interval.holds(ishigami_first[i]));
            CHECK(of.groups[i].total.interval.holds(ishigami_total[i]));
            CHECK(std::abs(of.groups[i].first.value - ishigami_first[i]) < 0.07);
            CHECK(std::abs(of.groups[i].total.value - ishigami_total[i]) < 0.07);
        }
        if (kind == Noise::none)
            CHECK(!of.split.noise_share);
        else
            CHECK(of.split.noise_share->interval.holds(4 / (4 + ishigami_variance)));
    }
}

TEST_CASE("Sobol' G's indices lie in their intervals, alone and in groups", "[sensitivity][statistical]")
{
    double variance = 1;
    for (std::size_t i = 0; i < 4; ++i) variance *= 1 + g_part(i);
    variance -= 1;
    for (const bool is_noisy : {false, true}) {
        const std::size_t replicates = is_noisy ? 6 : 1;
        const Noise kind = is_noisy ? Noise::mixed : Noise::none;
        const UnitDesign design = saltelli(512, each_its_own(4), 5);
        const auto outputs = run(design, sobol_g, replicates, kind, 0.2, 2);
        const VarianceIndices of = variance_indices({outputs, replicates}, 4, 0.95);
        for (std::size_t i = 0; i < 4; ++i) {
            const double total = g_part(i) * (1 + variance) / (1 + g_part(i));
            CAPTURE(i, of.groups[i].first.value, of.groups[i].total.value, total / variance);
            CHECK(of.groups[i].first.interval.holds(g_part(i) / variance));
            CHECK(of.groups[i].total.interval.holds(total / variance));
            CHECK(std::abs(of.groups[i].total.value - total / variance) < 0.08);
        }
        // {0, 2} and {1, 3}: first of a group is all within it.
        const std::uint32_t group_of[] = {0, 1, 0, 1};
        const auto grouped = run(saltelli(512, group_of, 5), sobol_g, replicates, kind, 0.2, 2);
        const VarianceIndices pair = variance_indices({grouped, replicates}, 2, 0.95);
        for (std::size_t i = 0; i < 2; ++i) {
            const double within = (1 + g_part(i)) * (1 + g_part(i + 2)) - 1;
            const double others = (1 + variance) / (1 + within) - 1;
            CAPTURE(i, pair.groups[i].first.value, within / variance);
            CHECK(pair.groups[i].first.interval.holds(within / variance));
            CHECK(pair.groups[i].total.interval.holds(1 - others / variance));
            CHECK(std::abs(pair.groups[i].first.value - within / variance) < 0.08);
            CHECK(std::abs(pair.groups[i].total.value - (1 - others / variance)) < 0.08);
        }
    }
}

TEST_CASE("noise biases no variance and no index", "[sensitivity][statistical]")
{
    // Numerators are unbiased, so index × variance is; not so their ratio.
    for (const Noise kind : {Noise::independent, Noise::common, Noise::mixed}) {
        Tally parameters, noise, first[3], total[3];
        for (std::uint32_t rep = 0; rep < 200; ++rep) {
            const UnitDesign design = random_saltelli(24, 3, rep);
            const auto outputs = run(design, ishigami, 2, kind, ishigami_variance / 3, rep);
            const VarianceIndices of = variance_indices({outputs, 2}, 3, 0.95);
            parameters.add(of.split.parameters);
            noise.add(*of.split.noise);
            if (of.groups.empty()) continue;
            for (std::size_t i = 0; i < 3; ++i) {
                first[i].add(of.groups[i].first.value * of.split.parameters);
                total[i].add(of.groups[i].total.value * of.split.parameters);
            }
        }
        CAPTURE(int(kind));
        CHECK(first[0].count() == 200);
        check_mean(parameters, ishigami_variance);
        check_mean(noise, ishigami_variance / 3);
        for (std::size_t i = 0; i < 3; ++i) {
            check_mean(first[i], ishigami_first[i] * ishigami_variance);
            check_mean(total[i], ishigami_total[i] * ishigami_variance);
        }
    }
}

TEST_CASE("index intervals cover as often as they say", "[sensitivity][statistical]")
{
    for (const std::size_t replicates : {1, 5}) {
        Coverage first[3], total[3], all, share;
        for (std::uint32_t rep = 0; rep < 200; ++rep) {
            const UnitDesign design = random_saltelli(100, 3, 1000 + rep);
            const Noise kind = replicates == 1 ? Noise::none : Noise::mixed;
            const auto outputs = run(design, ishigami, replicates, kind, ishigami_variance / 2, rep);
            const VarianceIndices of = variance_indices({outputs, replicates}, 3, 0.95);
            for (std::size_t i = 0; i < 3; ++i) {
                first[i].add(of.groups[i].first, ishigami_first[i]);
                total[i].add(of.groups[i].total, ishigami_total[i]);
                all.add(of.groups[i].first, ishigami_first[i]);
                all.add(of.groups[i].total, ishigami_total[i]);
            }
            if (of.split.noise_share) share.add(*of.split.noise_share, 1.0 / 3);
        }
        CAPTURE(replicates, all.share());
        for (std::size_t i = 0; i < 3; ++i) {
            first[i].check_at_least(0.95);
            total[i].check_at_least(0.95);
        }
        if (replicates > 1)
            share.check_at_least(0.95);
        else
            CHECK(all.share() < 0.975); // no wider than need be
    }
}

TEST_CASE("the share of noise is covered, whatever kind it is", "[sensitivity][statistical]")
{
    for (const Noise kind : {Noise::independent, Noise::common, Noise::mixed})
        for (const double share : {0.1, 0.8}) {
            Coverage covered;
            Tally value;
            for (std::uint32_t rep = 0; rep < 100; ++rep) {
                const UnitDesign design = latin_hypercube(60, 3, rep, false);
                const auto outputs = run(design, ishigami, 6, kind, ishigami_variance * share / (1 - share), rep);
                const VarianceSplit of = split_variance({outputs, 6}, 1, 0.95);
                covered.add(*of.noise_share, share);
                value.add(of.noise_share->value);
            }
            CAPTURE(int(kind), share, value.mean());
            covered.check_at_least(0.95);
            // Six common numbers alone say what their variance is: χ² of 5 degrees, and a share is not straight in it.
            CHECK(std::abs(value.mean() - share) < (kind == Noise::common ? 0.1 : 0.04));
        }
}

TEST_CASE("where noise hides the parameters there is no interval", "[sensitivity][statistical]")
{
    std::size_t without_index = 0, without_interval = 0, with_interval = 0;
    Coverage covered;
    for (std::uint32_t rep = 0; rep < 100; ++rep) { // two replicates: by the resamples alone
        const UnitDesign design = random_saltelli(12, 3, rep);
        const auto outputs = run(design, ishigami, 2, Noise::independent, 3 * ishigami_variance, rep);
        const VarianceIndices of = variance_indices({outputs, 2}, 3, 0.95);
        if (!of.groups.empty()) without_interval += of.groups[0].first.interval.method == Method::none;
    }
    CAPTURE(without_interval);
    CHECK(without_interval > 10);
    without_interval = 0;
    for (std::uint32_t rep = 0; rep < 100; ++rep) {
        const UnitDesign design = random_saltelli(12, 3, rep);
        const auto outputs = run(design, ishigami, 4, Noise::independent, 20 * ishigami_variance, rep);
        const VarianceIndices of = variance_indices({outputs, 4}, 3, 0.95);
        CHECK(of.groups.empty() == (of.split.parameters <= 0));
        CHECK(of.split.noise_share->interval.high == 1);
        CHECK(of.split.noise_share->interval.low > 0.1);
        if (of.groups.empty()) {
            CHECK(of.split.noise_share->value == 1);
            ++without_index;
            continue;
        }
        const Interval& interval = of.groups[0].total.interval;
        covered.add(of.groups[0].total, ishigami_total[0]);
        ++(interval.method == Method::none ? without_interval : with_interval);
        CHECK(std::isinf(interval.low) == (interval.method == Method::none));
    }
    CAPTURE(without_index, without_interval, with_interval);
    CHECK(without_index > 0);
    CHECK(without_interval > 10);
    covered.check_at_least(0.95);
}

TEST_CASE("one or two replicates cannot tell noise", "[sensitivity]")
{
    const UnitDesign design = saltelli(32, each_its_own(3), 3);
    const auto one = run(design, ishigami, 1, Noise::common, 4, 1);
    const VarianceSplit alone = variance_indices({one, 1}, 3, 0.95).split;
    CHECK(!alone.noise);
    CHECK(!alone.noise_share);
    const auto two = run(design, ishigami, 2, Noise::common, 4, 1);
    const VarianceSplit pair = variance_indices({two, 2}, 3, 0.95).split;
    CHECK(*pair.noise == Approx(2 * std::pow(shared_normal(1, 0) - shared_normal(1, 1), 2)));
    CHECK(pair.noise_share->interval.method == Method::none);
    CHECK(pair.noise_share->interval.low == 0);
    CHECK(pair.noise_share->interval.high == 1);
}

TEST_CASE("base points with a missing run are left out whole", "[sensitivity][exact]")
{
    const UnitDesign design = saltelli(40, each_its_own(3), 3);
    const auto outputs = run(design, ishigami, 3, Noise::mixed, 4, 1);
    auto broken = outputs;
    std::vector<double> left;
    for (std::size_t point = 0; point < 40; ++point)
        if (point == 0 || point == 17)
            broken[(point * 5 + point % 5) * 3 + 1] = point == 0 ? missing : INFINITY;
        else
            left.insert(left.end(), outputs.begin() + point * 15, outputs.begin() + (point + 1) * 15);
    const VarianceIndices of = variance_indices({broken, 3}, 3, 0.95);
    const VarianceIndices without = variance_indices({left, 3}, 3, 0.95);
    CHECK(of.split.left_out == 2);
    CHECK(of.split.blocks == 38);
    CHECK(without.split.left_out == 0);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(of.groups[i].first.value == without.groups[i].first.value);
        CHECK(of.groups[i].total.interval.low == without.groups[i].total.interval.low);
    }
    const std::vector<double> nothing(30, missing);
    const VarianceIndices none = variance_indices({nothing, 3}, 3, 0.95);
    CHECK(none.split.left_out == 2);
    CHECK(none.groups.empty());
    CHECK(variance_indices({{}, 3}, 3, 0.95).groups.empty());
}

TEST_CASE("without variance there is no index", "[sensitivity][exact]")
{
    const std::vector<double> constant(5 * 20 * 4, 0.1);
    const VarianceIndices of = variance_indices({constant, 4}, 3, 0.95);
    CHECK(of.groups.empty());
    CHECK(of.split.parameters == 0);
    CHECK(*of.split.noise == 0);
    CHECK(!of.split.noise_share);
    // Chance alone, the same for all rows.
    const UnitDesign design = saltelli(20, each_its_own(3), 3);
    const auto chance = run(
        design, [](Point) { return 0.1; }, 4, Noise::common, 1, 1);
    const VarianceIndices random = variance_indices({chance, 4}, 3, 0.95);
    CHECK(random.groups.empty());
    CHECK(random.split.noise_share->value == 1);
    // Parameters alone: replicates agree.
    const auto fixed = run(design, ishigami, 4, Noise::none, 0, 1);
    const VarianceIndices certain = variance_indices({fixed, 4}, 3, 0.95);
    CHECK(certain.split.noise_share->value == 0);
    CHECK(certain.split.noise_share->interval.high == 0);
    CHECK(certain.split.noise_share->interval.method == Method::constant);
    CHECK(certain.groups.size() == 3);
    // A factor that does nothing has exactly no total effect.
    const auto idle = run(
        design, [](Point x) { return x[0]; }, 4, Noise::common, 1, 1);
    CHECK(variance_indices({idle, 4}, 3, 0.95).groups[2].total.value == Approx(0).margin(1e-15));
    // One run of all shows noise; without its replicate there is none, and the interval says that it may be little.
    auto once = fixed;
    once[7] += 1;
    const Estimate rare = *variance_indices({once, 4}, 3, 0.95).split.noise_share;
    CHECK(rare.value > 0);
    CHECK(rare.interval.low == 0);
    CHECK(rare.interval.high == 1);
}
