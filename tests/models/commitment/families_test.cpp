// 4.9 Families.

#include <array>

#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

namespace {

using namespace tests;
using Counts = std::array<double, 4>;

double moved(double rate) { return 1 - std::exp(-rate); }

/// Monthly rates: unaware → knows, knows → understands, understands → involved; and back.
struct FamilyRates
{
    double aware, learn, turnover, join, forget, lapse;
};

/// Where a family of each stage is a month later: [from][to].
std::array<Counts, 4> chain(const FamilyRates& f)
{
    const auto split = [](double up, double down) {
        const double leave = moved(up + down);
        const double sum = up + down;
        return std::pair(sum > 0 ? leave * up / sum : 0, sum > 0 ? leave * down / sum : 0);
    };
    const auto [learns, forgotten] = split(f.learn, f.turnover);
    const auto [joins, forgets] = split(f.join, f.forget);
    std::array<Counts, 4> to{};
    to[0] = {1 - moved(f.aware), moved(f.aware), 0, 0};
    to[1] = {forgotten, 1 - forgotten - learns, learns, 0};
    to[2] = {0, forgets, 1 - forgets - joins, joins};
    to[3] = {0, 0, moved(f.lapse), 1 - moved(f.lapse)};
    return to;
}

Counts after(const Counts& n, const std::array<Counts, 4>& to)
{
    Counts out{};
    for (std::size_t from = 0; from < 4; ++from)
        for (std::size_t stage = 0; stage < 4; ++stage) out[stage] += n[from] * to[from][stage];
    return out;
}

Counts counts(const Run& run, std::uint32_t c, std::uint32_t r)
{
    return {run.families(0, c, r), run.families(1, c, r), run.families(2, c, r), run.families(3, c, r)};
}

} // namespace

TEST_CASE("a city starts with the whole families of each share, rounding aside", "[commitment][families][exact]")
{
    REQUIRE(375 * 0.072 < 27); // in binary
    SmallTown town;
    town.add(Kind::kecamatan, "kec");
    const auto kelurahan = town.add(Kind::kelurahan, "kel", 1);
    const auto community = town.community("keluarga", kelurahan, 375);
    town.start(community).knows = 0.072;
    town.start(community).understands = 0.0746; // 27.975
    town.start(community).involved = 0.0746;
    CHECK(counts(Run(town), 0, 0) == Counts{375 - 3 * 27, 27, 27, 27});
}

TEST_CASE("without contagion families are a linear Markov chain, and none is lost in any replicate",
          "[commitment][families][exact]")
{
    // Small counts are drawn by inversion, large ones by rejection.
    const int families = GENERATE(40, 900, 40000);
    SmallTown town;
    town.add(Kind::kecamatan, "kec");
    town.add(Kind::kelurahan, "kel", 1);
    town.community("keluarga", 2, families);
    town.start(3).knows = 0.3;
    town.start(3).understands = 0.2;
    town.start(3).involved = 0.1;
    town.start(2).written = true;
    town.start(2).action = 0.8;
    town.start(2).knowledge = 1;
    Parameters& p = town.parameters();
    p.families_outreach = 0.15;
    p.families_service = 0.2;
    p.families_learn = 0.1;
    p.families_join_floor = 0.04;
    p.families_join = 0.3;
    p.families_lapse = 0.4;
    p.families_forget = 0.07;
    p.families_turnover = 0.05;
    Run run(town, {.replicates = 2000});
    // A, K = 1, S = 0.65 and R = 0.1 stay as they are, so the kelurahan's act is constant.
    const double act = 0.8 * std::cbrt(1 * 0.65 * 0.1);
    const auto to = chain({0.15 * act, 0.1 + 0.2 * act, 0.05, 0.04 + 0.3 * act, 0.07, 0.4 * (1 - act)});
    Counts expected = counts(run, 0, 0);
    for (int month = 1; month <= 18; ++month) {
        run.advance();
        expected = after(expected, to);
        std::array<Tally, 4> stage;
        for (std::uint32_t r = 0; r < run.replicates(); ++r) {
            const Counts n = counts(run, 0, r);
            REQUIRE(n[0] + n[1] + n[2] + n[3] == families);
            for (std::size_t s = 0; s < 4; ++s) {
                REQUIRE(n[s] >= 0);
                REQUIRE(n[s] == std::floor(n[s]));
                stage[s].add(n[s]);
            }
        }
        if (month == 1 || month == 5 || month == 18)
            for (std::size_t s = 0; s < 4; ++s) {
                CAPTURE(month, s);
                check_mean(stage[s], expected[s]);
            }
    }
}

TEST_CASE("a month's moves spread as independent families do", "[commitment][families][exact]")
{
    const int families = GENERATE(60, 5000);
    SmallTown town;
    town.add(Kind::kecamatan, "kec");
    town.add(Kind::kelurahan, "kel", 1);
    town.community("keluarga", 2, families);
    town.start(3).knows = 0.5;
    town.start(3).understands = 0.2;
    Parameters& p = town.parameters();
    p.families_learn = 0.3;
    p.families_turnover = 0.2;
    Run run(town, {.replicates = 8000});
    const Counts start = counts(run, 0, 0);
    run.advance();
    const auto to = chain({0, 0.3, 0.2, 0, 0, 0});
    Tally down, up, down_squared, up_squared, product;
    for (std::uint32_t r = 0; r < run.replicates(); ++r) {
        const Counts n = counts(run, 0, r);
        const double d = n[0] - start[0] - start[1] * to[1][0];
        const double u = n[2] - start[2] - start[1] * to[1][2];
        down.add(d);
        up.add(u);
        down_squared.add(d * d);
        up_squared.add(u * u);
        product.add(d * u);
    }
    check_mean(down, 0);
    check_mean(up, 0);
    check_mean(down_squared, start[1] * to[1][0] * (1 - to[1][0])); // multinomial
    check_mean(up_squared, start[1] * to[1][2] * (1 - to[1][2]));
    check_mean(product, -start[1] * to[1][0] * to[1][2]);
}

TEST_CASE("contagion: a month's mean move is that of 4.9 for the counts at its start", "[commitment][families][exact]")
{
    SmallTown town;
    const auto kecamatan = town.add(Kind::kecamatan, "kec");
    const auto kel_a = town.add(Kind::kelurahan, "kel-a", kecamatan);
    const auto kel_b = town.add(Kind::kelurahan, "kel-b", kecamatan);
    const auto kel_c = town.add(Kind::kelurahan, "kel-c", kecamatan);
    const auto a = town.community("keluarga-a", kel_a, 20000);
    const auto b = town.community("keluarga-b", kel_b, 5000);
    const auto c = town.community("keluarga-c", kel_c, 300);
    const auto set = [&](std::uint32_t i, double knows, double understands, double involved) {
        town.start(i).knows = knows;
        town.start(i).understands = understands;
        town.start(i).involved = involved;
    };
    set(a, 0.25, 0.2, 0.3);
    set(b, 0.1, 0.3, 0.05);
    set(c, 0.3, 0.1, 0.2);
    town.link(b, a, LinkType::diffuse, 3);
    town.link(c, a, LinkType::diffuse, 1);
    town.link(kel_b, a, LinkType::diffuse, 50); // not a community: no part of n
    town.link(b, a, LinkType::normative, 50);
    town.link(a, b, LinkType::diffuse, 1);
    // kel-a acts and has its body; kel-b acts without one; kel-c has one and does not act.
    town.start(kel_a).written = town.start(kel_c).written = true;
    town.start(kel_a).action = 0.9;
    town.start(kel_b).action = 0.9;
    Parameters& p = town.parameters();
    const Parameters defaults;
    p.families_word_of_mouth = 0.05;
    p.families_local = defaults.families_local;
    p.families_outreach = 0.1;
    p.families_learn = 0.03;
    p.families_service = 0.2;
    p.families_spread = 0.4;
    p.families_turnover = 0.06;
    p.families_join_floor = 0.02;
    p.families_join = 0.3;
    p.families_forget = 0.05;
    p.families_lapse = 0.3;
    Run run(town, {.replicates = 3000});
    std::array<Counts, 3> start;
    for (std::uint32_t k = 0; k < 3; ++k) start[k] = counts(run, k, 0);
    run.advance();
    const double total[3] = {20000, 5000, 300};
    double s[3], v[3];
    for (std::size_t k = 0; k < 3; ++k) s[k] = (start[k][2] + start[k][3]) / total[k], v[k] = start[k][3] / total[k];
    const double acts[3] = {0.9 * std::cbrt(0.25 * 0.65 * 0.1), 0, 0};
    const double n[3] = {(3 * s[1] + s[2]) / 4, s[0], 0};
    for (std::uint32_t k = 0; k < 3; ++k) {
        const double act = acts[k];
        const auto to = chain({4 * 0.05 * s[k] + 0.05 * n[k] + 0.1 * act, 0.03 + 0.2 * act + 0.4 * v[k], 0.06,
                               0.02 + 0.3 * act + 0.4 * v[k] * (0.3 + act), 0.05, 0.3 * (1 - act)});
        const Counts expected = after(start[k], to);
        for (std::size_t stage = 0; stage < 4; ++stage) {
            Tally seen;
            for (std::uint32_t r = 0; r < run.replicates(); ++r) seen.add(counts(run, k, r)[stage]);
            CAPTURE(k, stage);
            check_mean(seen, expected[stage]);
        }
    }
}

TEST_CASE("families feel a body in the month in which it comes", "[commitment][families][exact]")
{
    SmallTown town;
    const auto kecamatan = town.add(Kind::kecamatan, "kec");
    const auto kel = town.add(Kind::kelurahan, "kel", kecamatan);
    town.community("keluarga", kel, 1000);
    town.start(kel).action = 1;
    Parameters& p = town.parameters();
    p.formal_base = 50;
    p.families_outreach = 1000;
    Run run(town);
    run.advance();
    CHECK(run.written(kel, 0) == 1);
    CHECK(run.families(1, 0, 0) == 1000);
}
