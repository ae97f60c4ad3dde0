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

/// Number of events by inversion; `active` lanes alone. p ≤ 1/2, n p ≤ 30.
SIM_OUTLINE inline Real invert_binomial(Real n, Real p, Real u, Mask active)
{
    const Real odds = p / (Real(1.0) - p);
    Real probability = exp(n * log1p(Real(0.0) - p));
    Real count = 0.0;
    for (int k = 1; k <= longest_inversion; ++k) {
        active = active & (u > probability) & (count < n);
        if (!any(active)) break;
        u = select(active, u - probability, u);
        probability = probability * ((n - count) * odds * Real(reciprocal.of[k]));
        count = select(active, count + Real(1.0), count);
    }
    return count;
}

/// log k! minus Stirling's approximation of it.
SIM_OUTLINE inline Real stirling_error(Real k)
{
    constexpr double small[10] = {0.0810614667953272582, 0.0413406959554092941, 0.0276779256849983391, 0.0207906721037650931,
                                  0.0166446911898211922, 0.0138761288230707480, 0.0118967099458917701, 0.0104112652619720965,
                                  0.00925546218271273292, 0.00833056343336287126};
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
                               (kk + Real(0.5)) * log(odds * (n - kk + Real(1.0)) / (kk + Real(1.0))) - stirling_error(kk) -
                               stirling_error(n - kk);
            accepted = accepted | (inside & (log(v * alpha / (a / (us * us) + b)) <= bound));
        }
        count = select(active & accepted, k, count);
        active = active & !accepted;
    }
    return count;
}

} // namespace detail

/// Number of successes among n.
/// \param n      whole numbers of 0 or more
/// \param p      in [0,1]
/// \param u      a uniform of (0,1)
/// \param draws  further draws where the mean is large, from block `first_block` to first_block + 59
SIM_OUTLINE inline Real binomial(Real n, Real p, Real u, const LaneDraws& draws, std::uint32_t first_block)
{
    // Count the rarer outcome; mirrored, u keeps "more p, more events".
    const Mask mirrored = p > Real(0.5);
    const Real rare = select(mirrored, Real(1.0) - p, p);
    const Real level = select(mirrored, Real(1.0) - u, u);
    const Real mean = n * rare;
    const Mask none = mean <= Real(0.0);
    const Mask large = mean > Real(30.0);
    Real count = detail::invert_binomial(n, rare, level, !(none | large));
    if (any(large)) {
        // Lanes that are not large get harmless numbers.
        const Real safe_n = select(large, n, Real(100.0));
        const Real safe_p = select(large, rare, Real(0.5));
        count = select(large, detail::reject_binomial(safe_n, safe_p, draws, first_block, large), count);
    }
    count = select(none, Real(0.0), count);
    return select(mirrored, n - count, count);
}

} // namespace sim::inline SIM_LEVEL
