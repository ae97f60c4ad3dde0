// What a comparison says of numbers written by hand, of few pairs, and of few parameter sets.

#include "tests/models/commitment/compared_town.hpp"

#include <catch2/catch.hpp>

using namespace tests;

namespace {

/// A small experiment whose numbers a test then writes itself: two plans, all replicates equal at first.
ExperimentResult written_by_hand(const City& city, const std::vector<Plan>& plans, std::uint32_t replicates)
{
    ExperimentResult result = run_experiment(city, plans, pairs(replicates));
    for (float& x : result.outcomes) x = 0.25F;
    for (double& x : result.cost) x = 1000;
    for (double& x : result.undelivered) x = 0;
    for (float& x : result.districts) x = 0.25F;
    return result;
}

float& outcome_of(ExperimentResult& result, std::uint32_t r, std::uint32_t p, std::uint32_t month, const char* name)
{
    return result.outcomes[place(name) * result.rows() + result.row(r, p, month)];
}

} // namespace

TEST_CASE("crossings, prices, losses and races are those of numbers written by hand", "[commitment][comparison][exact]")
{
    const City city = shipped_town();
    const std::vector<Plan> plans = {shipped_plan(city, "status-quo"), shipped_plan(city, "mixed")};
    const std::uint32_t n = 40;
    ExperimentResult result = written_by_hand(city, plans, n);
    const std::uint32_t last = result.months - 1;
    const std::uint32_t first = static_cast<std::uint32_t>(plans[0].from - city.start);
    const std::uint32_t turn = first + 20;
    const std::size_t levers = result.levers.size();
    ComparisonOptions options;
    sim::Words wrong;
    options.goals.push_back(*commitment::parse_goal("action.opd >= 0.3", city, wrong));
    result.kept_count = 1;
    result.kept.assign(std::size_t{n} * 2 * result.months, 0.25);
    for (std::uint32_t r = 0; r < n; ++r) {
        const auto noise = static_cast<float>(r % 5) * 0.001F;
        for (std::uint32_t m = first; m <= last; ++m) {
            outcome_of(result, r, 1, m, "action.kelurahan") = (m < turn ? 0.15F : 0.35F) + noise;
            result.cost[result.row(r, 1, m) * levers] += 500 + r;       // lever 0
            result.undelivered[result.row(r, 1, m) * levers + 1] = 0.5; // lever 1
            // The baseline is there in month 10 + r, the plan in month 30.
            if (m >= first + 10 + r) result.kept[result.row(r, 0, m)] = 0.3;
            if (m >= first + 30) result.kept[result.row(r, 1, m)] = 0.3;
        }
        outcome_of(result, r, 0, last, "layak.kelurahan") = 1;
        outcome_of(result, r, 1, last, "layak.kelurahan") = static_cast<float>(3 + r % 2); // 2.5 more
        outcome_of(result, r, 0, last, "formal.kelurahan") = 3;
        outcome_of(result, r, 1, last, "formal.kelurahan") = static_cast<float>(1 + r % 2); // fewer
        outcome_of(result, r, 0, last, "families.involved") = 0.1F;
        outcome_of(result, r, 1, last, "families.involved") = r % 2 ? 0.0999F : 0.1001F; // may be 0
        result.districts[result.row(r, 1, last) * result.kecamatan + 1] += 0.5F + noise; // action of the second
    }
    const Comparison of = compare_plans(city, plans, result, options);

    REQUIRE(of.crossings[1].size() == 1);
    CHECK(of.crossings[1][0].outcome == place("action.kelurahan"));
    CHECK(of.crossings[1][0].last_before == turn - 1);
    CHECK(of.crossings[1][0].first_after == turn);
    CHECK(of.crossings[1][0].plan_ahead_after);

    const double months = last - first + 1;
    const double dearer = months * (500 + (n - 1) / 2.0); // mean over replicates
    CHECK(of.cost_per_year[1].back().difference == Approx(dearer * 12 / months));
    const auto& prices = of.prices[1];
    CHECK(prices[0].kind == commitment::Price::Case::dearer);
    CHECK(prices[0].rupiah == Approx(dearer / 2.5));
    CHECK(prices[0].interval->holds(prices[0].rupiah));
    CHECK(prices[1].kind == commitment::Price::Case::fewer);
    CHECK(!prices[1].interval);
    CHECK(prices[2].kind == commitment::Price::Case::undefined);
    // With the same outcomes at twice the cost.
    result.what_if_outcomes.push_back(result.outcomes);
    std::vector<double>& twice = result.what_if_cost.emplace_back();
    for (std::size_t row = 0; row < std::size_t{n} * 2 * result.months; ++row) twice.push_back(2 * result.cost_in(row));
    const auto otherwise = prices_if(city, plans, result, options, 0);
    CHECK(otherwise[0].empty());
    CHECK(otherwise[1][0].rupiah == Approx(2 * prices[0].rupiah));
    CHECK(otherwise[1][1].kind == prices[1].kind);

    CHECK(of.undelivered[1][0][1].plan == Approx(0.5 * of.years[0].months));
    CHECK(of.undelivered[1][0][0].plan == 0);
    CHECK(of.cost[1][0][0].difference == Approx((500 + (n - 1) / 2.0) * of.years[0].months));
    CHECK(of.cost[1][0].back().plan ==
          Approx((1000.0 * static_cast<double>(levers) + 500 + (n - 1) / 2.0) * of.years[0].months));

    // Replicates 0 … 19: the baseline is first; 20: together; 21 …: the plan.
    CHECK(of.goals[0][1].against_baseline.behind == 20);
    CHECK(of.goals[0][1].against_baseline.tied == 1);
    CHECK(of.goals[0][1].against_baseline.ahead == n - 21);

    CHECK(of.districts[1][1][0].difference == Approx(0.502).margin(1e-6));
    CHECK(of.districts[1][0][0].difference == 0);
}

TEST_CASE("intervals of institutions are Student's where enough pairs differ, of bodies exact, of one pair none",
          "[commitment][comparison][exact]")
{
    const City city = shipped_town();
    const std::vector<Plan> plans = {shipped_plan(city, "status-quo"), shipped_plan(city, "mixed")};
    ExperimentOptions options = pairs(30);
    options.raw = true;
    const ExperimentResult result = run_experiment(city, plans, options);
    const Comparison of = compare_plans(city, plans, result, ComparisonOptions{});
    const std::uint32_t last = result.months - 1;
    int bodies = 0, students = 0;
    for (const auto& row : of.institutions[1]) {
        std::vector<double> differences;
        std::uint32_t more = 0, less = 0;
        const auto& raw = result.raw[static_cast<std::size_t>(row.field)];
        for (std::uint32_t r = 0; r < 30; ++r) {
            const auto at = [&](std::uint32_t p) {
                return double{raw[result.row(r, p, last) * result.institutions + row.institution]};
            };
            differences.push_back(at(1) - at(0));
            more += at(1) > at(0), less += at(1) < at(0);
        }
        CHECK(row.difference.ahead == more);
        CHECK(row.difference.behind == less);
        const sim::Interval& told = row.difference.interval;
        if (row.field == Field::written) {
            const sim::Interval expected = sim::exact_paired_interval(more, less, 30, 0.9);
            CHECK(told.low == Approx(expected.low).margin(1e-6));
            CHECK(told.high == Approx(expected.high).margin(1e-6));
            ++bodies;
        } else if (told.method == Method::student_t) {
            CHECK(more + less >= 20);
            const sim::Interval expected = sim::student_interval(differences, 0.9);
            CHECK(told.low == Approx(expected.low).margin(1e-6));
            CHECK(told.high == Approx(expected.high).margin(1e-6));
            ++students;
        } else if (more + less == 30) { // all alike, for all that is known
            CHECK(told.method == Method::exact);
            CHECK(told.low < differences.front());
            CHECK(told.high > differences.front());
        } else {
            CHECK(more + less < 20);
            CHECK(told.holds(0));
        }
    }
    CHECK(bodies > 5);
    CHECK(students > 20);
    const Comparison single = compare(city, plans, 1);
    for (const auto& row : single.institutions[1]) CHECK(row.difference.interval.method == Method::none);
}

TEST_CASE("replicates of few parameter sets count as those sets; one, two and three replicates claim nothing much",
          "[commitment][comparison]")
{
    const City city = shipped_town();
    const std::vector<Plan> plans = {shipped_plan(city, "status-quo"), shipped_plan(city, "mixed")};
    commitment::ParameterSets sets;
    for (const double rate : {0.05, 0.08, 0.12, 0.2, 0.3}) {
        sets.sets.push_back(city.parameters);
        sets.sets.back().diffusion_rate = rate;
        sets.weight.push_back(0.2);
    }
    ExperimentOptions options = pairs(400);
    options.sets = &sets;
    const ExperimentResult result = run_experiment(city, plans, options);
    ComparisonOptions judging;
    judging.sets = &sets;
    const Comparison of = compare_plans(city, plans, result, judging);
    CHECK(of.judging.evidence.effective == Approx(5));
    // As wide as Student's interval over the five sets' means.
    const std::uint32_t k = place("action.kelurahan");
    const std::uint32_t last = result.months - 1;
    std::vector<double> means(5);
    for (std::uint32_t r = 0; r < 400; ++r)
        means[r % 5] += (double{result.outcome(r, 1, last, k)} - double{result.outcome(r, 0, last, k)}) / 80;
    const double wide = sim::student_interval(means, 0.9).half_width();
    CHECK(of.outcomes[1][last][k].interval.half_width() == Approx(wide));
    // Of institutions too: none is told from so few.
    for (const auto& row : of.institutions[1])
        if (row.field != commitment::Field::resources) CHECK(row.difference.interval.holds(0));

    for (const std::uint32_t replicates : {1U, 2U, 3U}) {
        const Comparison small = compare(city, plans, replicates);
        const sim::Interval& interval = small.outcomes[1].back()[k].interval;
        if (replicates == 1)
            CHECK(interval.method == Method::none);
        else
            CHECK(interval.half_width() > 0);
        if (replicates == 1) CHECK(small.crossings[1].empty());
    }
}

TEST_CASE("a difference in few pairs is judged by its whole range", "[commitment][comparison]")
{
    const City city = shipped_town();
    const std::vector<Plan> plans = {shipped_plan(city, "status-quo"), shipped_plan(city, "mixed")};
    ExperimentResult result = written_by_hand(city, plans, 40);
    const std::uint32_t last = result.months - 1;
    outcome_of(result, 7, 1, last, "trained") += 0.01F;
    for (std::uint32_t r = 0; r < 40; ++r) {
        outcome_of(result, r, 1, last, "resources.city") += 0.1F;
        outcome_of(result, r, 1, last, "formal.kelurahan") += 2; // the same in all pairs, by chance for all we know
    }
    const Comparison of = compare_plans(city, plans, result, ComparisonOptions{});
    CHECK(of.outcomes[1][last][place("trained")].interval.method == Method::exact);
    CHECK(of.outcomes[1][last][place("trained")].interval.holds(0));
    CHECK(of.outcomes[1][last][place("formal.kelurahan")].interval.method == Method::exact);
    CHECK(of.outcomes[1][last][place("resources.city")].interval.method == Method::exact);
    CHECK(of.outcomes[1][last][place("action.city")].interval.method ==
          Method::exact); // equal by chance, for all we know
}

TEST_CASE("with the number of replicates chosen by looking, costs and institutions pay for every look",
          "[commitment][comparison][exact]")
{
    const City city = shipped_town();
    const std::vector<Plan> plans = {shipped_plan(city, "status-quo"), shipped_plan(city, "mixed")};
    const ExperimentResult result = run_experiment(city, plans, pairs(40));
    ComparisonOptions plain, looked;
    looked.at_any_time = true;
    looked.looks = 5;
    const Comparison once = compare_plans(city, plans, result, plain);
    const Comparison often = compare_plans(city, plans, result, looked);
    // Student's quantiles of 39 degrees of freedom at 90 % and at 1 − 0.1 · 6/π²/25.
    const std::vector<double> some = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
                                      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20};
    const double factor = sim::student_interval(some, 1 - 0.1 * 0.6079271018540267 / 25).half_width() /
                          sim::student_interval(some, 0.9).half_width();
    const PairedDifference& cost = often.cost_per_year[1].back();
    CHECK(cost.interval.method == Method::spending);
    const double sd = once.cost_per_year[1].back().interval.half_width();
    if (once.cost_per_year[1].back().interval.method == Method::student_t)
        CHECK(cost.interval.half_width() == Approx(sd * factor));
    int compared = 0;
    for (std::size_t k = 0; k < once.institutions[1].size(); ++k) {
        const sim::Interval& before = once.institutions[1][k].difference.interval;
        if (before.method != Method::student_t) continue;
        CHECK(often.institutions[1][k].difference.interval.method == Method::spending);
        CHECK(often.institutions[1][k].difference.interval.half_width() == Approx(before.half_width() * factor));
        ++compared;
    }
    CHECK(compared > 20);
}

TEST_CASE("plans of different length: a cost a year is over a plan's own months", "[commitment][comparison][exact]")
{
    const City city = shipped_town();
    std::vector<Plan> plans = {shipped_plan(city, "status-quo"), shipped_plan(city, "status-quo")};
    for (const int shorter : {0, 24}) {
        plans[1].to = plans[0].to + -shorter;
        ExperimentResult result = run_experiment(city, plans, pairs(16));
        for (double& x : result.cost) x = 0;
        const std::size_t levers = result.levers.size();
        for (std::uint32_t p = 0; p < 2; ++p)
            for (std::uint32_t r = 0; r < 16; ++r)
                for (sim::Month at = plans[p].from; at <= plans[p].to; at = at + 1)
                    result.cost[result.row(r, p, static_cast<std::uint32_t>(at - city.start)) * levers] = 100;
        const Comparison of = compare_plans(city, plans, result, ComparisonOptions{});
        CHECK(of.same_months() == (shorter == 0));
        CHECK(of.spans[1].months + static_cast<std::uint32_t>(shorter) == of.spans[0].months);
        for (std::uint32_t p = 0; p < 2; ++p) CHECK(of.cost_per_year[p].back().plan == Approx(1200));
        CHECK(of.cost_per_year[1].front().plan == Approx(1200));
    }
}

TEST_CASE("rank one is the best: the highest, of families that do not know the lowest",
          "[commitment][comparison][exact]")
{
    const City city = shipped_town();
    const std::vector<Plan> plans = {shipped_plan(city, "status-quo"), shipped_plan(city, "mixed"),
                                     shipped_plan(city, "top-down")};
    ExperimentResult result = written_by_hand(city, plans, 16);
    const std::uint32_t last = result.months - 1;
    for (std::uint32_t r = 0; r < 16; ++r)
        for (const char* name : {"families.unaware", "families.involved"}) outcome_of(result, r, 1, last, name) = 0.9F;
    const Comparison of = compare_plans(city, plans, result, ComparisonOptions{});
    CHECK(of.ranks[place("families.involved")][1][0] == 1);
    CHECK(of.ranks[place("families.unaware")][1][2] == 1);
}
