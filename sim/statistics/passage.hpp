#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/statistics/interval.hpp"

namespace sim {

/// When each replicate first reached a goal; nothing: not while it was watched. All are watched equally long.
using Passages = std::span<const std::optional<std::uint32_t>>;

/// Share of replicates that have not reached the goal by the end of a step, with its interval (Clopper & Pearson).
struct Survival
{
    double share = 1;
    Interval interval;
};

/// [step] for steps 0 … steps − 1.
std::vector<Survival> survival_curve(Passages passages, std::uint32_t steps, double confidence);
/// The same of replicates that are worth `effective` independent ones.
std::vector<Survival> survival_curve(Passages passages, std::uint32_t steps, double effective, double confidence);

/// The first step by which a share `level` of the replicates has reached it; nothing where fewer ever do.
std::optional<std::uint32_t> passage_quantile(Passages passages, double level);

/// Of pairs: how often the second is there first, both in the same step (or never), the first is.
struct Race
{
    std::uint64_t ahead = 0;
    std::uint64_t tied = 0;
    std::uint64_t behind = 0;
};
Race race(Passages first, Passages second);

} // namespace sim
