// How differences of pairs are judged (paired.hpp, evidence.hpp, prices.hpp, best_plan.hpp, goal.hpp).

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "models/commitment/best_plan.hpp"
#include "models/commitment/goal.hpp"
#include "models/commitment/paired.hpp"
#include "models/commitment/prices.hpp"
#include "sim/random/draws.hpp"
#include "sim/statistics/sample.hpp"

namespace {

using commitment::Evidence;
using commitment::evidence_of;
using commitment::Judging;
using commitment::Measure;
using commitment::PairJudge;
using commitment::ParameterSets;
using commitment::Price;
using commitment::Quantity;
using sim::Interval;
using sim::Method;

using Numbers = std::vector<double>;

const Quantity bodies{Measure::count, 67, 1};
const Quantity action{Measure::level, 1, 0.05};
const Quantity money{Measure::rupiah, 1e9, 0};
const Quantity certain_money{Measure::rupiah, 1e9, 0, true};
const Quantity unbounded_money{Measure::rupiah, std::numeric_limits<double>::infinity(), 0};

PairJudge judge_of(std::uint32_t pairs, bool at_any_time = false)
{
    return PairJudge({0.9, at_any_time, at_any_time ? 4U : 1U, evidence_of(nullptr, pairs)});
}

Interval judged(const Numbers& differences, const Quantity& of, bool at_any_time = false)
{
    return judge_of(static_cast<std::uint32_t>(differences.size()), at_any_time).interval(differences, of);
}

/// About normal, about `mean`.
Numbers spread(std::size_t count, double mean, double width = 0.01)
{
    Numbers out;
    for (std::size_t k = 0; k < count; ++k) out.push_back(mean + width * (static_cast<double>(k % 7) - 3));
    return out;
}

ParameterSets sets_of(const Numbers& weights)
{
    ParameterSets out;
    out.sets.resize(weights.size());
    out.weight = weights;
    out.equal_weights = weights.front() == weights.back();
    return out;
}

} // namespace

TEST_CASE("bodies that all pairs agree on are never taken for sure, however many pairs and looks",
          "[commitment][comparison][exact]")
{
    for (const std::size_t pairs : {2U, 3U, 200U}) {
        const Interval interval = judged(Numbers(pairs, 2.0), bodies);
        CHECK(interval.method == Method::exact);
        CHECK(interval.low < 2);
        CHECK(interval.high > 2);
        CHECK(judged(Numbers(pairs, 2.0), bodies, true).method == Method::sequence);
        CHECK(judged(Numbers(pairs, 2.0), bodies, true).high > 2);
        CHECK(judged(Numbers(pairs, 0.1), action).method == Method::exact);
    }
    CHECK(judged(Numbers(3, 2.0), bodies).holds(1)); // three pairs say very little
}

TEST_CASE("only what the plans alone decide is taken for sure; the rest has its whole range",
          "[commitment][comparison][exact]")
{
    CHECK(judged(Numbers(2, 5e6), certain_money).method == Method::constant);
    CHECK(judged(Numbers(2, 0.0), certain_money).method == Method::constant);
    CHECK(judged(Numbers(200, 5e6), unbounded_money).method == Method::none);
    const Interval of_chance = judged(Numbers(200, 5e6), money);
    CHECK(of_chance.method == Method::exact);
    CHECK(of_chance.low < 5e6);
    CHECK(of_chance.high > 5e6);
    // A plan that has spent all that it may can only spend less; the baseline spends nothing.
    const Interval at_its_limit = judged(Numbers(200, 5e6), {Measure::rupiah, 5e6, 0, false, 0.0});
    CHECK(at_its_limit.low > 4.8e6);
    CHECK(at_its_limit.high == Approx(5e6));
}

TEST_CASE("an interval holds the mean of numbers that are alike but for rare exceptions",
          "[commitment][comparison][exact]")
{
    // 1 in 200 is less by a third of what all others are: of 200 pairs a third show no exception.
    constexpr double often = 0.15, seldom = 0.09, chance = 0.005;
    const double mean = often + chance * (seldom - often);
    constexpr std::uint32_t repetitions = 400, pairs = 200;
    std::uint32_t missed = 0, missed_of_student = 0;
    for (std::uint32_t repetition = 0; repetition < repetitions; ++repetition) {
        Numbers differences(pairs);
        for (std::uint32_t k = 0; k < pairs; ++k)
            differences[k] = sim::Draws(11, repetition, {1, 1}, k).uniform(0) < chance ? seldom : often;
        missed += !judged(differences, action).holds(mean);
        missed_of_student += !sim::student_interval(differences, 0.9).holds(mean);
    }
    CHECK(missed < repetitions / 10);
    CHECK(missed_of_student > repetitions / 5);
}

TEST_CASE("one pair says nothing, whatever it is of", "[commitment][comparison][exact]")
{
    for (const Quantity& of : {bodies, action, money, certain_money}) {
        CHECK(judged({2.0}, of).method == Method::none);
        CHECK(judge_of(1).interval_of_moments(0.3, 0, 1, 0, of).method == Method::none);
    }
}

TEST_CASE("the method goes by what is counted, how many pairs differ and how skewed they are",
          "[commitment][comparison][exact]")
{
    Numbers differing(40, 0.0);
    for (std::size_t k = 0; k < 9; ++k) differing[k] = 0.1 + 0.001 * static_cast<double>(k);
    CHECK(judged(differing, action).method == Method::exact); // nine of forty
    for (std::size_t k = 9; k < 19; ++k) differing[k] = 0.11 + 0.001 * static_cast<double>(k);
    CHECK(judged(differing, action).method == Method::exact); // the others are all alike
    differing[19] = 0.2;
    CHECK(judged(differing, action).method != Method::exact);

    CHECK(judged(spread(15, 0.2), action).method == Method::student_t);
    CHECK(judged(spread(40, 0.2), action).method == Method::student_t);
    Numbers skewed = spread(40, 0.02, 0.001);
    skewed[5] = 0.9;
    CHECK(judged(skewed, action).method == Method::bootstrap);
    skewed.resize(19); // too few to resample
    CHECK(judged(skewed, action).method == Method::student_t);
    skewed.push_back(0.02);
    CHECK(judged(skewed, action).method == Method::bootstrap);

    CHECK(judged(spread(40, 5, 1), bodies).method == Method::exact);
    CHECK(judged(spread(40, 5e6, 1e5), money).method == Method::student_t);
    CHECK(judged(spread(40, 0.2), action, true).method == Method::sequence);
    CHECK(judged(spread(40, 5e6, 1e5), money, true).method == Method::spending);
}

TEST_CASE("costs found by looking pay for every look", "[commitment][comparison][exact]")
{
    const Numbers costs = spread(40, 5e6, 1e5);
    const double level = sim::spent_confidence(0.9, 4);
    CHECK(level > 0.99);
    CHECK(judged(costs, money, true).half_width() == Approx(sim::student_interval(costs, level).half_width()));
    CHECK(judged(costs, money).half_width() == Approx(sim::student_interval(costs, 0.9).half_width()));
}

TEST_CASE("replicates of sets that come again are judged by the sets, never narrower than those allow",
          "[commitment][comparison][exact]")
{
    for (const std::uint32_t count : {2U, 3U, 5U}) {
        CAPTURE(count);
        const ParameterSets sets = sets_of(Numbers(count, 1.0 / count));
        const Evidence evidence = evidence_of(&sets, 60);
        CHECK(evidence.effective == Approx(count));
        CHECK(evidence.covers_parameters());
        Numbers differences, means(count);
        for (std::uint32_t r = 0; r < 60; ++r) {
            differences.push_back(0.1 * (r % count) + 0.01 * ((r / count) % 3));
            means[r % count] += differences.back() * count / 60;
        }
        const PairJudge judge({0.9, false, 1, evidence});
        const Interval expected = sim::student_interval(means, 0.9);
        CHECK(judge.interval(differences, action).low == Approx(expected.low));
        CHECK(judge.interval(differences, action).high == Approx(expected.high));
        // Where mean and spread alone are kept.
        const sim::Moments moments = sim::moments(differences);
        CHECK(sim::student_interval(moments.mean, std::sqrt(moments.variance), 60, count, 0.9).half_width() >=
              expected.half_width() * (1 - 1e-12));
        // All the same in a count: not for sure.
        CHECK(judge.interval(Numbers(60, 2.0), bodies).half_width() > 1);
    }
}

TEST_CASE("what intervals cover goes by the parameter sets in use", "[commitment][comparison][exact]")
{
    const ParameterSets single = sets_of({1.0});
    CHECK(!evidence_of(&single, 40).covers_parameters());
    CHECK(evidence_of(&single, 40).effective == 40);

    ParameterSets lopsided = sets_of({0.999, 0.001});
    CHECK(!evidence_of(&lopsided, 8).covers_parameters()); // the second is not used
    CHECK(evidence_of(&lopsided, 8).effective == 8);
    // Used once in two thousand: one set's worth of evidence on the parameters, so no interval.
    const Evidence hardly = evidence_of(&lopsided, 2000);
    REQUIRE(hardly.sets == 2);
    CHECK(hardly.effective < 2);
    CHECK(PairJudge({0.9, false, 1, hardly}).interval(spread(2000, 0.2), action).method == Method::none);

    const ParameterSets many = sets_of(Numbers(50, 0.02));
    CHECK(evidence_of(&many, 50).covers_parameters());
    CHECK(evidence_of(&many, 50).unit.empty());
    CHECK(evidence_of(&many, 50).effective == 50);
    CHECK(evidence_of(nullptr, 50).covers_parameters() == false);

    // Sets that are used unequally often do not differ by that alone.
    const ParameterSets unequal = sets_of({0.2, 0.3, 0.5});
    const PairJudge judge({0.9, false, 1, evidence_of(&unequal, 100)});
    CHECK(judge.interval(spread(100, 0.5, 0.001), action).half_width() < 0.01);
}

TEST_CASE("an institution's difference is told only where enough pairs show it", "[commitment][comparison][exact]")
{
    const PairJudge judge = judge_of(200);
    for (const std::uint32_t moved : {0U, 1U, 10U, 19U}) {
        const Interval interval = judge.interval_of_moments(0.001, 0.004, moved, 0, action);
        CAPTURE(moved);
        CHECK(interval.method == Method::exact);
        CHECK(interval.holds(0));
        CHECK(interval.half_width() > 0.005);
    }
    const Interval told = judge.interval_of_moments(0.1, 0.05, 20, 0, action);
    CHECK(told.method == Method::student_t);
    CHECK(told.low == Approx(sim::student_interval(0.1, 0.05, 200, 0.9).low));
    CHECK(judge_of(30).interval_of_moments(0.1, 0.05, 30, 0, action).method == Method::student_t);
    CHECK(judge_of(29).interval_of_moments(0.1, 0.05, 29, 0, action).method == Method::exact);
    CHECK(judge_of(4).interval_of_moments(0.1, 0.05, 4, 0, action).holds(0));
    const Interval alike = judge.interval_of_moments(0.1, 0, 200, 0, action);
    CHECK(alike.method == Method::exact);
    CHECK(alike.low < 0.09);
    CHECK(alike.low > 0.05);
    CHECK(alike.high > 0.11);
    CHECK(alike.high < 0.15);
    const Quantity body{Measure::count, 1, 0.05};
    CHECK(judge.interval_of_moments(0.5, 0.4, 120, 20, body).low ==
          Approx(sim::exact_paired_interval(120, 20, 200, 0.9).low));
    CHECK(judge_of(200, true).interval_of_moments(0.1, 0.05, 200, 0, action).half_width() >
          judge.interval_of_moments(0.1, 0.05, 200, 0, action).half_width());
    // Five sets are five, whatever the replicates.
    const ParameterSets five = sets_of(Numbers(5, 0.2));
    CHECK(PairJudge({0.9, false, 1, evidence_of(&five, 200)}).interval_of_moments(0.1, 0.05, 200, 0, action).holds(0));
}

TEST_CASE("a chance goes by independent pairs and pays for looks", "[commitment][comparison][exact]")
{
    // Wilson's lower limit where all show it: n/(n + z²), z² = 2.7055 for 90 %.
    CHECK(judge_of(200).judging().chance(1.0).low == Approx(200 / 202.7055).epsilon(1e-4));
    const ParameterSets five = sets_of(Numbers(5, 0.2));
    const Judging of_five{0.9, false, 1, evidence_of(&five, 100)};
    CHECK(of_five.chance(std::uint32_t{100}).low == Approx(5 / 7.7055).epsilon(1e-4));
    CHECK(judge_of(200, true).judging().chance(1.0).low < judge_of(200).judging().chance(1.0).low);
    CHECK(judge_of(200).judging().chance(1.0).method == Method::wilson);
}

TEST_CASE("practically the same is said only where interval and pairs allow it", "[commitment][comparison][exact]")
{
    const auto same = [](const Numbers& plan, const Quantity& of) {
        const PairJudge judge = judge_of(static_cast<std::uint32_t>(plan.size()));
        return judge.judging().practically_same(judge(Numbers(plan.size(), 0.0), plan, of, false), of.matters);
    };
    CHECK(same(spread(200, 0.01, 0.001), action));
    CHECK(!same(spread(24, 0.01, 0.001), action)); // 24 of 24: a chance of 0.899
    CHECK(same(spread(25, 0.01, 0.001), action));
    CHECK(!same({0.0}, action));
    CHECK(!same({0.01, 0.01}, action));
    CHECK(same(Numbers(24, 0.0), action)); // equal in every pair
    CHECK(same(Numbers(24, 0.0), bodies)); // though of 67 bodies the interval is some bodies wide
    CHECK(same(Numbers(6, 0.0), bodies));
    CHECK(!same(Numbers(5, 0.0), bodies)); // 5 of 5: a chance of 0.65
    Numbers one_apart(24, 0.0);
    one_apart[3] = 0.01;
    CHECK(!same(one_apart, action));
    Numbers one_far = spread(200, 0.01, 0.001);
    one_far[3] = 0.06;
    CHECK(!same(one_far, action));
    const PairJudge judge = judge_of(1);
    CHECK(judge.judging().practically_same(judge(Numbers{0.0}, Numbers{0.0}, action, true), 0.05)); // by construction

    const auto difference = judge_of(4)(Numbers(4, 0.0), Numbers{0.1, 0.01, -0.2, 0.0}, action, false);
    CHECK(difference.far_ahead == 1);
    CHECK(difference.far_behind == 1);
    CHECK(difference.ahead == 2);
}

TEST_CASE("the best plan is told from those that are practically the same", "[commitment][comparison][exact]")
{
    const auto never = [](std::uint32_t, std::uint32_t) { return false; };
    const Numbers zero(100, 0.0);
    const auto best =
        find_best({spread(100, 0.3, 0.001), spread(100, 0.31, 0.001), zero}, action, judge_of(100), never);
    CHECK(best.leaders == std::vector<std::uint32_t>{0, 1});
    CHECK(best.others == std::vector<std::uint32_t>{2});
    CHECK(best.first == 100);
    CHECK(best.matters == 100);
    // Of two pairs nothing is practically the same.
    const auto few = find_best({Numbers(2, 0.3), Numbers(2, 0.31)}, action, judge_of(2), never);
    CHECK(few.leaders == std::vector<std::uint32_t>{1});
    // Twins that only their numbers show to be so, few as they are.
    const auto equal = find_best({Numbers(24, 0.1), Numbers(24, 0.3), Numbers(24, 0.3)}, action, judge_of(24), never);
    CHECK(equal.leaders == std::vector<std::uint32_t>{1, 2});
    CHECK(equal.first == 24);
    const auto twins = find_best({Numbers(2, 0.3), Numbers(2, 0.3)}, action, judge_of(2),
                                 [](std::uint32_t, std::uint32_t) { return true; });
    CHECK(twins.others.empty());
    // All bodies there are cannot be surpassed: a tie is no defeat.
    Numbers all(24, 6.0), often(24, 6.0), seldom(24, 0.0);
    for (std::size_t r = 0; r < 10; ++r) often[r] = 4;
    seldom[3] = seldom[20] = 6;
    const auto tied = find_best({seldom, all, often}, Quantity{Measure::count, 6, 1}, judge_of(24), never);
    CHECK(tied.leaders == std::vector<std::uint32_t>{1});
    CHECK(tied.first == 9);
    CHECK(tied.unbeaten == 24);
    CHECK(tied.equal == std::vector<std::uint32_t>{2, 14});
}

TEST_CASE("one more has a price where there is more of it, and the price says whether it costs",
          "[commitment][comparison][exact]")
{
    const commitment::Good good{"formal.kelurahan", {"PATBM", "PATBM"}, {"PATBM", "PATBM"}, 0, 1};
    const PairJudge judge = judge_of(200);
    const auto price = [&](const Numbers& cost, const Numbers& extra) {
        return price_of(good, cost, money, extra, bodies, false, judge);
    };
    const Numbers more = spread(200, 20, 1);
    const Price dearer = price(spread(200, 4e6, 1e5), more);
    CHECK(dearer.kind == Price::Case::dearer);
    CHECK(dearer.rupiah == Approx(sim::moments(spread(200, 4e6, 1e5)).mean / sim::moments(more).mean));
    CHECK(dearer.interval->holds(dearer.rupiah));
    CHECK(price(spread(200, -4e6, 1e5), more).kind == Price::Case::cheaper);
    const Price open = price(spread(200, 1e3, 1e5), more);
    CHECK(open.kind == Price::Case::open);
    CHECK(open.interval->holds(0));
    CHECK(price(spread(200, 4e6, 1e5), spread(200, -20, 1)).kind == Price::Case::fewer);
    CHECK(price(spread(200, 4e6, 1e5), spread(200, 0.1, 1)).kind == Price::Case::undefined);
    CHECK(price_of(good, Numbers(200, 4e6), money, Numbers(200, 0.0), bodies, true, judge).kind == Price::Case::none);
    // More in the mean for sure, but none at all in some pairs: one of twenty is too many.
    const auto none_in = [&](int pairs) {
        Numbers extra = more;
        std::fill_n(extra.begin(), pairs, 0.0);
        return price(spread(200, 4e6, 1e5), extra);
    };
    CHECK(none_in(9).kind == Price::Case::dearer);
    CHECK(none_in(9).low_extra > 0);
    CHECK(none_in(12).kind == Price::Case::undefined);
    CHECK(none_in(12).extra_interval.low > 0);
    CHECK(none_in(12).is_often_none());
    CHECK(none_in(12).more == 188);
    CHECK(none_in(12).pairs == 200);
    // Money and bodies that never vary: both might.
    const Quantity little_money{Measure::rupiah, 5e6, 0, false, 0.0};
    const Price flat = price_of(good, Numbers(200, 4e6), little_money, Numbers(200, 20.0), bodies, false, judge);
    REQUIRE(flat.kind == Price::Case::dearer);
    CHECK(flat.interval->low < flat.rupiah * 0.99);
    CHECK(flat.interval->high > flat.rupiah * 1.01);
    CHECK(!flat.is_ratio_of_means);
}

TEST_CASE("a goal holds by its relation", "[commitment][comparison][exact]")
{
    using Relation = commitment::Goal::Relation;
    const auto holds = [](Relation relation, double x) {
        commitment::Goal goal;
        goal.relation = relation;
        goal.value = 0.5;
        return goal.holds(x);
    };
    const struct
    {
        Relation relation;
        bool below, at, above;
    } rows[] = {{Relation::at_least, false, true, true},
                {Relation::above, false, false, true},
                {Relation::at_most, true, true, false},
                {Relation::below, true, false, false}};
    for (const auto& row : rows) {
        CHECK(holds(row.relation, 0.4) == row.below);
        CHECK(holds(row.relation, 0.5) == row.at);
        CHECK(holds(row.relation, 0.6) == row.above);
    }
}
