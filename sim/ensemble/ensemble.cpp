#include "sim/ensemble/ensemble.hpp"

#include <algorithm>
#include <mutex>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>
#include <vector>

#include "sim/core/pages.hpp"

namespace sim {
namespace {

/// Observations of all jobs for one span of steps.
struct Buffer
{
    Buffer(const EnsembleShape& given, std::uint32_t span) : shape(given), stride(whole_blocks(given.replicates))
    {
        resize_in_large_pages(cells, std::size_t{shape.jobs} * span * stride * shape.cells);
        resize_in_large_pages(series, std::size_t{shape.jobs} * span * stride * shape.series);
    }
    /// Where the series of a block and step begin.
    std::size_t row(std::uint32_t job, std::uint32_t steps, std::uint32_t first_replicate, std::uint32_t step) const
    {
        return ((std::size_t{job} * stride + first_replicate) * steps + std::size_t{step} * Block::replicates) *
               shape.series;
    }
    /// Where the cells of a step begin.
    std::size_t table(std::uint32_t job, std::uint32_t steps, std::uint32_t step) const
    {
        return (std::size_t{job} * steps + step) * shape.cells * stride;
    }

    EnsembleShape shape;
    std::size_t stride; ///< replicates of whole blocks
    std::vector<float> cells;
    std::vector<double> series;
};

/// Steps between two hand-overs: few enough for the memory, enough to keep a block's state in the cache meanwhile.
std::uint32_t span_of(const EnsembleShape& shape, std::size_t bytes)
{
    const std::size_t step =
        std::size_t{shape.jobs} * shape.replicates * (shape.cells * sizeof(float) + shape.series * sizeof(double));
    return static_cast<std::uint32_t>(std::clamp<std::size_t>(bytes / std::max<std::size_t>(step, 1), 1, 24));
}

} // namespace

void for_each_in_parallel(std::size_t count, const std::function<void(std::size_t)>& body)
{
    oneapi::tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) { body(i); });
}

void run_ranges(std::uint32_t count, void (*body)(void* context, std::uint32_t begin, std::uint32_t end), void* context)
{
    constexpr std::uint32_t few = 1024; // take about as long as to wake a thread
    if (count < 2 * few) return body(context, 0, count);
    oneapi::tbb::parallel_for(oneapi::tbb::blocked_range<std::uint32_t>(0, count, few),
                              [&](const auto& range) { body(context, range.begin(), range.end()); });
}

int threads_or_all(int threads) { return threads > 0 ? threads : oneapi::tbb::info::default_concurrency(); }

void with_threads(int threads, const std::function<void()>& work)
{
    // A limit of the arena alone would quietly run on the cores that there are.
    const int count = threads_or_all(threads);
    const oneapi::tbb::global_control limit(oneapi::tbb::global_control::max_allowed_parallelism,
                                            static_cast<std::size_t>(count));
    oneapi::tbb::task_arena arena(count);
    arena.execute(work);
}

void run_ensemble(const EnsembleShape& shape, const MakeBlock& make, const Receive& receive,
                  const EnsembleOptions& options)
{
    const std::uint32_t blocks_of_job = (shape.replicates + Block::replicates - 1) / Block::replicates;
    const std::size_t count = std::size_t{shape.jobs} * blocks_of_job;
    const std::uint32_t span = std::min(span_of(shape, options.buffer_bytes), std::max(shape.steps, 1U));
    Buffer buffer(shape, span);
    std::vector<std::unique_ptr<Block>> blocks(count);
    const double all = static_cast<double>(count) * shape.steps;
    std::atomic<std::uint64_t> done{0};
    std::mutex telling;

    const auto advance = [&](std::size_t b, std::uint32_t steps) {
        if (options.stop != nullptr && options.stop->load(std::memory_order_relaxed)) throw Interrupted();
        const auto job = static_cast<std::uint32_t>(b / blocks_of_job);
        const auto first = static_cast<std::uint32_t>(b % blocks_of_job) * Block::replicates;
        if (!blocks[b]) blocks[b] = make(job, first);
        for (std::uint32_t step = 0; step < steps; ++step) {
            blocks[b]->advance();
            double* const series =
                shape.series > 0 ? buffer.series.data() + buffer.row(job, steps, first, step) : nullptr;
            float* const cells = shape.cells > 0 ? buffer.cells.data() + buffer.table(job, steps, step) +
                                                       std::size_t{first} * shape.cells
                                                 : nullptr;
            blocks[b]->observe(cells, series);
        }
        const std::uint64_t so_far = done += steps;
        if (options.progress) {
            const std::unique_lock lock(telling, std::try_to_lock);
            if (lock.owns_lock()) options.progress(static_cast<double>(so_far) / all);
        }
    };

    with_threads(options.threads, [&] {
        for (std::uint32_t first_step = 0; first_step < shape.steps; first_step += span) {
            const std::uint32_t steps = std::min(span, shape.steps - first_step);
            for_each_in_parallel(count, [&](std::size_t b) { advance(b, steps); });
            for_each_in_parallel(shape.jobs, [&](std::size_t at) {
                const auto job = static_cast<std::uint32_t>(at);
                receive({job, first_step, steps, buffer.cells.data() + buffer.table(job, steps, 0), shape.cells,
                         blocks_of_job, buffer.series.data() + buffer.row(job, steps, 0, 0), shape.series,
                         buffer.cells.data(), buffer.table(1, steps, 0)});
            });
        }
    });
}

} // namespace sim
