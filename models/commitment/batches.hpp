#pragma once

// An experiment of any number of replicates in memory that does not grow with it.

#include <functional>

#include "models/commitment/experiment.hpp"

namespace commitment {

/// Replicates that are in memory together.
struct Batch
{
    std::uint32_t first, count;
};

/// One up to `options.at_once`, and with a baseline always: pairs are compared month by month. Else of 256, the last of
/// what is left. They hang on the number of replicates alone, since quantiles do.
std::vector<Batch> batches_of(const ExperimentOptions& options);

/// Bytes of memory for all of it, with what is gathered over the batches.
std::size_t bytes_in_batches(const City& city, std::size_t plans, std::uint32_t months,
                             const ExperimentOptions& options);

/// Receives some replicates of the experiment, whose first is `first` of all. Its summary is of these alone.
using ReceiveBatch = std::function<void(const ExperimentResult& batch, std::uint32_t first)>;

/// `run_experiment`, batch after batch. The statistics of institutions are of all replicates; of several batches
/// quantiles are those of numbers rounded to 255ths (QuantileCounts).
/// \return the last batch, with the summary of all
/// \throws sim::Interrupted; whatever `receive` throws
ExperimentResult run_in_batches(const City& city, const std::vector<Plan>& plans, const ExperimentOptions& options,
                                const ReceiveBatch& receive);

} // namespace commitment
