// The plain engine and what a budget does (section 5).

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "tests/models/commitment/tiny_town.hpp"

using namespace tiny;

TEST_CASE("money first keeps levers in force, then funds, then buys units while it lasts", "[reference][budget][law]")
{
    TinyTown town;
    const Index kecamatan = town.add(Kind::kecamatan);
    for (int k = 0; k < 4; ++k) town.add(Kind::kelurahan, kecamatan);
    town.start(kecamatan).doctrine = 0.5;
    town.plan.budget_per_year = 3700;
    Intervention& visits = town.intervene(Lever::monitoring, Target::kecamatan, 12 * 5);
    visits.unit_cost = 40;
    town.intervene(Lever::funding, Target::kelurahan).budget_per_year = 1200;
    Intervention& mandate = town.intervene(Lever::mandate, Target::kelurahan);
    mandate.cost_per_year = 600;
    mandate.level = 0.5;

    // A month asks 50 + 100 + 5·40: ten months make 3,500; the 11th pays 150 and one visit, the 12th funds
    // with 10.
    Engine engine = town.engine();
    const auto of = [](const reference::ByLever& all, Lever lever) { return all[static_cast<std::size_t>(lever)]; };
    for (int month = 1; month <= 10; ++month) {
        engine.advance();
        REQUIRE(engine.observe().cost == Approx(350));
    }
    REQUIRE(engine.state().funds[kecamatan + 1] == Approx(300));
    engine.advance();
    REQUIRE(engine.observe().cost == Approx(190));
    REQUIRE(of(engine.observe().spending.undelivered, Lever::monitoring) == 4);
    engine.advance();
    REQUIRE(engine.observe().cost == Approx(10));
    REQUIRE(of(engine.observe().spending.lapsed, Lever::mandate) == 1);
    REQUIRE(of(engine.observe().spending.undelivered, Lever::funding) == Approx(90));
    REQUIRE(of(engine.observe().spending.undelivered, Lever::monitoring) == 5);
    REQUIRE(engine.state().funds[kecamatan + 1] == Approx(12 * 10.0 / 4));
    engine.advance(); // the next year's money
    REQUIRE(engine.observe().cost == Approx(350));
    REQUIRE(of(engine.observe().spending.lapsed, Lever::mandate) == 0);
}

TEST_CASE("a budget spent in twelfths lasts to December", "[reference][budget][law]")
{
    TinyTown town;
    town.plan.budget_per_year = 1e9;
    town.intervene(Lever::csr_enforced).cost_per_year = 1e9;
    Engine engine = town.engine();
    for (int month = 0; month < 48; ++month) {
        engine.advance();
        REQUIRE(engine.observe().cost == Approx(1e9 / 12));
    }
}
