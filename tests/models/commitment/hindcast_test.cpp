// Section 7: Kota Serang from 2015 to 2018, and its plans to 2030. The figures come from an independent implementation.

#include <array>

#include "models/commitment/city_file.hpp"
#include "models/commitment/experiment.hpp"
#include "models/commitment/plan_file.hpp"
#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

namespace {

using namespace tests;

constexpr int december_2018 = 48; // months from the start
constexpr int december_2030 = 192;

City kota_serang()
{
    sim::Findings findings;
    City city = commitment::read_city(SCENARIOS "/kota-serang", findings);
    findings.throw_if_failed();
    return city;
}

/// An outcome's mean over replicates and its standard error.
Tally over_replicates(const Run& run, const char* name)
{
    Tally tally;
    for (std::uint32_t r = 0; r < run.replicates(); ++r) tally.add(run.outcome(name, r));
    return tally;
}

/// A figure of the independent implementation, and half of its last digit.
struct Figure
{
    double value, half_digit;
};

/// An outcome's mean is a figure that came of so many replicates: but for its rounding, and five standard errors of the
/// difference of two such means. \param unit  of the figure, in the outcome's
void check_figure(const Run& run, const char* name, Figure figure, double replicates, double unit = 1)
{
    const Tally tally = over_replicates(run, name);
    const double mean = tally.mean() / unit;
    const double error = std::sqrt(tally.variance() * (1.0 / run.replicates() + 1.0 / replicates)) / unit;
    CAPTURE(name, mean, error, figure.value, figure.half_digit);
    CHECK(std::abs(mean - figure.value) < figure.half_digit + 5 * error);
}

} // namespace

TEST_CASE("Kota Serang from 2015 to 2018 shows the patterns of the study", "[commitment][hindcast]")
{
    const City city = kota_serang();
    Run run(city, nullptr, {.replicates = 400});
    std::vector<std::pair<const commitment::Observation*, double>> seen;
    for (int month = 1; month <= december_2018; ++month) {
        if (month == december_2018) { // before the election: the mayor whom the study saw
            const double mayor = over_replicates(run, "action.city").mean();
            CHECK(mayor > 0.28);
            CHECK(mayor < 0.48);
        }
        run.advance();
        for (const auto& observation : city.observed)
            if (observation.month - city.start + 1 == month)
                seen.emplace_back(&observation, over_replicates(run, observation.what.c_str()).mean());
    }
    CHECK(seen.size() == city.observed.size());
    for (const auto& [observation, mean] : seen) {
        CAPTURE(observation->what, observation->value, observation->tolerance, mean);
        CHECK(std::abs(mean - observation->value) <= observation->tolerance);
    }

    const auto mean = [&](const char* name) { return over_replicates(run, name).mean(); };
    CHECK(mean("formal.kecamatan") < 1);
    CHECK(mean("formal.kelurahan") > 1);
    CHECK(mean("formal.kelurahan") < 4);
    CHECK(mean("action.city") < 0.5);
    CHECK(mean("action.city") > mean("action.opd"));
    CHECK(mean("action.task_force") > mean("action.opd"));
    CHECK(mean("action.opd") > mean("action.kecamatan"));
    CHECK(mean("action.kecamatan") >= mean("action.kelurahan"));
    CHECK(mean("trained") < 0.1);
    CHECK(mean("families.unaware") > 0.75); // aware below 0.25
    CHECK(mean("families.involved") < 0.01);
    CHECK(mean("business.engaged") < 0.1);
    for (const char* name : {"indicator.budget", "indicator.participation", "indicator.trained", "indicator.data",
                             "indicator.community", "indicator.business"}) {
        CAPTURE(name);
        CHECK(mean("indicator.policy") > mean(name));
    }
    // Commitment in writing is not yet commitment in action.
    Tally in_writing;
    for (const std::uint32_t i : run.packed().of_kind[static_cast<std::size_t>(Kind::kelurahan)])
        for (std::uint32_t r = 0; r < run.replicates(); ++r)
            if (run.written(i, r) == 1) in_writing.add(run.action(i, r));
    REQUIRE(in_writing.count() > 400);
    CHECK(in_writing.mean() < 0.5);

    const auto near = [&](const char* name, double value, double half_digit) {
        check_figure(run, name, {value, half_digit}, 4000);
    };
    near("formal.kecamatan", 0.50, 0.005);
    near("formal.kelurahan", 2.2, 0.05);
    near("action.city", 0.29, 0.005);
    near("action.task_force", 0.24, 0.005);
    near("action.opd", 0.21, 0.005);
    near("action.kecamatan", 0.09, 0.005);
    near("action.kelurahan", 0.08, 0.005);
    near("trained", 0.016, 0.0005);
    near("families.unaware", 0.90, 0.005);
    near("business.engaged", 1.3 / 40, 0.05 / 40);
}

TEST_CASE("the plans of Kota Serang end in 2030 where the independent implementation says, in the order of section 7",
          "[commitment][hindcast]")
{
    const City city = kota_serang();
    struct PlanRow
    {
        const char* name;
        double billions;
        Figure bodies_2022, bodies_2030;
        double city, opd, kecamatan, kelurahan; // A, two digits
        Figure unaware, involved;               // %
        Figure businesses;                      // of 40
        double layak;                           // % of the kelurahan
    };
    const PlanRow rows[] = {
        {"status-quo", 1.9, {5, 0.5}, {12, 0.5}, 0.38, 0.28, 0.14, 0.11, {67, 0.5}, {0.4, 0.05}, {1.6, 0.05}, 0},
        {"top-down", 3.0, {65, 0.5}, {67, 0.5}, 0.50, 0.50, 0.58, 0.32, {39, 0.5}, {3, 0.5}, {2.7, 0.05}, 0},
        {"bottom-up", 3.0, {11, 0.5}, {52, 0.5}, 0.40, 0.25, 0.19, 0.38, {25, 0.5}, {7, 0.5}, {1.7, 0.05}, 2},
        {"mixed", 2.9, {52, 0.5}, {67, 0.5}, 0.54, 0.56, 0.49, 0.63, {8, 0.5}, {28, 0.5}, {30, 0.5}, 90},
    };
    std::array<double, 4> action{}, layak{};
    for (std::size_t k = 0; k < 4; ++k) {
        const PlanRow& row = rows[k];
        sim::Findings findings;
        const Plan plan = commitment::read_plan(std::string(SCENARIOS "/kota-serang/plans/") + row.name + ".toml",
                                                row.name, city.unit_costs, findings);
        findings.throw_if_failed();
        CAPTURE(row.name);
        Run run(city, &plan, {.replicates = 200});
        run.advance(december_2018);
        Tally spent;
        std::vector<double> year(run.replicates(), 0.0);
        const auto near = [&](const char* name, Figure figure, double unit = 1) {
            check_figure(run, name, figure, 2000, unit);
        };
        for (int month = december_2018; month < december_2030; ++month) {
            if (month % 12 == 0) year.assign(run.replicates(), 0.0);
            run.advance();
            for (std::uint32_t r = 0; r < run.replicates(); ++r)
                for (std::size_t l = 0; l < commitment::lever_count; ++l) year[r] += run.cost(static_cast<Lever>(l), r);
            if (month % 12 == 11)
                for (const double rupiah : year) {
                    REQUIRE(rupiah <= *plan.budget_per_year + 1);
                    spent.add(rupiah);
                }
            if (month == 95) near("formal.kelurahan", row.bodies_2022);
        }
        CHECK(spent.mean() / 1e9 == Approx(row.billions).margin(0.06));
        near("formal.kelurahan", row.bodies_2030);
        near("action.city", {row.city, 0.005});
        near("action.opd", {row.opd, 0.005});
        near("action.kecamatan", {row.kecamatan, 0.005});
        near("action.kelurahan", {row.kelurahan, 0.005});
        near("families.unaware", row.unaware, 0.01);
        near("families.involved", row.involved, 0.01);
        near("business.engaged", row.businesses, 1.0 / 40);
        near("layak.kelurahan", {row.layak, 0.5}, 0.67);
        action[k] = over_replicates(run, "action.kelurahan").mean();
        layak[k] = over_replicates(run, "layak.kelurahan").mean();
    }
    CHECK(action[0] < action[1]);
    CHECK(action[1] < action[2]);
    CHECK(action[2] < action[3]);
    CHECK(layak[3] > 10 * layak[2]);
}
