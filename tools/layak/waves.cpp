#include "tools/layak/waves.hpp"

#include <algorithm>

#include "tools/layak/output_file.hpp"
#include "tools/layak/shard_run.hpp"
#include "tools/layak/sharded_calibration.hpp"
#include "tools/layak/sharded_target.hpp"
#include "tools/layak/store_folder.hpp"
#include "tools/layak/stored_stage.hpp"

namespace layak {

namespace fs = std::filesystem;
using sim::Words;

std::optional<std::uint64_t> run_waves(WaveWork& work, const fs::path& folder, const std::string& context,
                                       const std::function<void(const Wave&)>& unfinished)
{
    struct IsUnfinished
    {
    };
    std::uint32_t of = 0;
    std::uint64_t tasks = 0;
    const auto stages = [&](const std::string& stage, std::size_t count,
                            const std::function<std::vector<double>(std::size_t)>& task) {
        const std::vector<std::string> names = stage_tasks(stage, count);
        const FinishedShards finished = read_finished_shards(shards_of(folder, stage), context + "/" + stage);
        if (!std::all_of(names.begin(), names.end(), [&](const auto& name) { return finished.store->has(name); })) {
            unfinished({stage, names, finished, of, task});
            throw IsUnfinished();
        }
        if (!finished.whole.empty()) of = finished.whole.back().of;
        tasks += count;
        std::vector<std::vector<double>> out;
        for (const std::string& name : names) out.push_back(stored_numbers(*finished.store, name));
        return out;
    };
    try {
        work.run(stages);
        return tasks;
    } catch (const IsUnfinished&) {
        return std::nullopt;
    }
}

void run_wave_shard(WaveWork& work, const fs::path& folder, const sim::Shard& shard, double save_every,
                    const std::vector<std::string>& words, const CommonOptions& given)
{
    const ShardManifest manifest = work.manifest();
    const auto differences = [&](const auto& stored, const auto& asked) { return work.differences(stored, asked); };
    open_shard_folder(folder, manifest, differences, begun_as(work.verb(), words, folder), given.language());
    const auto all = run_waves(work, folder, manifest.context(), [&](const Wave& wave) {
        const std::vector<std::size_t> tasks = sim::tasks_of(shard, wave.names.size());
        ShardWork own{shards_of(folder, wave.stage), shard, manifest.context() + "/" + wave.stage, {}, {}};
        for (const std::size_t task : tasks) own.names.push_back(wave.names[task]);
        own.run = [&](std::size_t task) -> std::optional<sim::StoredTask> {
            return task_of_numbers(own.names[task], wave.work(tasks[task]));
        };
        run_shard(own, save_every, given);
    });
    if (all) say(given, Words{"semua simulasi ada. ", "all runs are there. "} + to_put_together(folder));
}

std::unique_ptr<WaveWork> reopen_waves(const fs::path& folder, const ShardManifest& manifest, sim::Language language)
{
    const fs::path path = folder / "manifest.json";
    std::unique_ptr<WaveWork> work;
    if (manifest.verb() == calibrate_verb) work = reopen_calibration(manifest, path, language);
    if (manifest.verb() == target_verb) work = reopen_target(manifest, path, language);
    if (work && work->manifest().context() != manifest.context()) refuse_store(folder, {other_numbers}, language);
    return work;
}

} // namespace layak
