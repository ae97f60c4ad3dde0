#include "sim/statistics/columns.hpp"

#include <algorithm>
#include <array>
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

constexpr std::uint32_t sorted_at_once = 16;

/// Appends the tiles that merge the two sorted halves of `size` rows from `first` on: a bitonic merger, up to four of
/// its steps at a time.
void merge_halves(std::vector<Tile>& tiles, std::uint32_t first, std::uint32_t size)
{
    const int steps = std::countr_zero(size);
    const int passes = (steps + 3) / 4;
    std::uint32_t left = size; // rows that are still to be ordered among themselves
    for (int pass = 0, done = 0; pass < passes; ++pass) {
        const int here = (steps - done) / (passes - pass);
        const std::uint32_t apart = left >> here;
        for (std::uint32_t begin = first; begin < first + size; begin += left)
            for (std::uint32_t j = 0; j < apart; ++j) {
                const std::uint32_t half = begin + left / 2;
                tiles.push_back({begin + j, half + (pass == 0 ? apart - 1 - j : j), apart,
                                 pass == 0 ? Tile::Kind::merge : Tile::Kind::clean, static_cast<std::uint8_t>(here)});
            }
        left = apart;
        done += here;
    }
}

/// Sorts `size` rows (a power of two, at least 16) from `first` on, of which those below `rows` are not infinite. Each
/// half is finished before the next begins, so that small ones stay in the nearest cache.
void sort_rows(std::vector<Tile>& tiles, std::uint32_t first, std::uint32_t size, std::uint32_t rows)
{
    if (first >= rows) return;
    if (size == sorted_at_once) {
        tiles.push_back({first, first + size / 2, 1, Tile::Kind::sort, 4});
        return;
    }
    sort_rows(tiles, first, size / 2, rows);
    if (first + size / 2 >= rows) return;
    sort_rows(tiles, first + size / 2, size / 2, rows);
    merge_halves(tiles, first, size);
}

std::array<std::uint32_t, 16> rows_of(const Tile& tile)
{
    std::array<std::uint32_t, 16> rows;
    const std::uint32_t half = (1U << tile.log_rows) / 2;
    for (std::uint32_t t = 0; t < 16; ++t)
        rows[t] = t % (2 * half) < half ? tile.first + t % half * tile.apart : tile.second + t % half * tile.apart;
    return rows;
}

/// Those of them that change a wanted row, or one that such a tile needs.
std::vector<Tile> needed(const std::vector<Tile>& tiles, std::vector<bool> wanted, std::uint32_t rows)
{
    std::vector<Tile> out;
    for (std::size_t k = tiles.size(); k-- > 0;) {
        const auto own = rows_of(tiles[k]);
        if (std::none_of(own.begin(), own.end(), [&](std::uint32_t row) { return row < rows && wanted[row]; }))
            continue;
        for (const std::uint32_t row : own) wanted[row] = true;
        out.push_back(tiles[k]);
    }
    std::reverse(out.begin(), out.end());
    return out;
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

ColumnSummary::ColumnSummary(std::uint32_t rows, std::vector<double> levels)
    : rows_(rows), room_(std::max(std::bit_ceil(rows), sorted_at_once)), levels_(std::move(levels))
{
    SIM_EXPECTS(rows > 0);
    std::vector<bool> wanted(room_);
    for (const double level : levels_) {
        const Between places = places_of(level, rows);
        wanted[places.low] = wanted[places.high] = true;
    }
    std::vector<Tile> all;
    sort_rows(all, 0, room_, rows);
    tiles_ = needed(all, std::move(wanted), rows);
}

void ColumnSummary::operator()(const float* table, std::uint32_t width, std::uint32_t columns, float* mean, float* sd,
                               float* quantile, std::size_t quantile_stride) const
{
    static const Summarise summarise = choose_level();
    constexpr std::uint32_t together = sorted_columns;
    Arena memory(std::size_t{room_} * together / 2);
    ColumnBlock of{reinterpret_cast<float*>(memory.take(std::size_t{room_} * together / 2)),
                   rows_,
                   room_,
                   tiles_.data(),
                   tiles_.size(),
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
