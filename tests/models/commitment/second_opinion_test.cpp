// The engine against a plain one that was written from the model's description alone: all outcomes but S, all plans.

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "models/commitment/city_file.hpp"
#include "models/commitment/experiment.hpp"
#include "models/commitment/plan_file.hpp"
#include "tests/models/commitment/prior_sets.hpp"
#include "tests/models/commitment/reference/reference.hpp"

using namespace commitment;

namespace {

struct Moments
{
    std::vector<double> values;

    void add(double value) { values.push_back(value); }
    double count() const { return static_cast<double>(values.size()); }
    /// Mean of (value − from)^power.
    double moment(int power, double from = 0) const
    {
        double sum = 0;
        for (const double value : values) sum += std::pow(value - from, power);
        return sum / count();
    }
    double mean() const { return moment(1); }
    double variance() const { return moment(2, mean()); }
    double variance_of_mean() const { return variance() / (count() - 1); }
    double variance_of_variance() const
    {
        return std::max(0.0, moment(4, mean()) - variance() * variance()) / (count() - 1);
    }
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

/// Every outcome within what the numbers of replicates leave open.
void check_agreement(const City& city, const Plan& plan, std::uint32_t replicates, const std::string& name)
{
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
        // Spreads: the error of a variance is known worse, the more so of what hardly ever happens.
        const double error_of_variance =
            std::sqrt(moments.variance_of_variance() + other->second.variance_of_variance());
        INFO("variance " << moments.variance() << ", reference " << other->second.variance() << ", standard error "
                         << error_of_variance);
        CHECK(std::abs(moments.variance() - other->second.variance()) <=
              6 * error_of_variance + 1e-5 * other->second.variance() + 1e-9);
    }
    CHECK(compared > 300);
}

Plan plan_of(const City& city, const std::string& name, const std::string& folder = SCENARIOS "/small-town")
{
    sim::Findings findings;
    const std::string path = folder + "/plans/" + name + ".toml";
    Plan plan = read_plan(path, path, city.unit_costs, findings);
    REQUIRE_FALSE(findings.failed());
    if (name == "mixed" && folder.ends_with("small-town"))
        plan.budget_per_year = 0.8 * *plan.budget_per_year; // so that the budget bites
    return plan;
}

} // namespace

TEST_CASE("a plain engine written from the description alone finds the same", "[commitment][reference][statistical]")
{
    sim::Findings findings;
    const City city = read_city(SCENARIOS "/small-town", findings);
    for (const char* const name : {"status-quo", "top-down", "bottom-up", "mixed"})
        check_agreement(city, plan_of(city, name), 800, name);
}

TEST_CASE("the plain engine finds the same of the shipped plans of Kota Serang up to their ends",
          "[commitment][reference][statistical]")
{
    sim::Findings findings;
    const std::string folder = SCENARIOS "/kota-serang";
    const City city = read_city(folder, findings);
    for (const char* const name : {"status-quo", "top-down", "bottom-up", "mixed"})
        check_agreement(city, plan_of(city, name, folder), 200, name);
}

TEST_CASE("the plain engine finds the same with parameters drawn from the priors",
          "[commitment][reference][statistical]")
{
    sim::Findings findings;
    City city = read_city(SCENARIOS "/small-town", findings);
    const Parameters given = city.parameters;
    tests::Dice dice(30);
    for (const char* const name : {"status-quo", "top-down", "bottom-up", "mixed"})
        for (int set = 0; set < 2; ++set) {
            city.parameters = tests::drawn_from_priors(given, dice);
            check_agreement(city, plan_of(city, name), 400, name);
        }
}
