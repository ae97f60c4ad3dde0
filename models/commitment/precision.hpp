#pragma once

// How many replicates a comparison takes.

#include <cstdint>
#include <vector>

#include "models/commitment/experiment.hpp"

namespace commitment {

/// An outcome and the half-width that its interval should have.
struct Precision
{
    NamedOutcome outcome;
    double half_width = 0;
};

/// How many replicates it takes until the differences of all plans from the baseline in the last month are known to
/// the precision wanted, by confidence sequences: they hold however often one looks.
/// \param options  its `progress` is told after each look
struct PrecisionReached
{
    std::uint32_t replicates = 0;
    std::uint32_t looks = 0;
    bool reached = false;           ///< else `most` was not enough
    std::vector<double> half_width; ///< [precision] the widest over plans
};
PrecisionReached replicates_for(const City& city, const std::vector<Plan>& plans, const ExperimentOptions& options,
                                const std::vector<Precision>& wanted, double confidence, std::uint32_t most);

} // namespace commitment
