// What plans can spend, and from when on they act differently (spending.hpp, divergence.hpp).

#include "tests/models/commitment/compared_town.hpp"

#include <catch2/catch.hpp>

#include "models/commitment/divergence.hpp"
#include "models/commitment/spending.hpp"

using namespace tests;
using commitment::first_month_apart;
using commitment::lever_count;
using commitment::Spending;
using commitment::SpendingLimit;

namespace {

constexpr auto place_of(Lever lever) { return static_cast<std::size_t>(lever); }

/// The town without a history, and a plan of its first year with one intervention.
struct Given
{
    Given()
    {
        city.history.interventions.clear();
        plan = shipped_plan(city, "status-quo");
        plan.from = city.start;
        plan.to = city.start + 23;
        plan.budget_per_year.reset();
        plan.interventions.clear();
    }
    Intervention& add(Lever lever, Target target, double amount)
    {
        plan.interventions.push_back(by_name(plan, lever, target, amount));
        plan.interventions.back().from = plan.from;
        plan.interventions.back().to = plan.to;
        return plan.interventions.back();
    }
    City city = shipped_town();
    Plan plan;
};

} // namespace

TEST_CASE("what is in force without units is certain as long as no budget is in reach",
          "[commitment][comparison][spending]")
{
    Given given;
    given.add(Lever::instruction, Target::none, 0.8).cost_per_year = 24e6;
    const SpendingLimit open = Spending(given.city, given.plan).spent(place_of(Lever::instruction), 0, 12);
    CHECK(open.most == Approx(24e6));
    CHECK(open.is_certain);
    CHECK(Spending(given.city, given.plan).spent(place_of(Lever::mandate), 0, 12).most == 0);
    CHECK(Spending(given.city, given.plan).spent(lever_count, 12, 6).most == Approx(12e6));
    given.plan.budget_per_year = 20e6;
    const SpendingLimit capped = Spending(given.city, given.plan).spent(lever_count, 0, 24);
    CHECK(capped.most == Approx(40e6));
    CHECK(!capped.is_certain);
}

TEST_CASE("units are drawn: never certain, at most one more than whole ones a month",
          "[commitment][comparison][spending]")
{
    Given given;
    given.add(Lever::training, Target::kelurahan, 18).unit_cost = 1e6; // one or two a month
    const Spending spending(given.city, given.plan);
    const SpendingLimit spent = spending.spent(place_of(Lever::training), 0, 12);
    CHECK(spent.most == Approx(24e6));
    CHECK(!spent.is_certain);
    CHECK(spending.undelivered(place_of(Lever::training), 0, 12).most == 0);
    CHECK(spending.undelivered(place_of(Lever::training), 0, 12).is_certain);
    given.plan.budget_per_year = 10e6;
    const SpendingLimit missing = Spending(given.city, given.plan).undelivered(place_of(Lever::training), 0, 12);
    CHECK(missing.most == Approx(24));
    CHECK(!missing.is_certain);
}

TEST_CASE("no run spends more than its limit, and what is certain never varies", "[commitment][comparison][spending]")
{
    const City city = shipped_town();
    for (const char* const name : {"status-quo", "mixed", "top-down", "bottom-up"}) {
        const Plan plan = shipped_plan(city, name);
        const ExperimentResult result = run_experiment(city, {plan}, pairs(24));
        const Spending spending(city, plan);
        for (std::size_t k = 0; k < result.levers.size(); ++k)
            for (std::uint32_t first = 0; first + 12 <= result.months; first += 12) {
                const SpendingLimit limit = spending.spent(place_of(result.levers[k]), first, 12);
                std::vector<double> spent(result.replicates);
                for (std::uint32_t r = 0; r < result.replicates; ++r)
                    for (std::uint32_t month = first; month < first + 12; ++month)
                        spent[r] += result.cost[result.row(r, 0, month) * result.levers.size() + k];
                CAPTURE(name, commitment::info(result.levers[k]).name, first);
                CHECK(*std::max_element(spent.begin(), spent.end()) <= limit.most * (1 + 1e-9));
                if (limit.is_certain)
                    CHECK(*std::min_element(spent.begin(), spent.end()) ==
                          *std::max_element(spent.begin(), spent.end()));
            }
    }
}

TEST_CASE("plans are apart from the month in which they act differently", "[commitment][comparison][twin]")
{
    Given given;
    given.add(Lever::training, Target::kelurahan, 12);
    const auto apart = [&](const Plan& other) { return first_month_apart(given.city, given.plan, other, 24); };
    CHECK(apart(given.plan) == 24);
    Plan other = given.plan;
    other.interventions[0].to = given.plan.from + 9;
    CHECK(apart(other) == 10);
    other = given.plan;
    other.interventions[0].unit_cost += 1;
    CHECK(apart(other) == 0);
    other = given.plan;
    other.budget_per_year = 1e15; // never in reach, but nobody proves that
    CHECK(apart(other) == 0);
    other = given.plan;
    other.interventions.push_back(by_name(other, Lever::instruction, Target::none, 0));
    other.interventions.back().level = 0.5;
    other.interventions.back().from = given.plan.from + 3;
    other.interventions.back().to = given.plan.from + 5;
    CHECK(apart(other) == 3);
    other = given.plan;
    other.interventions.push_back(by_name(other, Lever::election, Target::none, 0));
    other.interventions.back().from = given.plan.from + 7;
    CHECK(apart(other) == 7);
}
