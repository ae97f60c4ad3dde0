// Compiled once per instruction set, as the step is.

#include "tests/benchmarks/primitives.hpp"

#include "models/commitment/state.hpp"

namespace bench::inline SIM_LEVEL {
namespace {

using commitment::Decision;
using sim::LaneDraws;
using sim::Mask;
using sim::Real;

constexpr std::size_t room = 4096;

const sim::PhiloxKey key(1);

SIM_INLINE LaneDraws draws(Decision decision, std::uint64_t who)
{
    return {&key, 0, {7, static_cast<std::uint32_t>(decision)}, who};
}

void move_families(const Material& of, std::size_t count, Real* to)
{
    const std::size_t communities = of.city->communities;
    const auto* const families = reinterpret_cast<const Real*>(of.families);
    const auto* const hazards = reinterpret_cast<const Real*>(of.hazards);
    const auto* const ups = reinterpret_cast<const Real*>(of.ups);
    const auto* const uniform = reinterpret_cast<const Real*>(of.numbers);
    const LaneDraws more = draws(Decision::families_outer, 1);
    for (std::size_t k = 0; k < count; ++k) {
        const std::size_t c = k % communities;
        Real leave[4];
        const auto one = [&](std::size_t stage) {
            return sim::Leaving{families[stage * communities + c], hazards[stage * communities + c],
                                uniform[(4 * k + stage) % room], &more, 1};
        };
        sim::count_leaving<4>({one(0), one(1), one(2), one(3)}, leave);
        const auto down = [&](std::size_t stage) {
            return hazards[(stage + 1) * communities + c] - ups[stage * communities + c];
        };
        Real moved_up[2];
        sim::count_divided<2>({{leave[1], ups[c], down(0), uniform[(k + 7) % room], &more, 61},
                               {leave[2], ups[communities + c], down(1), uniform[(k + 11) % room], &more, 61}},
                              moved_up);
        to[k % room] = leave[0] + leave[3] + moved_up[0] + moved_up[1];
    }
}

void follow_links(const Material& of, std::size_t count, Real* to)
{
    const sim::PackedLinks& links = of.city->functional;
    const auto* const numbers = reinterpret_cast<const Real*>(of.numbers);
    std::size_t done = 0;
    while (done < count)
        for (std::uint32_t i = 0; i < of.city->institutions && done < count; ++i) {
            done += links.first[i + 1] - links.first[i];
            to[i % room] = commitment::mean(links, i, numbers);
        }
}

void swap_posts(const Material& of, std::size_t count)
{
    const std::uint32_t posts = of.city->posts;
    for (std::size_t k = 0; k < count; ++k) {
        double& one = of.knowledge[(k * 8191 % posts) * 8 + k % 8];
        double& other = of.knowledge[(k * 5003 % posts) * 8 + k % 8];
        const double before = one;
        one = other;
        other = before;
        of.results[k % room] *= 1 - of.numbers[k % room];
    }
}

void decay(const Material& of, std::size_t count, Real* to)
{
    auto* const knowledge = reinterpret_cast<Real*>(of.knowledge);
    const Real kept = 0.99999;
    Real sum = 0.0;
    Real trained = 0.0;
    for (std::size_t k = 0, post = 0; k < count; ++k, post = post + 1 == of.city->posts ? 0 : post + 1) {
        knowledge[post] *= kept;
        sum += knowledge[post];
        trained += commitment::as_number(knowledge[post] >= Real(0.5));
    }
    to[0] = sum + trained;
}

} // namespace

void run_primitive(Primitive which, const Material& of, std::size_t count)
{
    const auto* const numbers = reinterpret_cast<const Real*>(of.numbers);
    auto* const to = reinterpret_cast<Real*>(of.results);
    switch (which) {
    case Primitive::draw:
        for (std::size_t k = 0; k < count; ++k)
            to[k % room] = sim::uniform_of(draws(Decision::families_outer, k).pair(0).first);
        break;
    case Primitive::exponential:
        for (std::size_t k = 0; k < count; ++k) to[k % room] = sim::exp(numbers[k % room]);
        break;
    case Primitive::cube_root:
        for (std::size_t k = 0; k < count; ++k) to[k % room] = sim::cube_root(numbers[k % room]);
        break;
    case Primitive::link: follow_links(of, count, to); break;
    case Primitive::post: decay(of, count, to); break;
    case Primitive::family: move_families(of, count, to); break;
    case Primitive::move: swap_posts(of, count); break;
    case Primitive::sum: {
        Real sum = 0.0;
        for (std::size_t k = 0; k < count; ++k) sum += numbers[k % room];
        to[0] = sum;
    }
    }
}

} // namespace bench::inline SIM_LEVEL
