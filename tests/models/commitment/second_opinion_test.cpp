// The engine against a plain one that was written from the model's description alone: all outcomes but S, all plans.

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <string>

#include "models/commitment/city_file.hpp"
#include "models/commitment/experiment.hpp"
#include "models/commitment/plan_file.hpp"
#include "tests/models/commitment/reference/reference.hpp"

using namespace commitment;

namespace {

struct Moments
{
    double sum = 0;
    double squares = 0;
    double count = 0;

    void add(double value) { sum += value, squares += value * value, count += 1; }
    double mean() const { return sum / count; }
    double variance_of_mean() const { return std::max(0.0, squares / count - mean() * mean()) / (count - 1); }
};

using Outcomes = std::map<std::string, Moments>;

/// At the ends of some years, by outcome and year.
Outcomes of_reference(const City& city, const Plan& plan, std::uint32_t replicates, std::uint32_t months)
{
    Outcomes out;
    for (std::uint32_t r = 0; r < replicates; ++r) {
        reference::Engine engine(city, &plan, city.parameters, 1000 + r);
        for (std::uint32_t month = 0; month < months; ++month) {
            engine.advance();
            if (month % 24 != 23) continue;
            for (const auto& [name, value] : reference::by_name(engine.observe()))
                out[name + " " + std::to_string(month)].add(value);
        }
    }
    return out;
}

Outcomes of_engine(const City& city, const Plan& plan, std::uint32_t replicates)
{
    ExperimentOptions options;
    options.replicates = replicates;
    const ExperimentResult result = run_experiment(city, {plan}, options);
    Outcomes out;
    for (std::uint32_t r = 0; r < replicates; ++r)
        for (std::uint32_t month = 23; month < result.months; month += 24) {
            const std::string at = " " + std::to_string(month);
            for (std::uint32_t k = 0; k < outcome::count; ++k)
                out[outcome_table()[k].name + at].add(static_cast<double>(result.outcome(r, 0, month, k)));
            double all = 0;
            for (std::size_t k = 0; k < result.levers.size(); ++k) {
                const std::size_t place = result.row(r, 0, month) * result.levers.size() + k;
                const std::string lever(info(result.levers[k]).name);
                out["cost." + lever + at].add(result.cost[place]);
                out["undelivered." + lever + at].add(result.undelivered[place]);
                all += result.cost[place];
            }
            out["cost.all" + at].add(all);
        }
    return out;
}

} // namespace

TEST_CASE("a plain engine written from the description alone finds the same", "[commitment][reference][statistical]")
{
    sim::Findings findings;
    City city = read_city(SCENARIOS "/small-town", findings);
    for (const char* const name : {"status-quo", "top-down", "bottom-up", "mixed"}) {
        const std::string path = SCENARIOS "/small-town/plans/" + std::string(name) + ".toml";
        Plan plan = read_plan(path, path, city.unit_costs, findings);
        REQUIRE_FALSE(findings.failed());
        if (std::string(name) == "mixed")
            plan.budget_per_year = 0.8 * *plan.budget_per_year; // so that the budget bites
        constexpr std::uint32_t replicates = 800;
        const Outcomes expected = of_reference(city, plan, replicates, months_of(city, {plan}));
        const Outcomes found = of_engine(city, plan, replicates);
        int compared = 0;
        for (const auto& [outcome, moments] : found) {
            const auto other = expected.find(outcome);
            if (outcome.starts_with("structure.")) continue; // the plain engine does not report S
            INFO(outcome);
            REQUIRE(other != expected.end());
            ++compared;
            const double error = std::sqrt(moments.variance_of_mean() + other->second.variance_of_mean());
            INFO(name << ", " << outcome << ": " << moments.mean() << ", reference " << other->second.mean()
                      << ", standard error " << error);
            // Some 400 comparisons a plan: beyond 4.5 errors one in 300 such tests would fail by chance.
            CHECK(std::abs(moments.mean() - other->second.mean()) <=
                  4.5 * error + 1e-6 * std::abs(other->second.mean()) + 1e-9);
        }
        CHECK(compared > 300);
    }
}
