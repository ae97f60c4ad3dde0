// 4.4 Monitoring.

#include <algorithm>

#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

using namespace tests;

TEST_CASE("a visit makes those act who hold the value, each of the target as likely", "[commitment][monitoring][exact]")
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
    for (std::uint32_t i = 0; i < 9; ++i) town.start(i).action = 0.3, town.start(i).doctrine = 0.05 * i;
    struct Case
    {
        Target target;
        bool widened;
        std::vector<std::uint32_t> places;
    };
    const Case which = GENERATE(Case{Target::task_force, false, {1, 2}}, Case{Target::task_force, true, {1, 2, 3}},
                                Case{Target::kecamatan, false, {4, 5}}, Case{Target::kelurahan, false, {6, 7, 8}});
    town.act(Lever::monitoring, which.target, 24, 5);
    if (which.widened) town.act(Lever::membership, Target::opd);
    Run run(town, {.replicates = 4000});
    run.advance();
    CHECK(run.cost(Lever::monitoring, 3) == 10);
    for (std::uint32_t i = 0; i < 9; ++i) {
        double once = 0, twice = 0;
        const double step = 1 - 0.1 * 0.05 * i;
        for (std::uint32_t r = 0; r < run.replicates(); ++r) {
            const double a = run.action(i, r);
            REQUIRE(run.doctrine(i, r) == 0.05 * i);
            const bool first = a == Approx(1 - 0.7 * step).epsilon(1e-13);
            const bool second = a == Approx(1 - 0.7 * step * step).epsilon(1e-13);
            REQUIRE((a == 0.3 || first || second));
            once += a != 0.3 && first;
            twice += a != 0.3 && second;
        }
        const double n = static_cast<double>(which.places.size());
        const bool place = i > 0 && std::find(which.places.begin(), which.places.end(), i) != which.places.end();
        check_share(once, 4000, place ? 2 / n * (1 - 1 / n) : 0);
        check_share(twice, 4000, place ? 1 / (n * n) : 0);
    }
}
