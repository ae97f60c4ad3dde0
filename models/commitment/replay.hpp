#pragma once

// One replicate of a plan again, followed step by step.

#include <cstdint>
#include <functional>

#include "models/commitment/block.hpp"
#include "models/commitment/experiment.hpp"

namespace commitment {

/// What a replay tells of its replicate.
struct ReplayListener
{
    /// Of every event, in the order in which things happen. \param step  months since the start
    std::function<void(std::uint32_t step, const Happening& happening, const PackedCity& city, const PackedPlan& plan)>
        happened;
    /// After every month. \param lane  in which the replicate is
    std::function<void(std::uint32_t step, CommitmentBlock& block, int lane, const PackedCity& city)> month_done;
};

/// Runs the replicate of an experiment with these options again: the same bits as there.
/// \param plan    null: the history alone
/// \param months  from the city's start
void replay(const City& city, const Plan* plan, const ExperimentOptions& options, std::uint32_t replicate,
            std::uint32_t months, const ReplayListener& listener);

} // namespace commitment
