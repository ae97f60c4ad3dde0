// 4.12 Indicators and outcomes.

#include <algorithm>

#include "models/commitment/experiment.hpp"
#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

namespace {

using namespace tests;

double need(const Parameters& p, Kind kind)
{
    switch (kind) {
    case Kind::city: return p.resources_need_city;
    case Kind::opd: return p.resources_need_opd;
    case Kind::kecamatan: return p.resources_need_kecamatan;
    default: return p.resources_need_kelurahan;
    }
}

double base(const Parameters& p, Kind kind)
{
    switch (kind) {
    case Kind::city: return p.resources_base_city;
    case Kind::opd: return p.resources_base_opd;
    case Kind::kecamatan: return p.resources_base_kecamatan;
    default: return p.resources_base_kelurahan;
    }
}

/// Sum, number and mean of something over the institutions that fit.
struct Sum
{
    double sum = 0, count = 0;
    double mean() const { return count > 0 ? sum / count : 0; }
};

template <class Fits, class Quantity>
Sum over(const City& city, Fits fits, Quantity of)
{
    Sum out;
    for (std::uint32_t i = 0; i < city.institutions.size(); ++i)
        if (fits(city.institutions[i])) out.sum += of(i), out.count += 1;
    return out;
}

void check_outcomes(const City& city, const Run& run, std::uint32_t r)
{
    const auto is = [](Kind kind) { return [kind](const commitment::Institution& i) { return i.kind == kind; }; };
    const auto same = [&](const std::string& name, double expected) {
        CAPTURE(name);
        CHECK(run.outcome(name.c_str(), r) == Approx(expected).epsilon(1e-11).margin(1e-14));
    };
    const Parameters& p = city.parameters;
    const char* letters[] = {"action", "doctrine", "leadership", "resources", "structure", "capacity", "programme"};
    const Field fields[] = {Field::action,    Field::doctrine, Field::leadership, Field::resources,
                            Field::structure, Field::capacity, Field::programme};
    for (std::size_t l = 0; l < 7; ++l) {
        const auto of = [&](std::uint32_t i) { return run.field(fields[l], i, r); };
        const std::string letter = letters[l];
        if (letter != "leadership") same(letter + ".city", of(0));
        same(letter + ".opd", over(city, is(Kind::opd), of).mean());
        same(letter + ".task_force",
             over(
                 city, [](const commitment::Institution& i) { return i.kind == Kind::opd && i.task_force; }, of)
                 .mean());
        same(letter + ".kecamatan", over(city, is(Kind::kecamatan), of).mean());
        same(letter + ".kelurahan", over(city, is(Kind::kelurahan), of).mean());
        same(letter + ".lpa", over(city, is(Kind::lpa), of).mean());
    }
    const auto written = [&](std::uint32_t i) { return run.written(i, r); };
    same("formal.kecamatan", over(city, is(Kind::kecamatan), written).sum);
    same("formal.kelurahan", over(city, is(Kind::kelurahan), written).sum);

    const auto& packed = run.packed();
    std::vector<bool> layak(city.institutions.size(), false);
    double layak_kelurahan = 0, layak_kecamatan = 0, kecamatan = 0, families = 0;
    double stage[4] = {};
    for (std::uint32_t i = 0; i < city.institutions.size(); ++i) {
        if (city.institutions[i].kind == Kind::community) {
            families += city.institutions[i].families;
            for (int s = 0; s < 4; ++s) stage[s] += run.families(s, packed.community_of[i], r);
        }
        if (city.institutions[i].kind != Kind::kelurahan) continue;
        bool fit = run.written(i, r) == 1 && run.action(i, r) >= 0.5;
        for (std::uint32_t c = 0; c < city.institutions.size(); ++c) {
            const auto& child = city.institutions[c];
            if (child.kind == Kind::community && child.parent->value() == i && child.families > 0)
                fit = fit && run.families(3, packed.community_of[c], r) / child.families >= 0.2;
        }
        layak[i] = fit;
        layak_kelurahan += fit;
    }
    for (std::uint32_t i = 0; i < city.institutions.size(); ++i) {
        if (city.institutions[i].kind != Kind::kecamatan) continue;
        kecamatan += 1;
        bool fit = run.written(i, r) == 1 && run.action(i, r) >= 0.5;
        for (std::uint32_t k = 0; k < city.institutions.size(); ++k)
            if (city.institutions[k].kind == Kind::kelurahan && city.institutions[k].parent->value() == i)
                fit = fit && layak[k];
        layak_kecamatan += fit;
    }
    same("layak.kelurahan", layak_kelurahan);
    same("layak.kecamatan", layak_kecamatan);
    if (kecamatan > 0) same("layak.city", layak_kecamatan == kecamatan);

    double trained = 0, posts = 0;
    for (const std::uint32_t post : packed.government_posts) trained += run.knowledge(post, r) >= 0.5, posts += 1;
    same("trained", trained / posts);
    const char* stages[] = {"families.unaware", "families.knows", "families.understands", "families.involved"};
    for (int s = 0; s < 4; ++s) same(stages[s], families > 0 ? stage[s] / families : 0);
    const double engaged =
        over(city, is(Kind::business), [&](std::uint32_t i) { return run.field(Field::programme, i, r); }).mean();
    same("business.engaged", engaged);

    double indicator[7];
    double levels = 0, policy = 0;
    for (const Kind kind : {Kind::city, Kind::kecamatan, Kind::kelurahan}) {
        const Sum of = over(city, is(kind), written);
        if (of.count > 0) policy += of.mean(), levels += 1;
    }
    indicator[0] = policy / levels;
    // Funds are known from the resources that they made.
    double there = 0, needed = 0;
    for (std::uint32_t i = 0; i < city.institutions.size(); ++i) {
        const Kind kind = city.institutions[i].kind;
        if (!commitment::is_government(kind)) continue;
        const double lack = (1 - run.field(Field::resources, i, r)) / (1 - base(p, kind));
        there += std::min(-need(p, kind) * std::log(lack), need(p, kind));
        needed += need(p, kind);
    }
    indicator[1] = there / needed;
    indicator[2] =
        over(city, is(Kind::forum_anak), [&](std::uint32_t i) { return run.field(Field::programme, i, r); }).mean() *
        run.doctrine(0, r);
    indicator[3] = trained / posts;
    indicator[4] =
        over(
            city,
            [](const commitment::Institution& i) { return i.role == Role::planner || i.role == Role::coordinator; },
            [&](std::uint32_t i) { return run.field(Field::programme, i, r); })
            .mean();
    indicator[5] = families > 0 ? stage[3] / families : 0;
    indicator[6] = engaged;
    double sum = 0, weights = 0;
    for (std::size_t k = 0; k < 7; ++k) {
        CAPTURE(k);
        CHECK(run.outcome(commitment::outcome::indicator + static_cast<std::uint32_t>(k), r) ==
              Approx(indicator[k]).epsilon(1e-9).margin(1e-9));
        sum += city.index_weights[k] * indicator[k];
        weights += city.index_weights[k];
    }
    CHECK(run.outcome("index", r) == Approx(sum / weights).epsilon(1e-9).margin(1e-9));
}

} // namespace

TEST_CASE("indicators and outcomes are what 4.12 makes of the state", "[commitment][indicators][law]")
{
    for (std::uint64_t seed = 100; seed < 140; ++seed) {
        SmallTown town = random_town(seed);
        if (seed % 2) town.city.index_weights = {1, 2, 0, 0.5, 3, 1, 4};
        const Plan plan = random_plan(town.city, seed, 2);
        Run run(town.city, &plan);
        for (int month = 0; month <= 8; ++month) {
            if (month > 0) run.advance();
            CAPTURE(seed, month);
            check_outcomes(town.city, run, static_cast<std::uint32_t>(month) % 8);
        }
    }
}

TEST_CASE("a kelurahan is layak by body, action and families, a kecamatan by all of its own, the city by all of these",
          "[commitment][indicators][exact]")
{
    SmallTown town;
    const auto first = town.add(Kind::kecamatan, "kec-a");
    const auto second = town.add(Kind::kecamatan, "kec-b");
    const auto a = town.add(Kind::kelurahan, "kel-a", first);
    const auto b = town.add(Kind::kelurahan, "kel-b", first);
    const auto c = town.add(Kind::kelurahan, "kel-c", second);
    const auto families = town.community("keluarga-a", a, 1000);
    town.community("keluarga-b", b, 0); // no families: nothing is asked of them
    for (const auto i : {first, second, a, b, c}) town.start(i).written = true, town.start(i).action = 0.5;
    town.start(families).involved = 0.2;
    struct Layak
    {
        double kelurahan, kecamatan, city;
    };
    const auto check = [&](Layak expected) {
        Run run(town);
        CHECK(run.outcome("layak.kelurahan", 0) == expected.kelurahan);
        CHECK(run.outcome("layak.kecamatan", 0) == expected.kecamatan);
        CHECK(run.outcome("layak.city", 0) == expected.city);
    };
    check({3, 2, 1});
    SECTION("families") { town.start(families).involved = 0.199, check({2, 1, 0}); }
    SECTION("action") { town.start(c).action = 0.499, check({2, 1, 0}); }
    SECTION("writing") { town.start(b).written = false, check({2, 1, 0}); }
    SECTION("the kecamatan's own action") { town.start(first).action = 0.499, check({3, 1, 0}); }
    SECTION("the kecamatan's own body") { town.start(second).written = false, check({3, 1, 0}); }
}

TEST_CASE("the budget indicator counts no more than the need", "[commitment][indicators][exact]")
{
    SmallTown town;
    town.opd("opd");
    town.add(Kind::kecamatan, "kec");
    town.add(Kind::kelurahan, "kel", 2);
    town.add(Kind::lpa, "lpa");
    town.act(Lever::funding, Target::opd, 900e6);  // of 200
    town.act(Lever::funding, Target::city, 125e6); // of 500
    town.act(Lever::funding, Target::lpa, 100e6);  // not of the government
    Run run(town);
    run.advance();
    CHECK(run.outcome("indicator.budget", 0) == Approx((200.0 + 125) / (500 + 200 + 100 + 50)).epsilon(1e-12));
}

TEST_CASE("what is reported of a kecamatan is that of its own kelurahan", "[commitment][indicators][exact]")
{
    for (const std::uint64_t seed : {3u, 8u, 21u}) {
        SmallTown town = random_town(seed);
        const City& city = town.city;
        const Plan plan = random_plan(city, seed, 2);
        commitment::ExperimentOptions options;
        options.replicates = 8;
        options.threads = 1;
        const auto result = commitment::run_experiment(city, {plan}, options);
        REQUIRE(result.months == 24);
        Run run(city, &plan);
        for (std::uint32_t month = 0; month < result.months; ++month) {
            run.advance();
            std::size_t at = 0;
            for (std::uint32_t k = 0; k < city.institutions.size(); ++k) {
                if (city.institutions[k].kind != Kind::kecamatan) continue;
                const std::uint32_t r = month % 8;
                double action = 0, formal = 0, layak = 0, involved = 0, own = 0, families = 0;
                for (std::uint32_t i = 0; i < city.institutions.size(); ++i) {
                    const auto& child = city.institutions[i];
                    if (child.kind != Kind::kelurahan || child.parent->value() != k) continue;
                    bool fit = run.written(i, r) == 1 && run.action(i, r) >= 0.5;
                    own += 1;
                    action += run.action(i, r);
                    formal += run.written(i, r);
                    for (std::uint32_t c = 0; c < city.institutions.size(); ++c) {
                        const auto& people = city.institutions[c];
                        if (people.kind != Kind::community || people.parent->value() != i) continue;
                        const double take_part = run.families(3, run.packed().community_of[c], r);
                        involved += take_part;
                        families += people.families;
                        if (people.families > 0) fit = fit && take_part / people.families >= 0.2;
                    }
                    layak += fit;
                }
                const auto of = [&, which = static_cast<std::uint32_t>(at++)](commitment::DistrictOutcome outcome) {
                    return result.district(r, 0, month, which, outcome);
                };
                CAPTURE(seed, month, k);
                CHECK(of(commitment::DistrictOutcome::action) == Approx(own > 0 ? action / own : 0).epsilon(1e-6));
                CHECK(of(commitment::DistrictOutcome::formal) == formal);
                CHECK(of(commitment::DistrictOutcome::layak) == layak);
                CHECK(of(commitment::DistrictOutcome::involved) ==
                      Approx(families > 0 ? involved / families : 0).epsilon(1e-6));
            }
            REQUIRE(at == result.kecamatan);
        }
    }
}
