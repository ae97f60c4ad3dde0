#pragma once

// Exact binomial counts over lanes. Up to a mean of 30 by inversion of one uniform: a larger p or n can then
// only add events. Above by transformed rejection (BTRS, Hörmann 1993), whose cost does not grow with the mean.

#include "sim/random/draws.hpp"

namespace sim::inline SIM_LEVEL {

namespace detail {

inline constexpr int longest_inversion = 160; // a mean of 30 exceeds it with probability below 1e−50

struct Reciprocals
{
    double of[longest_inversion + 2];
    constexpr Reciprocals() : of()
    {
        for (int k = 1; k < longest_inversion + 2; ++k) of[k] = 1.0 / k;
    }
};
inline constexpr Reciprocals reciprocal;

/// Numbers of events by inversion, several at once to hide the latency of each step; `active` lanes alone.
/// \param probability  of no event; odds: p / (1 − p) with p not near 1; n p ≤ 30
template <int count>
SIM_OUTLINE inline void invert_binomials(const Real (&n)[count], const Real (&odds)[count], Real (&probability)[count],
                                         Real (&u)[count], Mask (&active)[count], Real (&events)[count])
{
    for (int i = 0; i < count; ++i) events[i] = 0.0;
    for (int k = 1; k <= longest_inversion; ++k) {
        Mask left = active[0] = active[0] & (u[0] > probability[0]) & (events[0] < n[0]);
        for (int i = 1; i < count; ++i)
            left = left | (active[i] = active[i] & (u[i] > probability[i]) & (events[i] < n[i]));
        if (!any(left)) break;
        for (int i = 0; i < count; ++i) {
            u[i] = select(active[i], u[i] - probability[i], u[i]);
            probability[i] = probability[i] * ((n[i] - events[i]) * odds[i] * Real(reciprocal.of[k]));
            events[i] = select(active[i], events[i] + Real(1.0), events[i]);
        }
    }
}

/// log k! minus Stirling's approximation of it.
SIM_OUTLINE inline Real stirling_error(Real k)
{
    constexpr double small[10] = {0.0810614667953272582, 0.0413406959554092941, 0.0276779256849983391,
                                  0.0207906721037650931, 0.0166446911898211922, 0.0138761288230707480,
                                  0.0118967099458917701, 0.0104112652619720965, 0.00925546218271273292,
                                  0.00833056343336287126};
    const Real k1 = k + Real(1.0);
    const Real w = Real(1.0) / (k1 * k1);
    Real value = (Real(1.0 / 12) - (Real(1.0 / 360) - (Real(1.0 / 1260) - Real(1.0 / 1680) * w) * w) * w) / k1;
    const Mask few = k < Real(10.0);
    if (any(few))
        for (unsigned left = to_bitmask(few); left != 0; left &= left - 1) {
            const int lane = __builtin_ctz(left);
            const double at = k[lane];
            value.set(lane, small[at > 0 ? static_cast<int>(at) : 0]);
        }
    return value;
}

/// Transformed rejection; `active` lanes alone. p ≤ 1/2, n p > 10. Attempt j takes words 2j and 2j + 1.
SIM_OUTLINE inline Real reject_binomial(Real n, Real p, const LaneDraws& draws, std::uint32_t first_block, Mask active)
{
    const Real spread = square_root(n * p * (Real(1.0) - p));
    const Real b = Real(1.15) + Real(2.53) * spread;
    const Real a = Real(-0.0873) + Real(0.0248) * b + Real(0.01) * p;
    const Real c = n * p + Real(0.5);
    const Real squeeze = Real(0.92) - Real(4.2) / b;
    const Real alpha = (Real(2.83) + Real(5.1) / b) * spread;
    const Real mode = floor((n + Real(1.0)) * p);
    const Real odds = p / (Real(1.0) - p);
    const Real above_mode = n - mode + Real(1.0);
    const Real constant = (mode + Real(0.5)) * log((mode + Real(1.0)) / (odds * above_mode)) + stirling_error(mode) +
                          stirling_error(n - mode);
    Real count = mode; // stands only if 60 attempts fail, which happens with probability below 1e−40
    for (std::uint32_t attempt = 0; attempt < 60 && any(active); ++attempt) {
        const BitPair words = draws.pair(first_block + attempt);
        const Real u = uniform_of(words.first) - Real(0.5);
        const Real v = uniform_of(words.second);
        const Real us = Real(0.5) - larger(u, Real(0.0) - u);
        const Real k = floor((Real(2.0) * a / us + b) * u + c);
        const Mask inside = (k >= Real(0.0)) & (k <= n);
        Mask accepted = inside & (us >= Real(0.07)) & (v <= squeeze);
        if (any(active & inside & !accepted)) {
            const Real kk = select(inside, k, mode);
            const Real bound = constant + (n + Real(1.0)) * log(above_mode / (n - kk + Real(1.0))) +
                               (kk + Real(0.5)) * log(odds * (n - kk + Real(1.0)) / (kk + Real(1.0))) -
                               stirling_error(kk) - stirling_error(n - kk);
            accepted = accepted | (inside & (log(v * alpha / (a / (us * us) + b)) <= bound));
        }
        count = select(active & accepted, k, count);
        active = active & !accepted;
    }
    return count;
}

} // namespace detail

/// One number of successes to draw.
struct Binomial
{
    Real n;                    ///< whole, 0 or more
    Real p;                    ///< in [0,1]
    Real u;                    ///< a uniform of (0,1)
    const LaneDraws* draws;    ///< further draws where the mean is large
    std::uint32_t first_block; ///< from this block of them to first_block + 59
};

/// Numbers of successes, several at once.
template <int count>
SIM_INLINE void binomials(const Binomial (&of)[count], Real (&successes)[count])
{
    // Count the rarer outcome; mirrored, u keeps "more p, more events".
    Real n[count], odds[count], nothing[count], level[count], rare[count];
    Mask mirrored[count], none[count], large[count], inverted[count];
    Mask some_large = Real(0.0) > Real(0.0);
    for (int i = 0; i < count; ++i) {
        n[i] = of[i].n;
        mirrored[i] = of[i].p > Real(0.5);
        rare[i] = select(mirrored[i], Real(1.0) - of[i].p, of[i].p);
        level[i] = select(mirrored[i], Real(1.0) - of[i].u, of[i].u);
        const Real mean = n[i] * rare[i];
        none[i] = mean <= Real(0.0);
        large[i] = mean > Real(30.0);
        const Mask not_inverted = none[i] | large[i];
        inverted[i] = !not_inverted;
        some_large = some_large | large[i];
        odds[i] = rare[i] / (Real(1.0) - rare[i]);
        nothing[i] = exp(n[i] * log1p(Real(0.0) - rare[i]));
    }
    detail::invert_binomials<count>(n, odds, nothing, level, inverted, successes);
    for (int i = 0; i < count; ++i) {
        if (any(some_large) && any(large[i])) {
            // Lanes that are not large get harmless numbers.
            const Real safe_n = select(large[i], n[i], Real(100.0));
            const Real safe_p = select(large[i], rare[i], Real(0.5));
            successes[i] =
                select(large[i], detail::reject_binomial(safe_n, safe_p, *of[i].draws, of[i].first_block, large[i]),
                       successes[i]);
        }
        successes[i] = select(none[i], Real(0.0), successes[i]);
        successes[i] = select(mirrored[i], n[i] - successes[i], successes[i]);
    }
}

/// Number of successes among n. \param draws  further draws where the mean is large, from block `first_block` on
SIM_OUTLINE inline Real binomial(Real n, Real p, Real u, const LaneDraws& draws, std::uint32_t first_block)
{
    Real successes[1];
    binomials<1>({{n, p, u, &draws, first_block}}, successes);
    return successes[0];
}

} // namespace sim::inline SIM_LEVEL
