#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>

#include "sim/random/byte_chance.hpp"
#include "sim/random/counts.hpp"

namespace {

using sim::Division;
using sim::lane_count;
using sim::LaneDraws;
using sim::Leaving;
using sim::Real;

const sim::PhiloxKey key_of_3(3);

Real in_doubles(const Leaving& of)
{
    return sim::binomial({of.n, sim::chance_of_hazard(of.hazard), of.u, of.draws, of.first_block});
}

/// Lanes where two counts at once are not what each is in doubles.
int differences(const Leaving& one, const Leaving& other)
{
    Real leave[2];
    sim::count_leaving<2>({one, other}, leave);
    const Real alone[] = {in_doubles(one), in_doubles(other)};
    int different = 0;
    for (int lane = 0; lane < lane_count; ++lane)
        different += (leave[0][lane] != alone[0][lane]) + (leave[1][lane] != alone[1][lane]);
    return different;
}

int differences(const Division& one, const Division& other)
{
    Real firsts[2];
    sim::count_divided<2>({one, other}, firsts);
    const Real alone[] = {sim::divide(one), sim::divide(other)};
    int different = 0;
    for (int lane = 0; lane < lane_count; ++lane)
        different += (firsts[0][lane] != alone[0][lane]) + (firsts[1][lane] != alone[1][lane]);
    return different;
}

/// Numbers from 10^low to 10^high.
Real spread(Real u, double low, double high)
{
    Real out;
    for (int lane = 0; lane < lane_count; ++lane) out.set(lane, std::pow(10, low + (high - low) * u[lane]));
    return out;
}

/// Uniforms as near to the sums of a binomial's chances as doubles tell them apart from it, on both sides.
Real beside_a_sum(Real n, Real p, Real which)
{
    Real out;
    for (int lane = 0; lane < lane_count; ++lane) {
        const boost::math::binomial_distribution<> of(n[lane], p[lane]);
        const double events = std::floor(quantile(of, which[lane]));
        const double sum = cdf(of, std::clamp(events, 0.0, n[lane]));
        const double beside = sum + (lane % 2 == 0 ? 1e-12 : -1e-12) * (1 << lane);
        out.set(lane, std::clamp(beside, 0x1p-53, 1 - 0x1p-53));
    }
    return out;
}

} // namespace

TEST_CASE("several counts at once are what each is in doubles", "[random][twin]")
{
    int different = 0;
    for (std::uint32_t i = 0; i < 40'000; ++i) {
        const LaneDraws draws(&key_of_3, lane_count * i, {2, 3}, 11);
        const Real n = sim::floor(spread(draws.uniform(0), -0.3, i % 50 == 0 ? 7.5 : 4));
        const Real hazard = spread(draws.uniform(1), -5, i % 50 == 1 ? 0.5 : -0.6);
        const Real other_n = sim::floor(n * draws.uniform(2));
        const Real other_hazard = i % 10 == 0 ? Real(0.0) : hazard * draws.uniform(3);
        different += differences(Leaving{n, hazard, draws.uniform(4), &draws, 100},
                                 Leaving{other_n, other_hazard, draws.uniform(5), &draws, 200});
        const Real first = i % 10 == 1 ? Real(0.0) : hazard;
        const Real second = i % 10 < 3 ? first : other_hazard;
        different += differences(Division{n, first, second, draws.uniform(6), &draws, 300},
                                 Division{other_n, second, first, draws.uniform(7), &draws, 400});
    }
    CHECK(different == 0);
}

TEST_CASE("a uniform all but equal to a sum of chances is told from it as in doubles", "[random][twin]")
{
    int different = 0;
    for (std::uint32_t i = 0; i < 20'000; ++i) {
        const LaneDraws draws(&key_of_3, lane_count * i, {2, 4}, 11);
        const Real mean = draws.uniform(0) * Real(29.5);
        const Real n = sim::floor(mean * Real(2.0) + spread(draws.uniform(1), 0, 3.5));
        const Real p = mean / n;
        Real hazard;
        for (int lane = 0; lane < lane_count; ++lane) hazard.set(lane, -std::log1p(-p[lane]));
        const Real u[] = {beside_a_sum(n, p, draws.uniform(2)), beside_a_sum(n, p, draws.uniform(3))};
        different += differences(Leaving{n, hazard, u[0], &draws, 100}, Leaving{n, hazard, u[1], &draws, 200});
        const Real second = Real(1.0) - p; // the first is the rarer: no count is mirrored
        different += differences(Division{n, p, second, u[0], &draws, 300}, Division{n, p, second, u[1], &draws, 400});
    }
    CHECK(different == 0);
}

namespace {

/// How far a sum of chances in floats is from that in doubles at most, as a share of the doubt; lanes that fit, and
/// every number of events. \param p  [lane] of an event
double worst_rounding(const sim::detail::Count& count, Real p)
{
    float none[lane_count], odds[lane_count], n[lane_count], doubt[lane_count];
    std::memcpy(none, &count.none, sizeof none);
    std::memcpy(odds, &count.odds, sizeof odds);
    std::memcpy(n, &count.n, sizeof n);
    std::memcpy(doubt, &count.doubt, sizeof doubt);
    double worst = 0;
    for (int lane = 0; lane < lane_count; ++lane) {
        if ((sim::to_bitmask(count.fits) >> lane & 1) == 0) continue;
        const boost::math::binomial_distribution<> exact(n[lane], p[lane]);
        float chance = none[lane];
        float sum = chance;
        for (int k = 0; k <= std::min(100, static_cast<int>(n[lane])); ++k) {
            if (k > 0) {
                chance = chance * ((n[lane] + 1) * odds[lane] * sim::detail::reciprocal32.of[k] - odds[lane]);
                sum += chance;
            }
            worst = std::max(worst, std::abs(sum - cdf(exact, k)) / doubt[lane]);
        }
    }
    return worst;
}

} // namespace

TEST_CASE("roundings of an inversion in floats stay within the doubt", "[random][math]")
{
    double leaving = 0, divided = 0;
    for (std::uint32_t i = 0; i < 4000; ++i) {
        const LaneDraws draws(&key_of_3, lane_count * i, {2, 5}, 11);
        const Real mean = draws.uniform(0) * Real(29.9);
        const Real n = sim::floor(mean * Real(2.0) + spread(draws.uniform(1), 0, 3.5));
        const Real p = mean / n;
        Real hazard;
        for (int lane = 0; lane < lane_count; ++lane) hazard.set(lane, -std::log1p(-p[lane]));
        sim::detail::Count count;
        sim::detail::prepare(Leaving{n, hazard, Real(0.5), &draws, 100}, count);
        leaving = std::max(leaving, worst_rounding(count, p));
        sim::detail::prepare(Division{n, p, Real(1.0) - p, Real(0.5), &draws, 100}, count);
        divided = std::max(divided, worst_rounding(count, p));
    }
    CHECK(leaving < 0.5);  // half of what is allowed is room for what was not tried
    CHECK(leaving > 0.02); // else doubles are asked for nothing
    CHECK(divided < 0.75);
    CHECK(divided > 0.02);
}

TEST_CASE("what happens is listed by lane, then thing, however many there are", "[random]")
{
    for (const double chance : {0.0, 0.01, 0.3, 1.0}) {
        const LaneDraws draws(&key_of_3, 0, {2, 6}, 11);
        const sim::Bits word = draws.pair(0).first;
        const sim::ByteOrder order = sim::happening(word, sim::byte_chance(Real(chance)).whole, 7);
        sim::Happened list[8 * lane_count + 4];
        const std::uint32_t count = sim::list_happening(order, 100, list);
        std::uint32_t at = 0;
        for (int lane = 0; lane < lane_count; ++lane)
            for (std::uint32_t thing = 0; thing < 7; ++thing) {
                const auto byte = static_cast<double>(word[lane] >> (8 * thing) & 0xff);
                const double whole = std::min(255.0, std::floor(256 * chance));
                if (byte > whole) continue;
                REQUIRE(at < count);
                CHECK(list[at].thing == 100 + thing);
                CHECK(list[at].lane == lane);
                CHECK(list[at].is_tie == (byte == whole));
                ++at;
            }
        CHECK(at == count);
    }
}
