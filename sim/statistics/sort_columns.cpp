// The hot loops of ColumnSummary, compiled once per instruction set.

#include "sim/statistics/sort_columns.hpp"

namespace sim::inline SIM_LEVEL {
namespace {

constexpr std::uint32_t width = sorted_columns;

/// A comparator: the smaller of each two to a, the larger to b. Of equal zeros either sign may come twice.
#if defined(__AVX512F__)
using Floats = __m512;
SIM_INLINE void compare(Floats& a, Floats& b)
{
    // All lanes by mask: what g++ 12 has without one is taken for uninitialised by its own warnings.
    const Floats least = _mm512_maskz_min_ps(0xffff, a, b);
    b = _mm512_maskz_max_ps(0xffff, a, b);
    a = least;
}
#elif defined(__AVX__)
using Floats = __m256;
SIM_INLINE void compare(Floats& a, Floats& b)
{
    const Floats least = _mm256_min_ps(a, b);
    b = _mm256_max_ps(a, b);
    a = least;
}
#else
typedef float Floats __attribute__((vector_size(16)));
SIM_INLINE void compare(Floats& a, Floats& b)
{
    const Floats least = a < b ? a : b;
    b = a > b ? a : b;
    a = least;
}
#endif

constexpr int floats = sizeof(Floats) / sizeof(float);

/// The rows of a tile, some columns of them.
template <int rows>
struct Strip
{
    Floats row[rows];

    /// \param to  place of a row in the block
    template <class Place>
    SIM_INLINE void load(const float* block, Place place)
    {
#pragma GCC unroll 16
        for (int t = 0; t < rows; ++t) std::memcpy(&row[t], block + place(t), sizeof(Floats));
    }
    template <class Place>
    SIM_INLINE void store(float* block, Place place) const
    {
#pragma GCC unroll 16
        for (int t = 0; t < rows; ++t) std::memcpy(block + place(t), &row[t], sizeof(Floats));
    }
    /// Each of so many rows in a row with the one half as far on; then so the halves.
    template <int size>
    SIM_INLINE void clean()
    {
        if constexpr (size > 1) {
#pragma GCC unroll 16
            for (int t = 0; t < rows; ++t)
                if (t % size < size / 2) compare(row[t], row[t + size / 2]);
            clean<size / 2>();
        }
    }
    /// Two sorted stretches of half so many, again and again.
    template <int size>
    SIM_INLINE void merge()
    {
#pragma GCC unroll 16
        for (int t = 0; t < rows; ++t)
            if (t % size < size / 2) compare(row[t], row[t - t % size + size - 1 - t % size]);
        clean<size / 2>();
    }
    template <int size = 2>
    SIM_INLINE void sort()
    {
        if constexpr (size <= rows) {
            merge<size>();
            sort<size * 2>();
        }
    }
};

template <int rows>
SIM_INLINE void order(float* block, const Tile& tile)
{
    const auto place = [&](int t) {
        const auto k = static_cast<std::uint32_t>(t);
        constexpr auto half = std::uint32_t{rows} / 2;
        return std::size_t{k < half ? tile.first + k * tile.apart : tile.second + (k - half) * tile.apart} * width;
    };
    for (std::uint32_t column = 0; column < width; column += floats) {
        Strip<rows> strip;
        strip.load(block + column, place);
        switch (tile.kind) {
        case Tile::Kind::sort: strip.sort(); break;
        case Tile::Kind::merge: strip.template merge<rows>(); break;
        case Tile::Kind::clean: strip.template clean<rows>(); break;
        }
        strip.store(block + column, place);
    }
}

void put_side_by_side(float* block, const float* table, std::uint32_t table_columns, std::uint32_t rows,
                      std::uint32_t columns)
{
    for (std::uint32_t first = 0; first < rows; first += rows_together) {
        const float* const from = table + std::size_t{first} * table_columns;
        float* const to = block + std::size_t{first} * width;
        const std::uint32_t here = rows - first < rows_together ? rows - first : rows_together;
        if (columns == width && here == rows_together) { // known numbers, so that the compiler turns them as vectors
            for (std::uint32_t r = 0; r < rows_together; ++r)
                for (std::uint32_t c = 0; c < width; ++c) to[r * width + c] = from[c * rows_together + r];
            continue;
        }
        for (std::uint32_t r = 0; r < here; ++r)
            for (std::uint32_t c = 0; c < width; ++c)
                to[r * width + c] = c < columns ? from[c * rows_together + r] : 0.0F;
    }
}

void measure(ColumnBlock& of)
{
    double mean[width] = {};
    double squares[width] = {};
    for (std::uint32_t r = 0; r < of.rows; ++r)
        for (std::uint32_t c = 0; c < width; ++c) mean[c] += double{of.block[std::size_t{r} * width + c]};
    for (double& sum : mean) sum /= of.rows;
    for (std::uint32_t r = 0; r < of.rows; ++r)
        for (std::uint32_t c = 0; c < width; ++c) {
            const double off = double{of.block[std::size_t{r} * width + c]} - mean[c];
            squares[c] += off * off;
        }
    for (std::uint32_t c = 0; c < width; ++c) {
        of.mean[c] = mean[c];
        of.squares[c] = squares[c];
    }
}

} // namespace

void summarise_block(ColumnBlock& of, const float* table, std::uint32_t table_columns, std::uint32_t columns)
{
    put_side_by_side(of.block, table, table_columns, of.rows, columns);
    measure(of);
    // A number's distance from the mean is 0 only where it is the mean, so no squares: nothing to put in order. (Up to
    // 2^29 rows the mean of one float again and again is that float, and this finds it.)
    bool vary = false;
    for (const double squares : of.squares) vary = vary || squares != 0;
    if (!vary) return;
    const float infinity = __builtin_inff();
    for (std::size_t at = std::size_t{of.rows} * width; at < std::size_t{of.room} * width; ++at)
        of.block[at] = infinity;
    for (std::size_t k = 0; k < of.count; ++k) {
        const Tile tile = of.tiles[k]; // a copy: rows may be anything, for all the compiler knows
        switch (tile.log_rows) {
        case 2: order<4>(of.block, tile); break;
        case 3: order<8>(of.block, tile); break;
        default: order<16>(of.block, tile); break;
        }
    }
}

} // namespace sim::inline SIM_LEVEL
