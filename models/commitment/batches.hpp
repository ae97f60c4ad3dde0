#pragma once

// An experiment of any number of replicates in memory that does not grow with it.

#include <functional>

#include "models/commitment/experiment.hpp"

namespace commitment {

/// Replicates that are in memory at once: all that fit in `options.batch_bytes`, else a power of two of them, at least
/// 128. With a baseline all: pairs are compared month by month. The same on every machine, since quantiles hang on it.
std::uint32_t replicates_at_once(const City& city, const std::vector<Plan>& plans, const ExperimentOptions& options);

/// Receives some replicates of the experiment, whose first is `first` of all. Its summary is of these alone.
using ReceiveBatch = std::function<void(const ExperimentResult& batch, std::uint32_t first)>;

/// `run_experiment`, batch after batch. Means and standard deviations of institutions are of all replicates; quantiles
/// are exact where there is one batch, else the mean of the batches' quantiles, weighted by their replicates.
/// \return the last batch, with the summary of all
/// \throws sim::Interrupted; whatever `receive` throws
ExperimentResult run_in_batches(const City& city, const std::vector<Plan>& plans, const ExperimentOptions& options,
                                const ReceiveBatch& receive);

} // namespace commitment
