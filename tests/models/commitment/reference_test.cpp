// The plain engine in limits that are exactly solvable (section 8): diffusion, doctrine, meetings, indicators.

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "tests/models/commitment/tiny_town.hpp"

using namespace tiny;

TEST_CASE("under a constant drive action goes the exact way to its limit", "[reference][diffusion][exact]")
{
    TinyTown town;
    const Index child = town.add(Kind::forum_anak);
    const Index opd = town.add(Kind::opd);
    town.link(child, opd, LinkType::normative, 0.5);
    town.link(opd, 0, LinkType::normative, 2); // to the city, from one whose D stays
    town.start(child).doctrine = 0.8;
    town.start(opd).doctrine = 0.4;
    town.start(opd).action = 0.1;
    town.start(opd).leadership = 0.7;
    town.start(opd).knowledge = 1;
    town.start(0).action = 0.9;
    town.start(0).knowledge = 1;
    town.parameters.diffusion_rate = 0.12;
    town.parameters.diffusion_loss = 0.06;
    town.parameters.diffusion_loss_floor = 0.005;

    Engine engine = town.engine();
    const auto expected = [](double start, double gain, double loss, int t) {
        const double limit = gain / (gain + loss);
        return limit + (start - limit) * std::exp(-(gain + loss) * t);
    };
    for (int t = 1; t <= 120; ++t) {
        engine.advance();
        const double opd_loss = 0.06 * (1 - (0.3 + 0.5 + 0.4 + 0.7) / 4) + 0.005;
        const double city_loss = 0.06 * (1 - (0.5 + 0.6) / 4) + 0.005;
        REQUIRE(engine.state().action[opd] == Approx(expected(0.1, 0.12 * 0.25 * 0.8, opd_loss, t)).epsilon(1e-12));
        REQUIRE(engine.state().action[0] ==
                Approx(expected(0.9, 0.12 * (0.25 * 0.4 + 0.15), city_loss, t)).epsilon(1e-12));
    }
}

TEST_CASE("doctrine goes the exact way under constant knowledge and values", "[reference][diffusion][exact]")
{
    TinyTown town;
    const Index child = town.add(Kind::forum_anak);
    const Index opd = town.add(Kind::opd);
    town.link(child, opd, LinkType::normative);
    town.start(child).doctrine = 0.6;
    town.start(opd).knowledge = 0.3;
    town.start(opd).doctrine = 0.9;
    town.parameters.doctrine_rate = 0.04;
    town.parameters.doctrine_loss = 0.003;
    Engine engine = town.engine();
    run(engine, 50);
    const double gain = 0.02 * (0.3 + 0.6);
    const double limit = gain / (gain + 0.003);
    REQUIRE(engine.state().doctrine[opd] ==
            Approx(limit + (0.9 - limit) * std::exp(-(gain + 0.003) * 50)).epsilon(1e-12));
}

TEST_CASE("what an institution feels are weighted means over its links", "[reference][diffusion][exact]")
{
    TinyTown town;
    const Index opd = town.add(Kind::opd);
    const Index kecamatan = town.add(Kind::kecamatan);
    const Index kelurahan = town.add(Kind::kelurahan, kecamatan);
    const Index neighbour = town.add(Kind::kelurahan, kecamatan);
    const Index community = town.add(Kind::community, kelurahan);
    const Index business = town.add(Kind::business, kelurahan);
    town.at(opd).role = Role::coordinator;
    town.at(opd).task_force = true;
    town.at(community).families = 100;
    for (const Index i : {Index(0), opd, kecamatan, neighbour}) {
        town.start(i).action = 0.5;
        town.start(i).leadership = 0.4;
        town.start(i).doctrine = 0.6;
    }
    town.start(0).written = true;
    town.start(community).involved = 0.3;
    town.start(business).engaged = true;
    town.parameters.overlap = 0.5;
    town.link(0, kelurahan, LinkType::enabling, 1);
    town.link(kecamatan, kelurahan, LinkType::enabling, 3);
    town.link(business, kelurahan, LinkType::functional, 0.3);
    town.link(opd, kelurahan, LinkType::functional, 0.6);
    town.link(opd, kelurahan, LinkType::normative, 0.7);
    town.link(neighbour, kelurahan, LinkType::normative, 0.7);
    town.link(community, kelurahan, LinkType::diffuse, 1);
    town.link(neighbour, kelurahan, LinkType::diffuse, 0.5);
    town.intervene(Lever::instruction).level = 0.9;
    town.intervene(Lever::membership, Target::communities);

    const Engine engine = town.engine();
    const reference::Layout& layout = engine.layout();
    reference::Account account;
    account.purses.push_back({&town.plan});
    const reference::Levers levers = reference::take_effect(account, town.city.start, layout);
    reference::SequentialRandom random(1);
    const reference::Influences felt =
        reference::gather(engine.state(), {layout, town.parameters, levers, account, random});

    const double programme = 0.5 * std::cbrt(0.25 * 0.5 * 0.3);
    REQUIRE(felt[kelurahan].enabling == Approx((0.5 * 0.9 + 3 * 0.5 * 0.4 * 0.3) / 4));
    REQUIRE(felt[kelurahan].functional == Approx((0.3 * 1 + 0.6 * programme) / 0.9));
    REQUIRE(felt[kelurahan].normative == Approx((0.6 * (1 - 0.5 * 0.7) + 0.6) / 2));
    REQUIRE(felt[kelurahan].community == Approx(0.6 * 0.6 + 0.4 * 0.5));
    REQUIRE(felt[0].community == Approx(0.6 * 0.6)); // the families are members
    REQUIRE(felt[opd].community == Approx(0.6 * 0.6));
    REQUIRE(felt[neighbour].community == 0);
    REQUIRE(felt[community].normative == 0);
}

TEST_CASE("meetings alone raise doctrine and coordination as expected", "[reference][meetings][statistical]")
{
    const bool listed = GENERATE(false, true);
    TinyTown town;
    for (int k = 0; k < 20; ++k) {
        const Index opd = town.add(Kind::opd);
        town.at(opd).task_force = true;
        town.at(opd).technical = 2;
        town.start(opd).action = 0.3;
        town.start(opd).doctrine = 0.2;
    }
    town.start(0).action = 0.6;
    town.start(0).doctrine = 0.7;
    town.intervene(Lever::meetings, Target::task_force, 24);
    if (listed) town.intervene(Lever::technical_staff_listed);

    const double head = 0.2 + 0.8 * 0.3;
    const double quality = head + (1 - head) * 0.7 * (listed ? 0.7 : 0.35 * 0.7 + 0.65 * 0.3);
    std::vector<double> doctrine;
    std::vector<double> coordination;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        Engine engine = town.engine(seed);
        run(engine, 15);
        doctrine.push_back(engine.observe().doctrine.task_force);
        coordination.push_back(engine.observe().coordination);
        REQUIRE(engine.state().action[1] == 0.3); // the mayor's L is 0
    }
    REQUIRE(estimate(doctrine).agrees_with(1 - 0.8 * std::pow(1 - 0.06 * quality * 0.7, 30)));
    REQUIRE(estimate(coordination).agrees_with(std::pow(0.8, 30) * 0.3 + (1 - std::pow(0.8, 30)) * quality));
}

TEST_CASE("where heads always come a meeting raises action exactly", "[reference][meetings][exact]")
{
    TinyTown town;
    const Index opd = town.add(Kind::opd);
    const Index lpa = town.add(Kind::lpa);
    town.at(opd).task_force = true;
    town.start(opd).action = 0.1;
    town.start(lpa).action = 0.5;
    town.start(lpa).doctrine = 0.2;
    town.start(town.add(Kind::forum_anak)).doctrine = 1; // not in the task force: not heard
    town.start(0).action = 0.4;
    town.start(0).doctrine = 0.6;
    town.start(0).leadership = 0.2;
    town.parameters.meetings_base = 1;
    town.intervene(Lever::meetings, Target::task_force, 12);
    town.intervene(Lever::membership, Target::lpa);
    town.intervene(Lever::instruction).level = 0.8;
    Engine engine = town.engine();
    run(engine, 10);
    REQUIRE(engine.state().action[opd] == Approx(1 - 0.9 * std::pow(1 - 0.06 * 0.8 * 0.4, 10)).epsilon(1e-12));
    REQUIRE(engine.state().action[lpa] == Approx(1 - 0.5 * std::pow(1 - 0.06 * 0.8 * 0.4, 10)).epsilon(1e-12));
    double voice = 0.2; // the LPA's D, which the meeting hears as it was before
    for (int meeting = 0; meeting < 10; ++meeting) voice += 0.06 * (0.6 + voice) / 2 * (1 - voice);
    REQUIRE(engine.state().doctrine[lpa] == Approx(voice).epsilon(1e-12));
    REQUIRE(engine.state().leadership[0] == 0.2);
    REQUIRE(engine.observe().leadership.of(Kind::city) == 0.8);
}

TEST_CASE("a kelurahan is layak with its body, action and a fifth of its families", "[reference][indicators][exact]")
{
    TinyTown town;
    const Index kecamatan = town.add(Kind::kecamatan);
    const Index kelurahan = town.add(Kind::kelurahan, kecamatan);
    const Index community = town.add(Kind::community, kelurahan);
    town.at(community).families = 10;
    for (const Index i : {kecamatan, kelurahan}) {
        town.start(i).written = true;
        town.start(i).action = 0.5;
    }
    town.start(community).involved = 0.2;
    REQUIRE(town.engine().observe().layak_city == 1);
    REQUIRE(town.engine().observe().indicator[0] == Approx(2.0 / 3));
    town.start(community).involved = 0.1;
    REQUIRE(town.engine().observe().layak_kelurahan == 0);
    REQUIRE(town.engine().observe().layak_kecamatan == 0);
    town.at(community).families = 0;
    REQUIRE(town.engine().observe().layak_kecamatan == 1);
}

TEST_CASE("the same seed gives the same run", "[reference][law]")
{
    TinyTown town;
    const Index kecamatan = town.add(Kind::kecamatan);
    for (int k = 0; k < 5; ++k) town.add(Kind::kelurahan, kecamatan);
    for (InitialState& start : town.city.initial) start.leadership.reset();
    const auto leadership = [&](std::uint64_t seed) { return town.engine(seed).state().leadership; };
    REQUIRE(leadership(7) == leadership(7));
    REQUIRE(leadership(7) != leadership(8));
}
