// Replicates in batches are the replicates of one run; their summaries are pooled.

#include "models/commitment/batches.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/models/commitment/compared_town.hpp"

using namespace tests;

namespace {

struct Town
{
    City city = shipped_town();
    std::vector<Plan> plans = {shipped_plan(city, "status-quo"), shipped_plan(city, "mixed")};
};

} // namespace

TEST_CASE("batches give the replicates of one run, and pool what is told of all", "[commitment][batches][twin]")
{
    const Town town;
    commitment::ParameterSets sets;
    for (const double rotation : {0.1, 0.4, 0.8}) { // so that replicates of different batches differ in kind
        sets.sets.push_back(town.city.parameters);
        sets.sets.back().rotation_head = rotation;
        sets.weight.push_back(1.0 / 3);
    }
    ExperimentOptions options;
    options.replicates = 300; // the last batch has 44, its last block four
    options.raw = true;
    options.sets = &sets;
    options.what_ifs = {{.kind = commitment::WhatIf::Kind::no_rotation, .text = "no-rotation"}};
    const ExperimentResult whole = run_experiment(town.city, town.plans, options);

    options.at_once = 299;
    REQUIRE(batches_of(options).size() == 2);
    std::uint32_t expected_first = 0;
    const ExperimentResult pooled =
        run_in_batches(town.city, town.plans, options, [&](const ExperimentResult& batch, std::uint32_t first) {
            REQUIRE(first == expected_first);
            expected_first += batch.replicates;
            for (std::uint32_t r = 0; r < batch.replicates; ++r)
                for (std::uint32_t plan = 0; plan < 2; ++plan)
                    for (std::uint32_t month = 0; month < batch.months; ++month) {
                        const std::size_t here = batch.row(r, plan, month);
                        const std::size_t there = whole.row(first + r, plan, month);
                        for (std::uint32_t k = 0; k < commitment::outcome::count; ++k) {
                            REQUIRE(batch.outcome(r, plan, month, k) == whole.outcome(first + r, plan, month, k));
                            REQUIRE(batch.what_if_outcomes[0][k * batch.rows() + here] ==
                                    whole.what_if_outcomes[0][k * whole.rows() + there]);
                        }
                        REQUIRE(batch.cost_in(here) == whole.cost_in(there));
                        REQUIRE(batch.raw[0][here * batch.institutions + 3] ==
                                whole.raw[0][there * whole.institutions + 3]);
                    }
        });
    REQUIRE(expected_first == 300);
    for (std::size_t f = 0; f < pooled.summary.size(); ++f) {
        REQUIRE(pooled.summary[f].mean.size() == whole.summary[f].mean.size());
        for (std::size_t at = 0; at < pooled.summary[f].mean.size(); ++at) {
            if (std::isnan(whole.summary[f].mean[at])) {
                REQUIRE(std::isnan(pooled.summary[f].mean[at]));
                continue;
            }
            REQUIRE(pooled.summary[f].mean[at] == Approx(whole.summary[f].mean[at]).epsilon(1e-6).margin(1e-7));
            REQUIRE(pooled.summary[f].sd[at] == Approx(whole.summary[f].sd[at]).epsilon(1e-5).margin(1e-6));
        }
        REQUIRE(pooled.summary[f].quantile.size() == whole.summary[f].quantile.size());
        for (std::size_t at = 0; at < pooled.summary[f].quantile.size(); ++at) {
            const float exact = whole.summary[f].quantile[at];
            if (std::isnan(exact))
                REQUIRE(std::isnan(pooled.summary[f].quantile[at]));
            else
                REQUIRE(std::abs(pooled.summary[f].quantile[at] - exact) <= 1 / 510.0F + 1e-6F);
        }
    }
}

TEST_CASE("batches hang on the number of replicates alone", "[commitment][batches]")
{
    ExperimentOptions options;
    for (const std::uint32_t replicates : {1U, 8U, 2000U, 2001U, 2048U, 2049U, 100'000U}) {
        options.replicates = replicates;
        const std::vector<commitment::Batch> batches = batches_of(options);
        REQUIRE((batches.size() == 1) == (replicates <= 2000));
        std::uint32_t next = 0;
        for (const commitment::Batch& of : batches) {
            REQUIRE(of.first == next);
            REQUIRE(of.count > 0);
            next += of.count;
        }
        REQUIRE(next == replicates);
    }
    options.baseline = 0;
    CHECK(batches_of(options).size() == 1);
}

TEST_CASE("a last batch of one replicate is pooled too", "[commitment][batches]")
{
    const Town town;
    ExperimentOptions options;
    options.replicates = 257;
    const ExperimentResult whole = run_experiment(town.city, town.plans, options);
    options.at_once = 256;
    const ExperimentResult pooled = run_in_batches(town.city, town.plans, options, [](const auto&, auto) {});
    for (std::size_t at = 0; at < whole.summary[0].mean.size(); ++at) {
        if (std::isnan(whole.summary[0].mean[at])) continue;
        REQUIRE(pooled.summary[0].mean[at] == Approx(whole.summary[0].mean[at]).epsilon(1e-6).margin(1e-7));
        REQUIRE(pooled.summary[0].sd[at] == Approx(whole.summary[0].sd[at]).epsilon(1e-5).margin(1e-6));
    }
}
