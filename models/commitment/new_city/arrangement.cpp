#include "models/commitment/new_city/arrangement.hpp"

#include <algorithm>
#include <map>
#include <queue>

namespace commitment {
namespace {

struct Cell
{
    int x;
    int y;
    auto operator<=>(const Cell&) const = default;
};

/// The cell at a place of the Hilbert curve through a square of `side` (a power of two) cells.
Cell hilbert(std::uint64_t place, int side)
{
    Cell cell{0, 0};
    for (int step = 1; step < side; step *= 2) {
        const int right = static_cast<int>(place / 2 % 2);
        const int up = static_cast<int>((place % 2) ^ static_cast<unsigned>(right));
        if (up == 0) {
            if (right == 1) cell = {step - 1 - cell.x, step - 1 - cell.y};
            std::swap(cell.x, cell.y);
        }
        cell.x += step * right;
        cell.y += step * up;
        place /= 4;
    }
    return cell;
}

constexpr std::size_t most_candidates = 40;

/// The places nearest to `at`, the nearest first. \param by_x  all places, ordered by x
std::vector<std::uint32_t> nearest_to(std::uint32_t at, std::span<const Point> places,
                                      std::span<const std::uint32_t> by_x, std::size_t rank)
{
    using Candidate = std::pair<double, std::uint32_t>;
    std::priority_queue<Candidate> best;
    const auto is_too_far = [&](std::uint32_t other) {
        const double dx = places[other].x - places[at].x;
        return best.size() == most_candidates && dx * dx > best.top().first;
    };
    const auto look = [&](std::uint32_t other) {
        const double dx = places[other].x - places[at].x;
        const double dy = places[other].y - places[at].y;
        best.emplace(dx * dx + dy * dy, other);
        if (best.size() > most_candidates) best.pop();
    };
    for (std::size_t left = rank; left-- > 0 && !is_too_far(by_x[left]);) look(by_x[left]);
    for (std::size_t right = rank + 1; right < by_x.size() && !is_too_far(by_x[right]); ++right) look(by_x[right]);
    std::vector<std::uint32_t> found(best.size());
    for (std::size_t i = best.size(); i-- > 0; best.pop()) found[i] = best.top().second;
    return found;
}

/// Whether the third lies within the circle that has the two at its ends: it sees them at a blunt angle.
bool lies_between(const Point& third, const Point& a, const Point& b)
{
    return (a.x - third.x) * (b.x - third.x) + (a.y - third.y) * (b.y - third.y) < 0;
}

void put_in_order(Pairs& pairs)
{
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
}

} // namespace

Pairs borders_by_order(std::uint32_t places)
{
    int side = 1;
    while (static_cast<std::uint64_t>(side) * static_cast<std::uint64_t>(side) < places) side *= 2;
    std::map<Cell, std::uint32_t> at;
    for (std::uint32_t i = 0; i < places; ++i) at.emplace(hilbert(i, side), i);
    Pairs pairs;
    for (const auto& [cell, i] : at)
        for (const Cell next : {Cell{cell.x + 1, cell.y}, Cell{cell.x, cell.y + 1}, Cell{cell.x + 1, cell.y - 1}})
            if (const auto found = at.find(next); found != at.end())
                pairs.emplace_back(std::min(i, found->second), std::max(i, found->second));
    put_in_order(pairs);
    return pairs;
}

Pairs borders_by_points(std::span<const Point> places)
{
    std::vector<std::uint32_t> by_x(places.size());
    for (std::uint32_t i = 0; i < by_x.size(); ++i) by_x[i] = i;
    std::sort(by_x.begin(), by_x.end(),
              [&](std::uint32_t a, std::uint32_t b) { return std::pair(places[a].x, a) < std::pair(places[b].x, b); });
    Pairs pairs;
    for (std::size_t rank = 0; rank < by_x.size(); ++rank) {
        const std::uint32_t i = by_x[rank];
        const std::vector<std::uint32_t> near = nearest_to(i, places, by_x, rank);
        for (const std::uint32_t j : near) {
            const bool parted = std::any_of(near.begin(), near.end(), [&](std::uint32_t third) {
                return third != j && lies_between(places[third], places[i], places[j]);
            });
            if (!parted) pairs.emplace_back(std::min(i, j), std::max(i, j));
        }
    }
    put_in_order(pairs);
    return pairs;
}

} // namespace commitment
