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

/// What inversion takes of one number of events.
struct Inversion
{
    Real n;
    Real odds; ///< p / (1 − p), p ≤ 1/2, n p ≤ 30
    Real none; ///< the chance of no event
    Real u;    ///< in (0,1), or less for no event
};

/// The number of events by inversion.
SIM_INLINE Real invert_binomial(const Inversion& of)
{
    const Real more_odds = (of.n + Real(1.0)) * of.odds;
    Real chance = of.none;
    Real below = chance; // the chance of so few events or fewer
    Real events = 0.0;
    for (int k = 1; k <= longest_inversion; ++k) {
        const Mask more = of.u > below;
        if (!any(more)) break;
        events = select(more, events + Real(1.0), events);
        // P(k) = P(k − 1) · odds (n + 1 − k) / k
        chance *= more_odds * Real(reciprocal.of[k]) - of.odds;
        below += chance;
    }
    return smaller(events, of.n); // the chances may add up to the last bit less than 1
}

/// x^n for whole n of 0 or more.
SIM_INLINE Real whole_power(Real x, Real n)
{
    Real power = 1.0;
    Bits left = as_bits(n + Real(0x1p52));
    for (double bit = 1; any(n >= Real(bit)); bit *= 2) {
        const Mask odd = Bits(0) < (left & Bits(1));
        power = select(odd, power * x, power);
        x *= x;
        left = left >> 1;
    }
    return power;
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

/// The same by odds; lanes that are not `large` get harmless numbers.
SIM_OUTLINE inline Real reject_where(Mask large, Real n, Real odds, const LaneDraws& draws, std::uint32_t first_block)
{
    const Real safe_n = select(large, n, Real(100.0));
    const Real safe_p = select(large, odds / (Real(1.0) + odds), Real(0.5));
    return reject_binomial(safe_n, safe_p, draws, first_block, large);
}

} // namespace detail

/// The chance of an event in the forms that counting needs, so that who knows them need not derive them.
struct Chance
{
    Real odds;     ///< p / (1 − p)
    Real log_none; ///< log (1 − p)
};

/// \param p  in [0,1]
SIM_INLINE Chance chance(Real p) { return {p / (Real(1.0) - p), log1p(Real(0.0) - p)}; }

/// Of 1 − e^(−x). \param x  0 or more
SIM_INLINE Chance chance_of_hazard(Real x) { return {expm1(x), Real(0.0) - x}; }

/// A number of successes to draw.
struct Binomial
{
    Real n; ///< whole, 0 or more
    Chance p;
    Real u;                    ///< a uniform of (0,1)
    const LaneDraws* draws;    ///< further ones where the mean is large
    std::uint32_t first_block; ///< from this block of them to first_block + 59
};

/// The number of successes.
SIM_OUTLINE inline Real binomial(const Binomial& of)
{
    // Count the rarer outcome; mirrored, u keeps "more p, more events".
    const Mask mirrored = of.p.odds > Real(1.0);
    Real odds = of.p.odds;
    Real log_none = of.p.log_none;
    Real u = of.u;
    if (any(mirrored)) {
        odds = select(mirrored, Real(1.0) / odds, odds);
        log_none = select(mirrored, Real(0.0) - log1p(odds), log_none);
        u = select(mirrored, Real(1.0) - u, u);
    }
    const Mask large = of.n * odds > Real(30.0) * (Real(1.0) + odds);
    Real successes = detail::invert_binomial({of.n, odds, exp(of.n * log_none), select(large, Real(-1.0), u)});
    if (any(large))
        successes = select(large, detail::reject_where(large, of.n, odds, *of.draws, of.first_block), successes);
    return select(mirrored, of.n - successes, successes);
}

/// Those who take the first of two ways, each with the probability first / (first + second), are to be counted.
struct Division
{
    Real n;
    Real first, second; ///< 0 or more; where both are 0 none does
    Real u;             ///< a uniform of (0,1)
    const LaneDraws* draws;
    std::uint32_t first_block;
};

/// How many of n take the first way.
SIM_OUTLINE inline Real divide(const Division& of)
{
    const Mask mirrored = of.first > of.second;
    const Real odds = smaller(of.first, of.second) / larger(larger(of.first, of.second), Real(1e-300));
    const Real most = Real(1.0) / (Real(1.0) + odds);
    const Mask large = of.n * odds > Real(30.0) * (Real(1.0) + odds);
    const Real level = select(mirrored, Real(1.0) - of.u, of.u);
    Real firsts =
        detail::invert_binomial({of.n, odds, detail::whole_power(most, of.n), select(large, Real(-1.0), level)});
    if (any(large)) firsts = select(large, detail::reject_where(large, of.n, odds, *of.draws, of.first_block), firsts);
    return select(mirrored, of.n - firsts, firsts);
}

} // namespace sim::inline SIM_LEVEL
