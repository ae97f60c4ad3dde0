// 4.1 Rotation.

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <map>

#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

namespace {

using namespace tests;
using commitment::Event;

/// Offices of every staffed kind; everybody knows everything.
SmallTown offices()
{
    SmallTown town;
    town.at(0).officials = 2;
    for (const char* id : {"opd-a", "opd-b", "opd-c", "opd-d"}) town.opd(id, {1, 2, 3});
    for (const char* id : {"kec-a", "kec-b", "kec-c"}) town.add(Kind::kecamatan, id, 0, {1, 1, 1});
    for (const char* id : {"kel-a", "kel-b", "kel-c", "kel-d"}) town.add(Kind::kelurahan, id, 5, {1, 1, 2});
    town.add(Kind::lpa, "lpa", 0, {1, 1, 1});
    for (auto& state : town.city.initial) state.knowledge = 1;
    Parameters& p = town.parameters();
    p.rotation_head = 0.5;
    p.rotation_official = 0.3;
    p.rotation_technical = 1.1;
    return town;
}

double monthly(double yearly) { return 1 - std::exp(-yearly / 12); }

double rate(const SmallTown& town, PostRole role)
{
    const Parameters& p = town.city.parameters;
    return monthly(role == PostRole::head       ? p.rotation_head
                   : role == PostRole::official ? p.rotation_official
                                                : p.rotation_technical);
}

/// Every post moves in every month.
void hurry(SmallTown& town)
{
    town.parameters().rotation_head = town.parameters().rotation_official = town.parameters().rotation_technical = 1e9;
}

bool is_city_head(const commitment::PackedCity& city, std::uint32_t post)
{
    return city.institution_of[post] == city.city && city.post_role[post] == PostRole::head;
}

} // namespace

TEST_CASE("with newcomers only, knowledge decays as (1 - p)^t, the city's heads apart", "[commitment][rotation][exact]")
{
    SmallTown town = offices();
    town.parameters().rotation_internal = 0;
    Run run(town, {.replicates = 1600});
    const auto& city = run.packed();
    for (const int t : {1, 12, 30}) {
        run.advance(t == 1 ? 1 : t == 12 ? 11 : 18);
        std::map<PostRole, Tally> knowing;
        for (std::uint32_t post = 0; post < city.posts; ++post)
            for (std::uint32_t r = 0; r < run.replicates(); ++r) {
                const double k = run.knowledge(post, r);
                REQUIRE((k == 0 || k == 1));
                if (is_city_head(city, post))
                    REQUIRE(k == 1);
                else
                    knowing[city.post_role[post]].add(k);
            }
        for (const auto& [role, tally] : knowing)
            check_share(tally.mean() * static_cast<double>(tally.count()), static_cast<double>(tally.count()),
                        std::pow(1 - rate(town, role), t));
    }
}

TEST_CASE("rotation inside the government alone conserves its knowledge", "[commitment][rotation][law]")
{
    SmallTown town = offices();
    town.parameters().rotation_internal = 1;
    for (std::uint32_t i = 0; i < town.city.initial.size(); ++i) town.start(i).knowledge = 0.01 * (i + 1);
    Run run(town, {.replicates = 64});
    const auto& city = run.packed();
    const auto occupants = [&](std::uint32_t r) {
        std::vector<double> all;
        for (const std::uint32_t post : city.government_posts) all.push_back(run.knowledge(post, r));
        std::sort(all.begin(), all.end());
        return all;
    };
    const auto before = occupants(0);
    const auto row = run.everything(5);
    run.advance(120);
    for (std::uint32_t r = 0; r < run.replicates(); ++r) REQUIRE(occupants(r) == before); // people move, nobody forgets
    CHECK_FALSE(run.everything(5) == row);
    // Each role keeps its people, heads each kind.
    for (std::uint32_t r = 0; r < run.replicates(); ++r) {
        REQUIRE(run.knowledge(0, r) == 0.01); // the mayor stays
        for (const Kind kind : {Kind::opd, Kind::kecamatan, Kind::kelurahan}) {
            double now = 0, then = 0;
            for (const std::uint32_t i : city.of_kind[static_cast<std::size_t>(kind)]) {
                now += run.knowledge(city.first_post[i], r);
                then += 0.01 * (i + 1);
            }
            REQUIRE(now == Approx(then).epsilon(1e-13));
        }
    }
}

TEST_CASE("swaps of a trained occupant for an untrained one are counted, and change no sum",
          "[commitment][rotation][law]")
{
    SmallTown town = offices();
    hurry(town);
    town.parameters().rotation_internal = 1;
    for (std::uint32_t i = 0; i < town.city.initial.size(); ++i) town.start(i).knowledge = i % 3 == 0 ? 0.9 : 0.1;
    constexpr std::uint32_t replicates = 16;
    std::vector<std::vector<bool>> trained(replicates);
    std::vector<double> moved(replicates);
    Run run(town, {.replicates = replicates, .listen = [&](const Happening& seen) {
                       if (seen.event != Event::moved) return;
                       std::vector<bool>& of = trained[seen.replicate];
                       moved[seen.replicate] += of[seen.post] != of[seen.other];
                       const bool own = of[seen.post];
                       of[seen.post] = of[seen.other];
                       of[seen.other] = own;
                   }});
    for (std::uint32_t r = 0; r < replicates; ++r)
        for (std::uint32_t p = 0; p < run.packed().posts; ++p) trained[r].push_back(run.knowledge(p, r) >= 0.5);
    double all = 0;
    for (int month = 0; month < 24; ++month) {
        std::fill(moved.begin(), moved.end(), 0);
        run.advance(1);
        for (std::uint32_t r = 0; r < replicates; ++r) {
            REQUIRE(run.trained_moved(r) == moved[r]);
            for (std::size_t k = 0; k < commitment::trained_by_count; ++k)
                REQUIRE(run.trained_by(static_cast<commitment::TrainedBy>(k), r) == 0);
            all += moved[r];
        }
    }
    CHECK(all > 100);
}

TEST_CASE("a post changes hands p times a month in the mean, whatever the share of swaps",
          "[commitment][rotation][exact]")
{
    SmallTown town = offices();
    town.add(Kind::kecamatan, "kec-d", 0, {1, 0, 0});
    for (const double internal : {0.0, 0.5, 0.8, 1.0}) {
        town.parameters().rotation_internal = internal;
        std::vector<double> touched(200, 0.0);
        double swaps = 0, moves = 0;
        Run run(town, {.replicates = 800, .listen = [&](const Happening& seen) {
                           touched[seen.post] += 1;
                           if (seen.event == Event::moved) touched[seen.other] += 1, swaps += 1;
                           moves += 1;
                       }});
        const int months = 48;
        run.advance(months);
        const auto& city = run.packed();
        for (std::uint32_t post = 0; post < city.posts; ++post) {
            CAPTURE(internal, post);
            if (is_city_head(city, post)) {
                REQUIRE(touched[post] == 0);
                continue;
            }
            const double p = rate(town, city.post_role[post]);
            const double trials = 800.0 * months;
            // Its own start, and of each of the others one that picks it.
            const double q = city.kind[city.institution_of[post]] == Kind::lpa ? 0 : internal;
            const double own = p / (1 + q);
            const double error = std::sqrt((own * (1 - own) + own * q) / trials);
            CHECK(std::abs(touched[post] / trials - p) < most_errors * error);
        }
        double starts = 0, swapping = 0;
        for (std::uint32_t post = 0; post < city.posts; ++post) {
            if (is_city_head(city, post)) continue;
            const double p = rate(town, city.post_role[post]);
            const bool pooled = city.kind[city.institution_of[post]] != Kind::lpa;
            starts += pooled ? p / (1 + internal) : p;
            swapping += pooled ? p * internal / (1 + internal) : 0;
        }
        check_share(swaps, moves, swapping / starts);
    }
}

TEST_CASE("the only head of a kind finds nobody to swap with: a newcomer comes, at the full rate",
          "[commitment][rotation][statistical]")
{
    SmallTown town;
    const auto opd = town.opd("opd", {1, 0, 1});
    const auto kecamatan = town.add(Kind::kecamatan, "kec", 0, {1, 0, 0});
    town.parameters().rotation_head = town.parameters().rotation_technical = 1;
    town.parameters().rotation_internal = 1;
    double left = 0;
    Run run(town, {.replicates = 400, .listen = [&](const Happening& seen) {
                       REQUIRE(seen.event == Event::left);
                       REQUIRE((seen.institution == opd || seen.institution == kecamatan));
                       left += 1;
                   }});
    run.advance(60);
    check_share(left, 3 * 400.0 * 60, monthly(1));
}

TEST_CASE("a swap is with a uniformly drawn other post of the role, of a head of the kind too",
          "[commitment][rotation][statistical]")
{
    SmallTown town = offices();
    hurry(town);
    town.parameters().rotation_internal = 1;
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> pairs;
    std::map<std::uint32_t, double> from;
    Run run(town, {.replicates = 400, .listen = [&](const Happening& seen) {
                       if (seen.event != Event::moved) return;
                       pairs[{seen.post, seen.other}] += 1;
                       from[seen.post] += 1;
                   }});
    run.advance(20);
    const auto& city = run.packed();
    for (const auto& [pair, count] : pairs) {
        const auto [post, other] = pair;
        REQUIRE(post != other);
        REQUIRE(city.post_role[post] == city.post_role[other]);
        REQUIRE(commitment::is_government(city.kind[city.institution_of[other]]));
        REQUIRE_FALSE(is_city_head(city, post));
        REQUIRE_FALSE(is_city_head(city, other));
        double others = 0;
        for (std::uint32_t p = 0; p < city.posts; ++p) {
            if (p == post || is_city_head(city, p) || city.post_role[p] != city.post_role[post]) continue;
            if (!commitment::is_government(city.kind[city.institution_of[p]])) continue;
            if (city.post_role[post] == PostRole::head &&
                city.kind[city.institution_of[p]] != city.kind[city.institution_of[post]])
                continue;
            others += 1;
        }
        CAPTURE(post, other);
        check_share(count, from[post], 1 / others);
    }
    CHECK(pairs.size() == 4u * 3 + 3 * 2 + 4 * 3 + 17u * 16 + 23u * 22); // heads of three kinds, officials, technical
}

TEST_CASE("what is person-bound is lost with the occupant, each time", "[commitment][rotation][exact]")
{
    SmallTown town = offices();
    hurry(town);
    town.parameters().rotation_internal = 0;
    town.parameters().rotation_commitment_loss = 0.45;
    town.parameters().rotation_doctrine_loss = 0.8;
    for (auto& state : town.city.initial) state.action = 0.6, state.doctrine = 0.9;
    town.start(8).written = true; // a kelurahan with its body
    Run run(town);
    run.advance();
    const auto& city = run.packed();
    for (const std::uint32_t i : city.staffed) {
        const double posts = city.first_post[i + 1] - city.first_post[i];
        const double left = posts - (i == 0 ? 1 : 0);
        const double structure = run.field(Field::structure, i, 0);
        CAPTURE(i);
        for (std::uint32_t r = 0; r < 8; ++r) {
            CHECK(run.doctrine(i, r) == Approx(0.9 * std::pow(1 - 0.8 / posts, left)).epsilon(1e-13));
            CHECK(run.action(i, r) == Approx(i == 0 ? 0.6 : 0.6 * (1 - 0.45 * (1 - structure))).epsilon(1e-13));
            CHECK((run.field(Field::leadership, i, r) == 0) == (i == 0)); // drawn anew but for the mayor
        }
    }
    CHECK(run.field(Field::structure, 8, 0) == Approx(0.65));
}

TEST_CASE("a post may change hands twice in a month", "[commitment][rotation][exact]")
{
    SmallTown town;
    const auto a = town.opd("opd-a", {0, 0, 1});
    const auto b = town.opd("opd-b", {0, 0, 1});
    hurry(town);
    town.parameters().rotation_internal = 1;
    town.parameters().rotation_doctrine_loss = 0.5;
    town.start(a).doctrine = town.start(b).doctrine = 1;
    Run run(town, {.replicates = 4000});
    run.advance();
    // Each of the two starts a swap with probability 1/2, and a swap touches both.
    double times[3] = {};
    for (std::uint32_t r = 0; r < run.replicates(); ++r) {
        REQUIRE(run.doctrine(a, r) == run.doctrine(b, r));
        const double d = run.doctrine(a, r);
        REQUIRE((d == 1 || d == 0.5 || d == 0.25));
        times[d == 1 ? 0 : d == 0.5 ? 1 : 2] += 1;
    }
    check_share(times[0], 4000, 0.25);
    check_share(times[1], 4000, 0.5);
    check_share(times[2], 4000, 0.25);
}

TEST_CASE("a new head's firmness is Beta with the given mean and precision, and so is the first one's",
          "[commitment][rotation][statistical]")
{
    SmallTown town = offices();
    hurry(town);
    town.parameters().leadership_mean = 0.3;
    town.parameters().leadership_precision = 5;
    for (auto& state : town.city.initial) state.leadership.reset();
    const double internal = GENERATE(0.0, 0.9);
    town.parameters().rotation_internal = internal;
    Run run(town, {.replicates = 2000});
    const auto check = [&](std::uint32_t i) {
        const boost::math::beta_distribution<double> expected(1.5, 3.5);
        std::vector<double> sample;
        for (std::uint32_t r = 0; r < run.replicates(); ++r) sample.push_back(run.field(Field::leadership, i, r));
        std::sort(sample.begin(), sample.end());
        double worst = 0;
        const double n = static_cast<double>(sample.size());
        for (std::size_t k = 0; k < sample.size(); ++k) {
            const double at = cdf(expected, sample[k]);
            worst = std::max(
                {worst, std::abs(at - static_cast<double>(k) / n), std::abs(at - static_cast<double>(k + 1) / n)});
        }
        CHECK(worst * std::sqrt(n) < 2.4); // Kolmogorov: exceeded with probability 2e-5
    };
    for (const std::uint32_t i : run.packed().staffed) check(i);
    std::vector<double> first;
    for (std::uint32_t r = 0; r < 2000; ++r) first.push_back(run.field(Field::leadership, 1, r));
    run.advance();
    check(1);
    check(6);
    if (internal > 0) return; // some heads stay
    Tally product;
    for (std::uint32_t r = 0; r < 2000; ++r) product.add((run.field(Field::leadership, 1, r) - 0.3) * (first[r] - 0.3));
    check_mean(product, 0);
}

TEST_CASE("the two new heads of a swap are drawn independently", "[commitment][rotation][statistical]")
{
    SmallTown town;
    const auto a = town.opd("opd-a");
    const auto b = town.opd("opd-b");
    hurry(town);
    town.parameters().rotation_internal = 1;
    Run run(town, {.replicates = 6000});
    run.advance();
    Tally of_a, of_b, product;
    for (std::uint32_t r = 0; r < run.replicates(); ++r) {
        const double la = run.field(Field::leadership, a, r);
        const double lb = run.field(Field::leadership, b, r);
        REQUIRE((la == 0) == (lb == 0));
        if (la == 0) continue; // nobody began a swap
        of_a.add(la);
        of_b.add(lb);
        product.add((la - 0.45) * (lb - 0.45));
    }
    check_mean(of_a, 0.45);
    check_mean(of_b, 0.45);
    check_mean(product, 0);
}

TEST_CASE("a moratorium holds everybody, a mass mutasi moves so many times as many, in the LPA too",
          "[commitment][rotation][statistical]")
{
    const Kind kind = GENERATE(Kind::opd, Kind::lpa);
    const auto share_moved = [kind](const std::vector<double>& multipliers) {
        SmallTown town;
        const auto office = town.add(kind, "office", 0, {0, 0, 1});
        town.parameters().rotation_technical = 1.2;
        town.parameters().rotation_internal = 0;
        town.start(office).knowledge = 1;
        for (const double m : multipliers) town.act(Lever::rotation, Target::none, m);
        Run run(town, {.replicates = 8000});
        run.advance();
        double moved = 0;
        for (std::uint32_t r = 0; r < 8000; ++r) moved += run.knowledge(town.post(office), r) == 0;
        return moved;
    };
    const double p = monthly(1.2);
    check_share(share_moved({}), 8000, p);
    CHECK(share_moved({0}) == 0);
    check_share(share_moved({5}), 8000, 5 * p);
    check_share(share_moved({0.5}), 8000, 0.5 * p);
    check_share(share_moved({0.5, 2, 1}), 8000, 2 * p); // the largest holds
    CHECK(share_moved({20}) == 8000);
}

TEST_CASE("an election brings a new mayor, in its month and to nobody else", "[commitment][rotation][exact]")
{
    SmallTown town = offices();
    town.at(0).heads = 2;
    for (auto& state : town.city.initial) state.action = 0.6, state.doctrine = 0.9;
    Parameters& p = town.parameters();
    p.rotation_head = p.rotation_official = p.rotation_technical = 0;
    Intervention& election = town.act(Lever::election);
    election.from = election.to = town.city.start + 3;
    Run run(town, {.replicates = 800});
    run.advance(3);
    const auto before = run.everything(0);
    CHECK(run.field(Field::leadership, 0, 0) == 0);
    CHECK(run.knowledge(0, 0) == 1);
    run.advance();
    Tally firmness;
    for (std::uint32_t r = 0; r < run.replicates(); ++r) {
        REQUIRE(run.knowledge(0, r) == 0);
        REQUIRE(run.knowledge(1, r) == 0);
        REQUIRE(run.knowledge(2, r) == 1); // an official of the city
        REQUIRE(run.doctrine(0, r) == Approx(0.9 * std::pow(1 - p.rotation_doctrine_loss / 4, 2)).epsilon(1e-13));
        REQUIRE(run.action(0, r) ==
                Approx(0.6 * std::pow(1 - p.rotation_commitment_loss * (1 - 0.6), 2)).epsilon(1e-13));
        firmness.add(run.field(Field::leadership, 0, r));
        for (std::uint32_t i = 1; i < run.packed().institutions; ++i) {
            REQUIRE(run.action(i, r) == 0.6);
            REQUIRE(run.doctrine(i, r) == 0.9);
            REQUIRE(run.field(Field::leadership, i, r) == 0);
        }
    }
    check_mean(firmness, p.leadership_mean);
    CHECK(firmness.variance() > 0);
    const auto after = run.everything(3);
    run.advance(6);
    CHECK(run.action(0, 3) == Approx(after[0]));
    CHECK(run.field(Field::leadership, 0, 3) > 0);
}
