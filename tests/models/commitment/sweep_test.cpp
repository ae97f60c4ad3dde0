#include <catch2/catch.hpp>

#include <cmath>

#include "models/commitment/city_file.hpp"
#include "models/commitment/experiment.hpp"
#include "models/commitment/named_outcome.hpp"
#include "models/commitment/plan_file.hpp"
#include "models/commitment/sweep.hpp"
#include "sim/statistics/response.hpp"
#include "sim/statistics/sample.hpp"
#include "sim/store/work.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace commitment;

struct Town
{
    City city;
    std::vector<Plan> plans;

    Town()
    {
        sim::Findings findings;
        const std::string folder = std::string(SCENARIOS) + "/small-town";
        city = read_city(folder, findings);
        for (const char* const plan : {"status-quo", "mixed"})
            plans.push_back(read_plan(folder + "/plans/" + plan + ".toml", plan, city.unit_costs, findings));
        findings.throw_if_failed();
    }

    /// Both plans at two speeds of rotation and two amounts of training.
    Design design(std::vector<double> rotations = {0.25, 1}) const
    {
        Design out;
        out.plans = {"status-quo", "mixed"};
        Factor rotation, training;
        rotation.name = "rotation.head";
        rotation.parameter = find_parameter("rotation.head");
        training.name = "training.kelurahan.per_year";
        training.lever = parse_lever(training.name);
        out.factors = {rotation, training};
        for (const double speed : rotations)
            for (const double seats : {0.0, 20.0})
                for (std::uint32_t plan = 0; plan < 2; ++plan) out.rows.push_back({plan, {speed, seats}});
        return out;
    }
};

const std::vector<std::string> digests = {"one", "two"};

void run_all(const Sweep& sweep, sim::Store& store)
{
    std::vector<std::string> names;
    for (std::size_t task = 0; task < sweep.tasks(); ++task) names.push_back(sweep.task_name(task));
    sim::WorkOptions options;
    options.threads = 2;
    REQUIRE(sim::work_through(
        store, names, [&](std::size_t task) { return sweep.run(task, nullptr); }, options));
}

} // namespace

TEST_CASE("a sweep's runs are those of an experiment", "[sweep]")
{
    const Town town;
    const Design design = town.design();
    SweepOptions options;
    options.replicates = 11;
    options.seed = 5;
    const TemporaryFolder folder;
    sim::Store store(folder / "s");
    store.open("ctx");
    const Sweep sweep(town.city, town.plans, digests, design, options);
    CHECK(sweep.runs() == 88);
    CHECK(sweep.tasks() == 16);
    run_all(sweep, store);
    const RunShape& shape = sweep.shape();
    REQUIRE(shape.kept.size() == 10); // Decembers 2015 to 2024
    CHECK(shape.kept.front() == 11);

    for (std::uint32_t row = 0; row < sweep.rows(); ++row) {
        City city = town.city;
        Plan plan = town.plans[design.rows[row].plan];
        REQUIRE(apply_row(design, design.rows[row], city.unit_costs, plan, city.parameters).empty());
        ExperimentOptions of;
        of.replicates = 11;
        of.seed = 5;
        of.institutions = false;
        const ExperimentResult result = run_experiment(city, {plan}, of);
        for (const std::uint32_t replicate : {0U, 7U, 8U, 10U}) {
            const KeptRun run = sweep.read(store, row, replicate);
            for (std::size_t m = 0; m < shape.kept.size(); ++m)
                for (std::uint32_t k = 0; k < outcome::count; ++k)
                    REQUIRE(run.outcomes[m * outcome::count + k] == result.outcome(replicate, 0, shape.kept[m], k));
            double kept = 0, spent = 0, lacking = 0, undelivered = 0;
            for (std::size_t at = 0; at < run.accounts.size(); at += 2)
                kept += run.accounts[at], lacking += run.accounts[at + 1];
            for (std::uint32_t month = 0; month < result.months; ++month)
                for (std::size_t k = 0; k < result.levers.size(); ++k) {
                    const std::size_t at = result.row(replicate, 0, month) * result.levers.size() + k;
                    spent += result.cost[at], undelivered += result.undelivered[at];
                }
            REQUIRE(kept == Approx(spent));
            REQUIRE(lacking == Approx(undelivered).margin(1e-9));
        }
    }
}

TEST_CASE("rows are known by what they are", "[sweep]")
{
    const Town town;
    const Design two = town.design();
    const Design three = town.design({0.25, 0.5, 1});
    const SweepOptions options;
    const Sweep small(town.city, town.plans, digests, two, options);
    const Sweep large(town.city, town.plans, digests, three, options);
    const auto key = [](const Sweep& of, std::size_t row) { return of.row_keys()[row]; };
    CHECK(key(small, 0) == key(large, 0));
    CHECK(key(small, 4) == key(large, 8)); // the rows of 0.5 came between
    CHECK(key(small, 0) != key(small, 1)); // another plan
    CHECK(key(small, 0) != key(small, 2)); // another amount
    const Sweep changed(town.city, town.plans, {"one", "new"}, two, options);
    CHECK(key(small, 0) == key(changed, 0));
    CHECK(key(small, 1) != key(changed, 1)); // the plan's text was changed
    Design turned = two;
    std::swap(turned.factors[0], turned.factors[1]);
    for (DesignRow& row : turned.rows) std::swap(row.values[0], row.values[1]);
    CHECK(Sweep(town.city, town.plans, digests, turned, options).row_keys() == small.row_keys());
}

TEST_CASE("what is kept of a run follows the months asked for", "[sweep]")
{
    const Town town;
    const Design design = town.design();
    SweepOptions options;
    options.keep = KeptMonths::last;
    CHECK(Sweep(town.city, town.plans, digests, design, options).shape().kept == std::vector<std::uint32_t>{119});
    options.keep = KeptMonths::all;
    CHECK(Sweep(town.city, town.plans, digests, design, options).shape().kept.size() == 120);
}

TEST_CASE("a run that fails is recorded and stops no other", "[sweep]")
{
    Town town;
    // Two interventions alike: the lever of the row means neither, which the model says when the row is run.
    for (const Intervention& by : std::vector(town.plans[1].interventions))
        if (by.lever == Lever::training && by.target == Target::kelurahan) town.plans[1].interventions.push_back(by);
    const Design design = town.design();
    SweepOptions options;
    options.replicates = 5;
    const TemporaryFolder folder;
    sim::Store store(folder / "s");
    store.open("ctx");
    const Sweep sweep(town.city, town.plans, digests, design, options);
    run_all(sweep, store);
    for (std::size_t task = 0; task < sweep.tasks(); ++task) {
        const auto failed = sweep.failures(store, task);
        REQUIRE(failed.size() == (task % 2 == 1 ? 5U : 0U)); // of eight replicates five are wanted
        if (!failed.empty()) CHECK(failed[0].message.find("2 interventions like that") != std::string::npos);
        CHECK(std::isnan(sweep.read(store, static_cast<std::uint32_t>(task), 0).outcomes[0]) == (task % 2 == 1));
    }
}

TEST_CASE("a state out of range fails its own replicate alone", "[sweep]")
{
    Town town;
    town.city.index_weights = {1e9, -1e9, 1, 1,
                               1,   1,    1}; // an index far from 0 to 1, in those replicates that have a policy
    const Design design = town.design();
    SweepOptions options;
    options.replicates = 8;
    const Sweep sweep(town.city, town.plans, digests, design, options);
    const auto stored = sweep.run(1, nullptr);
    REQUIRE(stored);
    CHECK(stored->note.find("index is") != std::string::npos);
}

TEST_CASE("a stopped task gives nothing", "[sweep]")
{
    const Town town;
    const Design design = town.design();
    const Sweep sweep(town.city, town.plans, digests, design, {});
    const std::atomic<bool> stop{true};
    CHECK_FALSE(sweep.run(0, &stop));
}

TEST_CASE("intervals of counts in a sweep hold as often as they say", "[sweep]")
{
    const Town town;
    ExperimentOptions options;
    options.replicates = 4000;
    options.institutions = false;
    const char* const counts[] = {"formal.kelurahan", "layak.kelurahan"};
    for (const char* const count : counts) options.kept.push_back(find_outcome(count, town.city).value());
    std::vector<std::vector<double>> values[2]; // [outcome][plan][replicate]
    std::vector<Plan> plans(2, town.plans[1]);
    plans[0].budget_per_year = plans[1].budget_per_year = 1e12;
    const LeverName lever = parse_lever("training.kelurahan.per_year");
    REQUIRE(set_lever(plans[0], lever, 2, town.city.unit_costs).empty());
    REQUIRE(set_lever(plans[1], lever, 20, town.city.unit_costs).empty());
    plans[1].id = "more";
    const ExperimentResult result = run_experiment(town.city, plans, options);
    for (std::size_t k = 0; k < 2; ++k)
        for (std::uint32_t plan = 0; plan < 2; ++plan) {
            auto& of = values[k].emplace_back();
            for (std::uint32_t r = 0; r < options.replicates; ++r)
                of.push_back(result.kept[result.row(r, plan, result.months - 1) * 2 + k]);
        }
    for (std::size_t k = 0; k < 2; ++k) {
        CAPTURE(counts[k]);
        std::vector<double> gains(options.replicates);
        for (std::uint32_t r = 0; r < options.replicates; ++r) gains[r] = values[k][1][r] - values[k][0][r];
        const double highest = options.kept[k].highest;
        for (const std::size_t pairs : {10U, 20U, 50U})
            for (const bool of_gains : {true, false}) {
                const std::vector<double>& of = of_gains ? gains : values[k][1];
                const double truth = sim::moments(of).mean;
                double held = 0, groups = 0;
                for (std::size_t first = 0; first + pairs <= of.size(); first += pairs, ++groups)
                    held += sim::interval_of_mean(std::span(of).subspan(first, pairs), {}, of_gains ? -highest : 0,
                                                  highest, 0.9)
                                .holds(truth);
                CAPTURE(pairs, of_gains, truth, held / groups);
                CHECK(held / groups >= 0.85);
            }
    }
}
