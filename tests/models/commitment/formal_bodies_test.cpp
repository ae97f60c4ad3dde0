// 4.8 Formal bodies.

#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

namespace {

using namespace tests;

double cloglog(double eta) { return 1 - std::exp(-std::exp(eta)); }

/// A kecamatan with two kelurahan, one with its body, and a neighbour; nothing forms until a test says so.
struct District
{
    SmallTown town;
    std::uint32_t kecamatan, kel, with_body, other;

    District()
    {
        kecamatan = town.add(Kind::kecamatan, "kec", 0, {1, 0, 1});
        kel = town.add(Kind::kelurahan, "kel-a", kecamatan, {1, 0, 1});
        with_body = town.add(Kind::kelurahan, "kel-b", kecamatan);
        other = town.add(Kind::kelurahan, "kel-c", kecamatan);
        town.start(with_body).written = true;
        town.start(with_body).action = 1;
        town.border(kel, with_body);
        town.border(kel, other);
        Parameters& p = town.parameters();
        p.formal_action = p.formal_enabling = p.formal_peers = p.formal_community = p.formal_capacity = 0;
    }

    /// Share of replicates in which `i` has its body after a month.
    void check(std::uint32_t i, double eta)
    {
        Run run(town, {.replicates = 6000});
        run.advance();
        double formed = 0;
        for (std::uint32_t r = 0; r < run.replicates(); ++r) formed += run.written(i, r);
        CAPTURE(i, eta);
        check_share(formed, run.replicates(), cloglog(eta));
    }
};

} // namespace

TEST_CASE("with a constant hazard the waiting time is geometric", "[commitment][formal][exact]")
{
    SmallTown town;
    const auto kecamatan = town.add(Kind::kecamatan, "kec");
    const auto kel = town.add(Kind::kelurahan, "kel-a", kecamatan);
    const auto next = town.add(Kind::kelurahan, "kel-b", kecamatan);
    Parameters& p = town.parameters();
    p.formal_base = -3;
    p.formal_action = p.formal_enabling = p.formal_peers = p.formal_community = p.formal_capacity = 0;
    Run run(town, {.replicates = 4000});
    const double probability = cloglog(-3);
    double alone = 4000, pair = 4000;
    for (int t = 1; t <= 36; ++t) {
        run.advance();
        double without = 0, both = 0;
        for (std::uint32_t r = 0; r < run.replicates(); ++r) {
            without += 1 - run.written(kel, r);
            both += (1 - run.written(kel, r)) * (1 - run.written(next, r));
            REQUIRE(run.written(0, r) == 0); // no body of the city here
        }
        REQUIRE(without <= alone);
        REQUIRE(both <= pair);
        alone = without;
        pair = both;
        if (t % 6 != 1) continue;
        check_share(without, 4000, std::pow(1 - probability, t));
        check_share(both, 4000, std::pow(1 - probability, 2 * t));
    }
}

TEST_CASE("each term of the hazard counts as section 4.8 says", "[commitment][formal][exact]")
{
    District d;
    Parameters& p = d.town.parameters();
    p.formal_base = -1;
    SECTION("action")
    {
        p.formal_action = 2;
        d.town.start(d.kel).action = 0.4;
        d.check(d.kel, -1 + 2 * 0.4);
        d.check(d.kecamatan, -1);
    }
    SECTION("action is the one that 4.7 has just given")
    {
        p.formal_action = 4;
        p.diffusion_loss_floor = 2; // 4.7 leaves e^-2.06 of it
        d.town.start(d.kel).action = 0.8;
        d.check(d.kel, -1 + 4 * 0.8 * std::exp(-2.0));
    }
    SECTION("authority and society are those of before 4.7")
    {
        p.formal_enabling = 3;
        p.formal_community = 2;
        p.diffusion_loss_floor = 3; // 4.7 leaves little of the kecamatan's and the neighbour's action
        d.town.link(d.kecamatan, d.kel, LinkType::enabling);
        d.town.link(d.with_body, d.kel, LinkType::diffuse);
        d.town.start(d.kecamatan).action = 0.8;
        d.town.start(d.kecamatan).leadership = 0.5;
        d.check(d.kel, -1 + 3 * 0.8 * 0.5 * 0.3 + 2 * 0.4 * 1);
    }
    SECTION("capacity")
    {
        p.formal_capacity = 2;
        d.town.start(d.kel).knowledge = 0.4;
        d.check(d.kel, -1 + 2 * 0.4);
    }
    SECTION("authority, and a mandate beside it up to 1")
    {
        p.formal_enabling = 3;
        d.town.link(d.kecamatan, d.kel, LinkType::enabling);
        d.town.link(0, d.kecamatan, LinkType::enabling);
        d.town.start(d.kecamatan).action = 0.8;
        d.town.start(d.kecamatan).leadership = 0.5;
        d.town.start(0).action = 0.5;
        d.town.start(0).written = true;
        d.town.start(0).leadership = 0.4;
        d.check(d.kel, -1 + 3 * 0.8 * 0.5 * 0.3);
        d.check(d.kecamatan, -1 + 3 * 0.5 * 0.4);
        d.town.act(Lever::mandate, Target::kelurahan, 0.1);
        d.town.act(Lever::mandate, Target::kelurahan, 0.25);
        d.check(d.kel, -1 + 3 * (0.8 * 0.5 * 0.3 + 0.25));
        d.check(d.kecamatan, -1 + 3 * 0.5 * 0.4);
        d.town.act(Lever::mandate, Target::kecamatan, 0.3);
        d.check(d.kecamatan, -1 + 3 * (0.5 * 0.4 + 0.3));
        p.formal_base = -3;
        d.town.act(Lever::mandate, Target::kelurahan, 1);
        d.check(d.kel, -3 + 3 * 1);
    }
    SECTION("peers: for a kelurahan those that share a border, for a kecamatan its own")
    {
        p.formal_peers = 1.5;
        d.check(d.kel, -1 + 1.5 / 2);
        d.check(d.kecamatan, -1 + 1.5 / 3);
        d.check(d.other, -1); // its neighbour has none
    }
    SECTION("society: families that take part, and neighbours that act")
    {
        p.formal_community = 2;
        const auto families = d.town.community("keluarga", d.kel, 1000);
        d.town.start(families).involved = 0.2;
        d.town.link(families, d.kel, LinkType::diffuse);
        d.town.link(d.with_body, d.kel, LinkType::diffuse, 0.5);
        d.town.link(d.other, d.kel, LinkType::diffuse, 0.5);
        d.check(d.kel, -1 + 2 * (0.6 * 2 * 0.2 + 0.4 * 0.5));
        d.town.start(families).involved = 0.7; // half of the families already count in full
        d.check(d.kel, -1 + 2 * (0.6 + 0.4 * 0.5));
    }
}

TEST_CASE("peers are those of before the month: example goes one border a month, and to the kecamatan a month later",
          "[commitment][formal][exact]")
{
    SmallTown town;
    const auto kecamatan = town.add(Kind::kecamatan, "kec");
    std::vector<std::uint32_t> chain;
    for (int k = 0; k < 6; ++k) chain.push_back(town.add(Kind::kelurahan, "kel-" + std::to_string(k), kecamatan));
    for (std::size_t k = 0; k + 1 < chain.size(); ++k) town.border(chain[k], chain[k + 1]);
    town.start(chain[2]).written = true;
    for (const auto i : chain) town.start(i).action = 1;
    Parameters& p = town.parameters();
    p.formal_action = p.formal_enabling = p.formal_community = p.formal_capacity = 0;
    p.formal_base = -70;
    p.formal_peers = 150; // half of the peers: certain; a third: never
    Run run(town);
    const char* expected[] = {"001000", "011100", "111110", "111111"};
    for (int month = 0; month < 4; ++month) {
        if (month > 0) run.advance();
        for (std::size_t k = 0; k < chain.size(); ++k) CHECK(run.written(chain[k], 5) == expected[month][k] - '0');
        CHECK(run.written(kecamatan, 5) == (month >= 2)); // three of six at the end of the first month
    }
}

TEST_CASE("a body whose institution acts too little falls dormant, one that has just come does not",
          "[commitment][formal][exact]")
{
    SmallTown town;
    const auto kecamatan = town.add(Kind::kecamatan, "kec");
    const auto weak = town.add(Kind::kelurahan, "kel-a", kecamatan);
    const auto enough = town.add(Kind::kelurahan, "kel-b", kecamatan);
    const auto none = town.add(Kind::kelurahan, "kel-c", kecamatan);
    town.start(0).written = town.start(kecamatan).written = town.start(weak).written = town.start(enough).written =
        true;
    town.start(weak).action = 0.0999;
    town.start(kecamatan).action = 0.05;
    town.start(enough).action = 0.1;
    Parameters& p = town.parameters();
    p.formal_action = p.formal_enabling = p.formal_peers = p.formal_community = p.formal_capacity = 0;
    SECTION("with the probability given, a month; without action it may come again")
    {
        p.formal_dormancy = 0.2;
        Run run(town, {.replicates = 6000});
        run.advance(3);
        double of_weak = 0, of_kecamatan = 0;
        for (std::uint32_t r = 0; r < run.replicates(); ++r) {
            of_weak += run.written(weak, r);
            of_kecamatan += run.written(kecamatan, r);
            REQUIRE(run.written(enough, r) == 1);
            REQUIRE(run.written(0, r) == 1);
        }
        check_share(of_weak, 6000, std::pow(0.8, 3));
        check_share(of_kecamatan, 6000, std::pow(0.8, 3));
    }
    SECTION("forms and falls in turn where both are certain")
    {
        p.formal_dormancy = 1;
        p.formal_base = 50;
        Run run(town);
        run.advance();
        CHECK(run.written(none, 0) == 1);
        CHECK(run.written(weak, 0) == 0);
        run.advance();
        CHECK(run.written(none, 0) == 0);
        CHECK(run.written(weak, 0) == 1);
    }
}
