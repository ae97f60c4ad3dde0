#include "models/commitment/plan_pairs.hpp"

#include <algorithm>

namespace commitment {

PlanPairs::PlanPairs(const City& city, const std::vector<Plan>& plans, const ExperimentResult& result,
                     const ComparisonOptions& options)
    : city_(city), plans_(plans), result_(result), options_(options),
      judge_({options.confidence, options.at_any_time, options.looks, evidence_of(options.sets, result.replicates)})
{
    sim::Month first = plans.front().from;
    for (const Plan& plan : plans) {
        first = std::min(first, plan.from);
        const int begins = std::clamp(plan.from - city.start, 0, static_cast<int>(result.months) - 1);
        const int ends = std::min(plan.to - city.start, static_cast<int>(result.months) - 1);
        spans_.push_back(
            {static_cast<std::uint32_t>(begins), static_cast<std::uint32_t>(std::max(ends - begins + 1, 0))});
    }
    first_month_ = static_cast<std::uint32_t>(std::clamp(first - city.start, 0, static_cast<int>(result.months) - 1));
}

std::vector<double> PlanPairs::numbers(std::uint32_t plan, const ByReplicate& value) const
{
    std::vector<double> out(result_.replicates);
    for (std::uint32_t r = 0; r < result_.replicates; ++r) out[r] = value(plan, r);
    return out;
}

PairedDifference PlanPairs::difference(std::uint32_t plan, const ByReplicate& value, const Quantity& of,
                                       bool identical) const
{
    return judge_(numbers(options_.baseline, value), numbers(plan, value), of, identical);
}

} // namespace commitment
