#include "sim/calibration/move.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/random/draws.hpp"
#include "sim/random/key.hpp"

namespace sim {
namespace {

enum Decision : std::uint32_t { draw_anew, choose_move, choose_parameters };

Draws draws(std::uint64_t seed, std::uint64_t stream, Decision decision, std::uint64_t of = 0)
{
    return {seed, 0, {0, decision}, key_of(stream, of)};
}

/// 1, 2, 4 … parameters or all of them, each as likely as another, so that there are bold steps and careful ones.
std::size_t how_many(std::size_t parameters, double u)
{
    std::vector<std::size_t> sizes;
    for (std::size_t size = 1; size < parameters; size *= 2) sizes.push_back(size);
    sizes.push_back(parameters);
    return sizes[std::min(sizes.size() - 1, static_cast<std::size_t>(u * static_cast<double>(sizes.size())))];
}

/// Some of the parameters, each as likely as another.
std::vector<std::size_t> choose(std::size_t parameters, std::size_t count, std::uint64_t seed, std::uint64_t stream)
{
    std::vector<std::size_t> all(parameters);
    std::iota(all.begin(), all.end(), std::size_t{0});
    for (std::size_t k = 0; k < count; ++k)
        std::swap(all[k], all[k + draws(seed, stream, choose_parameters, k).index(0, parameters - k)]);
    all.resize(count);
    return all;
}

} // namespace

std::vector<double> draw_place(std::uint64_t seed, std::uint64_t stream, std::size_t parameters)
{
    std::vector<double> place(parameters);
    for (std::size_t p = 0; p < parameters; ++p) place[p] = draws(seed, stream, draw_anew, p).uniform(0);
    return place;
}

std::vector<double> propose(std::span<const double> from, std::span<const std::vector<double>> others,
                            std::uint64_t seed, std::uint64_t stream)
{
    const Draws draw = draws(seed, stream, choose_move);
    std::vector<double> to(from.begin(), from.end());
    const std::size_t count = how_many(to.size(), draw.uniform(0));
    const std::vector<std::size_t> moved = choose(to.size(), count, seed, stream);
    if (others.size() < 2 || draw.bernoulli(1, 0.5)) {
        const std::vector<double> anew = draw_place(seed, stream, to.size());
        for (const std::size_t p : moved) to[p] = anew[p];
        return to;
    }
    const std::size_t a = draw.index(2, others.size());
    std::size_t b = draw.index(3, others.size() - 1);
    if (b >= a) ++b;
    // The length that is best for a normal distribution of so many parameters; shorter ones where it is narrower.
    const double length = 2.38 / std::sqrt(2.0 * static_cast<double>(count)) * draw.uniform(4);
    for (const std::size_t p : moved) {
        to[p] += length * (others[a][p] - others[b][p]);
        if (!(0 < to[p] && to[p] < 1)) return {}; // mirrored at the end it could not go back as easily
    }
    return to;
}

} // namespace sim
