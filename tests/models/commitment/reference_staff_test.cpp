// The plain engine in limits that are exactly solvable (section 8): staff, rotation, knowledge, training.

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "tests/models/commitment/tiny_town.hpp"

using namespace tiny;

TEST_CASE("knowledge halves in its half-life", "[reference][forgetting][exact]")
{
    TinyTown town;
    const Index kelurahan = town.add(Kind::kelurahan, town.add(Kind::kecamatan));
    town.start(kelurahan).knowledge = 0.9;
    town.parameters.knowledge_half_life = 18;
    Engine engine = town.engine();
    run(engine, 18);
    const Index post = engine.layout().first_post[kelurahan];
    REQUIRE(engine.state().knowledge[post] == Approx(0.45).epsilon(1e-12));
    run(engine, 36);
    REQUIRE(engine.state().knowledge[post] == Approx(0.1125).epsilon(1e-12));
}

TEST_CASE("rotation from outside loses knowledge at the stated rate, the city's heads apart",
          "[reference][rotation][statistical]")
{
    TinyTown town;
    const Index opd = town.add(Kind::opd);
    const Index lpa = town.add(Kind::lpa);
    town.at(opd).technical = 4000;
    town.at(lpa).technical = 4000;
    for (const Index i : {Index(0), opd, lpa}) town.start(i).knowledge = 1;
    town.parameters.rotation_technical = 0.2;
    town.parameters.rotation_head = 2;
    town.parameters.rotation_internal = 0;
    Engine engine = town.engine();
    run(engine, 24);
    const double kept = std::pow(1 - monthly(0.2), 24);
    for (const Index i : {opd, lpa}) {
        const Index first = engine.layout().first_post[i] + 1;
        std::vector<double> knowledge(engine.state().knowledge.begin() + first,
                                      engine.state().knowledge.begin() + first + 4000);
        REQUIRE(estimate(knowledge).agrees_with(kept));
    }
    REQUIRE(engine.state().knowledge[0] == 1);
}

TEST_CASE("rotation inside the government alone conserves knowledge", "[reference][rotation][law]")
{
    TinyTown town;
    for (int k = 0; k < 4; ++k) {
        const Index kecamatan = town.add(Kind::kecamatan);
        const Index opd = town.add(Kind::opd);
        town.at(kecamatan).officials = 3;
        town.at(opd).officials = 2;
        town.at(opd).technical = 5;
    }
    town.at(0).officials = 3;
    town.parameters.rotation_internal = 1;
    town.parameters.rotation_head = town.parameters.rotation_official = town.parameters.rotation_technical = 3;
    Engine engine = town.engine();
    std::vector<double>& knowledge = engine.state().knowledge;
    for (std::size_t p = 0; p < knowledge.size(); ++p) knowledge[p] = 1.0 / static_cast<double>(p + 2);
    std::vector<double> before = knowledge;
    run(engine, 60);
    REQUIRE(knowledge[0] == before[0]); // the mayor
    REQUIRE(knowledge != before);
    std::vector<double> after = knowledge;
    std::sort(before.begin(), before.end());
    std::sort(after.begin(), after.end());
    REQUIRE(after == before);
}

TEST_CASE("a head swaps with heads of the same kind alone", "[reference][rotation][law]")
{
    TinyTown town;
    for (int k = 0; k < 3; ++k) {
        town.start(town.add(Kind::kecamatan)).knowledge = 0.25;
        town.start(town.add(Kind::opd)).knowledge = 0.75;
    }
    town.parameters.rotation_internal = 1;
    town.parameters.rotation_head = 5;
    Engine engine = town.engine();
    run(engine, 60);
    for (const Index i : engine.layout().of(Kind::kecamatan))
        REQUIRE(engine.state().knowledge[engine.layout().first_post[i]] == 0.25);
    for (const Index i : engine.layout().of(Kind::opd))
        REQUIRE(engine.state().knowledge[engine.layout().first_post[i]] == 0.75);
}

TEST_CASE("a post changes hands at the stated rate whatever part of it is internal",
          "[reference][rotation][statistical]")
{
    const double internal = GENERATE(0.0, 0.3, 0.8, 1.0);
    constexpr int posts = 60;
    constexpr int months = 60;
    TinyTown town;
    for (int k = 0; k < posts; ++k) {
        const Index opd = town.add(Kind::opd);
        town.at(opd).heads = 0;
        town.at(opd).officials = 1;
        town.start(opd).doctrine = 1;
    }
    town.parameters.rotation_official = 0.9;
    town.parameters.rotation_internal = internal;
    town.parameters.rotation_doctrine_loss = 0.1; // of one post: D counts the changes
    const Estimate changes = estimate(200, [&](std::uint64_t seed) {
        Engine engine = town.engine(seed);
        run(engine, months);
        double count = 0;
        for (const Index i : engine.layout().of(Kind::opd))
            count += std::log(engine.state().doctrine[i]) / std::log(0.9);
        return count / (posts * months);
    });
    REQUIRE(changes.agrees_with(monthly(0.9)));
}

TEST_CASE("a new head is drawn, and takes away what is person-bound", "[reference][rotation][statistical]")
{
    TinyTown town;
    const Index kecamatan = town.add(Kind::kecamatan);
    town.start(kecamatan).action = 0.8;
    town.start(kecamatan).written = true;
    town.at(0).heads = 2;
    town.start(0).action = 0.5;
    town.start(0).doctrine = 0.5;
    town.start(0).knowledge = 1;
    town.intervene(Lever::election).to = town.city.start;
    const Estimate leadership = estimate(4000, [&](std::uint64_t seed) {
        Engine engine = town.engine(seed);
        engine.advance();
        REQUIRE(engine.state().knowledge[1] == 0);
        REQUIRE(engine.state().doctrine[0] == Approx(0.5 * 0.75 * 0.75));
        REQUIRE(engine.state().action[0] == Approx(0.5 * std::pow(1 - 0.6 * 0.4, 2)));
        REQUIRE(engine.state().action[kecamatan] == 0.8);
        return engine.state().leadership[0];
    });
    REQUIRE(leadership.agrees_with(0.45));

    town.plan.interventions.clear();
    town.parameters.rotation_head = 1e6; // surely; there is no other camat to swap with
    Engine engine = town.engine();
    engine.advance();
    REQUIRE(engine.state().action[kecamatan] == Approx(0.8 * (1 - 0.6 * (1 - 0.65))));
    REQUIRE(engine.state().action[0] == 0.5);
}

TEST_CASE("seats for all against rotation and forgetting: the steady mean of knowledge",
          "[reference][training][statistical]")
{
    TinyTown town;
    const Index opd = town.add(Kind::opd);
    town.at(opd).heads = 0;
    town.at(opd).officials = 2000;
    Parameters& p = town.parameters;
    p.rotation_official = 2;
    p.rotation_internal = 0;
    p.knowledge_half_life = 6;
    p.knowledge_practice = 0;
    p.training_effect = 0.4;
    town.intervene(Lever::training, Target::all, 12 * 2001);
    Engine engine = town.engine();
    run(engine, 60);
    std::vector<double> knowledge(engine.state().knowledge.begin() + 1, engine.state().knowledge.end());
    const double f = std::exp2(-1.0 / 6);
    REQUIRE(estimate(knowledge).agrees_with(f * 0.4 / (1 - f * (1 - monthly(2)) * 0.6)));
}

TEST_CASE("seats go to the least trained first, one a post", "[reference][training][law]")
{
    TinyTown town;
    const Index kelurahan = town.add(Kind::kelurahan, town.add(Kind::kecamatan));
    town.at(kelurahan).technical = 4;
    town.intervene(Lever::training, Target::kelurahan, 3 * 12).unit_cost = 5;
    Engine engine = town.engine();
    const Index first = engine.layout().first_post[kelurahan];
    double* knowledge = &engine.state().knowledge[first];
    const std::array<double, 5> before = {0.5, 0.1, 0.3, 0.2, 0.9};
    std::copy(before.begin(), before.end(), knowledge);
    engine.advance();
    REQUIRE(knowledge[0] == 0.5);
    REQUIRE(knowledge[1] == Approx(0.1 + 0.7 * 0.9));
    REQUIRE(knowledge[2] == Approx(0.3 + 0.7 * 0.7));
    REQUIRE(knowledge[3] == Approx(0.2 + 0.7 * 0.8));
    REQUIRE(knowledge[4] == 0.9);
    REQUIRE(engine.observe().cost == 15);
}
