#include "sim/statistics/columns.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/arena.hpp"
#include "sim/core/contract.hpp"
#include "sim/core/isa.hpp"
#include "sim/statistics/sort_columns.hpp"

namespace sim {

#if defined(SIM_ALL_LEVELS)
namespace v2 {
void sort_columns(float* block, const std::uint32_t (*network)[2], std::size_t comparisons);
}
namespace v3 {
void sort_columns(float* block, const std::uint32_t (*network)[2], std::size_t comparisons);
}
namespace v4 {
void sort_columns(float* block, const std::uint32_t (*network)[2], std::size_t comparisons);
}
#endif

namespace {

using Sort = void (*)(float*, const std::uint32_t (*)[2], std::size_t);

Sort choose_sort()
{
#if defined(SIM_ALL_LEVELS)
    using enum Isa;
    switch (choose_isa({SIM_BUILT_LEVELS})) {
    case v2: return v2::sort_columns;
    case v3: return v3::sort_columns;
    case v4: return v4::sort_columns;
    case base: break;
    }
#endif
    return base::sort_columns;
}

} // namespace

ColumnSummary::ColumnSummary(std::uint32_t rows, std::vector<double> levels) : rows_(rows), levels_(std::move(levels))
{
    SIM_EXPECTS(rows > 0);
    for (std::uint64_t p = 1; p < rows; p *= 2)
        for (std::uint64_t k = p; k >= 1; k /= 2)
            for (std::uint64_t j = k % p; j + k < rows; j += 2 * k)
                for (std::uint64_t i = j; i < j + k && i + k < rows; ++i)
                    if (i / (2 * p) == (i + k) / (2 * p))
                        network_.emplace_back(static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + k));
}

void ColumnSummary::operator()(const float* table, std::uint32_t stride, std::uint32_t columns, float* mean, float* sd,
                               float* quantile, std::size_t quantile_stride) const
{
    static const Sort sort = choose_sort();
    static_assert(sizeof(std::pair<std::uint32_t, std::uint32_t>) == sizeof(std::uint32_t[2]));
    constexpr std::uint32_t width = sorted_columns;
    Arena memory(std::size_t{rows_} * width / 2);
    auto* const block = reinterpret_cast<float*>(memory.take(std::size_t{rows_} * width / 2));
    for (std::uint32_t first = 0; first < columns; first += width) {
        const std::uint32_t here = std::min(width, columns - first);
        double sum[width] = {};
        double squares[width] = {};
        for (std::uint32_t r = 0; r < rows_; ++r)
            for (std::uint32_t c = 0; c < width; ++c) {
                const float value = c < here ? table[std::size_t{r} * stride + first + c] : 0.0F;
                block[std::size_t{r} * width + c] = value;
                sum[c] += value;
            }
        for (std::uint32_t c = 0; c < width; ++c) sum[c] /= rows_;
        for (std::uint32_t r = 0; r < rows_; ++r)
            for (std::uint32_t c = 0; c < width; ++c) {
                const double off = block[std::size_t{r} * width + c] - sum[c];
                squares[c] += off * off;
            }
        sort(block, reinterpret_cast<const std::uint32_t(*)[2]>(network_.data()), network_.size());
        for (std::uint32_t c = 0; c < here; ++c) {
            mean[first + c] = static_cast<float>(sum[c]);
            sd[first + c] = rows_ > 1 ? static_cast<float>(std::sqrt(squares[c] / (rows_ - 1))) : 0.0F;
            for (std::size_t q = 0; q < levels_.size(); ++q) {
                const double at = levels_[q] * (rows_ - 1);
                const auto low = static_cast<std::size_t>(at);
                const std::size_t high = std::min<std::size_t>(low + 1, rows_ - 1);
                const double below = block[low * width + c];
                quantile[q * quantile_stride + first + c] =
                    static_cast<float>(below + (at - static_cast<double>(low)) * (block[high * width + c] - below));
            }
        }
    }
}

} // namespace sim
