// The hot loops of ColumnSummary, compiled once per instruction set.

#include "sim/statistics/sort_columns.hpp"

namespace sim::inline SIM_LEVEL {
namespace {

constexpr std::uint32_t width = sorted_columns;

/// The smaller of each two to a, the larger to b.
SIM_INLINE void put_in_order(float* a, float* b)
{
#if defined(__AVX512F__)
    const __m512 one = _mm512_load_ps(a);
    const __m512 other = _mm512_load_ps(b);
    _mm512_store_ps(a, _mm512_maskz_min_ps(0xffff, one, other));
    _mm512_store_ps(b, _mm512_maskz_max_ps(0xffff, one, other));
#elif defined(__AVX__)
    for (int at = 0; at < sorted_columns; at += 8) {
        const __m256 one = _mm256_load_ps(a + at);
        const __m256 other = _mm256_load_ps(b + at);
        _mm256_store_ps(a + at, _mm256_min_ps(one, other));
        _mm256_store_ps(b + at, _mm256_max_ps(one, other));
    }
#else
    for (int at = 0; at < sorted_columns; ++at) {
        const float one = a[at];
        const float other = b[at];
        a[at] = one < other ? one : other;
        b[at] = one > other ? one : other;
    }
#endif
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
    for (std::size_t k = 0; k < of.runs; ++k) {
        const Comparisons run = of.network[k]; // a copy: rows may be anything, for all the compiler knows
        float* from = of.block + std::size_t{run.first} * width;
        const std::size_t apart = std::size_t{run.apart} * width;
        const std::size_t size = std::size_t{run.count} * width;
        const std::size_t stride = std::size_t{run.stride} * width;
        for (std::uint32_t block = 0; block < run.blocks; ++block, from += stride)
            for (std::size_t at = 0; at < size; at += width) put_in_order(from + at, from + at + apart);
    }
}

} // namespace sim::inline SIM_LEVEL
