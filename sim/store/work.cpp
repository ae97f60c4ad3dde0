#include "sim/store/work.hpp"

#include <chrono>
#include <exception>
#include <mutex>

#include "sim/ensemble/ensemble.hpp"

namespace sim {

bool work_through(Store& store, std::span<const std::string> names,
                  const std::function<std::optional<StoredTask>(std::size_t task)>& work, const WorkOptions& options)
{
    using Clock = std::chrono::steady_clock;
    std::vector<std::size_t> missing;
    for (std::size_t task = 0; task < names.size(); ++task)
        if (!store.has(names[task])) missing.push_back(task);
    std::atomic<std::size_t> next{0};
    std::atomic<std::size_t> done{0};
    std::atomic<bool> broken{false};
    std::mutex telling;
    std::exception_ptr problem;

    const auto stopped = [&] { return broken || (options.stop != nullptr && options.stop->load()); };
    const auto worker = [&] {
        std::vector<StoredTask> finished;
        std::size_t bytes = 0;
        Clock::time_point since = Clock::now();
        const auto keep = [&] {
            if (!finished.empty()) {
                store.keep(finished);
                done += finished.size();
                const std::scoped_lock lock(telling);
                if (options.kept) options.kept(finished.size());
            }
            finished.clear();
            bytes = 0;
            since = Clock::now();
        };
        try {
            while (!stopped()) {
                const std::size_t turn = next++;
                if (turn >= missing.size()) break;
                auto task = work(missing[turn]);
                if (!task) break;
                for (const std::string& part : task->parts) bytes += part.size();
                finished.push_back(std::move(*task));
                const std::chrono::duration<double> elapsed = Clock::now() - since;
                if (elapsed.count() >= options.seconds_of_a_block || bytes >= options.bytes_of_a_block) keep();
            }
            keep();
        } catch (...) {
            const std::exception_ptr caught = std::current_exception();
            broken = true;
            try {
                keep();     // what this thread has finished
            } catch (...) { // the disk itself fails: said below
            }
            const std::scoped_lock lock(telling);
            if (!problem) problem = caught;
        }
    };
    const int threads = threads_or_all(options.threads);
    with_threads(threads,
                 [&] { for_each_in_parallel(static_cast<std::size_t>(threads), [&](std::size_t) { worker(); }); });
    if (problem) std::rethrow_exception(problem);
    return done == missing.size();
}

} // namespace sim
