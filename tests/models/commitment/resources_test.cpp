// 4.11 Resources.

#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

namespace {

using namespace tests;

/// Two OPDs, a kecamatan, two kelurahan, LPA, Forum Anak, firms.
SmallTown funded()
{
    SmallTown town;
    town.opd("opd-a");
    town.opd("opd-b", {}, false);
    town.add(Kind::kecamatan, "kec");
    town.add(Kind::kelurahan, "kel-a", 3);
    town.add(Kind::kelurahan, "kel-b", 3);
    town.add(Kind::lpa, "lpa");
    town.add(Kind::forum_anak, "forum-anak");
    return town;
}

constexpr double base[8] = {0.5, 0.3, 0.3, 0.15, 0.1, 0.1, 0.3, 0.3};
constexpr double need[8] = {500e6, 200e6, 200e6, 100e6, 50e6, 50e6, 100e6, 50e6};

} // namespace

TEST_CASE("without funds resources are the base, with them they rise by what is given for the need",
          "[commitment][resources][exact]")
{
    const Target target = GENERATE(Target::none, Target::city, Target::opd, Target::kecamatan, Target::kelurahan,
                                   Target::lpa, Target::forum_anak);
    SmallTown town = funded();
    for (auto& state : town.city.initial) state.action = 0.5;
    double shared = 0;
    for (std::uint32_t i = 0; i < 8; ++i) shared += commitment::name_of(town.at(i).kind) == commitment::name_of(target);
    if (target != Target::none) {
        Intervention& funding = town.act(Lever::funding, target, 120e6);
        funding.from = town.city.start + 1;
        funding.to = town.city.start + 2;
    }
    Run run(town);
    for (int month = 0; month <= 4; ++month) {
        if (month > 0) run.advance();
        const bool paid = target != Target::none && (month == 2 || month == 3);
        CHECK(run.cost(Lever::funding, 0) == Approx(paid ? 10e6 : 0));
        for (std::uint32_t i = 0; i < 8; ++i) {
            const bool gets = paid && commitment::name_of(town.at(i).kind) == commitment::name_of(target);
            const double funds = gets ? 120e6 / shared : 0;
            CAPTURE(month, i);
            const double r = base[i] + (1 - base[i]) * (1 - std::exp(-funds / need[i]));
            CHECK(run.field(Field::resources, i, 0) == Approx(r).epsilon(1e-13));
            // The programme derived at the month's end has them already.
            if (i < 6)
                CHECK(run.field(Field::programme, i, 0) ==
                      Approx(0.5 * std::cbrt(0.25 * run.field(Field::structure, i, 0) * r)).epsilon(1e-13));
        }
    }
}

TEST_CASE("firms engaged after 4.10 give to their kelurahan", "[commitment][resources][exact]")
{
    SmallTown town = funded();
    town.add(Kind::business, "usaha-a", 4);
    town.add(Kind::business, "usaha-b", 4);
    town.add(Kind::business, "usaha-c", 5);
    town.at(town.add(Kind::business, "usaha-d")).parent.reset();
    town.parameters().business_base = 50; // all join in the first month
    town.act(Lever::funding, Target::kelurahan, 60e6);
    Run run(town);
    CHECK(run.field(Field::resources, 4, 0) == 0.1);
    run.advance();
    CHECK(run.field(Field::resources, 4, 0) == Approx(1 - 0.9 * std::exp(-(30e6 + 2 * 10e6) / 50e6)).epsilon(1e-13));
    CHECK(run.field(Field::resources, 5, 0) == Approx(1 - 0.9 * std::exp(-(30e6 + 10e6) / 50e6)).epsilon(1e-13));
    CHECK(run.field(Field::resources, 3, 0) == 0.15);
}

TEST_CASE("resources of this month are read by the diffusion of the next", "[commitment][resources][exact]")
{
    SmallTown town = funded();
    town.start(1).action = 0.8;
    town.parameters().diffusion_loss = 0.1;
    town.act(Lever::funding, Target::opd, 400e6);
    Run run(town);
    double expected = 0.8, resources = 0.3;
    for (int month = 0; month < 3; ++month) {
        run.advance();
        expected *= std::exp(-0.1 * (1 - (resources + 0.5) / 4));
        resources = 1 - 0.7 * std::exp(-1.0);
        CHECK(run.action(1, 0) == Approx(expected).epsilon(1e-13));
    }
}
