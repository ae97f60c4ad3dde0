// 4.5 Meetings.

#include <algorithm>

#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

namespace {

using namespace tests;

/// A city with three OPDs in the task force and one outside, two kecamatan, LPA, Forum Anak; meetings every month.
SmallTown assembly(double meetings_a_month = 1, Target target = Target::task_force)
{
    SmallTown town;
    town.opd("opd-a", {1, 1, 2});
    town.opd("opd-b", {1, 0, 1});
    town.opd("opd-c", {1, 1, 1});
    town.opd("opd-d", {1, 0, 1}, false);
    town.add(Kind::kecamatan, "kec-a", 0, {1, 0, 1});
    town.add(Kind::kecamatan, "kec-b", 0, {1, 0, 1});
    town.add(Kind::lpa, "lpa", 0, {1, 0, 1});
    town.add(Kind::forum_anak, "forum-anak");
    for (std::uint32_t i = 0; i < 9; ++i) town.start(i).action = 0.25, town.start(i).doctrine = 0.1;
    town.start(0).doctrine = 0.8;
    town.start(0).action = 0.5;
    Parameters& p = town.parameters();
    p.meetings_base = 0.2;
    p.meetings_delegation = 0.6;
    p.meetings_effect = 0.3;
    p.sosialisasi_consistency = 0.35;
    p.sosialisasi_relay = 0.3;
    p.overlap = 0;
    town.act(Lever::meetings, target, 12 * meetings_a_month, 5);
    return town;
}

/// Every head comes to every meeting.
void all_come(SmallTown& town) { town.parameters().meetings_base = 1; }

struct Expected
{
    double quality; ///< mean
    double learns;  ///< probability that the implementer came
};

/// Section 8: q̄ and the implementer's part of it.
Expected expected(const Parameters& p, double action, bool listed, bool direct)
{
    const double a = p.meetings_base + (1 - p.meetings_base) * action;
    const double c = direct ? 1 : p.sosialisasi_consistency;
    const double other = listed ? std::max(0.7, p.sosialisasi_relay) : p.sosialisasi_relay;
    const double delegate = (1 - a) * p.meetings_delegation;
    return {a + delegate * (0.7 * c + (1 - c) * other), listed ? a + delegate : delegate * c};
}

} // namespace

TEST_CASE("meetings alone: doctrine, coordination and knowledge grow as section 8 says",
          "[commitment][meetings][exact]")
{
    const bool listed = GENERATE(false, true);
    const bool direct = GENERATE(false, true);
    const double relay = GENERATE(0.3, 0.9);
    const int a_month = GENERATE(1, 3);
    SmallTown town = assembly(a_month);
    town.parameters().sosialisasi_relay = relay;
    if (listed) town.act(Lever::technical_staff_listed);
    if (direct) town.act(Lever::direct_appointment);
    Run run(town, {.replicates = 2000});
    const Expected of = expected(town.parameters(), 0.25, listed, direct);
    CAPTURE(listed, direct, relay, a_month);
    int meetings = 0;
    for (const int months : {1, 4}) {
        run.advance(months);
        meetings += months * a_month;
        Tally doctrine, coordination, knowledge;
        for (std::uint32_t r = 0; r < run.replicates(); ++r) {
            for (const std::uint32_t i : {1u, 2u, 3u}) {
                doctrine.add(run.doctrine(i, r));
                knowledge.add(run.knowledge(town.post(i + 1) - 1, r)); // the last post
                REQUIRE(run.action(i, r) == 0.25);                     // L of the city is 0
            }
            REQUIRE(run.knowledge(town.post(1), r) == 0);
            REQUIRE(run.knowledge(town.post(1, 2), r) == 0);
            REQUIRE(run.doctrine(4, r) == 0.1); // outside the task force
            REQUIRE(run.doctrine(5, r) == 0.1);
            REQUIRE(run.doctrine(7, r) == 0.1);
            coordination.add(run.outcome("coordination", r));
        }
        check_mean(doctrine, 1 - 0.9 * std::pow(1 - 0.3 * of.quality * 0.8, meetings));
        check_mean(knowledge, 1 - std::pow(1 - 0.05 * of.learns, meetings));
        check_mean(coordination, std::pow(0.8, meetings) * 0.3 + (1 - std::pow(0.8, meetings)) * of.quality);
    }
}

TEST_CASE("who comes in what quality is drawn for each member and meeting alone", "[commitment][meetings][statistical]")
{
    SmallTown town = assembly();
    Run run(town, {.replicates = 8000});
    run.advance();
    const Parameters& p = town.parameters();
    const double a = 0.2 + 0.8 * 0.25;
    const auto quality = [&](std::uint32_t i, std::uint32_t r) { return (run.doctrine(i, r) - 0.1) / 0.9 / 0.3 / 0.8; };
    double times[4] = {};
    Tally covariance;
    const double mean = expected(p, 0.25, false, false).quality;
    for (std::uint32_t r = 0; r < run.replicates(); ++r) {
        for (const std::uint32_t i : {1u, 2u, 3u}) {
            const double q = quality(i, r);
            const int kind = q == Approx(1) ? 3 : q == Approx(0.7) ? 2 : q == Approx(0.3) ? 1 : 0;
            if (kind == 0) REQUIRE(std::abs(q) < 1e-12);
            times[kind] += 1;
        }
        covariance.add((quality(1, r) - mean) * (quality(2, r) - mean));
    }
    check_share(times[3], 24000, a);
    check_share(times[2], 24000, (1 - a) * 0.6 * 0.35);
    check_share(times[1], 24000, (1 - a) * 0.6 * 0.65);
    check_share(times[0], 24000, (1 - a) * 0.4);
    check_mean(covariance, 0);
}

TEST_CASE("with every head present action grows as section 8 says, an instruction's floor included",
          "[commitment][meetings][exact]")
{
    const bool listed = GENERATE(false, true);
    const double floor = GENERATE(0.0, 0.9);
    SmallTown town = assembly(2);
    all_come(town);
    town.start(0).leadership = 0.4;
    if (listed) town.act(Lever::technical_staff_listed);
    if (floor > 0) town.act(Lever::instruction, Target::none, floor);
    Run run(town);
    run.advance(5);
    for (const std::uint32_t r : {0u, 7u}) {
        CHECK(run.action(2, r) == Approx(1 - 0.75 * std::pow(1 - 0.3 * std::max(0.4, floor) * 0.5, 10)).epsilon(1e-13));
        CHECK(run.action(4, r) == 0.25);
        CHECK(run.action(0, r) == 0.5);
        CHECK(run.outcome("coordination", r) == Approx(std::pow(0.8, 10) * 0.3 + 1 - std::pow(0.8, 10)).epsilon(1e-13));
        CHECK(run.field(Field::leadership, 0, r) == 0.4); // the mayor's own
        CHECK(run.outcome("leadership.city", r) == std::max(0.4, floor));
        CHECK(run.cost(Lever::meetings, r) == 10);
        CHECK(run.knowledge(town.post(1, 3), r) == Approx(listed ? 1 - std::pow(0.95, 10) : 0).margin(1e-14));
    }
}

TEST_CASE("all levels invite the kecamatan, membership the others, and coordination is the mean over those invited",
          "[commitment][meetings][exact]")
{
    struct Case
    {
        Target target;
        std::vector<Target> members;
        std::vector<std::uint32_t> present;
    };
    const Case which = GENERATE(Case{Target::task_force, {}, {1, 2, 3}}, Case{Target::all_levels, {}, {1, 2, 3, 5, 6}},
                                Case{Target::task_force, {Target::opd}, {1, 2, 3, 4}},
                                Case{Target::all_levels, {Target::lpa, Target::forum_anak}, {1, 2, 3, 5, 6, 7}});
    SmallTown town = assembly(1, which.target);
    all_come(town);
    town.start(0).leadership = 1;
    for (const Target member : which.members) town.act(Lever::membership, member);
    Run run(town);
    run.advance();
    for (std::uint32_t i = 1; i < 9; ++i) {
        const bool present = std::find(which.present.begin(), which.present.end(), i) != which.present.end();
        CAPTURE(i);
        CHECK(run.action(i, 0) == Approx(present ? 1 - 0.75 * (1 - 0.3 * 0.5) : 0.25).epsilon(1e-13));
        if (!present) CHECK(run.doctrine(i, 0) == 0.1);
    }
    CHECK(run.outcome("coordination", 0) == Approx(0.8 * 0.3 + 0.2).epsilon(1e-13));
}

TEST_CASE("coordination follows the mean quality, the absent among those invited", "[commitment][meetings][exact]")
{
    SmallTown town = assembly(1, Target::all_levels);
    town.parameters().meetings_base = 0;
    town.parameters().meetings_delegation = 0;
    town.start(2).action = 1; // this head always comes, the others never
    for (const std::uint32_t i : {1u, 3u, 5u, 6u, 7u}) town.start(i).action = 0;
    town.act(Lever::membership, Target::lpa);
    Run run(town);
    run.advance();
    CHECK(run.outcome("coordination", 3) == Approx(0.8 * 0.3 + 0.2 / 6).epsilon(1e-13));
}

TEST_CASE("with LPA and Forum Anak in, the value shared is their mean with the city's, as before the meeting",
          "[commitment][meetings][exact]")
{
    const bool lpa = GENERATE(false, true);
    const bool forum = GENERATE(false, true);
    SmallTown town = assembly(2);
    all_come(town);
    town.start(7).doctrine = 0.3;
    town.start(8).doctrine = 0.95;
    if (lpa) town.act(Lever::membership, Target::lpa);
    if (forum) town.act(Lever::membership, Target::forum_anak);
    Run run(town);
    double opd = 0.1, of_lpa = 0.3;
    for (int month = 0; month < 3; ++month) {
        run.advance();
        for (int meeting = 0; meeting < 2; ++meeting) {
            const double value = (0.8 + (lpa ? of_lpa : 0) + (forum ? 0.95 : 0)) / (1 + lpa + forum);
            opd += 0.3 * value * (1 - opd);
            if (lpa) of_lpa += 0.3 * value * (1 - of_lpa);
        }
        CHECK(run.doctrine(1, 0) == Approx(opd).epsilon(1e-13));
        CHECK(run.doctrine(7, 0) == Approx(of_lpa).epsilon(1e-13));
        CHECK(run.doctrine(8, 0) == 0.95);
        CHECK(run.doctrine(0, 0) == 0.8);
    }
}

TEST_CASE("a month without a meeting, and one to which nobody is invited, lets coordination fade",
          "[commitment][meetings][exact]")
{
    SmallTown quiet = assembly(1);
    quiet.plan.interventions.clear();
    Run still_run(quiet);
    still_run.advance(4);
    CHECK(still_run.outcome("coordination", 0) == Approx(0.3 * std::pow(0.95, 4)).epsilon(1e-13));

    SmallTown empty;
    empty.opd("opd", {}, false);
    empty.act(Lever::meetings, Target::task_force, 24, 5);
    Run run(empty);
    run.advance(4);
    CHECK(run.outcome("coordination", 0) == Approx(0.3 * std::pow(0.95, 4)).epsilon(1e-13));
    CHECK(run.cost(Lever::meetings, 0) == 0);
    CHECK(run.undelivered(Lever::meetings, 0) == 0);
}

TEST_CASE("with businesses in the task force each meeting wins one for the cause",
          "[commitment][meetings][statistical]")
{
    SmallTown town = assembly(1);
    for (const char* id : {"usaha-a", "usaha-b", "usaha-c"}) town.at(town.add(Kind::business, id)).parent.reset();
    town.parameters().business_base = -50;
    town.parameters().business_advocacy = 100; // who is won is engaged at once
    town.act(Lever::membership, Target::businesses);
    Run run(town, {.replicates = 6000});
    run.advance();
    double won[3] = {};
    for (std::uint32_t r = 0; r < run.replicates(); ++r) {
        double all = 0;
        for (std::uint32_t b = 0; b < 3; ++b) {
            const double engaged = run.field(Field::programme, 9 + b, r);
            won[b] += engaged;
            all += engaged;
        }
        REQUIRE(all == 1);
    }
    for (const double times : won) check_share(times, 6000, 1.0 / 3);
}
