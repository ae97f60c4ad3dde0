// 4.3 Sosialisasi.

#include <algorithm>

#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

namespace {

using namespace tests;

/// One OPD with a head, an official and two technical posts; a session every month.
SmallTown one_opd()
{
    SmallTown town;
    town.opd("opd", {1, 1, 2});
    town.start(1).doctrine = 0.2;
    town.start(1).knowledge = 0.1;
    Parameters& p = town.parameters();
    p.sosialisasi_effect = 0.3;
    p.sosialisasi_consistency = 0.4;
    p.sosialisasi_relay = 0.25;
    p.sosialisasi_doctrine = 0.5;
    town.act(Lever::sosialisasi, Target::opd, 12);
    return town;
}

} // namespace

TEST_CASE("the attendee learns, the implementer with probability c + (1 - c)/n, another less to the institution's use",
          "[commitment][sosialisasi][exact]")
{
    SmallTown town = one_opd();
    Run run(town, {.replicates = 8000});
    run.advance();
    double times[4] = {};
    const auto first = town.post(1);
    for (std::uint32_t r = 0; r < run.replicates(); ++r) {
        int learnt = -1;
        for (std::uint32_t p = 0; p < 4; ++p) {
            const double k = run.knowledge(first + p, r);
            if (k == 0.1) continue;
            REQUIRE(learnt == -1);
            REQUIRE(k == Approx(0.1 + 0.3 * 0.9).epsilon(1e-14));
            learnt = static_cast<int>(p);
        }
        REQUIRE(learnt >= 0);
        times[learnt] += 1;
        REQUIRE(run.doctrine(1, r) == Approx(0.2 + 0.5 * (learnt == 3 ? 1 : 0.25) * 0.8).epsilon(1e-14));
    }
    for (int p = 0; p < 3; ++p) check_share(times[p], 8000, 0.6 / 4);
    check_share(times[3], 8000, 0.4 + 0.6 / 4);
}

TEST_CASE("where the implementer is appointed directly, that one always comes", "[commitment][sosialisasi][exact]")
{
    SmallTown town = one_opd();
    town.act(Lever::direct_appointment);
    Run run(town, {.replicates = 64});
    run.advance(5);
    for (std::uint32_t r = 0; r < run.replicates(); ++r) {
        REQUIRE(run.knowledge(town.post(1, 3), r) == Approx(1 - 0.9 * std::pow(0.7, 5)).epsilon(1e-13));
        REQUIRE(run.knowledge(town.post(1, 0), r) == 0.1);
        REQUIRE(run.doctrine(1, r) == Approx(1 - 0.8 * std::pow(0.5, 5)).epsilon(1e-13));
    }
}

TEST_CASE("without technical staff the last post answers", "[commitment][sosialisasi][exact]")
{
    SmallTown town;
    const auto opd = town.opd("opd", {1, 2, 0});
    town.act(Lever::sosialisasi, Target::opd, 12);
    town.act(Lever::direct_appointment);
    Run run(town);
    run.advance();
    CHECK(run.knowledge(town.post(opd, 2), 0) > 0);
    CHECK(run.knowledge(town.post(opd, 1), 0) == 0);
    CHECK(run.knowledge(town.post(opd, 0), 0) == 0);
}

TEST_CASE("sessions go to the target's institutions, each as likely, independently",
          "[commitment][sosialisasi][statistical]")
{
    SmallTown town;
    town.opd("opd-a");
    town.opd("opd-b");
    town.opd("opd-c", {}, false);
    town.add(Kind::kecamatan, "kec-a");
    town.add(Kind::kecamatan, "kec-b");
    town.add(Kind::kelurahan, "kel-a", 4);
    town.add(Kind::kelurahan, "kel-b", 4);
    town.add(Kind::kelurahan, "kel-c", 4);
    town.add(Kind::lpa, "lpa");
    struct Case
    {
        Target target;
        bool widened;
        std::vector<std::uint32_t> places;
    };
    const Case which = GENERATE(Case{Target::task_force, false, {1, 2}}, Case{Target::task_force, true, {1, 2, 3}},
                                Case{Target::opd, false, {1, 2, 3}}, Case{Target::kecamatan, false, {4, 5}},
                                Case{Target::kelurahan, false, {6, 7, 8}});
    town.act(Lever::sosialisasi, which.target, 24, 5);
    if (which.widened) town.act(Lever::membership, Target::opd);
    town.parameters().sosialisasi_effect = 0.5;
    Run run(town, {.replicates = 4000});
    run.advance();
    CHECK(run.cost(Lever::sosialisasi, 3) == 10);
    const double n = static_cast<double>(which.places.size());
    for (std::uint32_t i = 0; i < run.packed().institutions; ++i) {
        double both = 0, either = 0;
        for (std::uint32_t r = 0; r < run.replicates(); ++r) {
            const double k = run.knowledge(i, r); // one post an institution
            either += k > 0;
            both += k == 0.75;
        }
        const bool place = std::find(which.places.begin(), which.places.end(), i) != which.places.end();
        CAPTURE(i, place);
        check_share(either, 4000, place ? 1 - (1 - 1 / n) * (1 - 1 / n) : 0);
        check_share(both, 4000, place ? 1 / (n * n) : 0);
    }
}

TEST_CASE("a session among families: some come to know, some who know understand, those just moved among them",
          "[commitment][sosialisasi][exact]")
{
    // Small counts are drawn by inversion, large ones by rejection.
    const int families = GENERATE(90, 5000, 60);
    SmallTown town;
    town.add(Kind::kecamatan, "kec");
    town.add(Kind::kelurahan, "kel", 1);
    town.community("keluarga", 2, families);
    town.start(3).knows = 0.25;
    town.start(3).understands = 0.1;
    town.start(3).involved = 0.05;
    town.parameters().sosialisasi_reach = families == 5000 ? 1000 : 60;
    town.parameters().sosialisasi_face = 0.3;
    town.act(Lever::sosialisasi, Target::communities, 12);
    Run run(town, {.replicates = 8000});
    const double unaware = run.families(0, 0, 0), knows = run.families(1, 0, 0), understands = run.families(2, 0, 0),
                 involved = run.families(3, 0, 0);
    const double a = std::min(1.0, town.parameters().sosialisasi_reach / families);
    const double b = std::min(1.0, 0.3 * town.parameters().sosialisasi_reach / families);
    run.advance();
    Tally left, left_squared, stayed, grasped, grasped_squared;
    for (std::uint32_t r = 0; r < run.replicates(); ++r) {
        REQUIRE(run.families(0, 0, r) + run.families(1, 0, r) + run.families(2, 0, r) + run.families(3, 0, r) ==
                families);
        REQUIRE(run.families(3, 0, r) == involved);
        const double moved = unaware - run.families(0, 0, r);
        left.add(moved);
        left_squared.add(std::pow(moved - unaware * a, 2));
        stayed.add(run.families(1, 0, r));
        const double up = run.families(2, 0, r) - understands;
        grasped.add(up);
        grasped_squared.add(std::pow(up - (knows + unaware * a) * b, 2));
    }
    check_mean(left, unaware * a);
    check_mean(left_squared, unaware * a * (1 - a));
    check_mean(stayed, (knows + unaware * a) * (1 - b));
    check_mean(grasped, (knows + unaware * a) * b);
    // The sum of two binomials: of those who knew, and of the unaware with a·b.
    check_mean(grasped_squared, knows * b * (1 - b) + unaware * a * b * (1 - a * b));
}

TEST_CASE("a community without families takes a session and nothing happens", "[commitment][sosialisasi][exact]")
{
    SmallTown town;
    town.add(Kind::kecamatan, "kec");
    town.add(Kind::kelurahan, "kel", 1);
    town.community("keluarga", 2, 0);
    town.act(Lever::sosialisasi, Target::communities, 24, 3);
    Run run(town);
    run.advance(3);
    CHECK(run.cost(Lever::sosialisasi, 0) == 6);
    for (int stage = 0; stage < 4; ++stage) CHECK(run.families(stage, 0, 0) == 0);
    CHECK(run.outcome("families.unaware", 0) == 0);
}
