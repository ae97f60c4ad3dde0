#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "tests/models/commitment/reference/reference.hpp"

/// The plain engine in the limits in which the model is exactly solvable (section 8), and what a budget does
/// (section 5).
namespace {

using namespace commitment;
using reference::Engine;
using reference::Families;
using reference::Index;

constexpr double never = -1000; // log hazard of what is not to happen

/// A city made by hand, in which nothing happens but what a test turns on.
struct TinyTown
{
    City city;
    Parameters parameters;
    Plan plan;

    TinyTown()
    {
        city.start = sim::Month(2015, 1);
        add(Kind::city);
        Parameters& p = parameters;
        p.rotation_head = p.rotation_official = p.rotation_technical = 0;
        p.knowledge_half_life = std::numeric_limits<double>::infinity();
        p.diffusion_rate = p.diffusion_loss = p.diffusion_loss_floor = p.doctrine_rate = p.doctrine_loss = 0;
        p.formal_base = p.business_base = never;
        p.formal_dormancy = p.business_lapse = p.overlap = 0;
        p.families_word_of_mouth = p.families_learn = p.families_join = p.families_join_floor = p.families_spread = 0;
        p.families_lapse = p.families_forget = p.families_turnover = p.families_outreach = p.families_service = 0;
    }

    /// One head where it is staffed; A = D = L = κ = 0.
    Index add(Kind kind, Index parent = 0)
    {
        Institution one;
        one.kind = kind;
        if (kind != Kind::city) one.parent = id(parent);
        one.heads = is_staffed(kind) ? 1 : 0;
        city.institutions.push_back(one);
        InitialState start;
        start.leadership = 0;
        city.initial.push_back(start);
        return city.institutions.size() - 1;
    }
    Institution& at(Index i) { return city.institutions[i]; }
    InitialState& start(Index i) { return city.initial[i]; }
    void link(Index from, Index to, LinkType type, double weight = 1)
    {
        city.links.push_back({id(from), id(to), type, weight});
    }

    /// In force for ever.
    Intervention& intervene(Lever lever, Target target = Target::none, double per_year = 0)
    {
        Intervention one;
        one.lever = lever;
        one.target = target;
        one.from = city.start;
        one.to = city.start + 10000;
        one.per_year = per_year;
        plan.interventions.push_back(one);
        return plan.interventions.back();
    }
    Engine engine(std::uint64_t seed = 1) const { return {city, &plan, parameters, seed}; }

    static InstitutionId id(Index i) { return InstitutionId(static_cast<std::uint32_t>(i)); }
};

void run(Engine& engine, int months)
{
    for (int month = 0; month < months; ++month) engine.advance();
}

double sum(const std::vector<double>& all)
{
    double total = 0;
    for (const double x : all) total += x;
    return total;
}

/// Mean of independent values, and its standard error.
struct Estimate
{
    double mean;
    double error;
    /// 4.5 standard errors: one false alarm in some 150,000 comparisons.
    bool agrees_with(double expected) const { return std::abs(mean - expected) <= 4.5 * error; }
};

Estimate estimate(const std::vector<double>& values)
{
    const double n = static_cast<double>(values.size());
    const double mean = sum(values) / n;
    double squares = 0;
    for (const double x : values) squares += (x - mean) * (x - mean);
    return {mean, std::sqrt(squares / (n - 1) / n)};
}

/// `value(replicate)` for so many replicates.
template <class Value>
Estimate estimate(int replicates, Value value)
{
    std::vector<double> values;
    for (int r = 0; r < replicates; ++r) values.push_back(value(static_cast<std::uint64_t>(r) + 1));
    return estimate(values);
}

double monthly(double yearly_rate) { return 1 - std::exp(-yearly_rate / 12); }

} // namespace

TEST_CASE("under a constant drive action goes the exact way to its limit", "[reference][diffusion][exact]")
{
    TinyTown town;
    const Index child = town.add(Kind::forum_anak);
    const Index opd = town.add(Kind::opd);
    town.link(child, opd, LinkType::normative, 0.5);
    town.link(opd, 0, LinkType::normative, 2); // to the city, from one whose D stays
    town.start(child).doctrine = 0.8;
    town.start(opd).doctrine = 0.4;
    town.start(opd).action = 0.1;
    town.start(opd).leadership = 0.7;
    town.start(opd).knowledge = 1;
    town.start(0).action = 0.9;
    town.start(0).knowledge = 1;
    town.parameters.diffusion_rate = 0.12;
    town.parameters.diffusion_loss = 0.06;
    town.parameters.diffusion_loss_floor = 0.005;

    Engine engine = town.engine();
    const auto expected = [](double start, double gain, double loss, int t) {
        const double limit = gain / (gain + loss);
        return limit + (start - limit) * std::exp(-(gain + loss) * t);
    };
    for (int t = 1; t <= 120; ++t) {
        engine.advance();
        const double opd_loss = 0.06 * (1 - (0.3 + 0.5 + 0.4 + 0.7) / 4) + 0.005;
        const double city_loss = 0.06 * (1 - (0.5 + 0.6) / 4) + 0.005;
        REQUIRE(engine.state().action[opd] == Approx(expected(0.1, 0.12 * 0.25 * 0.8, opd_loss, t)).epsilon(1e-12));
        REQUIRE(engine.state().action[0] ==
                Approx(expected(0.9, 0.12 * (0.25 * 0.4 + 0.15), city_loss, t)).epsilon(1e-12));
    }
}

TEST_CASE("doctrine goes the exact way under constant knowledge and values", "[reference][diffusion][exact]")
{
    TinyTown town;
    const Index child = town.add(Kind::forum_anak);
    const Index opd = town.add(Kind::opd);
    town.link(child, opd, LinkType::normative);
    town.start(child).doctrine = 0.6;
    town.start(opd).knowledge = 0.3;
    town.start(opd).doctrine = 0.9;
    town.parameters.doctrine_rate = 0.04;
    town.parameters.doctrine_loss = 0.003;
    Engine engine = town.engine();
    run(engine, 50);
    const double gain = 0.02 * (0.3 + 0.6);
    const double limit = gain / (gain + 0.003);
    REQUIRE(engine.state().doctrine[opd] ==
            Approx(limit + (0.9 - limit) * std::exp(-(gain + 0.003) * 50)).epsilon(1e-12));
}

TEST_CASE("what an institution feels are weighted means over its links", "[reference][diffusion][exact]")
{
    TinyTown town;
    const Index opd = town.add(Kind::opd);
    const Index kecamatan = town.add(Kind::kecamatan);
    const Index kelurahan = town.add(Kind::kelurahan, kecamatan);
    const Index neighbour = town.add(Kind::kelurahan, kecamatan);
    const Index community = town.add(Kind::community, kelurahan);
    const Index business = town.add(Kind::business, kelurahan);
    town.at(opd).role = Role::coordinator;
    town.at(opd).task_force = true;
    town.at(community).families = 100;
    for (const Index i : {Index(0), opd, kecamatan, neighbour}) {
        town.start(i).action = 0.5;
        town.start(i).leadership = 0.4;
        town.start(i).doctrine = 0.6;
    }
    town.start(0).written = true;
    town.start(community).involved = 0.3;
    town.start(business).engaged = true;
    town.parameters.overlap = 0.5;
    town.link(0, kelurahan, LinkType::enabling, 1);
    town.link(kecamatan, kelurahan, LinkType::enabling, 3);
    town.link(business, kelurahan, LinkType::functional, 0.3);
    town.link(opd, kelurahan, LinkType::functional, 0.6);
    town.link(opd, kelurahan, LinkType::normative, 0.7);
    town.link(neighbour, kelurahan, LinkType::normative, 0.7);
    town.link(community, kelurahan, LinkType::diffuse, 1);
    town.link(neighbour, kelurahan, LinkType::diffuse, 0.5);
    town.intervene(Lever::instruction).level = 0.9;
    town.intervene(Lever::membership, Target::communities);

    const Engine engine = town.engine();
    const reference::Layout& layout = engine.layout();
    reference::Account account;
    account.purses.push_back({&town.plan});
    const reference::Levers levers = reference::take_effect(account, town.city.start, layout);
    reference::Random random(1);
    const reference::Influences felt =
        reference::gather(engine.state(), {layout, town.parameters, levers, account, random});

    const double programme = 0.5 * std::cbrt(0.25 * 0.5 * 0.3);
    REQUIRE(felt[kelurahan].enabling == Approx((0.5 * 0.9 + 3 * 0.5 * 0.4 * 0.3) / 4));
    REQUIRE(felt[kelurahan].functional == Approx((0.3 * 1 + 0.6 * programme) / 0.9));
    REQUIRE(felt[kelurahan].normative == Approx((0.6 * (1 - 0.5 * 0.7) + 0.6) / 2));
    REQUIRE(felt[kelurahan].community == Approx(0.6 * 0.6 + 0.4 * 0.5));
    REQUIRE(felt[0].community == Approx(0.6 * 0.6)); // the families are members
    REQUIRE(felt[opd].community == Approx(0.6 * 0.6));
    REQUIRE(felt[neighbour].community == 0);
    REQUIRE(felt[community].normative == 0);
}

TEST_CASE("knowledge halves in its half-life", "[reference][forgetting][exact]")
{
    TinyTown town;
    const Index kelurahan = town.add(Kind::kelurahan, town.add(Kind::kecamatan));
    town.start(kelurahan).knowledge = 0.9;
    town.parameters.knowledge_half_life = 18;
    Engine engine = town.engine();
    run(engine, 18);
    const Index post = engine.layout().first_post[kelurahan];
    REQUIRE(engine.state().knowledge[post] == Approx(0.45).epsilon(1e-12));
    run(engine, 36);
    REQUIRE(engine.state().knowledge[post] == Approx(0.1125).epsilon(1e-12));
}

TEST_CASE("rotation from outside loses knowledge at the stated rate, the city's heads apart",
          "[reference][rotation][statistical]")
{
    TinyTown town;
    const Index opd = town.add(Kind::opd);
    const Index lpa = town.add(Kind::lpa);
    town.at(opd).technical = 4000;
    town.at(lpa).technical = 4000;
    for (const Index i : {Index(0), opd, lpa}) town.start(i).knowledge = 1;
    town.parameters.rotation_technical = 0.2;
    town.parameters.rotation_head = 2;
    town.parameters.rotation_internal = 0;
    Engine engine = town.engine();
    run(engine, 24);
    const double kept = std::pow(1 - monthly(0.2), 24);
    for (const Index i : {opd, lpa}) {
        const Index first = engine.layout().first_post[i] + 1;
        std::vector<double> knowledge(engine.state().knowledge.begin() + first,
                                      engine.state().knowledge.begin() + first + 4000);
        REQUIRE(estimate(knowledge).agrees_with(kept));
    }
    REQUIRE(engine.state().knowledge[0] == 1);
}

TEST_CASE("rotation inside the government alone conserves knowledge", "[reference][rotation][law]")
{
    TinyTown town;
    for (int k = 0; k < 4; ++k) {
        const Index kecamatan = town.add(Kind::kecamatan);
        const Index opd = town.add(Kind::opd);
        town.at(kecamatan).officials = 3;
        town.at(opd).officials = 2;
        town.at(opd).technical = 5;
    }
    town.at(0).officials = 3;
    town.parameters.rotation_internal = 1;
    town.parameters.rotation_head = town.parameters.rotation_official = town.parameters.rotation_technical = 3;
    Engine engine = town.engine();
    std::vector<double>& knowledge = engine.state().knowledge;
    for (std::size_t p = 0; p < knowledge.size(); ++p) knowledge[p] = 1.0 / static_cast<double>(p + 2);
    std::vector<double> before = knowledge;
    run(engine, 60);
    REQUIRE(knowledge[0] == before[0]); // the mayor
    REQUIRE(knowledge != before);
    std::vector<double> after = knowledge;
    std::sort(before.begin(), before.end());
    std::sort(after.begin(), after.end());
    REQUIRE(after == before);
}

TEST_CASE("a head swaps with heads of the same kind alone", "[reference][rotation][law]")
{
    TinyTown town;
    for (int k = 0; k < 3; ++k) {
        town.start(town.add(Kind::kecamatan)).knowledge = 0.25;
        town.start(town.add(Kind::opd)).knowledge = 0.75;
    }
    town.parameters.rotation_internal = 1;
    town.parameters.rotation_head = 5;
    Engine engine = town.engine();
    run(engine, 60);
    for (const Index i : engine.layout().of(Kind::kecamatan))
        REQUIRE(engine.state().knowledge[engine.layout().first_post[i]] == 0.25);
    for (const Index i : engine.layout().of(Kind::opd))
        REQUIRE(engine.state().knowledge[engine.layout().first_post[i]] == 0.75);
}

TEST_CASE("a post changes hands at the stated rate whatever part of it is internal",
          "[reference][rotation][statistical]")
{
    const double internal = GENERATE(0.0, 0.3, 0.8, 1.0);
    constexpr int posts = 60;
    constexpr int months = 60;
    TinyTown town;
    for (int k = 0; k < posts; ++k) {
        const Index opd = town.add(Kind::opd);
        town.at(opd).heads = 0;
        town.at(opd).officials = 1;
        town.start(opd).doctrine = 1;
    }
    town.parameters.rotation_official = 0.9;
    town.parameters.rotation_internal = internal;
    town.parameters.rotation_doctrine_loss = 0.1; // of one post: D counts the changes
    const Estimate changes = estimate(200, [&](std::uint64_t seed) {
        Engine engine = town.engine(seed);
        run(engine, months);
        double count = 0;
        for (const Index i : engine.layout().of(Kind::opd))
            count += std::log(engine.state().doctrine[i]) / std::log(0.9);
        return count / (posts * months);
    });
    REQUIRE(changes.agrees_with(monthly(0.9)));
}

TEST_CASE("a new head is drawn, and takes away what is person-bound", "[reference][rotation][statistical]")
{
    TinyTown town;
    const Index kecamatan = town.add(Kind::kecamatan);
    town.start(kecamatan).action = 0.8;
    town.start(kecamatan).written = true;
    town.at(0).heads = 2;
    town.start(0).action = 0.5;
    town.start(0).doctrine = 0.5;
    town.start(0).knowledge = 1;
    town.intervene(Lever::election).to = town.city.start;
    const Estimate leadership = estimate(4000, [&](std::uint64_t seed) {
        Engine engine = town.engine(seed);
        engine.advance();
        REQUIRE(engine.state().knowledge[1] == 0);
        REQUIRE(engine.state().doctrine[0] == Approx(0.5 * 0.75 * 0.75));
        REQUIRE(engine.state().action[0] == Approx(0.5 * std::pow(1 - 0.6 * 0.4, 2)));
        REQUIRE(engine.state().action[kecamatan] == 0.8);
        return engine.state().leadership[0];
    });
    REQUIRE(leadership.agrees_with(0.45));

    town.plan.interventions.clear();
    town.parameters.rotation_head = 1e6; // surely; there is no other camat to swap with
    Engine engine = town.engine();
    engine.advance();
    REQUIRE(engine.state().action[kecamatan] == Approx(0.8 * (1 - 0.6 * (1 - 0.65))));
    REQUIRE(engine.state().action[0] == 0.5);
}

TEST_CASE("seats for all against rotation and forgetting: the steady mean of knowledge",
          "[reference][training][statistical]")
{
    TinyTown town;
    const Index opd = town.add(Kind::opd);
    town.at(opd).heads = 0;
    town.at(opd).officials = 2000;
    Parameters& p = town.parameters;
    p.rotation_official = 2;
    p.rotation_internal = 0;
    p.knowledge_half_life = 6;
    p.knowledge_practice = 0;
    p.training_effect = 0.4;
    town.intervene(Lever::training, Target::all, 12 * 2001);
    Engine engine = town.engine();
    run(engine, 60);
    std::vector<double> knowledge(engine.state().knowledge.begin() + 1, engine.state().knowledge.end());
    const double f = std::exp2(-1.0 / 6);
    REQUIRE(estimate(knowledge).agrees_with(f * 0.4 / (1 - f * (1 - monthly(2)) * 0.6)));
}

TEST_CASE("seats go to the least trained first, one a post", "[reference][training][law]")
{
    TinyTown town;
    const Index kelurahan = town.add(Kind::kelurahan, town.add(Kind::kecamatan));
    town.at(kelurahan).technical = 4;
    town.intervene(Lever::training, Target::kelurahan, 3 * 12).unit_cost = 5;
    Engine engine = town.engine();
    const Index first = engine.layout().first_post[kelurahan];
    double* knowledge = &engine.state().knowledge[first];
    const std::array<double, 5> before = {0.5, 0.1, 0.3, 0.2, 0.9};
    std::copy(before.begin(), before.end(), knowledge);
    engine.advance();
    REQUIRE(knowledge[0] == 0.5);
    REQUIRE(knowledge[1] == Approx(0.1 + 0.7 * 0.9));
    REQUIRE(knowledge[2] == Approx(0.3 + 0.7 * 0.7));
    REQUIRE(knowledge[3] == Approx(0.2 + 0.7 * 0.8));
    REQUIRE(knowledge[4] == 0.9);
    REQUIRE(engine.observe().cost == 15);
}

TEST_CASE("waiting for a body is geometric, and a body without action sleeps at its rate",
          "[reference][formal_bodies][statistical]")
{
    constexpr int count = 4000;
    TinyTown town;
    const Index kecamatan = town.add(Kind::kecamatan);
    for (int k = 0; k < count; ++k) town.add(Kind::kelurahan, kecamatan);
    town.parameters.formal_base = -3;
    const auto with_body = [](const Engine& engine) {
        std::vector<double> bodies;
        for (const Index i : engine.layout().of(Kind::kelurahan)) bodies.push_back(engine.state().written[i] ? 1 : 0);
        return estimate(bodies);
    };
    const double hazard = 1 - std::exp(-std::exp(-3.0));
    Engine engine = town.engine();
    for (const int months : {1, 9, 30}) {
        const int t = engine.next() - town.city.start + months;
        run(engine, months);
        REQUIRE(with_body(engine).agrees_with(1 - std::pow(1 - hazard, t)));
    }

    for (InitialState& start : town.city.initial) start.written = true;
    town.parameters.formal_base = never;
    town.parameters.formal_dormancy = 0.01;
    Engine sleeping = town.engine();
    run(sleeping, 40);
    REQUIRE(with_body(sleeping).agrees_with(std::pow(0.99, 40)));
}

TEST_CASE("a body counts with its peers from the month after", "[reference][formal_bodies][exact]")
{
    TinyTown town;
    const Index kecamatan = town.add(Kind::kecamatan);
    const Index first = town.add(Kind::kelurahan, kecamatan);
    const Index second = town.add(Kind::kelurahan, kecamatan);
    const Index third = town.add(Kind::kelurahan, kecamatan);
    town.city.borders = {{TinyTown::id(first), TinyTown::id(second)}, {TinyTown::id(third), TinyTown::id(second)}};
    town.start(first).written = true;
    town.parameters.formal_peers = 4000; // surely, with a third of them
    Engine engine = town.engine();
    engine.advance();
    REQUIRE(engine.state().written[kecamatan]);
    REQUIRE(engine.state().written[second]);
    REQUIRE_FALSE(engine.state().written[third]);
    engine.advance();
    REQUIRE(engine.state().written[third]);
}

TEST_CASE("families without contagion are a linear Markov chain", "[reference][families][statistical]")
{
    const bool active = GENERATE(false, true); // whether the kelurahan acts
    constexpr int communities = 400;
    TinyTown town;
    const Index kecamatan = town.add(Kind::kecamatan);
    for (int k = 0; k < communities; ++k) {
        const Index kelurahan = town.add(Kind::kelurahan, kecamatan);
        town.start(kelurahan).written = true;
        town.start(kelurahan).action = active ? 0.9 : 0;
        town.start(kelurahan).knowledge = 1;
        const Index community = town.add(Kind::community, kelurahan);
        town.at(community).families = 300;
        town.start(community).knows = 0.5;
        town.start(community).understands = 0.2;
        town.start(community).involved = 0.1;
    }
    Parameters& p = town.parameters;
    p.families_learn = 0.02;
    p.families_join = 0.1;
    p.families_join_floor = 0.03;
    p.families_lapse = 0.05;
    p.families_forget = 0.04;
    p.families_turnover = 0.06;
    p.families_outreach = 0.2;
    p.families_service = 0.3;

    const double act = active ? 0.9 * std::cbrt(1 * 0.65 * 0.1) : 0;
    std::array<double, 4> expected = {60, 150, 60, 30};
    const auto leaving = [](double rate, double other) {
        return rate / (rate + other) * (1 - std::exp(-(rate + other)));
    };
    const double hear = 1 - std::exp(-0.2 * act);
    const double learn = leaving(0.02 + 0.3 * act, 0.06);
    const double turnover = leaving(0.06, 0.02 + 0.3 * act);
    const double join = leaving(0.03 + 0.1 * act, 0.04);
    const double forget = leaving(0.04, 0.03 + 0.1 * act);
    const double lapse = 1 - std::exp(-0.05 * (1 - act));

    Engine engine = town.engine();
    for (int t = 1; t <= 30; ++t) {
        engine.advance();
        const auto [u, k, s, v] = expected;
        expected = {u * (1 - hear) + k * turnover, k * (1 - learn - turnover) + u * hear + s * forget,
                    s * (1 - join - forget) + k * learn + v * lapse, v * (1 - lapse) + s * join};
        for (std::size_t stage = 0; stage < 4; ++stage) {
            std::vector<double> counts;
            for (const Index i : engine.layout().of(Kind::community)) {
                const Families& families = engine.state().families[i];
                REQUIRE(reference::total(families) == 300);
                REQUIRE(*std::min_element(families.begin(), families.end()) >= 0);
                counts.push_back(families[stage]);
            }
            const Estimate counted = estimate(counts);
            INFO("month " << t << " stage " << stage << ": " << counted.mean << ", expected " << expected[stage]);
            REQUIRE((counted.error > 0 ? counted.agrees_with(expected[stage]) : counted.mean == expected[stage]));
        }
    }
}

TEST_CASE("meetings alone raise doctrine and coordination as expected", "[reference][meetings][statistical]")
{
    const bool listed = GENERATE(false, true);
    TinyTown town;
    for (int k = 0; k < 20; ++k) {
        const Index opd = town.add(Kind::opd);
        town.at(opd).task_force = true;
        town.at(opd).technical = 2;
        town.start(opd).action = 0.3;
        town.start(opd).doctrine = 0.2;
    }
    town.start(0).action = 0.6;
    town.start(0).doctrine = 0.7;
    town.intervene(Lever::meetings, Target::task_force, 24);
    if (listed) town.intervene(Lever::technical_staff_listed);

    const double head = 0.2 + 0.8 * 0.3;
    const double quality = head + (1 - head) * 0.7 * (listed ? 0.7 : 0.35 * 0.7 + 0.65 * 0.3);
    std::vector<double> doctrine;
    std::vector<double> coordination;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        Engine engine = town.engine(seed);
        run(engine, 15);
        doctrine.push_back(engine.observe().doctrine.task_force);
        coordination.push_back(engine.observe().coordination);
        REQUIRE(engine.state().action[1] == 0.3); // the mayor's L is 0
    }
    REQUIRE(estimate(doctrine).agrees_with(1 - 0.8 * std::pow(1 - 0.06 * quality * 0.7, 30)));
    REQUIRE(estimate(coordination).agrees_with(std::pow(0.8, 30) * 0.3 + (1 - std::pow(0.8, 30)) * quality));
}

TEST_CASE("where heads always come a meeting raises action exactly", "[reference][meetings][exact]")
{
    TinyTown town;
    const Index opd = town.add(Kind::opd);
    const Index lpa = town.add(Kind::lpa);
    town.at(opd).task_force = true;
    town.start(opd).action = 0.1;
    town.start(lpa).action = 0.5;
    town.start(lpa).doctrine = 0.2;
    town.start(town.add(Kind::forum_anak)).doctrine = 1; // not in the task force: not heard
    town.start(0).action = 0.4;
    town.start(0).doctrine = 0.6;
    town.start(0).leadership = 0.2;
    town.parameters.meetings_base = 1;
    town.intervene(Lever::meetings, Target::task_force, 12);
    town.intervene(Lever::membership, Target::lpa);
    town.intervene(Lever::instruction).level = 0.8;
    Engine engine = town.engine();
    run(engine, 10);
    REQUIRE(engine.state().action[opd] == Approx(1 - 0.9 * std::pow(1 - 0.06 * 0.8 * 0.4, 10)).epsilon(1e-12));
    REQUIRE(engine.state().action[lpa] == Approx(1 - 0.5 * std::pow(1 - 0.06 * 0.8 * 0.4, 10)).epsilon(1e-12));
    double voice = 0.2; // the LPA's D, which the meeting hears as it was before
    for (int meeting = 0; meeting < 10; ++meeting) voice += 0.06 * (0.6 + voice) / 2 * (1 - voice);
    REQUIRE(engine.state().doctrine[lpa] == Approx(voice).epsilon(1e-12));
    REQUIRE(engine.state().leadership[0] == 0.2);
    REQUIRE(engine.observe().leadership.of(Kind::city) == 0.8);
}

TEST_CASE("a session moves the families it reaches and the doctrine of whom it meets",
          "[reference][sosialisasi][statistical]")
{
    TinyTown town;
    const Index kelurahan = town.add(Kind::kelurahan, town.add(Kind::kecamatan));
    town.at(kelurahan).technical = 3;
    const Index community = town.add(Kind::community, kelurahan);
    town.at(community).families = 300;
    town.intervene(Lever::sosialisasi, Target::communities, 12);
    town.intervene(Lever::sosialisasi, Target::kelurahan, 12);
    std::vector<double> understand;
    std::vector<double> unaware;
    std::vector<double> doctrine;
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
        Engine engine = town.engine(seed);
        engine.advance();
        unaware.push_back(engine.state().families[community][reference::unaware]);
        understand.push_back(engine.state().families[community][reference::understands]);
        doctrine.push_back(engine.state().doctrine[kelurahan]);
        REQUIRE(sum(engine.state().knowledge) == Approx(0.2));
    }
    REQUIRE(estimate(unaware).agrees_with(300 * 0.8));
    REQUIRE(estimate(understand).agrees_with(300 * 0.2 * 0.25 * 0.2));
    const double implementer = 0.35 + 0.65 / 4;
    REQUIRE(estimate(doctrine).agrees_with(0.25 * (implementer + (1 - implementer) * 0.3)));
}

TEST_CASE("businesses engage and lapse at their rates, and advocacy halves in half a year",
          "[reference][businesses][statistical]")
{
    TinyTown town;
    const Index kelurahan = town.add(Kind::kelurahan, town.add(Kind::kecamatan));
    for (int k = 0; k < 4000; ++k) town.start(town.add(Kind::business, kelurahan)).advocacy = 0.5;
    town.parameters.business_base = -6;
    town.parameters.business_peer = 0;
    town.intervene(Lever::csr_enforced);
    const auto engaged = [](const Engine& engine) {
        std::vector<double> each;
        for (const Index i : engine.layout().of(Kind::business)) each.push_back(engine.state().engaged[i] ? 1 : 0);
        return estimate(each);
    };
    Engine engine = town.engine();
    engine.advance();
    REQUIRE(engaged(engine).agrees_with(1 - std::exp(-std::exp(-6 + 3 * 0.5 + 1))));
    run(engine, 5);
    REQUIRE(engine.state().advocacy[town.city.institutions.size() - 1] == Approx(0.25).epsilon(1e-12));

    for (InitialState& start : town.city.initial) start.engaged = true;
    town.parameters.business_lapse = 0.06;
    town.parameters.business_base = never;
    for (InitialState& start : town.city.initial) start.advocacy = 0;
    Engine lapsing = town.engine();
    run(lapsing, 12);
    REQUIRE(engaged(lapsing).agrees_with(std::exp(-0.06 * (1 - 0.7 * 0.5) * 12)));
    REQUIRE(lapsing.state().funds[kelurahan] == Approx(1e7 * 4000 * engaged(lapsing).mean));
}

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

TEST_CASE("a kelurahan is layak with its body, action and a fifth of its families", "[reference][indicators][exact]")
{
    TinyTown town;
    const Index kecamatan = town.add(Kind::kecamatan);
    const Index kelurahan = town.add(Kind::kelurahan, kecamatan);
    const Index community = town.add(Kind::community, kelurahan);
    town.at(community).families = 10;
    for (const Index i : {kecamatan, kelurahan}) {
        town.start(i).written = true;
        town.start(i).action = 0.5;
    }
    town.start(community).involved = 0.2;
    REQUIRE(town.engine().observe().layak_city == 1);
    REQUIRE(town.engine().observe().indicator[0] == Approx(2.0 / 3));
    town.start(community).involved = 0.1;
    REQUIRE(town.engine().observe().layak_kelurahan == 0);
    REQUIRE(town.engine().observe().layak_kecamatan == 0);
    town.at(community).families = 0;
    REQUIRE(town.engine().observe().layak_kecamatan == 1);
}

TEST_CASE("the same seed gives the same run", "[reference][law]")
{
    TinyTown town;
    const Index kecamatan = town.add(Kind::kecamatan);
    for (int k = 0; k < 5; ++k) town.add(Kind::kelurahan, kecamatan);
    for (InitialState& start : town.city.initial) start.leadership.reset();
    const auto leadership = [&](std::uint64_t seed) { return town.engine(seed).state().leadership; };
    REQUIRE(leadership(7) == leadership(7));
    REQUIRE(leadership(7) != leadership(8));
}
