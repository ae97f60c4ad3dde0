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

/// Of n things each with the probability p, which is that of the hazard.
struct Many
{
    Real n, p, hazard;
};

/// Means below 29.9. \param draws  0 and 1 of them are taken
Many for_inversion(const LaneDraws& draws)
{
    Many many;
    const Real mean = draws.uniform(0) * Real(29.9);
    many.n = sim::floor(mean * Real(2.0) + spread(draws.uniform(1), 0, 3.5));
    many.p = mean / many.n;
    for (int lane = 0; lane < lane_count; ++lane) many.hazard.set(lane, -std::log1p(-many.p[lane]));
    return many;
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
        const auto [n, p, hazard] = for_inversion(draws);
        const Real u[] = {beside_a_sum(n, p, draws.uniform(2)), beside_a_sum(n, p, draws.uniform(3))};
        different += differences(Leaving{n, hazard, u[0], &draws, 100}, Leaving{n, hazard, u[1], &draws, 200});
        const Real second = Real(1.0) - p; // the first is the rarer: no count is mirrored
        different += differences(Division{n, p, second, u[0], &draws, 300}, Division{n, p, second, u[1], &draws, 400});
    }
    CHECK(different == 0);
}

namespace {

/// Lanes that would be trusted although u is exactly some sum of chances, if only `share` of the doubt were allowed
/// for. \param p  [lane] of an event
int trusted_at_a_sum(sim::detail::Count count, Real p, double share)
{
    float n[lane_count], doubt[lane_count], u[lane_count];
    std::memcpy(n, &count.n, sizeof n);
    std::memcpy(doubt, &count.doubt, sizeof doubt);
    for (float& of : doubt) of *= static_cast<float>(share);
    std::memcpy(&count.doubt, doubt, sizeof doubt);
    int trusted = 0;
    for (int events = 0; events < 60; ++events) {
        for (int lane = 0; lane < lane_count; ++lane) {
            const boost::math::binomial_distribution<> exact(n[lane], p[lane]);
            u[lane] = static_cast<float>(cdf(exact, std::min<double>(events, n[lane])));
        }
        std::memcpy(&count.u, u, sizeof u);
        const sim::detail::Count both[2] = {count, count};
        Real numbers[2];
        sim::Mask32 failed[2];
        sim::detail::invert(both, numbers, failed);
        trusted += __builtin_popcount(sim::to_bitmask(count.fits) & ~sim::to_bitmask(failed[0]));
    }
    return trusted;
}

} // namespace

TEST_CASE("a uniform that is some sum of chances is in doubt, with half the doubt too", "[random][math]")
{
    int leaving = 0, divided = 0, less = 0;
    for (std::uint32_t i = 0; i < 1500; ++i) {
        const LaneDraws draws(&key_of_3, lane_count * i, {2, 5}, 11);
        const auto [n, p, hazard] = for_inversion(draws);
        sim::detail::Count count;
        sim::detail::prepare(Leaving{n, hazard, Real(0.5), &draws, 100}, count);
        leaving += trusted_at_a_sum(count, p, 0.5);
        less += trusted_at_a_sum(count, p, 0.01); // the roundings are there
        sim::detail::prepare(Division{n, p, Real(1.0) - p, Real(0.5), &draws, 100}, count);
        divided += trusted_at_a_sum(count, p, 0.6);
    }
    CHECK(leaving == 0);
    CHECK(divided == 0);
    CHECK(less > 0);
}

TEST_CASE("counts at the limits of what floats are for are what each is in doubles", "[random][twin]")
{
    int different = 0;
    for (std::uint32_t i = 0; i < 10'000; ++i) {
        const LaneDraws draws(&key_of_3, lane_count * i, {2, 7}, 11);
        const Real hazard = Real(0.3) + draws.uniform(0) * Real(0.4); // about the largest
        const Real some = sim::floor(draws.uniform(1) * Real(60.0));
        const Real many = spread(draws.uniform(2), 6.5, 8); // about the most that a float counts
        const Real whole = sim::floor(many);
        const Real edge = Real(30.0) + (draws.uniform(3) - Real(0.5)) * Real(1e-5); // means about the highest
        const Real n = sim::floor(spread(draws.uniform(4), 2, 4));
        Real at_edge;
        for (int lane = 0; lane < lane_count; ++lane) at_edge.set(lane, -std::log1p(-edge[lane] / n[lane]));
        different += differences(Leaving{some, hazard, draws.uniform(5), &draws, 100},
                                 Leaving{whole, draws.uniform(6) * Real(25.0) / whole, draws.uniform(7), &draws, 200});
        different += differences(Leaving{n, at_edge, draws.uniform(8), &draws, 300},
                                 Leaving{n, at_edge, draws.uniform(9), &draws, 400});
        const Real rarest = draws.uniform(10) * Real(1e-38); // floats that small have few places
        different +=
            differences(Division{some, rarest, draws.uniform(11) * Real(1e-38), draws.uniform(12), &draws, 500},
                        Division{whole, Real(1.0), whole / Real(20.0), draws.uniform(13), &draws, 600});
    }
    CHECK(different == 0);
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
