#include "models/commitment/design_rows.hpp"

#include <algorithm>
#include <map>

#include "sim/design/design.hpp"
#include "sim/math/elementary.hpp"
#include "sim/random/draws.hpp"

namespace commitment {
namespace {

/// The value of a factor at a place u in (0,1).
double value_at(const Factor& factor, double u)
{
    if (!factor.range)
        return factor.levels[std::min(factor.levels.size() - 1,
                                      static_cast<std::size_t>(u * static_cast<double>(factor.levels.size())))];
    const double low = factor.range->lowest;
    const double high = factor.range->highest;
    if (!factor.logarithmic) return low + u * (high - low);
    return sim::exp(sim::log(low) + u * (sim::log(high) - sim::log(low))); // the same rows on every machine
}

/// Places of the plan before and after its step in a trajectory: any two, as likely as another. Half of a grid, by
/// which numbers step, would compare some plans with some others only.
std::pair<std::size_t, std::size_t> plans_of_trajectory(std::size_t plans, std::uint64_t seed, std::uint32_t trajectory)
{
    constexpr std::uint32_t decision = 2; // 0 and 1 are those of the trajectories
    const sim::Draws draws(seed, trajectory, {0, decision}, 0);
    const auto before = static_cast<std::size_t>(draws.index(0, plans));
    auto after = static_cast<std::size_t>(draws.index(1, plans - 1));
    if (after >= before) ++after;
    return {before, after};
}

void add_trajectories(const sim::UnitDesign& unit, Design& design)
{
    const std::size_t rows = design.factors.size() + 1; // of a trajectory
    for (std::size_t r = 0; r < unit.rows(); ++r) {
        const std::size_t start = r / rows * rows;
        std::vector<double> values;
        for (std::size_t f = 0; f < design.factors.size(); ++f) {
            const Factor& factor = design.factors[f];
            if (!factor.is_plan || factor.levels.size() < 2) {
                values.push_back(value_at(factor, unit.at(r, f)));
                continue;
            }
            const auto [before, after] =
                plans_of_trajectory(factor.levels.size(), design.seed, static_cast<std::uint32_t>(r / rows));
            values.push_back(factor.levels[unit.at(r, f) == unit.at(start, f) ? before : after]);
        }
        add_rows(design, values);
    }
}

} // namespace

std::vector<std::uint32_t> groups_of(const Design& design)
{
    std::vector<std::uint32_t> out;
    std::map<std::string, std::uint32_t> known;
    std::uint32_t next = 0;
    for (const Factor& factor : design.factors) {
        if (factor.group.empty())
            out.push_back(next++);
        else {
            const auto [at, is_new] = known.emplace(factor.group, next);
            next += is_new;
            out.push_back(at->second);
        }
    }
    return out;
}

void add_rows(Design& design, const std::vector<double>& values)
{
    const auto plan =
        std::find_if(design.factors.begin(), design.factors.end(), [](const Factor& factor) { return factor.is_plan; });
    if (plan != design.factors.end()) {
        const double place = values[static_cast<std::size_t>(plan - design.factors.begin())];
        design.rows.push_back({static_cast<std::uint32_t>(place), values});
        return;
    }
    for (std::uint32_t p = 0; p < design.plans.size(); ++p) design.rows.push_back({p, values});
}

void sample(const sim::TomlTable& root, Design& design)
{
    const std::size_t factors = design.factors.size();
    const auto add_unit = [&](const sim::UnitDesign& unit) {
        for (std::size_t r = 0; r < unit.rows(); ++r) {
            std::vector<double> values;
            for (std::size_t f = 0; f < factors; ++f) values.push_back(value_at(design.factors[f], unit.at(r, f)));
            add_rows(design, values);
        }
    };
    /// Rows come in whole blocks.
    const auto blocks = [&](std::size_t block) -> std::size_t {
        const std::size_t count = design.rows_wanted / block;
        if (count > 0 && count * block == design.rows_wanted) return count;
        const std::string of = std::to_string(block);
        const std::string near = std::to_string(std::max<std::size_t>(count, 1) * block);
        root.error("rows", {"pada rancangan ini harus kelipatan " + of + ", misalnya " + near,
                            "of this design it must be a multiple of " + of + ", for example " + near});
        return 0;
    };
    switch (design.sampling) {
    case Sampling::factorial: {
        std::vector<std::uint32_t> counts;
        double all = 1;
        for (const Factor& factor : design.factors) {
            if (factor.range)
                return root.error("sampling", {"\"" + factor.name + "\" punya range; pada factorial tulis levels",
                                               "\"" + factor.name + "\" has a range; a factorial needs levels"});
            counts.push_back(static_cast<std::uint32_t>(factor.levels.size()));
            all *= static_cast<double>(factor.levels.size());
        }
        if (all > static_cast<double>(most_rows))
            return root.error("sampling", {"lebih dari 10 juta baris", "more than 10 million rows"});
        const sim::LevelDesign levels = sim::full_factorial(counts);
        for (std::size_t r = 0; r < (factors > 0 ? levels.rows() : 1); ++r) {
            std::vector<double> values;
            for (std::size_t f = 0; f < factors; ++f) values.push_back(design.factors[f].levels[levels.at(r, f)]);
            add_rows(design, values);
        }
        break;
    }
    case Sampling::latin_hypercube:
        add_unit(sim::latin_hypercube(design.rows_wanted, factors, design.seed, design.centred));
        break;
    case Sampling::sobol: add_unit(sim::sobol_sequence(design.rows_wanted, factors)); break;
    case Sampling::saltelli: {
        const std::vector<std::uint32_t> groups = groups_of(design);
        if (const std::size_t base = blocks(*std::max_element(groups.begin(), groups.end()) + std::size_t{3}))
            add_unit(sim::saltelli(base, groups, design.seed));
        break;
    }
    case Sampling::morris:
        for (Factor& factor : design.factors) // a step goes up or down by value, in whatever order they were written
            if (!factor.is_plan) std::sort(factor.levels.begin(), factor.levels.end());
        if (const std::size_t trajectories = blocks(factors + 1))
            add_trajectories(sim::morris_trajectories(trajectories, factors, design.morris_levels, design.seed),
                             design);
        break;
    case Sampling::csv: break;
    }
}

} // namespace commitment
