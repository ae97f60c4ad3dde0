// Section 5 (ledger): amounts, what they cost, and the budget.

#include <algorithm>
#include <cmath>
#include <ostream>

#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

namespace {

using namespace tests;

/// One institution of each kind that levers need; a training seat always finds a taker.
SmallTown bench()
{
    SmallTown town;
    town.opd("opd", {1, 1, 1});
    town.add(Kind::kecamatan, "kec");
    town.add(Kind::kelurahan, "kel", 2);
    town.community("keluarga", 3, 100);
    town.at(town.add(Kind::business, "usaha")).parent.reset();
    town.add(Kind::lpa, "lpa");
    town.add(Kind::forum_anak, "forum-anak");
    return town;
}

/// What a month says of a lever.
struct Account
{
    double cost, undelivered, lapsed;
    bool operator==(const Account&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Account& a)
{
    return out << a.cost << ", " << a.undelivered << ", " << a.lapsed;
}

Account account(const Run& run, Lever lever, std::uint32_t r = 0)
{
    return {run.cost(lever, r), run.undelivered(lever, r), run.lapsed(lever, r)};
}

bool listed(const Run& run)
{
    return run.field(Field::structure, 1, 0) > 0.6;
} // an OPD's S while technical staff are listed

} // namespace

TEST_CASE("n units a year are n/12 a month, the fraction by a draw of each month and intervention",
          "[commitment][ledger][statistical]")
{
    const Lever lever =
        GENERATE(Lever::training, Lever::sosialisasi, Lever::facilitation, Lever::monitoring, Lever::meetings);
    const double a_year = GENERATE(7.0, 30.0, 24.0, 0.6);
    SmallTown town = bench();
    const Target target = lever == Lever::training      ? Target::all
                          : lever == Lever::sosialisasi ? Target::kelurahan
                          : lever == Lever::monitoring  ? Target::kecamatan
                          : lever == Lever::meetings    ? Target::task_force
                                                        : Target::none;
    town.act(lever, target, a_year, 10);
    Run run(town, {.replicates = 800});
    const double mean = a_year / 12;
    const double whole = std::floor(mean);
    double more = 0, months = 0;
    Tally successive;
    std::vector<double> before(run.replicates(), mean);
    for (int month = 0; month < 24; ++month) {
        run.advance();
        for (std::uint32_t r = 0; r < run.replicates(); ++r) {
            const double units = run.cost(lever, r) / 10;
            REQUIRE((units == whole || units == whole + 1));
            more += units - whole;
            months += 1;
            successive.add((units - mean) * (before[r] - mean));
            before[r] = units;
        }
    }
    check_share(more, months, mean - whole);
    check_mean(successive, 0); // each month its own draw
}

TEST_CASE("interventions of one kind add their units, each with its own draw", "[commitment][ledger][statistical]")
{
    SmallTown town = bench();
    town.city.history = town.plan;
    town.city.history.interventions = {SmallTown::make(town.plan, Lever::training, Target::all, 6, 1)};
    town.act(Lever::training, Target::all, 6, 1);
    town.act(Lever::training, Target::all, 6, 1);
    Run run(town, {.replicates = 4000});
    run.advance();
    double times[4] = {};
    for (std::uint32_t r = 0; r < run.replicates(); ++r) times[static_cast<int>(run.cost(Lever::training, r))] += 1;
    check_share(times[0], 4000, 1.0 / 8);
    check_share(times[1], 4000, 3.0 / 8);
    check_share(times[2], 4000, 3.0 / 8);
    check_share(times[3], 4000, 1.0 / 8);
}

TEST_CASE("the history's interventions act before the plan's, these in the order of their file",
          "[commitment][ledger][exact]")
{
    SmallTown town;
    town.opd("opd-a");
    town.add(Kind::kecamatan, "kec");
    town.add(Kind::kelurahan, "kel", 2);
    std::vector<Target> own{Target::kecamatan, Target::kelurahan, Target::task_force};
    if (GENERATE(false, true)) std::reverse(own.begin(), own.end());
    town.city.history = town.plan;
    for (const Target target : {Target::kelurahan, Target::kecamatan})
        town.city.history.interventions.push_back(SmallTown::make(town.plan, Lever::monitoring, target, 12));
    for (const Target target : own) town.act(Lever::monitoring, target, 12);
    std::vector<std::uint32_t> visited;
    Run run(town, {.listen = [&](const Happening& seen) {
                if (seen.replicate == 0) visited.push_back(seen.institution);
            }});
    run.advance();
    std::vector<std::uint32_t> expected{3, 2};
    for (const Target target : own)
        expected.push_back(target == Target::task_force ? 1 : target == Target::kecamatan ? 2 : 3);
    CHECK(visited == expected);
}

TEST_CASE("an intervention acts from its first month to its last", "[commitment][ledger][exact]")
{
    SmallTown town = bench();
    Intervention& by = town.act(Lever::sosialisasi, Target::kelurahan, 12, 10);
    by.from = town.city.start + 2;
    by.to = town.city.start + 4;
    Intervention& staff = town.act(Lever::technical_staff_listed);
    staff.from = town.city.start + 1;
    staff.to = town.city.start + 3;
    Run run(town);
    for (int month = 0; month < 7; ++month) {
        run.advance();
        CHECK(run.cost(Lever::sosialisasi, 0) == (month >= 2 && month <= 4 ? 10 : 0));
        CHECK(listed(run) == (month >= 1 && month <= 3));
    }
}

TEST_CASE("what being in force costs is paid first, in the order of the file, and lapses where money is short",
          "[commitment][ledger][exact]")
{
    SmallTown town = bench();
    town.plan.budget_per_year = 12'000;
    town.act(Lever::training, Target::all, 12, 300);                       // one seat a month
    town.act(Lever::technical_staff_listed).cost_per_year = 6'000;         // 500 a month
    town.act(Lever::instruction, Target::none, 0.9).cost_per_year = 4'800; // 400
    Run run(town);
    // 1,200 a month: ten months. In the tenth nothing is left for the others.
    for (int month = 0; month < 24; ++month) {
        run.advance();
        const bool paid = month % 12 < 10;
        CAPTURE(month);
        CHECK(account(run, Lever::technical_staff_listed) == (paid ? Account{500, 0, 0} : Account{0, 0, 1}));
        CHECK(account(run, Lever::instruction) == (paid ? Account{400, 0, 0} : Account{0, 0, 1}));
        CHECK(account(run, Lever::training) == (paid ? Account{300, 0, 0} : Account{0, 1, 0}));
        CHECK(listed(run) == paid);
        CHECK(run.outcome("leadership.city", 0) == (paid ? 0.9 : 0));
    }
}

TEST_CASE("the first to come is the first served, though what is left may do for a cheaper one",
          "[commitment][ledger][exact]")
{
    SmallTown town = bench();
    town.plan.budget_per_year = 1'000;
    town.act(Lever::technical_staff_listed).cost_per_year = 12 * 600;
    town.act(Lever::instruction, Target::none, 0.5).cost_per_year = 12 * 500;
    town.act(Lever::direct_appointment).cost_per_year = 12 * 300;
    Run run(town);
    run.advance();
    CHECK(account(run, Lever::technical_staff_listed) == Account{600, 0, 0});
    CHECK(account(run, Lever::instruction) == Account{0, 0, 1});
    CHECK(account(run, Lever::direct_appointment) == Account{300, 0, 0});
    CHECK(run.outcome("leadership.city", 0) == 0);
    run.advance();
    CHECK(account(run, Lever::technical_staff_listed) == Account{0, 0, 1});
    CHECK(account(run, Lever::direct_appointment) == Account{0, 0, 1});
}

TEST_CASE("a month in which several levers of a kind lapse counts once", "[commitment][ledger][exact]")
{
    SmallTown town = bench();
    town.plan.budget_per_year = 0;
    for (int k = 0; k < 3; ++k) town.act(Lever::instruction, Target::none, 0.5).cost_per_year = 1'200;
    town.act(Lever::instruction, Target::none, 0.3);
    Run run(town);
    run.advance();
    CHECK(account(run, Lever::instruction) == Account{0, 0, 1});
    CHECK(run.outcome("leadership.city", 0) == 0.3); // the one without cost holds
}

TEST_CASE("a unit lever that lapses delivers nothing and owes nothing", "[commitment][ledger][exact]")
{
    SmallTown town = bench();
    town.plan.budget_per_year = 1'000;
    town.act(Lever::training, Target::all, 24, 10).cost_per_year = 12 * 1'001;
    town.act(Lever::funding, Target::opd, 1'200).cost_per_year = 12 * 1'001;
    Run run(town);
    run.advance();
    CHECK(account(run, Lever::training) == Account{0, 0, 1});
    CHECK(account(run, Lever::funding) == Account{0, 0, 1});
}

TEST_CASE("funding is bought before units, and takes what is left where that is less", "[commitment][ledger][exact]")
{
    SmallTown town = bench();
    town.plan.budget_per_year = 100e6;
    town.act(Lever::training, Target::all, 12, 8e6);
    town.act(Lever::funding, Target::opd, 12 * 40e6);
    Run run(town);
    const auto resources = [](double funds) { return 1 - 0.7 * std::exp(-funds / 200e6); };
    run.advance(); // 40, and a seat of 8
    CHECK(account(run, Lever::funding) == Account{40e6, 0, 0});
    CHECK(account(run, Lever::training) == Account{8e6, 0, 0});
    CHECK(run.field(Field::resources, 1, 0) == Approx(resources(480e6)).epsilon(1e-13));
    run.advance(); // 40 of 52, a seat: 4 left
    CHECK(account(run, Lever::funding) == Account{40e6, 0, 0});
    CHECK(account(run, Lever::training) == Account{8e6, 0, 0});
    run.advance(); // 4 of 40 and no seat
    CHECK(account(run, Lever::funding) == Account{4e6, 36e6, 0});
    CHECK(account(run, Lever::training) == Account{0, 1, 0});
    CHECK(run.field(Field::resources, 1, 0) == Approx(resources(48e6)).epsilon(1e-13));
    run.advance();
    CHECK(account(run, Lever::funding) == Account{0, 40e6, 0});
    CHECK(run.field(Field::resources, 1, 0) == Approx(resources(0)).epsilon(1e-13));
}

TEST_CASE("funding of a kind that the city does not have is not spent", "[commitment][ledger][exact]")
{
    SmallTown town;
    town.act(Lever::funding, Target::lpa, 12e6);
    Run run(town);
    run.advance();
    CHECK(account(run, Lever::funding) == Account{0, 0, 0});
}

TEST_CASE("units are bought as they come up, a cheaper one after a dearer one that could not be paid",
          "[commitment][ledger][exact]")
{
    SmallTown town = bench();
    town.plan.budget_per_year = 1'000;
    town.act(Lever::meetings, Target::task_force, 12, 25);    // 4.5: last
    town.act(Lever::monitoring, Target::kelurahan, 24, 40);   // 4.4
    town.act(Lever::facilitation, Target::none, 12, 90);      // 4.4, before monitoring
    town.act(Lever::sosialisasi, Target::kelurahan, 24, 300); // 4.3
    town.act(Lever::training, Target::all, 12, 500);          // 4.2: first
    Run run(town);
    run.advance();
    // 500; of two sessions one; 90; two visits of 40 leave 30; a meeting of 25.
    CHECK(account(run, Lever::training) == Account{500, 0, 0});
    CHECK(account(run, Lever::sosialisasi) == Account{300, 1, 0});
    CHECK(account(run, Lever::facilitation) == Account{90, 0, 0});
    CHECK(account(run, Lever::monitoring) == Account{80, 0, 0});
    CHECK(account(run, Lever::meetings) == Account{25, 0, 0});
    run.advance();
    CHECK(account(run, Lever::training) == Account{0, 1, 0});
    CHECK(account(run, Lever::sosialisasi) == Account{0, 2, 0});
    CHECK(account(run, Lever::facilitation) == Account{0, 1, 0});
    CHECK(account(run, Lever::monitoring) == Account{0, 2, 0});
    CHECK(account(run, Lever::meetings) == Account{0, 1, 0});
    const double coordination = run.outcome("coordination", 0);
    run.advance(); // a meeting not delivered is none
    CHECK(run.outcome("coordination", 0) == Approx(0.95 * coordination).epsilon(1e-13));
}

TEST_CASE("what nobody could take is neither bought nor owed", "[commitment][ledger][exact]")
{
    SmallTown town; // the city alone
    town.plan.budget_per_year = 0;
    town.act(Lever::training, Target::kelurahan, 120, 10);
    town.act(Lever::sosialisasi, Target::communities, 120, 10);
    town.act(Lever::sosialisasi, Target::businesses, 120, 10);
    town.act(Lever::facilitation, Target::none, 120, 10);
    town.act(Lever::monitoring, Target::kecamatan, 120, 10);
    town.act(Lever::meetings, Target::all_levels, 120, 10);
    Run run(town);
    run.advance(2);
    for (const Lever lever :
         {Lever::training, Lever::sosialisasi, Lever::facilitation, Lever::monitoring, Lever::meetings})
        CHECK(account(run, lever) == Account{0, 0, 0});
    // A seat that the budget cannot pay is owed only where someone is there to take it.
    SmallTown small = bench();
    small.plan.budget_per_year = 0;
    small.act(Lever::training, Target::technical, 120, 10);
    Run other(small);
    other.advance();
    CHECK(account(other, Lever::training) == Account{0, 1, 0});
}

TEST_CASE("a budget is that of a calendar year, whatever month the city starts in", "[commitment][ledger][exact]")
{
    SmallTown town = bench();
    town.city.start = sim::Month(2015, 9);
    town.plan.from = town.city.start;
    town.plan.budget_per_year = 250;
    town.act(Lever::training, Target::all, 12, 100);
    Run run(town);
    // Two seats until December; two a year after that.
    for (int month = 0; month < 40; ++month) {
        run.advance();
        const int of_year = (month + 8) % 12;
        const bool paid = month < 4 ? month < 2 : of_year < 2;
        CAPTURE(month);
        CHECK(account(run, Lever::training) == (paid ? Account{100, 0, 0} : Account{0, 1, 0}));
    }
}

TEST_CASE("a budget limits the interventions of its own file", "[commitment][ledger][exact]")
{
    SmallTown town = bench();
    town.city.history = town.plan;
    town.city.history.budget_per_year = 150;
    town.city.history.interventions = {SmallTown::make(town.plan, Lever::training, Target::all, 12, 100)};
    SECTION("the history's own is spent, the plan's is not touched")
    {
        town.act(Lever::sosialisasi, Target::kelurahan, 12, 1'000); // no budget of its own
        Run run(town);
        run.advance(2);
        CHECK(account(run, Lever::training) == Account{0, 1, 0});
        CHECK(account(run, Lever::sosialisasi) == Account{1'000, 0, 0});
    }
    SECTION("and the other way")
    {
        town.plan.budget_per_year = 1'000;
        town.act(Lever::sosialisasi, Target::kelurahan, 12, 1'000);
        Run run(town);
        run.advance();
        CHECK(account(run, Lever::training) == Account{100, 0, 0});
        CHECK(account(run, Lever::sosialisasi) == Account{1'000, 0, 0});
        run.advance();
        CHECK(account(run, Lever::training) == Account{0, 1, 0});
        CHECK(account(run, Lever::sosialisasi) == Account{0, 1, 0});
    }
}

TEST_CASE("a budget that is just enough pays to the last twelfth", "[commitment][ledger][exact]")
{
    SmallTown town = bench();
    town.plan.budget_per_year = 1'000'003 + 700;
    town.act(Lever::technical_staff_listed).cost_per_year = 1'000'003; // no whole twelfths
    town.act(Lever::training, Target::all, 12, 700.0 / 12);
    Run run(town);
    double spent = 0;
    for (int month = 0; month < 24; ++month) {
        run.advance();
        CHECK(run.lapsed(Lever::technical_staff_listed, 0) == 0);
        CHECK(run.undelivered(Lever::training, 0) == 0);
        spent += run.cost(Lever::technical_staff_listed, 0) + run.cost(Lever::training, 0);
    }
    CHECK(spent == Approx(2 * 1'000'703));
}

TEST_CASE("of floors, strengths and multipliers in force the largest holds", "[commitment][ledger][exact]")
{
    SmallTown town = bench();
    town.start(0).leadership = 0.35;
    town.act(Lever::instruction, Target::none, 0.5);
    Intervention& firmer = town.act(Lever::instruction, Target::none, 0.8);
    firmer.from = firmer.to = town.city.start + 1;
    town.act(Lever::instruction, Target::none, 0.2);
    Run run(town);
    for (const double expected : {0.5, 0.8, 0.5}) {
        run.advance();
        CHECK(run.outcome("leadership.city", 0) == expected);
        CHECK(run.field(Field::leadership, 0, 0) == 0.35);
    }
}
