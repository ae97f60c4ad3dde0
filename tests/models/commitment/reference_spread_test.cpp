// The plain engine in limits that are exactly solvable (section 8): bodies, families, sessions, businesses.

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "tests/models/commitment/tiny_town.hpp"

using namespace tiny;

TEST_CASE("waiting for a body is geometric, and a body without action sleeps at its rate",
          "[reference][formal_bodies][statistical]")
{
    constexpr int count = 4000;
    TinyTown town;
    const Index kecamatan = town.add(Kind::kecamatan);
    for (int k = 0; k < count; ++k) town.add(Kind::kelurahan, kecamatan);
    town.parameters.formal_base = -3;
    const auto with_body = [](const Engine& engine) {
        std::vector<double> bodies;
        for (const Index i : engine.layout().of(Kind::kelurahan)) bodies.push_back(engine.state().written[i] ? 1 : 0);
        return estimate(bodies);
    };
    const double hazard = 1 - std::exp(-std::exp(-3.0));
    Engine engine = town.engine();
    for (const int months : {1, 9, 30}) {
        const int t = engine.next() - town.city.start + months;
        run(engine, months);
        REQUIRE(with_body(engine).agrees_with(1 - std::pow(1 - hazard, t)));
    }

    for (InitialState& start : town.city.initial) start.written = true;
    town.parameters.formal_base = never;
    town.parameters.formal_dormancy = 0.01;
    Engine sleeping = town.engine();
    run(sleeping, 40);
    REQUIRE(with_body(sleeping).agrees_with(std::pow(0.99, 40)));
}

TEST_CASE("a body counts with its peers from the month after", "[reference][formal_bodies][exact]")
{
    TinyTown town;
    const Index kecamatan = town.add(Kind::kecamatan);
    const Index first = town.add(Kind::kelurahan, kecamatan);
    const Index second = town.add(Kind::kelurahan, kecamatan);
    const Index third = town.add(Kind::kelurahan, kecamatan);
    town.city.borders = {{TinyTown::id(first), TinyTown::id(second)}, {TinyTown::id(third), TinyTown::id(second)}};
    town.start(first).written = true;
    town.parameters.formal_peers = 4000; // surely, with a third of them
    Engine engine = town.engine();
    engine.advance();
    REQUIRE(engine.state().written[kecamatan]);
    REQUIRE(engine.state().written[second]);
    REQUIRE_FALSE(engine.state().written[third]);
    engine.advance();
    REQUIRE(engine.state().written[third]);
}

TEST_CASE("families without contagion are a linear Markov chain", "[reference][families][statistical]")
{
    const bool active = GENERATE(false, true); // whether the kelurahan acts
    constexpr int communities = 400;
    TinyTown town;
    const Index kecamatan = town.add(Kind::kecamatan);
    for (int k = 0; k < communities; ++k) {
        const Index kelurahan = town.add(Kind::kelurahan, kecamatan);
        town.start(kelurahan).written = true;
        town.start(kelurahan).action = active ? 0.9 : 0;
        town.start(kelurahan).knowledge = 1;
        const Index community = town.add(Kind::community, kelurahan);
        town.at(community).families = 300;
        town.start(community).knows = 0.5;
        town.start(community).understands = 0.2;
        town.start(community).involved = 0.1;
    }
    Parameters& p = town.parameters;
    p.families_learn = 0.02;
    p.families_join = 0.1;
    p.families_join_floor = 0.03;
    p.families_lapse = 0.05;
    p.families_forget = 0.04;
    p.families_turnover = 0.06;
    p.families_outreach = 0.2;
    p.families_service = 0.3;

    const double act = active ? 0.9 * std::cbrt(1 * 0.65 * 0.1) : 0;
    std::array<double, 4> expected = {60, 150, 60, 30};
    const auto leaving = [](double rate, double other) {
        return rate / (rate + other) * (1 - std::exp(-(rate + other)));
    };
    const double hear = 1 - std::exp(-0.2 * act);
    const double learn = leaving(0.02 + 0.3 * act, 0.06);
    const double turnover = leaving(0.06, 0.02 + 0.3 * act);
    const double join = leaving(0.03 + 0.1 * act, 0.04);
    const double forget = leaving(0.04, 0.03 + 0.1 * act);
    const double lapse = 1 - std::exp(-0.05 * (1 - act));

    Engine engine = town.engine();
    for (int t = 1; t <= 30; ++t) {
        engine.advance();
        const auto [u, k, s, v] = expected;
        expected = {u * (1 - hear) + k * turnover, k * (1 - learn - turnover) + u * hear + s * forget,
                    s * (1 - join - forget) + k * learn + v * lapse, v * (1 - lapse) + s * join};
        for (std::size_t stage = 0; stage < 4; ++stage) {
            std::vector<double> counts;
            for (const Index i : engine.layout().of(Kind::community)) {
                const Families& families = engine.state().families[i];
                REQUIRE(reference::total(families) == 300);
                REQUIRE(*std::min_element(families.begin(), families.end()) >= 0);
                counts.push_back(families[stage]);
            }
            const Estimate counted = estimate(counts);
            INFO("month " << t << " stage " << stage << ": " << counted.mean << ", expected " << expected[stage]);
            REQUIRE((counted.error > 0 ? counted.agrees_with(expected[stage]) : counted.mean == expected[stage]));
        }
    }
}

TEST_CASE("a session moves the families it reaches and the doctrine of whom it meets",
          "[reference][sosialisasi][statistical]")
{
    TinyTown town;
    const Index kelurahan = town.add(Kind::kelurahan, town.add(Kind::kecamatan));
    town.at(kelurahan).technical = 3;
    const Index community = town.add(Kind::community, kelurahan);
    town.at(community).families = 300;
    town.intervene(Lever::sosialisasi, Target::communities, 12);
    town.intervene(Lever::sosialisasi, Target::kelurahan, 12);
    std::vector<double> understand;
    std::vector<double> unaware;
    std::vector<double> doctrine;
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
        Engine engine = town.engine(seed);
        engine.advance();
        unaware.push_back(engine.state().families[community][reference::unaware]);
        understand.push_back(engine.state().families[community][reference::understands]);
        doctrine.push_back(engine.state().doctrine[kelurahan]);
        REQUIRE(sum(engine.state().knowledge) == Approx(0.2));
    }
    REQUIRE(estimate(unaware).agrees_with(300 * 0.8));
    REQUIRE(estimate(understand).agrees_with(300 * 0.2 * 0.25 * 0.2));
    const double implementer = 0.35 + 0.65 / 4;
    REQUIRE(estimate(doctrine).agrees_with(0.25 * (implementer + (1 - implementer) * 0.3)));
}

TEST_CASE("businesses engage and lapse at their rates, and advocacy halves in half a year",
          "[reference][businesses][statistical]")
{
    TinyTown town;
    const Index kelurahan = town.add(Kind::kelurahan, town.add(Kind::kecamatan));
    for (int k = 0; k < 4000; ++k) town.start(town.add(Kind::business, kelurahan)).advocacy = 0.5;
    town.parameters.business_base = -6;
    town.parameters.business_peer = 0;
    town.intervene(Lever::csr_enforced);
    const auto engaged = [](const Engine& engine) {
        std::vector<double> each;
        for (const Index i : engine.layout().of(Kind::business)) each.push_back(engine.state().engaged[i] ? 1 : 0);
        return estimate(each);
    };
    Engine engine = town.engine();
    engine.advance();
    REQUIRE(engaged(engine).agrees_with(1 - std::exp(-std::exp(-6 + 3 * 0.5 + 1))));
    run(engine, 5);
    REQUIRE(engine.state().advocacy[town.city.institutions.size() - 1] == Approx(0.25).epsilon(1e-12));

    for (InitialState& start : town.city.initial) start.engaged = true;
    town.parameters.business_lapse = 0.06;
    town.parameters.business_base = never;
    for (InitialState& start : town.city.initial) start.advocacy = 0;
    Engine lapsing = town.engine();
    run(lapsing, 12);
    REQUIRE(engaged(lapsing).agrees_with(std::exp(-0.06 * (1 - 0.7 * 0.5) * 12)));
    REQUIRE(lapsing.state().funds[kelurahan] == Approx(1e7 * 4000 * engaged(lapsing).mean));
}
