#pragma once

// An experiment of any number of replicates in memory that does not grow with it.

#include <functional>

#include "models/commitment/experiment.hpp"

namespace commitment {

/// Replicates that are in memory at once.
struct Batch
{
    std::uint32_t first, count;
};

/// Batches of `options.batch`, of which the last has what is left, if that is at least half of one, else as much more:
/// up to one and a half it is one batch. With a baseline always: pairs are compared month by month. It hangs on the
/// number of replicates alone, since quantiles hang on it: not on memory, plans or what else is kept.
std::vector<Batch> batches_of(const ExperimentOptions& options);

/// Bytes of memory for all of it, with what is gathered over the batches.
std::size_t bytes_in_batches(const City& city, std::size_t plans, std::uint32_t months,
                             const ExperimentOptions& options);

/// Receives some replicates of the experiment, whose first is `first` of all. Its summary is of these alone.
using ReceiveBatch = std::function<void(const ExperimentResult& batch, std::uint32_t first)>;

/// `run_experiment`, batch after batch. Means and standard deviations of institutions are of all replicates; quantiles
/// are exact where there is one batch, else the mean of the batches' quantiles, weighted by their replicates.
/// \return the last batch, with the summary of all
/// \throws sim::Interrupted; whatever `receive` throws
ExperimentResult run_in_batches(const City& city, const std::vector<Plan>& plans, const ExperimentOptions& options,
                                const ReceiveBatch& receive);

} // namespace commitment
