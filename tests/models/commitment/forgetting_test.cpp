// 4.6 Forgetting.

#include <cmath>

#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

using namespace tests;

TEST_CASE("forgetting alone halves knowledge in h months", "[commitment][forgetting][exact]")
{
    SmallTown town;
    town.opd("opd", {1, 1, 1});
    town.add(Kind::kecamatan, "kec");
    town.add(Kind::kelurahan, "kel", 2);
    town.add(Kind::lpa, "lpa");
    for (auto& state : town.city.initial) state.knowledge = 0.8;
    town.parameters().knowledge_half_life = 9;
    Run run(town);
    for (const double left : {0.4, 0.2, 0.1}) {
        run.advance(9);
        for (std::uint32_t p = 0; p < run.packed().posts; ++p)
            CHECK(run.knowledge(p, p % 8) == Approx(left).epsilon(1e-13));
    }
}

TEST_CASE("full practice keeps all knowledge, however short the half-life", "[commitment][forgetting][exact]")
{
    SmallTown town;
    const auto opd = town.opd("opd", {1, 0, 0});
    const auto idle = town.opd("idle", {1, 0, 0});
    for (const auto i : {opd, idle}) town.start(i).knowledge = 1;
    town.start(opd).action = 1;
    Parameters& p = town.parameters();
    p.knowledge_half_life = std::nextafter(0.0, 1.0);
    p.knowledge_practice = p.structure_base_opd = p.resources_base_opd = 1;
    Run run(town);
    run.advance();
    CHECK(run.knowledge(town.post(opd), 0) == 1);
    CHECK(run.knowledge(town.post(idle), 0) < 1e-300);
}

TEST_CASE("practice slows forgetting, by the programme last derived", "[commitment][forgetting][exact]")
{
    SmallTown town;
    const auto opd = town.opd("opd", {1, 1, 1});
    const auto lpa = town.add(Kind::lpa, "lpa");
    for (const auto i : {opd, lpa}) town.start(i).knowledge = 0.8, town.start(i).action = 0.9;
    town.parameters().knowledge_half_life = 6;
    town.parameters().knowledge_practice = 0.75;
    Run run(town);
    for (int month = 0; month < 10; ++month) {
        double expected[2];
        const std::uint32_t who[2] = {opd, lpa};
        for (int k = 0; k < 2; ++k) {
            const double programme = run.field(Field::programme, who[k], 2);
            REQUIRE(programme > 0.1);
            expected[k] = run.knowledge(town.post(who[k]), 2) * std::exp2(-(1 - 0.75 * programme) / 6);
        }
        run.advance();
        for (int k = 0; k < 2; ++k) REQUIRE(run.knowledge(town.post(who[k]), 2) == Approx(expected[k]).epsilon(1e-13));
    }
}
