#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>

#include "sim/ensemble/block.hpp"

namespace sim {

/// How much an ensemble runs: jobs (plans, parameter sets …) of the same number of replicates and steps.
struct EnsembleShape
{
    std::uint32_t jobs = 1;
    std::uint32_t replicates = 1;
    std::uint32_t steps = 0;
    std::uint32_t cells = 0;  ///< observed of each replicate and step, summarised by whoever receives them
    std::uint32_t series = 0; ///< observed of each replicate and step
};

struct EnsembleOptions
{
    int threads = 0;                                  ///< 0: all cores
    const std::atomic<bool>* stop = nullptr;          ///< set: no more is begun, and Interrupted is thrown
    std::function<void(double share)> progress{};     ///< of the work done, 0 to 1; from any thread, one at a time
    std::size_t buffer_bytes = std::size_t{48} << 20; ///< about so much for observations not yet received
};

/// The observations of one job for some steps in a row, all replicates in their order.
struct Observations
{
    std::uint32_t job = 0;
    std::uint32_t first_step = 0;
    std::uint32_t steps = 0;
    const float* cells =
        nullptr;           ///< [step][block of eight replicates][cell][lane]; lanes behind the last are of no account
    std::size_t width = 0; ///< cells of a replicate
    std::size_t blocks = 0;
    const double* series = nullptr; ///< [block][step][series][lane]
    std::size_t series_width = 0;   ///< series of a replicate
    const float* cells_of_first_job =
        nullptr; ///< those of job 0 for the same steps; job j follows at j · `cells_of_a_job`
    std::size_t cells_of_a_job = 0;

    /// The cells of a step.
    const float* table(std::uint32_t step) const { return cells + step * blocks * width * Block::replicates; }
    /// Where a replicate's first cell is in a table; the next is `Block::replicates` further.
    std::size_t place(std::uint32_t replicate) const
    {
        return replicate / Block::replicates * width * Block::replicates + replicate % Block::replicates;
    }
    OfLane<float> cells_of(std::uint32_t step, std::uint32_t replicate) const
    {
        return {table(step) + place(replicate)};
    }
    OfLane<double> series_of(std::uint32_t step, std::uint32_t replicate) const
    {
        const std::size_t block = replicate / Block::replicates;
        return {series + (block * steps + step) * series_width * Block::replicates + replicate % Block::replicates};
    }
    /// The cells of another job, for the same steps.
    const float* cells_of_job(std::uint32_t other) const { return cells_of_first_job + other * cells_of_a_job; }
};

/// The user asked to stop.
struct Interrupted : std::runtime_error
{
    Interrupted() : std::runtime_error("interrupted") {}
};

/// Makes the block of a job that begins at a replicate; called from any thread, once for each.
using MakeBlock = std::function<std::unique_ptr<Block>(std::uint32_t job, std::uint32_t first_replicate)>;
/// Receives observations: of one job in the order of the steps, of several jobs at once from several threads.
using Receive = std::function<void(const Observations&)>;

/// Advances every replicate of every job. What is received does not depend on the number of threads.
/// \throws Interrupted; whatever `make`, a block or `receive` throws
void run_ensemble(const EnsembleShape& shape, const MakeBlock& make, const Receive& receive,
                  const EnsembleOptions& options);

/// Calls `body(i)` for i below `count` on the threads of the running ensemble (or all cores).
void for_each_in_parallel(std::size_t count, const std::function<void(std::size_t)>& body);

/// A `RunRanges` on those threads; few things are left in one piece.
void run_ranges(std::uint32_t count, void (*body)(void* context, std::uint32_t begin, std::uint32_t end),
                void* context);

/// \param threads  0: all cores
int threads_or_all(int threads);

/// Runs `work` with so many threads for all parallel loops within. \param threads  0: all cores
void with_threads(int threads, const std::function<void()>& work);

} // namespace sim
