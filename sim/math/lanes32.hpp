#pragma once

// Eight floats side by side, or one: half the work of doubles, for what is then checked, or done again, in doubles. The
// same bits on every machine, as those of sim/math/lanes.hpp.

#include "sim/math/lanes.hpp"

namespace sim::inline SIM_LEVEL {

namespace native32 {
#if SIM_LANES == 1
inline constexpr int bytes = 4;
typedef float real;
typedef std::int32_t mask;
#else
inline constexpr int bytes = native::bytes < 32 ? native::bytes : 32;
typedef float real __attribute__((vector_size(bytes), may_alias));
typedef std::int32_t mask __attribute__((vector_size(bytes), may_alias));
typedef double wide __attribute__((vector_size(2 * bytes)));
typedef std::int64_t wide_mask __attribute__((vector_size(2 * bytes)));
#endif
inline constexpr int parts = lane_count * 4 / bytes;
} // namespace native32

/// One truth value a lane, of floats.
struct Mask32
{
    native32::mask part[native32::parts];
};

/// One float a lane.
struct Real32
{
    native32::real part[native32::parts];

    Real32() = default;
    SIM_INLINE Real32(float value)
    {
        for (auto& p : part) p = value - native32::real{};
    }
};

#if SIM_LANES == 1
SIM_INLINE Real32 to_real32(Real a) { return static_cast<float>(a.part[0]); }
SIM_INLINE Real to_real(Real32 a) { return static_cast<double>(a.part[0]); }
SIM_INLINE Mask to_mask(Mask32 a) { return {a.part[0]}; }
SIM_INLINE Mask32 to_mask32(Mask a) { return {static_cast<native32::mask>(a.part[0])}; }
#else
/// The same lanes as elements of half the size. \tparam Wide  as many of a's elements as a part of Out has
template <class Out, class Wide, class In>
SIM_INLINE Out narrowed(const In& a)
{
    Out out;
    for (int i = 0; i < native32::parts; ++i) {
        Wide wide;
        std::memcpy(&wide, reinterpret_cast<const char*>(&a) + i * sizeof wide, sizeof wide);
        out.part[i] = __builtin_convertvector(wide, decltype(out.part[i] + out.part[i]));
    }
    return out;
}

/// The same lanes as elements of twice the size.
template <class Out, class Wide, class In>
SIM_INLINE Out widened(const In& a)
{
    Out out;
    for (int i = 0; i < native32::parts; ++i) {
        const Wide wide = __builtin_convertvector(a.part[i], Wide);
        std::memcpy(reinterpret_cast<char*>(&out) + i * sizeof wide, &wide, sizeof wide);
    }
    return out;
}

/// The nearest floats.
SIM_INLINE Real32 to_real32(Real a) { return narrowed<Real32, native32::wide>(a); }
SIM_INLINE Real to_real(Real32 a) { return widened<Real, native32::wide>(a); }
SIM_INLINE Mask32 to_mask32(Mask a) { return narrowed<Mask32, native32::wide_mask>(a); }
SIM_INLINE Mask to_mask(Mask32 a) { return widened<Mask, native32::wide_mask>(a); }
#endif

SIM_INLINE Mask32 operator!(Mask32 a)
{
    for (auto& p : a.part) p = ~p;
    return a;
}

// clang-format off
#define SIM_LANEWISE(result, left, right, expression)                                                        \
    {                                                                                                        \
        result out;                                                                                          \
        for (int i = 0; i < native32::parts; ++i) {                                                          \
            const auto l = left.part[i];                                                                     \
            const auto r = right.part[i];                                                                    \
            out.part[i] = expression;                                                                        \
        }                                                                                                    \
        return out;                                                                                          \
    }
#if SIM_LANES == 1
#define SIM_TRUTH(comparison) native32::mask((comparison) ? -1 : 0)
#else
#define SIM_TRUTH(comparison) native32::mask(comparison)
#endif

SIM_INLINE Real32 operator+(Real32 a, Real32 b) SIM_LANEWISE(Real32, a, b, l + r)
SIM_INLINE Real32 operator-(Real32 a, Real32 b) SIM_LANEWISE(Real32, a, b, l - r)
SIM_INLINE Real32 operator*(Real32 a, Real32 b) SIM_LANEWISE(Real32, a, b, l* r)
SIM_INLINE Real32 operator/(Real32 a, Real32 b) SIM_LANEWISE(Real32, a, b, l / r)
SIM_INLINE Mask32 operator<(Real32 a, Real32 b) SIM_LANEWISE(Mask32, a, b, SIM_TRUTH(l < r))
SIM_INLINE Mask32 operator>(Real32 a, Real32 b) SIM_LANEWISE(Mask32, a, b, SIM_TRUTH(l > r))
SIM_INLINE Mask32 operator>=(Real32 a, Real32 b) SIM_LANEWISE(Mask32, a, b, SIM_TRUTH(l >= r))
SIM_INLINE Mask32 operator&(Mask32 a, Mask32 b) SIM_LANEWISE(Mask32, a, b, l& r)
SIM_INLINE Mask32 operator|(Mask32 a, Mask32 b) SIM_LANEWISE(Mask32, a, b, l | r)

#undef SIM_TRUTH
#undef SIM_LANEWISE
    // clang-format on

    SIM_INLINE Real32 select(Mask32 where, Real32 yes, Real32 no)
{
    Real32 out;
    for (int i = 0; i < native32::parts; ++i) out.part[i] = where.part[i] ? yes.part[i] : no.part[i];
    return out;
}

SIM_INLINE Real32 smaller(Real32 a, Real32 b)
{
    Real32 out;
    for (int i = 0; i < native32::parts; ++i)
#if SIM_LANES != 1 && defined(__AVX__)
        out.part[i] = (native32::real)_mm256_min_ps((__m256)a.part[i], (__m256)b.part[i]);
#else
        out.part[i] = a.part[i] < b.part[i] ? a.part[i] : b.part[i];
#endif
    return out;
}

/// Without its sign.
SIM_INLINE Real32 size(Real32 a)
{
    for (auto& p : a.part) p = __builtin_bit_cast(native32::real, __builtin_bit_cast(native32::mask, p) & 0x7fffffff);
    return a;
}

/// Whether the sign is set.
SIM_INLINE Mask32 is_negative(Real32 a)
{
    Mask32 out;
    for (int i = 0; i < native32::parts; ++i) out.part[i] = __builtin_bit_cast(native32::mask, a.part[i]) >> 31;
    return out;
}

/// How often each lane was true.
class Tally32
{
  public:
    SIM_INLINE void add(Mask32 truth)
    {
        for (int i = 0; i < native32::parts; ++i) count_[i] -= truth.part[i];
    }
    SIM_INLINE friend Real32 to_real32(const Tally32& tally)
    {
        Real32 out;
        for (int i = 0; i < native32::parts; ++i)
#if SIM_LANES == 1
            out.part[i] = static_cast<float>(tally.count_[i]);
#else
            out.part[i] = __builtin_convertvector(tally.count_[i], native32::real);
#endif
        return out;
    }

  private:
    native32::mask count_[native32::parts] = {};
};

/// 2^k for a whole k from −126 to 127.
SIM_INLINE Real32 power_of_two(Real32 k)
{
    for (auto& p : k.part) {
        const auto bits = __builtin_bit_cast(native32::mask, p + (8388608.0f + 127.0f)) << 23;
        p = __builtin_bit_cast(native32::real, bits);
    }
    return k;
}

/// The highest of the lanes.
SIM_INLINE float highest(Real32 a)
{
    float lanes[lane_count];
    std::memcpy(lanes, &a, sizeof lanes);
    for (int half = lane_count / 2; half > 0; half /= 2)
        for (int lane = 0; lane < half; ++lane)
            lanes[lane] = lanes[lane] > lanes[lane + half] ? lanes[lane] : lanes[lane + half];
    return lanes[0];
}

/// Whether the whole number n, from 0 to 2^22, has the bit of 2^place.
SIM_INLINE Mask32 has_bit(Real32 n, int place)
{
    Mask32 out;
    for (int i = 0; i < native32::parts; ++i) {
        const auto bits = __builtin_bit_cast(native32::mask, n.part[i] + 8388608.0f);
#if SIM_LANES == 1
        out.part[i] = -(bits >> place & 1);
#else
        out.part[i] = (native32::mask)(bits << (31 - place) < 0);
#endif
    }
    return out;
}

/// Bit i is lane i's truth.
SIM_INLINE unsigned to_bitmask(Mask32 a)
{
#if SIM_LANES == 1
    return a.part[0] & 1;
#elif defined(__AVX__)
    return static_cast<unsigned>(_mm256_movemask_ps((__m256)a.part[0]));
#elif defined(__SSE2__)
    return static_cast<unsigned>(_mm_movemask_ps((__m128)a.part[0])) |
           static_cast<unsigned>(_mm_movemask_ps((__m128)a.part[1])) << 4;
#else
    unsigned out = 0;
    constexpr int width = native32::bytes / 4;
    for (int lane = 0; lane < lane_count; ++lane)
        out |= static_cast<unsigned>(a.part[lane / width][lane % width] & 1) << lane;
    return out;
#endif
}

SIM_INLINE bool any(Mask32 a) { return to_bitmask(a) != 0; }
SIM_INLINE bool all(Mask32 a) { return to_bitmask(a) == (1U << lane_count) - 1; }

} // namespace sim::inline SIM_LEVEL
