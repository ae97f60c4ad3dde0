// 4.4 Facilitation.

#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

using namespace tests;

TEST_CASE("help goes to a kelurahan without a body, each as likely, and raises action and doctrine",
          "[commitment][facilitation][exact]")
{
    SmallTown town;
    town.add(Kind::kecamatan, "kec");
    for (const char* id : {"kel-a", "kel-b", "kel-c", "kel-d"}) town.add(Kind::kelurahan, id, 1);
    for (std::uint32_t i = 1; i < 6; ++i) town.start(i).action = 0.2, town.start(i).doctrine = 0.4;
    town.start(3).written = true;
    town.act(Lever::facilitation, Target::none, 24, 9);
    Run run(town, {.replicates = 6000});
    run.advance();
    double once[6] = {}, twice[6] = {};
    for (std::uint32_t r = 0; r < run.replicates(); ++r) {
        REQUIRE(run.cost(Lever::facilitation, r) == 18);
        for (std::uint32_t i = 1; i < 6; ++i) {
            const double a = run.action(i, r);
            const double d = run.doctrine(i, r);
            const int times = a == 0.2 ? 0 : a < 0.5 ? 1 : 2;
            REQUIRE(a == Approx(1 - 0.8 * std::pow(0.7, times)).epsilon(1e-14));
            REQUIRE(d == Approx(1 - 0.6 * std::pow(0.8, times)).epsilon(1e-14));
            once[i] += times == 1;
            twice[i] += times == 2;
        }
    }
    for (const int i : {2, 4, 5}) {
        check_share(once[i], 6000, 2 * (1.0 / 3) * (2.0 / 3));
        check_share(twice[i], 6000, 1.0 / 9);
    }
    for (const int i : {1, 3}) CHECK(once[i] + twice[i] == 0); // a kecamatan; a kelurahan that has its body
}

TEST_CASE("a visit in the month of the first help finds the value that it left", "[commitment][facilitation][exact]")
{
    SmallTown town;
    town.add(Kind::kecamatan, "kec");
    const auto kelurahan = town.add(Kind::kelurahan, "kel", 1);
    town.act(Lever::monitoring, Target::kelurahan, 12);
    town.act(Lever::facilitation, Target::none, 12);
    Run run(town);
    run.advance();
    CHECK(run.action(kelurahan, 0) == Approx(0.3 + 0.1 * 0.2 * 0.7).epsilon(1e-14));
    CHECK(run.doctrine(kelurahan, 0) == Approx(0.2).epsilon(1e-14));
}

TEST_CASE("where every kelurahan has its body no help is bought", "[commitment][facilitation][exact]")
{
    SmallTown town;
    town.add(Kind::kecamatan, "kec");
    town.add(Kind::kelurahan, "kel", 1);
    town.start(2).written = true;
    town.act(Lever::facilitation, Target::none, 24, 9);
    Run run(town);
    run.advance(3);
    CHECK(run.cost(Lever::facilitation, 0) == 0);
    CHECK(run.undelivered(Lever::facilitation, 0) == 0);
    CHECK(run.action(2, 0) == 0);
}
