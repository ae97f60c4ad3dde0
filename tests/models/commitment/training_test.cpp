// 4.2 Training.

#include <algorithm>
#include <map>
#include <set>

#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

namespace {

using namespace tests;

/// Two OPDs in the task force and one outside, two kecamatan, two kelurahan, the LPA.
SmallTown schools()
{
    SmallTown town;
    town.at(0).officials = 1;
    town.at(0).technical = 1;
    town.opd("opd-a", {1, 2, 2});
    town.opd("opd-b", {1, 0, 1});
    town.opd("opd-c", {1, 1, 1}, false);
    town.add(Kind::kecamatan, "kec-a", 0, {1, 1, 1});
    town.add(Kind::kecamatan, "kec-b", 0, {1, 0, 1});
    town.add(Kind::kelurahan, "kel-a", 4, {1, 1, 1});
    town.add(Kind::kelurahan, "kel-b", 4, {1, 0, 1});
    town.add(Kind::lpa, "lpa", 0, {1, 1, 1});
    return town;
}

using Names = std::set<std::pair<std::string, PostRole>>;

/// Who has been trained: institution and role.
Names trained(const SmallTown& town, const Run& run, std::uint32_t r = 0)
{
    Names names;
    const auto& city = run.packed();
    for (std::uint32_t p = 0; p < city.posts; ++p)
        if (run.knowledge(p, r) > 0)
            names.emplace(town.city.institutions[city.institution_of[p]].id, city.post_role[p]);
    return names;
}

} // namespace

TEST_CASE("seats for all against rotation and forgetting: knowledge settles where section 8 says",
          "[commitment][training][exact]")
{
    SmallTown town;
    for (const char* id : {"opd-a", "opd-b", "opd-c", "opd-d"}) town.opd(id, {1, 1, 2});
    Parameters& p = town.parameters();
    p.rotation_head = p.rotation_official = p.rotation_technical = 2;
    p.rotation_internal = 0;
    p.knowledge_half_life = 4;
    p.knowledge_practice = 0;
    p.training_effect = 0.35;
    town.act(Lever::training, Target::all, 12 * 20);
    Run run(town, {.replicates = 2000});
    run.advance(60);
    const double f = std::exp2(-1.0 / 4);
    const double move = 1 - std::exp(-2.0 / 12);
    for (const std::uint32_t post : {1u, 2u, 3u, 4u}) {
        Tally kappa;
        for (std::uint32_t r = 0; r < run.replicates(); ++r) kappa.add(run.knowledge(post, r));
        check_mean(kappa, f * 0.35 / (1 - f * (1 - move) * (1 - 0.35)));
    }
    Tally mayor;
    mayor.add(run.knowledge(0, 0)); // elected: without rotation
    check_mean(mayor, f * 0.35 / (1 - f * (1 - 0.35)));
}

TEST_CASE("the least trained go first", "[commitment][training][exact]")
{
    SmallTown town;
    std::vector<double> kappa;
    for (int i = 0; i < 40; ++i) {
        const auto opd = town.opd("opd-" + std::to_string(i), {0, 0, 1});
        kappa.push_back(((i * 17) % 40) / 50.0);
        town.start(opd).knowledge = kappa.back();
    }
    town.parameters().training_effect = 0.25;
    const int seats = GENERATE(1, 3, 32, 33, 40); // up to 32 are chosen in all lanes at once, more lane by lane
    town.act(Lever::training, Target::technical, 12.0 * seats);
    Run run(town);
    for (int month = 0; month < 6; ++month) {
        run.advance();
        std::vector<double> order = kappa;
        std::sort(order.begin(), order.end());
        const double limit = order[static_cast<std::size_t>(seats - 1)];
        const auto at_limit = std::count(order.begin(), order.end(), limit);
        if (at_limit > 1 && seats < 40 && order[static_cast<std::size_t>(seats)] == limit) break; // a tie: another test
        for (int i = 0; i < 40; ++i) {
            double& k = kappa[static_cast<std::size_t>(i)];
            if (k <= limit) k += 0.25 * (1 - k);
            CAPTURE(seats, month, i);
            REQUIRE(run.knowledge(static_cast<std::uint32_t>(i) + 1, 7) == Approx(k).epsilon(1e-13));
            k = run.knowledge(static_cast<std::uint32_t>(i) + 1, 7);
        }
    }
}

TEST_CASE("equals are chosen at random, each as likely", "[commitment][training][statistical]")
{
    constexpr std::uint32_t posts = 50;
    SmallTown town;
    for (std::uint32_t i = 0; i < posts; ++i) town.opd("opd-" + std::to_string(i), {0, 0, 1});
    const int seats = GENERATE(1, 4, 40);
    town.act(Lever::training, Target::technical, 12.0 * seats);
    Run run(town, {.replicates = 6000});
    run.advance();
    std::vector<double> times(posts, 0.0);
    double both = 0;
    for (std::uint32_t r = 0; r < run.replicates(); ++r) {
        int all = 0;
        for (std::uint32_t i = 0; i < posts; ++i) {
            const bool has = run.knowledge(i + 1, r) > 0;
            times[i] += has;
            all += has;
        }
        REQUIRE(all == seats);
        both += run.knowledge(1, r) > 0 && run.knowledge(2, r) > 0;
    }
    for (const double t : times) check_share(t, 6000, seats / double(posts));
    check_share(both, 6000, seats * (seats - 1) / (posts * (posts - 1.0)));
}

TEST_CASE("each target trains its own posts and no others", "[commitment][training][exact]")
{
    using enum PostRole;
    const auto who = [](Target target, bool widened) {
        SmallTown town = schools();
        town.act(Lever::training, target, 12 * 100);
        if (widened) town.act(Lever::membership, Target::opd);
        Run run(town);
        run.advance();
        return trained(town, run);
    };
    const Names kecamatan_leaders = {{"kec-a", head}, {"kec-a", official}, {"kec-b", head}};
    Names leaders = {{"opd-a", head}, {"opd-a", official}, {"opd-b", head}};
    leaders.insert(kecamatan_leaders.begin(), kecamatan_leaders.end());
    CHECK(who(Target::leaders, false) == leaders);
    Names all_leaders = leaders;
    all_leaders.insert({{"opd-c", head}, {"opd-c", official}});
    CHECK(who(Target::leaders, true) == all_leaders);
    CHECK(who(Target::technical, false) == Names{{"opd-a", technical}, {"opd-b", technical}});
    CHECK(who(Target::technical, true) == Names{{"opd-a", technical}, {"opd-b", technical}, {"opd-c", technical}});
    CHECK(who(Target::kecamatan, false) ==
          Names{{"kec-a", head}, {"kec-a", official}, {"kec-a", technical}, {"kec-b", head}, {"kec-b", technical}});
    CHECK(who(Target::kelurahan, true) ==
          Names{{"kel-a", head}, {"kel-a", official}, {"kel-a", technical}, {"kel-b", head}, {"kel-b", technical}});
    const Names all = who(Target::all, false);
    CHECK(all.size() == 3 + 3 + 2 + 3 + 3 + 2 + 3 + 2); // the government: each role once an institution
    CHECK(all.count({"kota", head}) == 1);
    CHECK(all.count({"lpa", head}) == 0);
}

TEST_CASE("one seat a post in a month and intervention, and seats left over are not bought",
          "[commitment][training][exact]")
{
    SmallTown town = schools();
    town.act(Lever::training, Target::technical, 12 * 100, 7);
    town.act(Lever::training, Target::all, 12 * 5, 11);
    town.act(Lever::training, Target::technical, 12 * 3, 13);
    town.parameters().training_effect = 0.4;
    Run run(town);
    run.advance();
    // The three technical posts of the task force, five others of the government, and the three once more.
    CHECK(run.cost(Lever::training, 0) == 3 * 7 + 5 * 11 + 3 * 13);
    CHECK(run.undelivered(Lever::training, 0) == 0);
    for (const std::uint32_t r : {0u, 1u, 7u}) {
        int once = 0, twice = 0;
        for (std::uint32_t p = 0; p < run.packed().posts; ++p) {
            const double k = run.knowledge(p, r);
            if (k == Approx(0.4))
                ++once;
            else if (k == Approx(0.4 + 0.4 * 0.6))
                ++twice;
            else
                REQUIRE(k == 0);
        }
        CHECK(once == 5);
        CHECK(twice == 3);
    }
}
