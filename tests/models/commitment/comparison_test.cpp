// Plans against plans with the same random numbers (comparison.hpp).

#include <cmath>

#include "models/commitment/city_file.hpp"
#include "models/commitment/comparison.hpp"
#include "models/commitment/plan_file.hpp"
#include "models/commitment/precision.hpp"
#include "models/commitment/replay.hpp"
#include "sim/statistics/sample.hpp"
#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

namespace {

using namespace tests;
using commitment::Comparison;
using commitment::ComparisonOptions;
using commitment::ExperimentOptions;
using commitment::ExperimentResult;
using commitment::Field;
using commitment::PairedDifference;
using sim::Method;

City shipped_town()
{
    sim::Findings findings;
    City city = commitment::read_city(SCENARIOS "/small-town", findings);
    findings.throw_if_failed();
    return city;
}

Plan shipped_plan(const City& city, const std::string& name)
{
    sim::Findings findings;
    Plan plan = commitment::read_plan(SCENARIOS "/small-town/plans/" + name + ".toml", name, city.unit_costs, findings);
    findings.throw_if_failed();
    return plan;
}

ExperimentOptions pairs(std::uint32_t replicates)
{
    ExperimentOptions options;
    options.replicates = replicates;
    options.baseline = 0;
    options.threads = 2;
    return options;
}

Comparison compare(const City& city, const std::vector<Plan>& plans, std::uint32_t replicates)
{
    const ExperimentResult result = run_experiment(city, plans, pairs(replicates));
    return compare_plans(city, plans, result, ComparisonOptions{});
}

bool is_identical(const PairedDifference& difference)
{
    return difference.interval.method == Method::identical && difference.difference == 0 && difference.ahead == 0 &&
           difference.behind == 0;
}

std::uint32_t place(const char* name) { return *commitment::find_outcome(name); }

Intervention by_name(const Plan& plan, Lever lever, Target target, double amount)
{
    return SmallTown::make(plan, lever, target, amount, 1e6);
}

} // namespace

TEST_CASE("a plan that changes nothing differs in nothing, in no month, and the comparison says so",
          "[commitment][comparison][twin]")
{
    const City city = shipped_town();
    const Plan plan = shipped_plan(city, "mixed");
    std::vector<Plan> plans(4, plan);
    plans[1].interventions.insert(plans[1].interventions.begin(),
                                  by_name(plan, Lever::training, Target::kelurahan, 0)); // of no amount
    plans[2].interventions.push_back(by_name(plan, Lever::monitoring, Target::kecamatan, 12));
    plans[2].interventions.back().from = plans[2].interventions.back().to = plan.to + 1; // after the horizon
    plans[3].interventions.push_back(by_name(plan, Lever::funding, Target::kelurahan, 0));
    const Comparison of = compare(city, plans, 24);
    for (std::uint32_t p = 1; p < plans.size(); ++p) {
        CAPTURE(p);
        REQUIRE(of.diverges[p] == of.months);
        for (std::uint32_t month = 0; month < of.months; ++month)
            for (const PairedDifference& difference : of.outcomes[p][month]) REQUIRE(is_identical(difference));
        for (const auto& row : of.institutions[p]) REQUIRE(is_identical(row.difference));
        for (const auto& kecamatan : of.districts[p])
            for (const PairedDifference& difference : kecamatan) REQUIRE(is_identical(difference));
        CHECK(of.crossings[p].empty());
    }
}

TEST_CASE("a lever whose target is empty changes nothing", "[commitment][comparison][twin]")
{
    SmallTown town; // no business in it
    town.parameters() = Parameters();
    town.opd("dinas", {1, 1, 1});
    const auto kecamatan = town.add(Kind::kecamatan, "kec", 0, {1, 1, 1});
    for (const char* name : {"kel-a", "kel-b"}) {
        const auto kelurahan = town.add(Kind::kelurahan, name, kecamatan, {1, 1, 1});
        town.community(std::string("keluarga-") + name, kelurahan, 300);
        town.link(kecamatan, kelurahan, LinkType::enabling);
    }
    Plan plan = random_plan(town.city, 5, 3);
    plan.budget_per_year.reset();
    std::vector<Plan> plans(2, plan);
    plans[1].interventions.insert(plans[1].interventions.begin(),
                                  by_name(plan, Lever::sosialisasi, Target::businesses, 50));
    const Comparison of = compare(town.city, plans, 16);
    CHECK(of.diverges[1] == of.months);
}

TEST_CASE("a plan that begins to differ in a month is the same before it, byte by byte",
          "[commitment][comparison][twin]")
{
    const City city = shipped_town();
    const Plan plan = shipped_plan(city, "status-quo");
    for (const int begins : {7, 30}) {
        std::vector<Plan> plans(2, plan);
        plans[1].interventions.push_back(by_name(plan, Lever::instruction, Target::none, 0));
        plans[1].interventions.back().level = 0.9;
        plans[1].interventions.back().from = plan.from + begins;
        const ExperimentResult result = run_experiment(city, plans, pairs(16));
        const Comparison of = compare_plans(city, plans, result, ComparisonOptions{});
        const auto month = static_cast<std::uint32_t>(plan.from + begins - city.start);
        CHECK(of.diverges[1] == month);
        for (std::uint32_t m = 0; m < month; ++m)
            for (const PairedDifference& difference : of.outcomes[1][m]) REQUIRE(is_identical(difference));
        // Of institutions too.
        for (const auto& field : result.difference)
            for (std::uint32_t m = 0; m < month; ++m)
                for (std::uint32_t i = 0; i < result.institutions; ++i) {
                    const float mean = field.mean[(std::size_t{result.months} + m) * result.institutions + i];
                    REQUIRE((std::isnan(mean) || mean == 0.0F));
                }
        CHECK(of.outcomes[1][month][place("action.task_force")].difference > 0);
    }
}

TEST_CASE("differences, counts of pairs, rankings and variance reduction are what the replicates give",
          "[commitment][comparison]")
{
    const City city = shipped_town();
    const std::vector<Plan> plans = {shipped_plan(city, "status-quo"), shipped_plan(city, "top-down"),
                                     shipped_plan(city, "mixed")};
    const ExperimentResult result = run_experiment(city, plans, pairs(40));
    const Comparison of = compare_plans(city, plans, result, ComparisonOptions{});
    const std::uint32_t last = result.months - 1;
    for (const char* name : {"action.kelurahan", "families.involved", "formal.kelurahan"}) {
        CAPTURE(name);
        const std::uint32_t k = place(name);
        std::vector<double> first, second, differences;
        std::uint32_t ahead = 0, best = 0;
        for (std::uint32_t r = 0; r < 40; ++r) {
            const double a = double{result.outcome(r, 0, last, k)};
            const double b = double{result.outcome(r, 1, last, k)};
            const double c = double{result.outcome(r, 2, last, k)};
            first.push_back(a), second.push_back(b), differences.push_back(b - a);
            ahead += b > a;
            best += c > a && c > b;
        }
        const PairedDifference& difference = of.outcomes[1][last][k];
        CHECK(difference.difference == Approx(sim::moments(differences).mean));
        CHECK(difference.ahead == ahead);
        CHECK(difference.variance_reduction == Approx((sim::moments(first).variance + sim::moments(second).variance) /
                                                      sim::moments(differences).variance));
        CHECK(difference.interval.holds(difference.difference));
        CHECK((difference.interval.method == Method::exact) == (std::string(name) == "formal.kelurahan"));
        CHECK(of.ranks[k][2][0] >= best / 40.0);
    }
    // The same of an institution, from running sums.
    for (const auto& row : of.institutions[2]) {
        CHECK(row.difference.interval.low <= row.difference.difference + 1e-6);
        CHECK(row.difference.ahead + row.difference.tied + row.difference.behind == 40);
    }
    // Costs: the plans' own, by year.
    double sum = 0;
    for (std::size_t year = 0; year < of.years.size(); ++year) sum += of.cost[1][year].back().plan;
    const double years = (result.months - of.first_month) / 12.0;
    CHECK(of.cost_per_year[1].back().plan == Approx(sum / years));
    CHECK(of.cost_per_year[0].back().difference == 0);
}

TEST_CASE("a goal is reached when its outcome first holds, and never where it does not", "[commitment][comparison]")
{
    const City city = shipped_town();
    const std::vector<Plan> plans = {shipped_plan(city, "status-quo"), shipped_plan(city, "mixed")};
    ComparisonOptions options;
    sim::Words wrong;
    for (const char* text :
         {"formal.kelurahan >= 3", "action.kelurahan>0.4", "families.unaware < 0.5", "cost.all > 1000"})
        options.goals.push_back(*commitment::parse_goal(text, city, wrong));
    ExperimentOptions run = pairs(24);
    for (const commitment::Goal& goal : options.goals) run.kept.push_back(goal.outcome);
    const ExperimentResult result = run_experiment(city, plans, run);
    const Comparison of = compare_plans(city, plans, result, options);
    for (std::uint32_t p = 0; p < 2; ++p) {
        const Comparison::Reach& reach = of.goals[0][p];
        std::uint32_t never = 0;
        for (std::uint32_t r = 0; r < 24; ++r) {
            std::optional<std::uint32_t> when;
            for (std::uint32_t m = of.first_month; m < result.months && !when; ++m)
                if (result.outcome(r, p, m, place("formal.kelurahan")) >= 3) when = m - of.first_month;
            REQUIRE(reach.passages[r] == when);
            never += !when;
        }
        CHECK(reach.never == never);
        CHECK(reach.not_yet.back().share == Approx(never / 24.0));
    }
    CHECK(!commitment::parse_goal("formal.kelurahn >= 3", city, wrong));
    CHECK(wrong.en.find("did you mean \"formal.kelurahan\"") != std::string::npos);
    CHECK(!commitment::parse_goal("formal.kelurahan = 3", city, wrong));
    CHECK(!commitment::parse_goal("formal.kelurahan >= many", city, wrong));
    CHECK(!commitment::parse_goal("action.kelurahan >= 60", city, wrong));    // more than it can be
    CHECK(!commitment::parse_goal("leadership.forum_anak > 0", city, wrong)); // it has no such state
}

TEST_CASE("each replicate has the parameter set of its row, the same in every plan", "[commitment][comparison]")
{
    const City city = shipped_town();
    const std::vector<Plan> plans = {shipped_plan(city, "status-quo"), shipped_plan(city, "mixed")};
    commitment::ParameterSets sets;
    for (const double rate : {0.05, 0.12, 0.3}) {
        sets.sets.push_back(city.parameters);
        sets.sets.back().diffusion_rate = rate;
        sets.sets.back().leadership_mean = 0.2 + rate;
        sets.weight.push_back(1.0 / 3);
    }
    ExperimentOptions options = pairs(11);
    options.sets = &sets;
    const ExperimentResult mixed = run_experiment(city, plans, options);
    for (std::uint32_t set = 0; set < 3; ++set) {
        City other = city;
        other.parameters = sets.sets[set];
        const ExperimentResult alone = run_experiment(other, plans, pairs(11));
        for (std::uint32_t r = set; r < 11; r += 3)
            for (std::uint32_t p = 0; p < 2; ++p)
                for (std::uint32_t k = 0; k < commitment::outcome::count; ++k)
                    REQUIRE(mixed.outcome(r, p, mixed.months - 1, k) == alone.outcome(r, p, alone.months - 1, k));
    }
    // Weighted rows come in proportion, in any number of replicates.
    sets.weight = {0.5, 0.0, 0.5};
    sets.equal_weights = false;
    for (const std::uint32_t count : {10U, 100U, 1000U}) {
        std::uint32_t hits[3] = {};
        for (std::uint32_t r = 0; r < count; ++r) ++hits[sets.of(r)];
        CHECK(hits[1] == 0);
        CHECK(std::abs(hits[0] - count / 2.0) <= 2);
    }
}

TEST_CASE("the number of replicates is chosen so that intervals are as narrow as asked, and says how many it took",
          "[commitment][comparison]")
{
    const City city = shipped_town();
    const std::vector<Plan> plans = {shipped_plan(city, "status-quo"), shipped_plan(city, "mixed")};
    const std::vector<commitment::Precision> wanted = {{*commitment::find_outcome("action.kelurahan", city), 0.03},
                                                       {*commitment::find_outcome("formal.kelurahan", city), 0.3}};
    const auto reached = replicates_for(city, plans, pairs(1), wanted, 0.9, 5000);
    REQUIRE(reached.reached);
    CHECK(reached.looks > 1);
    ComparisonOptions judging;
    judging.at_any_time = true;
    judging.looks = reached.looks;
    const ExperimentResult result = run_experiment(city, plans, pairs(reached.replicates));
    const Comparison of = compare_plans(city, plans, result, judging);
    for (std::size_t k = 0; k < wanted.size(); ++k) {
        const sim::Interval& interval = of.outcomes[1].back()[wanted[k].outcome.place].interval;
        CHECK(interval.method == Method::sequence);
        CHECK(interval.half_width() <= wanted[k].half_width);
        CHECK(interval.half_width() == Approx(reached.half_width[k]));
    }
    const auto too_few = replicates_for(city, plans, pairs(1), wanted, 0.9, 70);
    CHECK(!too_few.reached);
    CHECK(too_few.replicates == 70);
}

TEST_CASE("a replay is the replicate of the experiment, and tells why a body was formed", "[commitment][comparison]")
{
    const City city = shipped_town();
    const std::vector<Plan> plans = {shipped_plan(city, "mixed")};
    const ExperimentResult result = run_experiment(city, plans, pairs(20));
    for (const std::uint32_t replicate : {0U, 13U}) {
        double stood = 0; // at the start
        for (std::size_t i = 0; i < city.institutions.size(); ++i)
            if (city.institutions[i].kind == Kind::kelurahan || city.institutions[i].kind == Kind::kecamatan)
                stood += city.initial[i].written;
        double formed = 0, dormant = 0, joined = 0, lapsed = 0;
        commitment::ReplayListener listener;
        listener.happened = [&](std::uint32_t, const commitment::Happening& of, const auto&, const auto&) {
            formed += of.event == commitment::Event::formed;
            dormant += of.event == commitment::Event::dormant;
            joined += of.event == commitment::Event::joined ? of.amount : 0;
            lapsed += of.event == commitment::Event::lapsed ? of.amount : 0;
            if (!of.has_reasons) return;
            double hazard = 0;
            for (const double term : of.reasons) hazard += term;
            REQUIRE(of.amount == Approx(1 - std::exp(-std::exp(hazard))));
        };
        listener.month_done = [&](std::uint32_t step, commitment::CommitmentBlock& block, int lane, const auto&) {
            for (std::uint32_t k = 0; k < commitment::outcome::count; ++k)
                REQUIRE(static_cast<float>(block.outcomes()[8 * k + static_cast<std::uint32_t>(lane)]) ==
                        result.outcome(replicate, 0, step, k));
        };
        replay(city, &plans[0], pairs(20), replicate, result.months, listener);
        const std::uint32_t last = result.months - 1;
        CHECK(stood + formed - dormant == result.outcome(replicate, 0, last, place("formal.kelurahan")) +
                                              result.outcome(replicate, 0, last, place("formal.kecamatan")));
        double families = 0;
        for (const auto& institution : city.institutions) families += institution.families;
        CHECK(joined - lapsed ==
              Approx(families * double{result.outcome(replicate, 0, last, place("families.involved"))}).margin(0.01));
    }
}

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
    return result.outcomes[result.row(r, p, month) * commitment::outcome::count + place(name)];
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
    const std::size_t districts = result.kecamatan * 4;
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
        result.districts[result.row(r, 1, last) * districts + 4] += 0.5F + noise; // action of the second kecamatan
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
        } else if (told.method != Method::constant) {
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
    CHECK(of.outcomes[1][last][place("resources.city")].interval.method == Method::constant);
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
