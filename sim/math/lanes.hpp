#pragma once

// Eight replicates side by side, or one alone. Every operation acts on each lane alone, so a lane's bits depend neither
// on the other lanes nor on the width of the processor's vectors.

#include <cstdint>
#include <cstring>

#ifndef SIM_LANES
#define SIM_LANES 8
#endif

#if defined(__SSE2__)
#include <immintrin.h>
#if SIM_LANES == 8
#define SIM_VECTORS // of the processor, by name
#endif
#endif

// Code that is compiled once per instruction set lies in an inline namespace of that set's name, so that
// the linker never takes a function built for one processor into code that runs on another.
#ifndef SIM_LEVEL
#define SIM_LEVEL base
#endif

#define SIM_INLINE [[gnu::always_inline]] inline
#define SIM_OUTLINE [[gnu::noinline]] // long and called from many places

namespace sim::inline SIM_LEVEL {

inline constexpr int lane_count = SIM_LANES;

namespace native {
#if SIM_LANES == 1
inline constexpr int bytes = 8;
#elif defined(__AVX512F__)
inline constexpr int bytes = 64;
#elif defined(__AVX__)
inline constexpr int bytes = 32;
#else
inline constexpr int bytes = 16;
#endif
inline constexpr int parts = lane_count * 8 / bytes;
#if SIM_LANES == 1
typedef double real __attribute__((may_alias));
typedef std::int64_t mask __attribute__((may_alias));
typedef std::uint64_t bits __attribute__((may_alias));
SIM_INLINE mask truth(bool is) { return is ? -1 : 0; }
#else
typedef double real __attribute__((vector_size(bytes), may_alias));
typedef std::int64_t mask __attribute__((vector_size(bytes), may_alias));
typedef std::uint64_t bits __attribute__((vector_size(bytes), may_alias));
template <class Comparison>
SIM_INLINE mask truth(Comparison is)
{
    return (mask)is;
}
#endif
} // namespace native

/// One truth value a lane: all bits set or none.
struct Mask
{
    native::mask part[native::parts];
};

/// One 64-bit word a lane.
struct Bits
{
    native::bits part[native::parts];

    Bits() = default;
    SIM_INLINE Bits(std::uint64_t word)
    {
        for (auto& p : part) p = native::bits{} + word;
    }
    SIM_INLINE std::uint64_t operator[](int lane) const { return reinterpret_cast<const std::uint64_t*>(part)[lane]; }
    SIM_INLINE void set(int lane, std::uint64_t word) { reinterpret_cast<std::uint64_t*>(part)[lane] = word; }
};

/// 0, 1, 2 …, each lane its own number.
SIM_INLINE Bits lane_numbers()
{
    static constexpr std::uint64_t numbers[8] = {0, 1, 2, 3, 4, 5, 6, 7};
    Bits out;
    std::memcpy(&out, numbers, sizeof out);
    return out;
}

/// One double a lane.
struct Real
{
    native::real part[native::parts];

    Real() = default;
    SIM_INLINE Real(double value)
    {
        for (auto& p : part) p = value - native::real{}; // x − 0 is x, of −0 too
    }
    // The vector type may alias, so a lane may be reached as a double in memory.
    SIM_INLINE double operator[](int lane) const { return reinterpret_cast<const double*>(part)[lane]; }
    SIM_INLINE double& at(int lane) { return reinterpret_cast<double*>(part)[lane]; }
    SIM_INLINE void set(int lane, double value) { at(lane) = value; }
};

/// The lanes as floats.
SIM_INLINE void store(Real a, float* to)
{
#if SIM_LANES == 1
    *to = static_cast<float>(a.part[0]);
#else
    typedef float narrow __attribute__((vector_size(native::bytes / 2)));
    for (int i = 0; i < native::parts; ++i) {
        const auto part = __builtin_convertvector(a.part[i], narrow);
        std::memcpy(to + i * (native::bytes / 8), &part, sizeof part);
    }
#endif
}

static_assert(sizeof(Real) == 8 * lane_count && alignof(Real) == native::bytes);

// clang-format off
#define SIM_LANEWISE(result, left, right, expression)                                                        \
    {                                                                                                        \
        result out;                                                                                          \
        for (int i = 0; i < native::parts; ++i) {                                                            \
            const auto l = left.part[i];                                                                     \
            const auto r = right.part[i];                                                                    \
            out.part[i] = expression;                                                                        \
        }                                                                                                    \
        return out;                                                                                          \
    }

SIM_INLINE Real operator+(Real a, Real b) SIM_LANEWISE(Real, a, b, l + r)
SIM_INLINE Real operator-(Real a, Real b) SIM_LANEWISE(Real, a, b, l - r)
SIM_INLINE Real operator*(Real a, Real b) SIM_LANEWISE(Real, a, b, l* r)
SIM_INLINE Real operator/(Real a, Real b) SIM_LANEWISE(Real, a, b, l / r)
SIM_INLINE Mask operator<(Real a, Real b) SIM_LANEWISE(Mask, a, b, native::truth(l < r))
SIM_INLINE Mask operator<=(Real a, Real b) SIM_LANEWISE(Mask, a, b, native::truth(l <= r))
SIM_INLINE Mask operator>(Real a, Real b) SIM_LANEWISE(Mask, a, b, native::truth(l > r))
SIM_INLINE Mask operator>=(Real a, Real b) SIM_LANEWISE(Mask, a, b, native::truth(l >= r))
SIM_INLINE Mask operator!=(Real a, Real b) SIM_LANEWISE(Mask, a, b, native::truth(l != r))
SIM_INLINE Mask operator==(Real a, Real b) SIM_LANEWISE(Mask, a, b, native::truth(l == r))
SIM_INLINE Mask operator&(Mask a, Mask b) SIM_LANEWISE(Mask, a, b, l& r)
SIM_INLINE Mask operator|(Mask a, Mask b) SIM_LANEWISE(Mask, a, b, l | r)
SIM_INLINE Bits operator&(Bits a, Bits b) SIM_LANEWISE(Bits, a, b, l& r)
SIM_INLINE Bits operator|(Bits a, Bits b) SIM_LANEWISE(Bits, a, b, l | r)
SIM_INLINE Bits operator^(Bits a, Bits b) SIM_LANEWISE(Bits, a, b, l ^ r)
SIM_INLINE Bits operator+(Bits a, Bits b) SIM_LANEWISE(Bits, a, b, l + r)
SIM_INLINE Bits operator*(Bits a, Bits b) SIM_LANEWISE(Bits, a, b, l* r)
SIM_INLINE Mask operator<(Bits a, Bits b) SIM_LANEWISE(Mask, a, b, native::truth(l < r))

#undef SIM_LANEWISE
    // clang-format on

    SIM_INLINE Real
    operator-(Real a)
{
    return Real(-0.0) - a;
}
SIM_INLINE Real& operator+=(Real& a, Real b) { return a = a + b; }
SIM_INLINE Real& operator-=(Real& a, Real b) { return a = a - b; }
SIM_INLINE Real& operator*=(Real& a, Real b) { return a = a * b; }

SIM_INLINE Mask operator!(Mask a)
{
    for (auto& p : a.part) p = ~p;
    return a;
}

SIM_INLINE Bits operator>>(Bits a, int places)
{
    for (auto& p : a.part) p = p >> places;
    return a;
}

SIM_INLINE Bits operator<<(Bits a, int places)
{
    for (auto& p : a.part) p = p << places;
    return a;
}

SIM_INLINE Bits as_bits(Real a)
{
    Bits out;
    for (int i = 0; i < native::parts; ++i) out.part[i] = __builtin_bit_cast(native::bits, a.part[i]);
    return out;
}

SIM_INLINE Real from_bits(Bits a)
{
    Real out;
    for (int i = 0; i < native::parts; ++i) out.part[i] = __builtin_bit_cast(native::real, a.part[i]);
    return out;
}

SIM_INLINE Real select(Mask where, Real yes, Real no)
{
    Real out;
    for (int i = 0; i < native::parts; ++i) out.part[i] = where.part[i] ? yes.part[i] : no.part[i];
    return out;
}

SIM_INLINE Bits select(Mask where, Bits yes, Bits no)
{
    Bits out;
    for (int i = 0; i < native::parts; ++i) out.part[i] = where.part[i] ? yes.part[i] : no.part[i];
    return out;
}

/// Bit i is lane i's truth.
SIM_INLINE unsigned to_bitmask(Mask a)
{
    unsigned out = 0;
    [[maybe_unused]] constexpr int width = native::bytes / 8;
#if SIM_LANES == 1
    out = a.part[0] & 1;
#elif defined(__AVX512F__) && defined(__AVX512DQ__)
    out = _mm512_movepi64_mask((__m512i)a.part[0]);
#elif defined(__AVX__)
    for (int i = 0; i < native::parts; ++i)
        out |= static_cast<unsigned>(_mm256_movemask_pd((__m256d)a.part[i])) << (i * width);
#elif defined(__SSE2__)
    for (int i = 0; i < native::parts; ++i)
        out |= static_cast<unsigned>(_mm_movemask_pd((__m128d)a.part[i])) << (i * width);
#else
    for (int lane = 0; lane < lane_count; ++lane)
        out |= static_cast<unsigned>(a.part[lane / width][lane % width] & 1) << lane;
#endif
    return out;
}

SIM_INLINE bool any(Mask a) { return to_bitmask(a) != 0; }

/// Every byte of a word compared with that of another, unsigned: bit 8 · lane + byte of the result.
struct ByteOrder
{
    std::uint64_t at_most; ///< a ≤ b
    std::uint64_t equal;
};

SIM_INLINE ByteOrder compare_bytes(Bits a, Bits b)
{
    ByteOrder out{};
#if SIM_LANES == 1 && defined(__SSE2__)
    const auto l = _mm_cvtsi64_si128(static_cast<long long>(a[0]));
    const auto r = _mm_cvtsi64_si128(static_cast<long long>(b[0]));
    const auto bits = [](__m128i where) { return static_cast<unsigned>(_mm_movemask_epi8(where)) & 0xff; };
    out.at_most = bits(_mm_cmpeq_epi8(_mm_min_epu8(l, r), l));
    out.equal = bits(_mm_cmpeq_epi8(l, r));
#elif defined(SIM_VECTORS) && defined(__AVX512BW__)
    out.at_most = _mm512_cmple_epu8_mask((__m512i)a.part[0], (__m512i)b.part[0]);
    out.equal = _mm512_cmpeq_epi8_mask((__m512i)a.part[0], (__m512i)b.part[0]);
#elif defined(SIM_VECTORS) && defined(__AVX2__)
    for (int i = 0; i < native::parts; ++i) {
        const auto l = (__m256i)a.part[i];
        const auto r = (__m256i)b.part[i];
        const auto bits = [&](__m256i where) {
            return std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(where))} << (32 * i);
        };
        out.at_most |= bits(_mm256_cmpeq_epi8(_mm256_min_epu8(l, r), l));
        out.equal |= bits(_mm256_cmpeq_epi8(l, r));
    }
#elif defined(SIM_VECTORS) && !defined(__AVX__)
    for (int i = 0; i < native::parts; ++i) {
        const auto l = (__m128i)a.part[i];
        const auto r = (__m128i)b.part[i];
        const auto bits = [&](__m128i where) {
            return std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(where))} << (16 * i);
        };
        out.at_most |= bits(_mm_cmpeq_epi8(_mm_min_epu8(l, r), l));
        out.equal |= bits(_mm_cmpeq_epi8(l, r));
    }
#else
    for (int at = 0; at < 8 * lane_count; ++at) {
        const std::uint64_t l = a[at / 8] >> (8 * (at % 8)) & 0xff;
        const std::uint64_t r = b[at / 8] >> (8 * (at % 8)) & 0xff;
        out.at_most |= std::uint64_t{l <= r} << at;
        out.equal |= std::uint64_t{l == r} << at;
    }
#endif
    return out;
}

/// 32 × 32 → 64 bits of each lane's lower halves.
SIM_INLINE Bits multiply_low_halves(Bits a, std::uint32_t factor)
{
    Bits out;
    for (int i = 0; i < native::parts; ++i) {
#if defined(SIM_VECTORS) && defined(__AVX512F__)
        out.part[i] = (native::bits)_mm512_maskz_mul_epu32(0xff, (__m512i)a.part[i], _mm512_set1_epi64(factor));
#elif defined(SIM_VECTORS) && defined(__AVX2__)
        out.part[i] = (native::bits)_mm256_mul_epu32((__m256i)a.part[i], _mm256_set1_epi64x(factor));
#elif defined(SIM_VECTORS) && !defined(__AVX__)
        out.part[i] = (native::bits)_mm_mul_epu32((__m128i)a.part[i], _mm_set1_epi64x(factor));
#else
        out.part[i] = (a.part[i] & 0xffffffffU) * static_cast<std::uint64_t>(factor);
#endif
    }
    return out;
}

// The same operations for one double, so that a template serves both.
SIM_INLINE std::uint64_t as_bits(double a)
{
    std::uint64_t out;
    std::memcpy(&out, &a, sizeof out);
    return out;
}

SIM_INLINE double from_bits(std::uint64_t a)
{
    double out;
    std::memcpy(&out, &a, sizeof out);
    return out;
}

SIM_INLINE double select(bool where, double yes, double no) { return where ? yes : no; }
SIM_INLINE bool any(bool a) { return a; }

template <class T>
SIM_INLINE T smaller(T a, T b)
{
    return select(a < b, a, b);
}

template <class T>
SIM_INLINE T larger(T a, T b)
{
    return select(a > b, a, b);
}

SIM_INLINE Real smaller(Real a, double b) { return smaller(a, Real(b)); }
SIM_INLINE Real larger(Real a, double b) { return larger(a, Real(b)); }

} // namespace sim::inline SIM_LEVEL
