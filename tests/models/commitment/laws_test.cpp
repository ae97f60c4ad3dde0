// What holds in every city, plan, replicate and month.

#include <array>
#include <cmath>
#include <map>

#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

namespace {

using namespace tests;

/// Parameters at the ends of what is possible, beside those of random_town. An end that is itself impossible: next to
/// it.
void push_to_extremes(Parameters& parameters, std::uint64_t seed)
{
    Dice dice(seed + 77);
    for (const commitment::ParameterInfo& row : commitment::parameter_table()) {
        if (!dice.happens(0.15)) continue;
        double& value = parameters.*row.member;
        const auto [lowest, highest] = row.possible;
        REQUIRE((std::isfinite(lowest) && std::isfinite(highest)));
        if (dice.happens(0.5))
            value = highest;
        else
            value = row.lowest_excluded ? std::nextafter(lowest, highest) : lowest;
    }
}

bool is_share(double x) { return 0 <= x && x <= 1; } // false for NaN

} // namespace

TEST_CASE("every state and outcome stays in its range, families are conserved, nobody spends what is not there",
          "[commitment][laws][law]")
{
    const bool extreme = GENERATE(false, true);
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(extreme, seed);
        SmallTown town = random_town(seed + 1000);
        if (extreme) push_to_extremes(town.parameters(), seed);
        const int years = 3;
        if (seed % 2) {
            town.city.history = random_plan(town.city, seed + 5000, years);
            town.city.history.budget_per_year = 2e7;
        }
        const Plan plan = random_plan(town.city, seed + 9000, years);
        Run run(town.city, &plan);
        const auto& city = run.packed();
        const double budget = plan.budget_per_year ? *plan.budget_per_year + (seed % 2 ? 2e7 : 0) : HUGE_VAL;
        std::map<int, std::vector<double>> spent; // by year, a replicate each
        const auto table = commitment::outcome_table();
        const auto all_of = [&](Kind kind) {
            return static_cast<double>(city.of_kind[static_cast<std::size_t>(kind)].size());
        };
        const std::map<std::uint32_t, double> highest = {
            {commitment::outcome::formal_kecamatan, all_of(Kind::kecamatan)},
            {commitment::outcome::formal_kelurahan, all_of(Kind::kelurahan)},
            {commitment::outcome::layak_kelurahan, all_of(Kind::kelurahan)},
            {commitment::outcome::layak_kecamatan, all_of(Kind::kecamatan)},
            {commitment::outcome::layak_city, all_of(Kind::city)}};
        std::array<double, 8> trained{};
        for (int month = 0; month <= 12 * years; ++month) {
            if (month > 0) run.advance();
            for (std::uint32_t r = 0; r < 8; ++r) {
                CAPTURE(month, r);
                bool shares = true, whole = true, conserved = true, accounts = true;
                for (std::size_t f = 0; f < commitment::institution_field_count; ++f)
                    for (std::uint32_t i = 0; i < city.institutions; ++i) {
                        const double x = run.field(static_cast<Field>(f), i, r);
                        if (static_cast<Field>(f) == Field::programme && extreme && city.kind[i] == Kind::business)
                            continue; // its P is a parameter
                        shares = shares && is_share(x);
                        if (static_cast<Field>(f) == Field::written) whole = whole && (x == 0 || x == 1);
                    }
                for (std::uint32_t p = 0; p < city.posts; ++p) shares = shares && is_share(run.knowledge(p, r));
                for (std::uint32_t c = 0; c < city.communities; ++c) {
                    double sum = 0;
                    for (int stage = 0; stage < 4; ++stage) {
                        const double n = run.families(stage, c, r);
                        whole = whole && n >= 0 && n == std::floor(n);
                        sum += n;
                    }
                    conserved = conserved && sum == city.families[c];
                }
                for (std::uint32_t k = 0; k < commitment::outcome::count; ++k) {
                    const double x = run.outcome(k, r);
                    if (table[k].measure == commitment::Measure::count)
                        whole = whole && 0 <= x && x <= highest.at(k) && x == std::floor(x);
                    else
                        shares = shares && 0 <= x && x <= 1 + 1e-12;
                }
                double all = 0;
                for (std::size_t l = 0; l < commitment::lever_count; ++l) {
                    const auto lever = static_cast<Lever>(l);
                    const double lapsed = run.lapsed(lever, r);
                    accounts = accounts && run.cost(lever, r) >= 0 && run.undelivered(lever, r) >= 0 && lapsed >= 0 &&
                               lapsed == std::floor(lapsed);
                    all += run.cost(lever, r);
                }
                accounts = accounts && std::isfinite(all);
                REQUIRE(shares);
                REQUIRE(whole);
                REQUIRE(conserved);
                REQUIRE(accounts);
                double posts = 0, change = 0;
                for (std::uint32_t p = 0; p < city.posts; ++p) {
                    if (!commitment::is_government(city.kind[city.institution_of[p]])) continue;
                    posts += run.knowledge(p, r) >= commitment::trained_knowledge;
                }
                for (std::size_t k = 0; k < commitment::trained_by_count; ++k) {
                    const auto cause = static_cast<commitment::TrainedBy>(k);
                    const double by = run.trained_by(cause, r);
                    REQUIRE((cause >= commitment::TrainedBy::leaving ? by <= 0 : by >= 0));
                    change += by;
                }
                if (month > 0) REQUIRE(posts - trained[r] == change);
                trained[r] = posts;
                if (month == 0) continue;
                auto& year = spent[(month - 1) / 12];
                year.resize(8);
                year[r] += all;
                REQUIRE(year[r] <= budget + (seed % 2 ? 2 : 1)); // a rupiah for each budget
            }
        }
    }
}

TEST_CASE("a city of one office, and one without people or firms, run", "[commitment][laws][law]")
{
    SmallTown alone;
    alone.parameters() = Parameters();
    alone.start(0).leadership.reset();
    const Plan plan = random_plan(alone.city, 3, 5);
    Run run(alone.city, &plan);
    run.advance(60);
    for (const double x : run.everything(0)) REQUIRE(std::isfinite(x));
    CHECK(run.outcome("indicator.community", 0) == 0);
    CHECK(run.outcome("business.engaged", 0) == 0);
    CHECK(run.outcome("layak.city", 0) == 0);
}
