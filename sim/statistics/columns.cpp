#include "sim/statistics/columns.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "sim/core/arena.hpp"
#include "sim/core/contract.hpp"
#include "sim/core/isa.hpp"
#include "sim/statistics/sort_columns.hpp"

namespace sim {

#if defined(SIM_ALL_LEVELS)
namespace v2 {
void summarise_block(ColumnBlock& of, const float* table, std::uint32_t width, std::uint32_t columns);
}
namespace v3 {
void summarise_block(ColumnBlock& of, const float* table, std::uint32_t width, std::uint32_t columns);
}
namespace v4 {
void summarise_block(ColumnBlock& of, const float* table, std::uint32_t width, std::uint32_t columns);
}
#endif

namespace {

using Summarise = void (*)(ColumnBlock&, const float*, std::uint32_t, std::uint32_t);
using Network = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Summarise choose_level()
{
#if defined(SIM_ALL_LEVELS)
    using enum Isa;
    switch (choose_isa({SIM_BUILT_LEVELS})) {
    case v2: return v2::summarise_block;
    case v3: return v3::summarise_block;
    case v4: return v4::summarise_block;
    case base: break;
    }
#endif
    return base::summarise_block;
}

/// Batcher's odd-even merge sort of `size` places (a power of two) from `first` on, of which those below `rows` exist.
/// Each half is finished before the next begins, so that small ones stay in the nearest cache.
void sort_places(Network& network, std::uint64_t first, std::uint64_t size, std::uint64_t rows)
{
    if (size < 2 || first >= rows) return;
    const std::uint64_t half = size / 2;
    sort_places(network, first, half, rows);
    sort_places(network, first + half, half, rows);
    for (std::uint64_t apart = half; apart >= 1; apart /= 2)
        for (std::uint64_t j = apart % half; j + apart < size; j += 2 * apart)
            for (std::uint64_t i = first + j; i < first + j + apart && i + apart < std::min(rows, first + size); ++i)
                network.emplace_back(static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + apart));
}

/// The same comparisons in the same order; blocks go upwards alone.
std::vector<Comparisons> runs_of(const Network& network)
{
    std::vector<Comparisons> runs;
    for (const auto& [a, b] : network) {
        if (!runs.empty() && a == runs.back().first + runs.back().count && b == a + runs.back().apart)
            ++runs.back().count;
        else
            runs.push_back({a, b - a, 1, 0, 1});
    }
    std::vector<Comparisons> blocks;
    for (const Comparisons& run : runs) {
        if (!blocks.empty()) {
            Comparisons& last = blocks.back();
            const std::uint32_t stride = last.blocks > 1 ? last.stride : run.first - last.first;
            if (run.first > last.first && run.apart == last.apart && run.count == last.count &&
                run.first == last.first + last.blocks * stride) {
                last.stride = stride;
                ++last.blocks;
                continue;
            }
        }
        blocks.push_back(run);
    }
    return blocks;
}

/// Places between which a quantile lies, and how far it is from the first to the second.
struct Between
{
    std::size_t low, high;
    double share;
};

Between places_of(double level, std::uint32_t rows)
{
    const double at = level * (rows - 1);
    const auto low = static_cast<std::size_t>(at);
    return {low, std::min<std::size_t>(low + 1, rows - 1), at - static_cast<double>(low)};
}

} // namespace

ColumnSummary::ColumnSummary(std::uint32_t rows, std::vector<double> levels) : rows_(rows), levels_(std::move(levels))
{
    SIM_EXPECTS(rows > 0);
    Network whole;
    sort_places(whole, 0, std::bit_ceil(std::uint64_t{rows}), rows);
    std::vector<bool> wanted(rows);
    Network needed;
    for (const double level : levels_) {
        const Between places = places_of(level, rows);
        wanted[places.low] = wanted[places.high] = true;
    }
    for (std::size_t k = whole.size(); k-- > 0;) {
        const auto [a, b] = whole[k];
        if (!wanted[a] && !wanted[b]) continue;
        wanted[a] = wanted[b] = true;
        needed.push_back(whole[k]);
    }
    std::reverse(needed.begin(), needed.end());
    network_ = runs_of(needed);
}

void ColumnSummary::operator()(const float* table, std::uint32_t width, std::uint32_t columns, float* mean, float* sd,
                               float* quantile, std::size_t quantile_stride) const
{
    static const Summarise summarise = choose_level();
    constexpr std::uint32_t together = sorted_columns;
    Arena memory(std::size_t{rows_} * together / 2);
    ColumnBlock of{reinterpret_cast<float*>(memory.take(std::size_t{rows_} * together / 2)),
                   rows_,
                   network_.data(),
                   network_.size(),
                   {},
                   {}};
    for (std::uint32_t first = 0; first < columns; first += together) {
        const std::uint32_t here = std::min(together, columns - first);
        summarise(of, table + first * rows_together, width, here);
        for (std::uint32_t c = 0; c < here; ++c) {
            mean[first + c] = static_cast<float>(of.mean[c]);
            sd[first + c] = rows_ > 1 ? static_cast<float>(std::sqrt(of.squares[c] / (rows_ - 1))) : 0.0F;
            for (std::size_t q = 0; q < levels_.size(); ++q) {
                const Between at = places_of(levels_[q], rows_);
                const double below = of.block[at.low * together + c];
                quantile[q * quantile_stride + first + c] =
                    static_cast<float>(below + at.share * (of.block[at.high * together + c] - below));
            }
        }
    }
}

} // namespace sim
