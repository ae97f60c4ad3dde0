#include "models/commitment/fit_check.hpp"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <utility>

#include "sim/ensemble/ensemble.hpp"
#include "sim/random/key.hpp"

namespace commitment {
namespace {

using Weighted = std::vector<std::pair<double, double>>; // value, weight

/// The smallest value up to which lies so much of the weight, which adds up to 1.
double quantile(Weighted& values, double level)
{
    std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    double below = 0;
    for (const auto& [value, weight] : values) {
        below += weight;
        if (below >= level - 1e-12) return value;
    }
    return values.back().first;
}

bool is_met(const ObservedOutcome& seen, double mean) { return std::abs(mean - seen.value) <= seen.tolerance; }

} // namespace

bool FitCheck::meets(const Hindcast& hindcast, std::size_t observation) const
{
    return is_met(hindcast.observations()[observation], outcomes[observation].median_mean);
}

bool FitCheck::holds(const Hindcast& hindcast) const
{
    for (std::size_t k = 0; k < outcomes.size(); ++k)
        if (!meets(hindcast, k)) return false;
    for (std::size_t k = 0; k < patterns.size(); ++k)
        if (!shows(k)) return false;
    return fit > 0.5;
}

FitCheck check_fit(const Hindcast& hindcast, const ParameterSets& sets, std::uint64_t seed, std::uint32_t replicates,
                   const std::atomic<bool>* stop, const std::function<void(std::size_t)>& progress)
{
    const std::size_t observations = hindcast.observations().size();
    const std::size_t numbers = hindcast.numbers();
    std::vector<std::vector<double>> runs(sets.sets.size()); // [set][replicate × number]
    std::mutex telling;
    std::size_t done = 0;
    sim::for_each_in_parallel(sets.sets.size(), [&](std::size_t set) {
        if (stop != nullptr && stop->load()) throw sim::Interrupted();
        // Another key than that of the fit's simulations (calibration.cpp), or of any plan's runs.
        runs[set] = hindcast.run(sets.sets[set], sim::key_of(seed, 2), static_cast<std::uint32_t>(set) * replicates,
                                 replicates);
        const std::scoped_lock lock(telling);
        if (progress) progress(++done);
    });
    FitCheck out;
    out.replicates = replicates;
    out.outcomes.resize(observations);
    std::vector<std::vector<double>> means;
    for (std::size_t set = 0; set < runs.size(); ++set) {
        means.push_back(means_of(runs[set], numbers));
        if (hindcast.misfit(means[set]) <= 1) out.fit += sets.weight[set];
    }
    for (std::size_t k = 0; k < observations; ++k) {
        FittedOutcome& of = out.outcomes[k];
        Weighted of_sets, single;
        for (std::size_t set = 0; set < runs.size(); ++set) {
            const double weight = sets.weight[set];
            of.mean += weight * means[set][k];
            of.met += is_met(hindcast.observations()[k], means[set][k]) ? weight : 0;
            of_sets.emplace_back(means[set][k], weight);
            for (std::uint32_t r = 0; r < replicates; ++r)
                single.emplace_back(runs[set][r * numbers + k], weight / replicates);
        }
        of.low_mean = quantile(of_sets, 0.05);
        of.median_mean = quantile(of_sets, 0.5);
        of.high_mean = quantile(of_sets, 0.95);
        of.low = quantile(single, 0.05);
        of.high = quantile(single, 0.95);
    }
    for (const Pattern& pattern : hindcast.patterns()) {
        FittedPattern& of = out.patterns.emplace_back();
        for (std::size_t set = 0; set < runs.size(); ++set) {
            if (hindcast.shows(pattern, means[set])) of.of_sets += sets.weight[set];
            for (std::uint32_t r = 0; r < replicates; ++r)
                if (hindcast.shows(pattern, std::span(runs[set]).subspan(r * numbers, numbers)))
                    of.of_replicates += sets.weight[set] / replicates;
        }
        std::vector<Weighted> sides;
        for (std::size_t set = 0; set < runs.size(); ++set)
            for (std::uint32_t r = 0; r < replicates; ++r) {
                const auto values = hindcast.sides(pattern, std::span(runs[set]).subspan(r * numbers, numbers));
                sides.resize(values.size());
                for (std::size_t side = 0; side < values.size(); ++side)
                    sides[side].emplace_back(values[side], sets.weight[set] / replicates);
            }
        for (Weighted& side : sides) {
            double mean = 0;
            for (const auto& [value, weight] : side) mean += value * weight;
            of.sides.push_back({mean, quantile(side, 0.05), quantile(side, 0.95)});
        }
    }
    return out;
}

} // namespace commitment
