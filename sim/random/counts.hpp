#pragma once

// Counts of many things that each happen or not: binomial.hpp's numbers, several at once and in half their time.
// Inversion asks whether a uniform lies above a sum of chances. Floats say so as surely as doubles unless the two are
// all but equal (a filter, as computational geometry has it); only the lanes where they are, and those that inversion
// is not for, are counted in doubles. So the numbers are the same.

#include "sim/math/lanes32.hpp"
#include "sim/random/binomial.hpp"

namespace sim::inline SIM_LEVEL {
namespace detail {

/// e^r − 1 for |r| ≤ 0.35, by Taylor's series to r^7: within 3 units of 2^−24.
SIM_INLINE Real32 expm1_reduced(Real32 r)
{
    Real32 sum = 1.0f / 5040;
    sum = sum * r + 1.0f / 720;
    sum = sum * r + 1.0f / 120;
    sum = sum * r + 1.0f / 24;
    sum = sum * r + 1.0f / 6;
    sum = sum * r + 0.5f;
    return sum * r * r + r;
}

/// e^x for −60 ≤ x ≤ 0 (e^−60 below that), within 7 units of 2^−24 of the value for this x.
SIM_INLINE Real32 exp_of_negative(Real32 x)
{
    constexpr float to_whole = 12582912.0f; // 1.5 × 2^23: adding it rounds to a whole number
    x = select(x < Real32(-60.0f), Real32(-60.0f), x);
    const Real32 k = (x * 1.442695041f + to_whole) - to_whole;
    const Real32 r = (x - k * 0.693145752f) - k * 1.42860677e-6f; // ln 2, of which the first part has 15 bits
    return (expm1_reduced(r) + 1.0f) * power_of_two(k);
}

/// x^n for whole n from 0 to 2^22, within n units of 2^−24; a lane with a larger n gets anything.
SIM_INLINE Real32 whole_power(Real32 x, Real32 n)
{
    Real32 power = 1.0f;
    float bit = 1;
    for (int place = 0; place <= 22 && any(n >= Real32(bit)); ++place, bit *= 2) {
        power = select(has_bit(n, place), power * x, power);
        x = x * x;
    }
    return power;
}

struct Reciprocals32
{
    float of[longest_inversion + 2];
    constexpr Reciprocals32() : of()
    {
        for (int k = 1; k < longest_inversion + 2; ++k) of[k] = 1.0f / static_cast<float>(k);
    }
};
inline constexpr Reciprocals32 reciprocal32;

/// By the whole part of a mean: an even number of events that one count in sixteen exceeds.
struct LikelySteps
{
    static constexpr int means = 37;
    int of[means];
    constexpr LikelySteps() : of()
    {
        for (int mean = 0; mean < means; ++mean) {
            double chance = 1; // of k events of a Poisson number of the next mean, which exceeds a binomial one
            for (int k = 0; k <= mean; ++k) chance *= 0.36787944117144233;
            double above = 1 - chance;
            int k = 0;
            while (above > 1.0 / 16) {
                ++k;
                chance *= (mean + 1.0) / k;
                above -= chance;
            }
            of[mean] = (k + 1) / 2 * 2;
        }
    }
};
inline constexpr LikelySteps likely_steps;

/// A count of which all is known but what inversion brings.
struct Count
{
    Real32 n;
    Real32 odds;     ///< of an event
    Real32 none;     ///< the chance of no event
    Real32 u;        ///< of (0,1); less for no event
    Real32 doubt;    ///< where a sum of chances comes so near to u, doubles are to tell
    Mask32 fits;     ///< lanes that inversion in floats is for
    Mask32 mirrored; ///< lanes where the number is n less the events
    int likely;      ///< steps of inversion
};

/// \param mean        of the events, or a little more
/// \param none_doubt  what the rounding of `none` may add to that of its logarithm, in units of 2^−24
/// \param known       lanes whose numbers floats can hold
SIM_INLINE void fill(Count& count, Real32 n, Real32 odds, Real32 none, Real32 u, Real32 mean, Real32 none_doubt,
                     Mask32 known)
{
    constexpr float most_n = 4194304.0f; // the whole numbers next to it are floats, too
    const Real32 odd_mean = n * odds;    // the mean over 1 − p
    // Where the mean is all but 30, doubles are to say whether inversion is for it.
    const Mask32 fits = known & (n < Real32(most_n)) & (odd_mean < (odds + 1.0f) * 29.99f);
    // Number by number: a struct that is copied whole waits until its parts are stored.
    count.n = n;
    count.odds = odds;
    count.none = none;
    count.u = select(fits, u, Real32(-1.0f));
    // Roundings of u, odds, chances and their sums come to at most 16 times the mean and 14.
    count.doubt = (odd_mean * 16.0f + none_doubt + 16.0f) * 0x1p-24f;
    count.fits = fits;
    count.likely = likely_steps.of[static_cast<int>(highest(select(fits, mean, Real32(0.0f))))];
}

/// A count by inversion, under way.
class Inverting
{
  public:
    SIM_INLINE explicit Inverting(const Count& of)
        : odds_(of.odds), more_odds_((of.n + 1.0f) * of.odds), chance_(of.none), left_(of.u - chance_),
          nearest_(size(left_))
    {
    }

    SIM_INLINE Mask32 is_done() const { return is_negative(left_); }

    /// To the chance of k events from that of k − 1.
    SIM_INLINE void step(int k)
    {
        steps_done_.add(is_done());
        chance_ = chance_ * (more_odds_ * reciprocal32.of[k] - odds_);
        left_ = left_ - chance_;
        nearest_ = smaller(size(left_), nearest_);
    }

    /// The number, and the lanes where it is not to be trusted: where a sum came too near to u, or, to be safe, none
    /// reached it. \param steps  that were taken
    SIM_INLINE Mask32 finish(const Count& of, int steps, Real& number) const
    {
        const Real32 events = static_cast<float>(steps) - to_real32(steps_done_);
        number = to_real(select(of.mirrored, of.n - events, events));
        return (!of.fits) | (nearest_ < of.doubt) | !is_done() | (events > of.n);
    }

  private:
    Real32 odds_, more_odds_;
    Real32 chance_;  // of so many events
    Real32 left_;    // of u, less the chance of so few events or fewer
    Real32 nearest_; // that came to 0
    Tally32 steps_done_;
};

/// Two numbers, best of like means, and the lanes where they are not to be trusted.
SIM_INLINE void invert(const Count (&of)[2], Real (&numbers)[2], Mask32 (&failed)[2])
{
    Inverting one(of[0]), other(of[1]);
    // Where to end hangs on u, and a processor guesses it wrong: first as many steps as are likely are taken unasked.
    const int likely = of[0].likely < of[1].likely ? of[1].likely : of[0].likely;
    int k = 0;
    while (k < likely || (k < longest_inversion && !all(one.is_done() & other.is_done()))) {
        one.step(k + 1);
        other.step(k + 1);
        one.step(k + 2);
        other.step(k + 2);
        k += 2;
    }
    failed[0] = one.finish(of[0], k, numbers[0]);
    failed[1] = other.finish(of[1], k, numbers[1]);
}

} // namespace detail

/// Of n things each leaves with the probability 1 − e^(−hazard); how many are to be counted.
struct Leaving
{
    Real n;                    ///< whole, 0 or more
    Real hazard;               ///< 0 or more
    Real u;                    ///< a uniform of (0,1)
    const LaneDraws* draws;    ///< as of `Binomial`
    std::uint32_t first_block; ///< as of `Binomial`
};

namespace detail {

SIM_INLINE void prepare(const Leaving& of, Count& count)
{
    const Real32 n = to_real32(of.n);
    const Real32 hazard = to_real32(of.hazard);
    const Real32 mean = n * hazard;
    fill(count, n, expm1_reduced(hazard), exp_of_negative(Real32(0.0f) - mean), to_real32(of.u), mean, 0.0f,
         hazard < Real32(0.34f));
    count.mirrored = Mask32{};
}

SIM_INLINE void prepare(const Division& of, Count& count)
{
    const Real32 n = to_real32(of.n);
    const Mask mirrored = of.first > of.second;
    const Real32 commoner = to_real32(larger(of.first, of.second));
    const Real32 odds = to_real32(smaller(of.first, of.second)) / commoner;
    const Real32 share = Real32(1.0f) / (odds + 1.0f); // of the commoner
    const Real32 level = to_real32(select(mirrored, Real(1.0) - of.u, of.u));
    fill(count, n, odds, whole_power(share, n), level, n * odds * share, n * 5.0f, commoner > Real32(1e-30f));
    count.mirrored = to_mask32(mirrored);
}

SIM_INLINE Real in_doubles(const Leaving& of)
{
    return binomial({of.n, chance_of_hazard(of.hazard), of.u, of.draws, of.first_block});
}
SIM_INLINE Real in_doubles(const Division& of) { return divide(of); }

template <class Of, int count>
SIM_INLINE void count_all(const Of (&of)[count], Real (&numbers)[count])
{
    static_assert(count % 2 == 0);
    Count counts[count / 2][2]; // all of them first: nothing is foreseen beyond the end of an inversion
#pragma GCC unroll 8
    for (int i = 0; i < count; ++i) prepare(of[i], counts[i / 2][i % 2]);
    Mask32 failed[count / 2][2];
    Mask32 some = Mask32{};
#pragma GCC unroll 4
    for (int i = 0; i < count / 2; ++i) {
        Real pair[2];
        invert(counts[i], pair, failed[i]);
        numbers[2 * i] = pair[0];
        numbers[2 * i + 1] = pair[1];
        some = some | failed[i][0] | failed[i][1];
    }
    if (!any(some)) return;
    for (int i = 0; i < count; ++i)
        if (const Mask32 where = failed[i / 2][i % 2]; any(where))
            numbers[i] = select(to_mask(where), in_doubles(of[i]), numbers[i]);
}

} // namespace detail

/// How many leave, several counts at once; quickest where the first and second, the third and fourth … are alike.
template <int count>
SIM_INLINE void count_leaving(const Leaving (&of)[count], Real (&leave)[count])
{
    detail::count_all(of, leave);
}

/// How many take the first way, likewise.
template <int count>
SIM_INLINE void count_divided(const Division (&of)[count], Real (&firsts)[count])
{
    detail::count_all(of, firsts);
}

} // namespace sim::inline SIM_LEVEL
