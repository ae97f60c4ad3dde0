#include "tools/layak/sweep_work.hpp"

#include <atomic>
#include <mutex>

#include "tools/layak/progress.hpp"
#include "tools/layak/signals.hpp"

namespace layak {

WorkDone run_missing_tasks(sim::Store& store, const commitment::Sweep& sweep, sim::WorkOptions options,
                           const sim::Words& what, sim::Language language, bool shown)
{
    std::vector<std::string> names;
    std::size_t missing = 0;
    for (std::size_t task = 0; task < sweep.tasks(); ++task) {
        names.push_back(sweep.task_name(task));
        missing += store.has(names.back()) ? 0 : 1;
    }
    WorkDone done;
    std::atomic<std::size_t> run{0};
    std::mutex telling;
    Progress progress(what, language, shown);
    options.stop = &stop_requested;
    options.kept = [&](std::size_t tasks) { done.kept += tasks; };
    done.all = sim::work_through(
        store, names,
        [&](std::size_t task) {
            auto out = sweep.run(task, &stop_requested);
            const std::size_t so_far = ++run;
            if (const std::unique_lock lock(telling, std::try_to_lock); lock.owns_lock())
                progress.tell(static_cast<double>(so_far) / static_cast<double>(missing));
            return out;
        },
        options);
    return done;
}

} // namespace layak
