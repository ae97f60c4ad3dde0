#pragma once

// What the parts of a comparison share.

#include <cstdint>
#include <functional>
#include <vector>

#include "models/commitment/comparison.hpp"

namespace commitment {

/// Plans against one of them, replicate by replicate.
class PlanPairs
{
  public:
    /// All of it must outlive this.
    PlanPairs(const City& city, const std::vector<Plan>& plans, const ExperimentResult& result,
              const ComparisonOptions& options);

  protected:
    /// Of one quantity: a number a replicate, for each plan.
    using ByReplicate = std::function<double(std::uint32_t plan, std::uint32_t replicate)>;

    std::uint32_t last() const { return result_.months - 1; }
    bool is_baseline(std::uint32_t plan) const { return plan == options_.baseline; }

    std::vector<double> numbers(std::uint32_t plan, const ByReplicate& value) const; ///< [replicate]
    PairedDifference difference(std::uint32_t plan, const ByReplicate& value, const Quantity& of, bool identical) const;

    /// Calls `body(plan)` for every plan but the baseline.
    template <class Body>
    void for_others(Body body) const
    {
        for (std::uint32_t plan = 0; plan < result_.plans; ++plan)
            if (!is_baseline(plan)) body(plan);
    }

    const City& city_;
    const std::vector<Plan>& plans_;
    const ExperimentResult& result_;
    const ComparisonOptions& options_;
    PairJudge judge_;
    std::vector<Comparison::Span> spans_; ///< [plan] its own months
    std::uint32_t first_month_ = 0;       ///< of the first plan
};

/// Costs, units not delivered and prices.
void compare_costs(const PlanPairs& pairs, Comparison& out);

} // namespace commitment
