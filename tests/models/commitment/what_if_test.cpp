// Plans with one thing otherwise.

#include <catch2/catch.hpp>

#include "models/commitment/experiment.hpp"
#include "tests/support/small_town.hpp"

using namespace tests;
using commitment::Lever;
using commitment::WhatIf;

namespace {

WhatIf parsed(const char* text)
{
    sim::Words objection;
    auto what_if = commitment::parse_what_if(text, objection);
    INFO(objection.en);
    REQUIRE(what_if.has_value());
    return *what_if;
}

std::string objection_to(const char* text)
{
    sim::Words objection;
    CHECK(!commitment::parse_what_if(text, objection));
    return objection.en;
}

} // namespace

TEST_CASE("what-ifs are read as they are written", "[commitment][what-if]")
{
    CHECK(parsed("no-rotation").kind == WhatIf::Kind::no_rotation);
    CHECK(parsed("standard-parameters").kind == WhatIf::Kind::standard_parameters);
    CHECK(parsed("training-ends:2022-12").last == sim::Month(2022, 12));
    CHECK(objection_to("training-ends").find("2022-12") != std::string::npos);
    CHECK(objection_to("training-ends:2022-13").find("2022-12") != std::string::npos);
    CHECK(objection_to("no-rotations").find("no-rotation") != std::string::npos);
    CHECK(objection_to("no-rotation:2022-12").find("no-rotation") != std::string::npos);
    CHECK(!objection_to("").empty());
}

TEST_CASE("without rotation nobody leaves, and training that ends gives nothing more", "[commitment][what-if]")
{
    SmallTown town;
    town.opd("opd", {2, 20, 20});
    town.add(Kind::kecamatan, "kec");
    town.parameters() = Parameters();
    auto& training = town.plan.interventions.emplace_back();
    training.lever = Lever::training;
    training.target = commitment::Target::all;
    training.from = town.plan.from;
    training.to = town.plan.to;
    training.per_year = 120;
    commitment::ExperimentOptions options;
    options.replicates = 16;
    options.institutions = false;
    const sim::Month last = town.plan.from + 11;
    options.what_ifs = {parsed("no-rotation"), parsed(("training-ends:" + to_text(last)).c_str())};
    const auto result = run_experiment(town.city, {town.plan}, options);
    REQUIRE(result.what_if_outcomes.size() == 2);

    commitment::ExperimentOptions alone = options;
    alone.what_ifs.clear();
    for (std::size_t k = 0; k < 2; ++k) {
        const Plan otherwise = commitment::apply(options.what_ifs[k], town.plan);
        const auto own = run_experiment(town.city, {otherwise}, alone);
        CHECK(own.outcomes == result.what_if_outcomes[k]);
        std::vector<double> cost;
        for (std::size_t row = 0; row < result.what_if_cost[k].size(); ++row) cost.push_back(own.cost_in(row));
        CHECK(cost == result.what_if_cost[k]);
        CHECK(own.outcomes != result.outcomes);
        const auto first = static_cast<std::uint32_t>(town.plan.from - town.city.start);
        for (std::uint32_t r = 0; r < options.replicates; ++r)
            for (std::uint32_t month = first; month < result.months; ++month) {
                const auto by = [&](commitment::TrainedBy cause) {
                    return own.trained_by[own.row(r, 0, month) * commitment::trained_by_count +
                                          static_cast<std::size_t>(cause)];
                };
                if (k == 0) REQUIRE(by(commitment::TrainedBy::leaving) == 0);
                if (k == 1 && month >= first + 12) REQUIRE(by(commitment::TrainedBy::training) == 0);
            }
    }
    CHECK(run_experiment(town.city, {town.plan}, alone).outcomes == result.outcomes);
}
