// Two runs that must be the same.

#include <algorithm>
#include <chrono>
#include <thread>

#include "models/commitment/city_file.hpp"
#include "models/commitment/experiment.hpp"
#include "models/commitment/plan_file.hpp"
#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

namespace {

using namespace tests;
using Rows = std::vector<std::vector<double>>;

/// [month and replicate] everything, the start first.
Rows rows_of(const City& city, const Plan& plan, int months, RunOptions options = {})
{
    Run run(city, &plan, std::move(options));
    Rows rows;
    for (int month = 0; month <= months; ++month) {
        if (month > 0) run.advance();
        for (std::uint32_t r = 0; r < 8; ++r) rows.push_back(run.everything(r));
    }
    return rows;
}

/// How many months are the same from the start, the start counted.
int months_alike(const Rows& a, const Rows& b)
{
    std::size_t k = 0;
    while (k < a.size() && k < b.size() && same_bytes(a[k], b[k])) ++k;
    return static_cast<int>(k / 8);
}

/// Every lever with every target, of no amount.
std::vector<Intervention> nothings(const Plan& plan)
{
    std::vector<Intervention> all;
    for (std::size_t l = 0; l < commitment::lever_count; ++l) {
        const auto lever = static_cast<Lever>(l);
        const bool has_amount = l < commitment::unit_lever_count || lever == Lever::funding ||
                                lever == Lever::mandate || lever == Lever::instruction;
        if (!has_amount) continue;
        auto targets = commitment::info(lever).targets;
        if (targets.empty()) targets = {Target::none};
        for (const Target target : targets) all.push_back(SmallTown::make(plan, lever, target, 0, 1e6));
    }
    return all;
}

/// Every lever with every target, with something to do.
std::vector<Intervention> somethings(const Plan& plan)
{
    std::vector<Intervention> all;
    for (std::size_t l = 0; l < commitment::lever_count; ++l) {
        const auto lever = static_cast<Lever>(l);
        auto targets = commitment::info(lever).targets;
        if (targets.empty()) targets = {Target::none};
        const double amount = lever == Lever::funding ? 1e8 : l < commitment::unit_lever_count ? 30 : 0.9;
        for (const Target target : targets) {
            Intervention by = SmallTown::make(plan, lever, target, amount, 1e5);
            if (lever != Lever::election) by.cost_per_year = 1e6;
            all.push_back(by);
        }
    }
    return all;
}

/// Ranges of three, the last first.
void in_pieces(std::uint32_t count, void (*body)(void*, std::uint32_t, std::uint32_t), void* context)
{
    for (std::uint32_t end = count; end > 0; end -= std::min(end, 3U)) body(context, end - std::min(end, 3U), end);
}

/// Every other range of five on another thread.
void on_threads(std::uint32_t count, void (*body)(void*, std::uint32_t, std::uint32_t), void* context)
{
    const auto half = [&](std::uint32_t from) {
        for (std::uint32_t begin = from; begin < count; begin += 10) body(context, begin, std::min(begin + 5, count));
    };
    std::thread other(half, 5);
    half(0);
    other.join();
}

Plan with(const Plan& plan, std::size_t place, const Intervention& by)
{
    Plan out = plan;
    out.interventions.insert(out.interventions.begin() + static_cast<std::ptrdiff_t>(place), by);
    return out;
}

} // namespace

TEST_CASE("an intervention of no amount changes nothing, wherever it stands", "[commitment][twin]")
{
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        const SmallTown town = random_town(seed + 200);
        const Plan plan = full_plan(town.city, seed, 2);
        const Rows plain = rows_of(town.city, plan, 18);
        const auto inserted = nothings(plan);
        for (std::size_t k = 0; k < inserted.size(); ++k)
            for (std::size_t place = k % 2; place <= plan.interventions.size(); place += 2) {
                CAPTURE(seed, place, commitment::info(inserted[k].lever).name, commitment::name_of(inserted[k].target));
                REQUIRE(months_alike(rows_of(town.city, with(plan, place, inserted[k]), 18), plain) == 19);
            }
        Plan all = plan;
        for (std::size_t place = 0; place <= plan.interventions.size(); ++place)
            all.interventions.insert(all.interventions.begin() + static_cast<std::ptrdiff_t>(2 * place),
                                     inserted[place % inserted.size()]);
        REQUIRE(months_alike(rows_of(town.city, all, 18), plain) == 19);
    }
}

TEST_CASE("an intervention of no amount that costs something takes its money and nothing else", "[commitment][twin]")
{
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const SmallTown town = random_town(seed + 250);
        Plan plan = full_plan(town.city, seed, 2);
        plan.budget_per_year.reset();
        const auto states = [&](const Plan& of) {
            Rows rows = rows_of(town.city, of, 12);
            for (auto& row : rows) row.resize(row.size() - 3 * commitment::lever_count); // without the accounts
            return rows;
        };
        const Rows plain = states(plan);
        for (const Intervention& there : plan.interventions) {
            Intervention by = there;
            if (by.lever == Lever::election || by.amount() <= 0) continue;
            by.per_year = by.budget_per_year = by.level = 0;
            if (by.amount() > 0) continue; // being in force is its act
            by.cost_per_year = 12e6;
            by.from = plan.from;
            by.to = plan.to;
            CAPTURE(seed, commitment::info(by.lever).name, commitment::name_of(by.target));
            const Plan costly = with(plan, 0, by); // before its like
            REQUIRE(months_alike(states(costly), plain) == 13);
            REQUIRE(months_alike(rows_of(town.city, costly, 1), rows_of(town.city, plan, 1)) == 1);
        }
    }
}

// Random numbers belong to the n-th intervention of a kind and target of its file. One more of the same kind and target
// before another takes that one's numbers, and with them its draws: there the order of the file matters.
TEST_CASE("an intervention changes nothing before its first month, and nothing at all if that is never run",
          "[commitment][twin]")
{
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        SmallTown town = random_town(seed + 300);
        Plan plan = full_plan(town.city, seed, 4);
        plan.budget_per_year.reset();
        const int months = 12;
        const Rows plain = rows_of(town.city, plan, months);
        int changed = 0;
        for (const Intervention& given : somethings(plan))
            for (const int begins : {7, months}) {
                Intervention by = given;
                by.from = town.city.start + begins;
                if (by.lever == Lever::election) by.to = by.from;
                const bool alike =
                    std::any_of(plan.interventions.begin(), plan.interventions.end(), [&](const Intervention& other) {
                        return other.lever == by.lever && other.target == by.target;
                    });
                for (const std::size_t place : {std::size_t{0}, plan.interventions.size()}) {
                    if (alike && place == 0) continue;
                    CAPTURE(seed, begins, place, commitment::info(by.lever).name, commitment::name_of(by.target));
                    const int same = months_alike(rows_of(town.city, with(plan, place, by), months), plain);
                    REQUIRE(same >= begins + 1); // the start, and the months before
                    changed += begins == 7 && same == begins + 1;
                }
            }
        CHECK(changed > 30); // the test is no empty one
    }
}

TEST_CASE("every instruction set gives the same bytes", "[commitment][twin]")
{
    const auto sets = sim::supported(commitment::built_isas());
    REQUIRE_FALSE(sets.empty());
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const SmallTown town = random_town(seed + 400);
        const Plan plan = full_plan(town.city, seed, 3);
        const Rows plain = rows_of(town.city, plan, 36, {.seed = seed, .isa = sets.front()});
        for (const sim::Isa isa : sets) {
            CAPTURE(seed, sim::name_of(isa));
            REQUIRE(months_alike(rows_of(town.city, plan, 36, {.seed = seed, .isa = isa}), plain) == 37);
        }
    }
    sim::Findings findings;
    const City city = commitment::read_city(SCENARIOS "/kota-serang", findings);
    const Plan plan =
        commitment::read_plan(SCENARIOS "/kota-serang/plans/mixed.toml", "mixed.toml", city.unit_costs, findings);
    REQUIRE_FALSE(findings.failed());
    const Rows plain = rows_of(city, plan, 96, {.isa = sets.front()});
    for (const sim::Isa isa : sets) {
        CAPTURE(sim::name_of(isa));
        REQUIRE(months_alike(rows_of(city, plan, 96, {.isa = isa}), plain) == 97);
    }
}

TEST_CASE("a block of one lane gives the bytes of one among eight, in one piece, in pieces and on several threads",
          "[commitment][twin]")
{
    sim::RunRanges const ways[] = {nullptr, in_pieces, on_threads};
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const SmallTown town = random_town(seed + 450);
        const Plan plan = full_plan(town.city, seed, 3);
        std::vector<Parameters> lanes(8);
        for (std::uint32_t lane = 0; lane < 8; ++lane) lanes[lane] = random_town(seed + 700 + lane).city.parameters;
        const Rows plain = rows_of(town.city, plan, 36, {.seed = seed, .lanes = lanes});
        for (const sim::RunRanges way : ways) {
            CAPTURE(seed, way == in_pieces, way == on_threads);
            REQUIRE(months_alike(
                        rows_of(town.city, plan, 36, {.seed = seed, .single = true, .run_ranges = way, .lanes = lanes}),
                        plain) == 37);
        }
    }
    sim::Findings findings;
    const City city = commitment::read_city(SCENARIOS "/kota-serang", findings);
    const Plan plan =
        commitment::read_plan(SCENARIOS "/kota-serang/plans/mixed.toml", "mixed.toml", city.unit_costs, findings);
    REQUIRE_FALSE(findings.failed());
    const Rows plain = rows_of(city, plan, 96);
    for (const sim::RunRanges way : ways)
        REQUIRE(months_alike(rows_of(city, plan, 96, {.single = true, .run_ranges = way}), plain) == 97);
}

TEST_CASE("a replicate is the same in any place of a block, whatever its neighbours", "[commitment][twin]")
{
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const SmallTown town = random_town(seed + 500);
        const Plan plan = full_plan(town.city, seed, 2);
        const std::uint32_t replicate = 11;
        const auto plain = course(town.city, &plan, 24, replicate, {.first_replicate = 8});
        for (std::uint32_t lane = 0; lane < 8; ++lane) {
            CAPTURE(seed, lane);
            std::vector<Parameters> neighbours(8);
            for (std::uint32_t other = 0; other < 8; ++other)
                neighbours[other] = random_town(seed + 600 + other).city.parameters;
            neighbours[lane] = town.city.parameters;
            const auto alone = course(town.city, &plan, 24, replicate, {.first_replicate = replicate - lane});
            const auto among =
                course(town.city, &plan, 24, replicate, {.first_replicate = replicate - lane, .lanes = neighbours});
            for (std::size_t month = 0; month < plain.size(); ++month) {
                REQUIRE(same_bytes(alone[month], plain[month]));
                REQUIRE(same_bytes(among[month], plain[month]));
            }
        }
        const auto other = course(town.city, &plan, 24, 12, {.first_replicate = 8});
        CHECK_FALSE(same_bytes(other[24], plain[24]));
        const auto reseeded = course(town.city, &plan, 24, replicate, {.seed = 2, .first_replicate = 8});
        CHECK_FALSE(same_bytes(reseeded[24], plain[24]));
    }
}

TEST_CASE("an experiment is the same on one, two and four threads", "[commitment][twin]")
{
    sim::Findings findings;
    const City city = commitment::read_city(SCENARIOS "/small-town", findings);
    std::vector<Plan> plans;
    for (const char* name : {"status-quo", "mixed"})
        plans.push_back(commitment::read_plan(std::string(SCENARIOS "/small-town/plans/") + name + ".toml", name,
                                              city.unit_costs, findings));
    REQUIRE_FALSE(findings.failed());
    int told = 0;
    const auto run = [&](int threads, std::uint32_t replicates = 51) { // the last block is not full
        commitment::ExperimentOptions options;
        options.replicates = replicates;
        options.threads = threads;
        options.raw = true;
        // Sleep after some blocks, so that one quick thread does not do all the work before another wakes up.
        options.progress = [&](double) {
            ++told;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        };
        told = 0;
        return commitment::run_experiment(city, plans, options);
    };
    const auto bytes = [](const auto& v) {
        return std::string_view(reinterpret_cast<const char*>(v.data()), v.size() * sizeof(v[0]));
    };
    const auto plain = run(1);
    const int told_by_one = told;
    for (const int threads : {2, 4}) {
        const auto other = run(threads);
        if (std::thread::hardware_concurrency() > 1)
            CHECK(told < told_by_one); // a thread is not heard while another is: there were several
        CHECK(bytes(other.outcomes) == bytes(plain.outcomes));
        CHECK(bytes(other.cost) == bytes(plain.cost));
        CHECK(bytes(other.undelivered) == bytes(plain.undelivered));
        CHECK(bytes(other.lapsed) == bytes(plain.lapsed));
        CHECK(bytes(other.districts) == bytes(plain.districts));
        for (std::size_t f = 0; f < plain.raw.size(); ++f) CHECK(bytes(other.raw[f]) == bytes(plain.raw[f]));
        for (std::size_t f = 0; f < plain.summary.size(); ++f) {
            CHECK(bytes(other.summary[f].mean) == bytes(plain.summary[f].mean));
            CHECK(bytes(other.summary[f].sd) == bytes(plain.summary[f].sd));
            CHECK(bytes(other.summary[f].quantile) == bytes(plain.summary[f].quantile));
        }
    }
    // The last of 41 is alone in its block.
    const auto fewer = run(2, 41);
    const auto of_last = [&](const auto& all, std::size_t replicates, std::size_t columns) {
        const std::string_view text = bytes(all);
        const std::size_t column = text.size() / columns;
        std::string last;
        for (std::size_t k = 0; k < columns; ++k)
            last += text.substr(k * column + 40 * column / replicates, column / replicates);
        return last;
    };
    const auto check_last = [&](const auto& few, const auto& all, std::size_t columns) {
        CHECK(of_last(few, 41, columns) == of_last(all, 51, columns));
    };
    check_last(fewer.outcomes, plain.outcomes, commitment::outcome::count);
    check_last(fewer.districts, plain.districts, commitment::district_outcome_names.size());
    for (std::size_t f = 0; f < plain.raw.size(); ++f) check_last(fewer.raw[f], plain.raw[f], 1);
    // And it is what blocks give: the 43rd replicate of the second plan.
    Run block(city, &plans[1], {.first_replicate = 40});
    for (std::uint32_t month = 0; month < plain.months; ++month) {
        block.advance();
        for (std::uint32_t k = 0; k < commitment::outcome::count; ++k)
            REQUIRE(plain.outcome(42, 1, month, k) == static_cast<float>(block.outcome(k, 2)));
    }
}
