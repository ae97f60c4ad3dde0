#include "models/commitment/precision.hpp"

#include <algorithm>
#include <cmath>

#include "models/commitment/paired.hpp"
#include "sim/ensemble/block.hpp"

namespace commitment {

PrecisionReached replicates_for(const City& city, const std::vector<Plan>& plans, const ExperimentOptions& options,
                                const std::vector<Precision>& wanted, double confidence, std::uint32_t most)
{
    ExperimentOptions batch = options;
    batch.institutions = false;
    batch.raw = false;
    batch.kept.clear();
    for (const Precision& precision : wanted) batch.kept.push_back(precision.outcome);
    const auto baseline = options.baseline.value_or(0);
    std::vector<std::vector<std::vector<double>>> differences(plans.size(),
                                                              std::vector<std::vector<double>>(wanted.size()));
    PrecisionReached out;
    constexpr std::uint32_t lanes = sim::Block::replicates;
    // Parameter sets that come again are no new evidence.
    if (options.sets != nullptr) most = std::min(most, static_cast<std::uint32_t>(options.sets->sets.size()));
    for (std::uint32_t target = 64; out.replicates < most; target = std::max(target + lanes, target / 10 * 13)) {
        batch.first_replicate = out.replicates;
        // Whole blocks; the last look takes what is left.
        batch.replicates = std::min((target + lanes - 1) / lanes * lanes, most) - out.replicates;
        batch.progress = nullptr;
        const ExperimentResult result = run_experiment(city, plans, batch);
        const std::uint32_t last = result.months - 1;
        for (std::uint32_t plan = 0; plan < plans.size(); ++plan)
            for (std::size_t k = 0; k < wanted.size(); ++k)
                for (std::uint32_t r = 0; r < batch.replicates; ++r)
                    differences[plan][k].push_back(result.kept[result.row(r, plan, last) * result.kept_count + k] -
                                                   result.kept[result.row(r, baseline, last) * result.kept_count + k]);
        out.replicates += batch.replicates;
        ++out.looks;
        out.reached = true;
        out.half_width.assign(wanted.size(), 0);
        // As the comparison will judge them.
        const PairJudge judge({confidence, true, out.looks, evidence_of(options.sets, out.replicates)});
        for (std::uint32_t plan = 0; plan < plans.size(); ++plan) {
            if (plan == baseline) continue;
            for (std::size_t k = 0; k < wanted.size(); ++k) {
                const double half =
                    judge.interval(differences[plan][k], quantity_of(city, wanted[k].outcome)).half_width();
                out.half_width[k] = std::max(out.half_width[k], half);
                out.reached = out.reached && half <= wanted[k].half_width;
            }
        }
        if (out.reached) break;
        // Half-widths fall about as the root of the replicates.
        double needed = 1;
        for (std::size_t k = 0; k < wanted.size(); ++k)
            needed = std::max(needed, std::pow(out.half_width[k] / wanted[k].half_width, 2));
        if (options.progress) options.progress(1 / needed);
    }
    return out;
}

} // namespace commitment
