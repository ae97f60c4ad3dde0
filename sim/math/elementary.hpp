#pragma once

// Elementary functions whose bits are the same on every machine: additions, multiplications and divisions
// alone, in a fixed order. T is double or Real; both give the same bits. Errors below 2 units in the last place.

#include "sim/math/lanes.hpp"

namespace sim::inline SIM_LEVEL {

namespace detail {

inline constexpr double ln2_high = 6.93147180369123816490e-01; // the low 32 bits are 0
inline constexpr double ln2_low = 1.90821492927058770002e-10;
inline constexpr double log2_e = 1.44269504088896338700e+00;
inline constexpr double to_integer = 6755399441055744.0; // 1.5 × 2^52: adding it rounds to a whole number

template <class T>
SIM_INLINE T nearest_integer(T x)
{
    return (x + T(to_integer)) - T(to_integer);
}

/// 2^k for a whole k from −1022 to 1023.
template <class T>
SIM_INLINE T power_of_two(T k)
{
    return from_bits(as_bits(k + T(4503599627370496.0 + 1023.0)) << 52);
}

/// e^r − 1 for |r| ≤ ln 2 / 2, by Taylor's series to r^13.
template <class T>
SIM_INLINE T expm1_reduced(T r)
{
    T sum = T(1.0 / 6227020800.0);
    sum = sum * r + T(1.0 / 479001600.0);
    sum = sum * r + T(1.0 / 39916800.0);
    sum = sum * r + T(1.0 / 3628800.0);
    sum = sum * r + T(1.0 / 362880.0);
    sum = sum * r + T(1.0 / 40320.0);
    sum = sum * r + T(1.0 / 5040.0);
    sum = sum * r + T(1.0 / 720.0);
    sum = sum * r + T(1.0 / 120.0);
    sum = sum * r + T(1.0 / 24.0);
    sum = sum * r + T(1.0 / 6.0);
    sum = sum * r + T(0.5);
    return sum * r * r + r;
}

/// The logarithm of a positive normal number in the manner of fdlibm's e_log.c; `lost` is added to the mantissa's 1 +
/// f.
template <class T>
SIM_INLINE T log_normal(T x, T lost)
{
    // x = 2^k (1 + f) with sqrt(1/2) ≤ 1 + f < sqrt(2)
    const auto bits = as_bits(x) + (0x3ff0000000000000ULL - 0x3fe6a09e00000000ULL);
    const T k = from_bits((bits >> 52) | 0x4330000000000000ULL) - T(4503599627370496.0 + 1023.0);
    const T f = from_bits((bits & 0x000fffffffffffffULL) + 0x3fe6a09e00000000ULL) - T(1.0);
    const T s = f / (f + T(2.0));
    const T z = s * s;
    T r = T(1.479819860511658591e-01);
    r = r * z + T(1.531383769920937332e-01);
    r = r * z + T(1.818357216161805012e-01);
    r = r * z + T(2.222219843214978396e-01);
    r = r * z + T(2.857142874366239149e-01);
    r = r * z + T(3.999999999940941908e-01);
    r = r * z + T(6.666666666666735130e-01);
    r = r * z;
    const T half = T(0.5) * f * f;
    return k * T(ln2_high) - ((half - (s * (half + r) + (k * T(ln2_low) + lost))) - f);
}

/// Whether x needs no reduction in any lane: then what follows gives the same bits without it.
template <class T>
SIM_INLINE bool is_reduced(T x)
{
    constexpr double limit = 0.34; // below ln 2 / 2
    return !any(T(limit) < larger(x, T(0.0) - x));
}

} // namespace detail

/// e^x. Below −708 it gives e^−708 (about 3e−308, never a subnormal number), above 709 e^709.
template <class T>
SIM_INLINE T exp(T x)
{
    if (detail::is_reduced(x)) return detail::expm1_reduced(x) + T(1.0);
    x = larger(smaller(x, T(709.0)), T(-708.0));
    const T k = detail::nearest_integer(x * T(detail::log2_e));
    const T r = (x - k * T(detail::ln2_high)) - k * T(detail::ln2_low);
    return (detail::expm1_reduced(r) + T(1.0)) * detail::power_of_two(k);
}

/// At least e^x, and at most 7 % more: for a quick look at what is nearly always far from it. Limits as for exp.
template <class T>
SIM_INLINE T above_exp(T x)
{
    x = larger(smaller(x, T(709.0)), T(-708.0));
    const T y = x * T(detail::log2_e);
    const T k = detail::nearest_integer(y);
    // 2^f is convex: a chord from −1/2 to 1/2 lies above it, this line above the chord.
    return (T(1.0607) + T(0.7071) * (y - k)) * detail::power_of_two(k);
}

/// e^x − 1, exact to the last places near 0 too. Limits as for exp.
template <class T>
SIM_INLINE T expm1(T x)
{
    if (detail::is_reduced(x)) return detail::expm1_reduced(x);
    x = larger(smaller(x, T(709.0)), T(-708.0));
    const T k = detail::nearest_integer(x * T(detail::log2_e));
    const T r = (x - k * T(detail::ln2_high)) - k * T(detail::ln2_low);
    const T scale = detail::power_of_two(k);
    return detail::expm1_reduced(r) * scale + (scale - T(1.0));
}

/// Natural logarithm of x ≥ 2^−1022; smaller numbers count as that.
template <class T>
SIM_INLINE T log(T x)
{
    return detail::log_normal(larger(x, T(2.2250738585072014e-308)), T(0.0));
}

/// log(1 + x) for x > −1.
template <class T>
SIM_INLINE T log1p(T x)
{
    const T one_and_x = T(1.0) + x;
    const T lost = x - (one_and_x - T(1.0)); // what rounding of 1 + x took away
    const T safe = larger(one_and_x, T(2.2250738585072014e-308));
    return detail::log_normal(safe, lost / safe);
}

/// Cube root of x ≥ 0; below 1e−300 it is 0.
template <class T>
SIM_INLINE T cube_root(T x)
{
    const auto zero = x < T(1e-300);
    const T safe = select(zero, T(1.0), x);
    // x = 2^(3 q + r) m, 1 ≤ m < 2, r = 0, 1, 2
    const auto bits = as_bits(safe);
    const T e = from_bits((bits >> 52) | 0x4330000000000000ULL) - T(4503599627370496.0 + 1023.0);
    const T m = from_bits((bits & 0x000fffffffffffffULL) | 0x3ff0000000000000ULL);
    const T q = detail::nearest_integer((e - T(1.0)) * T(1.0 / 3.0));
    const T r = e - q * T(3.0);
    const auto low = r < T(0.5);
    const auto middle = r < T(1.5);
    const T value = m * select(low, T(1.0), select(middle, T(2.0), T(4.0))); // 1 ≤ value < 8
    // The inverse root needs no division: a cubic within 3e-4, one step that raises its error to the fourth power …
    T inverse = T(1.541887) + m * (T(-0.809959) + m * (T(0.317756) - m * T(0.049937)));
    inverse *= select(low, T(1.0), select(middle, T(0.79370052598409974), T(0.62996052494743658)));
    const T off = T(1.0) - value * inverse * inverse * inverse;
    inverse = inverse + inverse * off * (T(1.0 / 3) + off * (T(2.0 / 9) + off * T(14.0 / 81)));
    // … and a last step of Newton's for the root itself.
    const T square = inverse * inverse;
    T y = value * square;
    y = y + (value - y * y * y) * (square * T(1.0 / 3));
    return select(zero, T(0.0), y * detail::power_of_two(q));
}

/// 1 − e^(−x): the probability that an event of hazard x ≥ 0 happens.
template <class T>
SIM_INLINE T probability_of_hazard(T x)
{
    return T(0.0) - expm1(T(0.0) - x);
}

SIM_INLINE double square_root(double x) { return __builtin_sqrt(x); } // correctly rounded by IEEE 754

SIM_INLINE Real square_root(Real x)
{
    Real out;
    for (int i = 0; i < native::parts; ++i) {
#if SIM_LANES == 1
        out.part[i] = __builtin_sqrt(x.part[i]);
#elif defined(__AVX512F__)
        out.part[i] = (native::real)_mm512_maskz_sqrt_pd(0xff, (__m512d)x.part[i]);
#elif defined(__AVX__)
        out.part[i] = (native::real)_mm256_sqrt_pd((__m256d)x.part[i]);
#elif defined(__SSE2__)
        out.part[i] = (native::real)_mm_sqrt_pd((__m128d)x.part[i]);
#else
        for (int j = 0; j < native::bytes / 8; ++j) out.part[i][j] = __builtin_sqrt(x.part[i][j]);
#endif
    }
    return out;
}

/// The largest whole number not above x, |x| < 2^51.
template <class T>
SIM_INLINE T floor(T x)
{
    const T near = detail::nearest_integer(x);
    return select(near > x, near - T(1.0), near);
}

} // namespace sim::inline SIM_LEVEL
