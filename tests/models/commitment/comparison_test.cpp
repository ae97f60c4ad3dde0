// Plans against plans with the same random numbers (comparison.hpp).

#include "tests/models/commitment/compared_town.hpp"

#include <catch2/catch.hpp>

using namespace tests;

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
