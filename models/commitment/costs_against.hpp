#pragma once

// What plans cost against any one of them.

#include <vector>

#include "models/commitment/comparison.hpp"

namespace commitment {

/// Rupiah of a plan, for all levers together, against another's.
struct CostAgainst
{
    PairedDifference per_year; ///< a year, over each plan's own months
    PairedDifference in_all;   ///< from the first plan's month to the end
};

/// [plan] against the baseline of the options, which is one of them.
std::vector<CostAgainst> costs_against(const City& city, const std::vector<Plan>& plans, const ExperimentResult& result,
                                       const ComparisonOptions& options);

} // namespace commitment
