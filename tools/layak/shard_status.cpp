#include <algorithm>
#include <numeric>
#include <set>

#include "sim/results/errors.hpp"
#include "tools/layak/finished.hpp"
#include "tools/layak/finished_shards.hpp"
#include "tools/layak/hand_over.hpp"
#include "tools/layak/sharded_sweep.hpp"
#include "tools/layak/submitted_jobs.hpp"
#include "tools/layak/waves.hpp"
#include "tools/layak/work_status.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;

/// \param is_copied  what runs is the other folder's
ShardStatus status_of(const fs::path& folder, const sim::Shard& shard, const FinishedShards& finished,
                      const std::set<std::uint32_t>& missing, bool is_copied)
{
    ShardStatus out{shard.number, ShardState::not_begun, read_shard_progress(sim::progress_of(folder, shard))};
    if (is_copied && out.progress && out.progress->state == "running") out.progress->state = "stopped";
    const bool is_damaged = std::any_of(finished.damaged.begin(), finished.damaged.end(),
                                        [&](const DamagedShard& other) { return other.shard == shard; });
    if (!missing.contains(shard.number))
        out.state = ShardState::done;
    else if (out.progress && out.progress->is_running())
        out.state = ShardState::running;
    else if (is_damaged)
        out.state = ShardState::damaged;
    else if (out.progress)
        out.state = out.progress->is_dead() ? ShardState::silent : ShardState::stopped;
    // What was told of a file that is gone or damaged is no longer there.
    const bool is_lost = out.progress && out.progress->state == "finished" && out.state == ShardState::stopped;
    if (is_lost) out.state = ShardState::not_begun;
    if (is_lost || out.state == ShardState::damaged) out.progress.reset();
    return out;
}

/// As fast as the running shards are together; the last one to be ready decides.
std::optional<double> seconds_left(const WorkStatus& status, std::size_t missing_tasks)
{
    double speed = 0, known = 0, last = 0;
    std::size_t of_known = 0, running = 0, saved = 0;
    for (const ShardStatus& shard : status.shards) {
        if (!shard.progress) continue;
        const double own = shard.progress->speed();
        if (own > 0) known += own, ++of_known;
        if (shard.state != ShardState::running) continue;
        ++running;
        saved += shard.progress->done;
        if (own == 0) continue;
        speed += own;
        last = std::max(last, static_cast<double>(shard.progress->tasks - shard.progress->done) / own);
    }
    if (running == 0 || of_known == 0) return std::nullopt;
    if (speed == 0) speed = known / static_cast<double>(of_known) * static_cast<double>(running);
    return std::max(last, static_cast<double>(missing_tasks - std::min(saved, missing_tasks)) / speed);
}

} // namespace

std::size_t WorkStatus::count(ShardState state) const
{
    return static_cast<std::size_t>(
        std::count_if(shards.begin(), shards.end(), [&](const ShardStatus& shard) { return shard.state == state; }));
}

namespace {

/// Of one folder of shards. \param runs  [task]
void describe(WorkStatus& out, const fs::path& shards, const FinishedShards& finished,
              const std::vector<std::string>& names, const std::vector<std::uint32_t>& runs, std::uint32_t of)
{
    out.runs = std::accumulate(runs.begin(), runs.end(), std::uint64_t{0});
    for (const DamagedShard& one : finished.foreign) out.foreign.push_back(one.what);
    for (std::size_t task = 0; task < names.size(); ++task)
        if (finished.store->has(names[task])) out.runs_done += runs[task];
    const MissingShards missing = missing_of(finished, names, of);
    out.missing = missing.numbers;
    out.is_complete = missing.tasks == 0;
    const std::set<std::uint32_t> numbers(missing.numbers.begin(), missing.numbers.end());
    std::size_t saved = 0;
    const bool is_copied = is_copy(out.folder);
    const auto with_tasks = static_cast<std::uint32_t>(std::min<std::size_t>(missing.of, names.size()));
    for (std::uint32_t k = 0; k < with_tasks; ++k) {
        out.shards.push_back(status_of(shards, {k, missing.of}, finished, numbers, is_copied));
        const ShardStatus& shard = out.shards.back();
        if (shard.state != ShardState::done && shard.progress) saved += shard.progress->done;
    }
    out.is_running = out.count(ShardState::running) > 0;
    // Of the tasks under way it is known how many they are, not which: as if all had as many runs.
    if (!names.empty()) out.runs_under_way = saved * out.runs / names.size();
    if (!out.is_complete) out.seconds_left = seconds_left(out, missing.tasks);
}

void describe_sweep(WorkStatus& out, const ShardManifest& manifest)
{
    const SweepTasks tasks = sweep_tasks(manifest.work());
    const fs::path shards = shards_of(out.folder);
    describe(out, shards, read_finished_shards(shards, manifest.context()), tasks.names, tasks.runs,
             noted_shards(out.folder));
}

void describe_waves(WorkStatus& out, const ShardManifest& manifest, WaveWork& work)
{
    const auto describe_wave = [&](const Wave& wave) {
        out.wave = work.wave_name(wave.stage);
        describe(out, shards_of(out.folder, wave.stage), wave.finished, wave.names,
                 std::vector<std::uint32_t>(wave.names.size(), work.runs_of_a_task()),
                 wave.of > 0 ? wave.of : noted_shards(out.folder));
    };
    const auto tasks = run_waves(work, out.folder, manifest.context(), describe_wave);
    out.is_complete = tasks.has_value();
    if (tasks) out.runs = out.runs_done = *tasks * work.runs_of_a_task();
}

} // namespace

WorkStatus status_of_shards(const fs::path& folder, const ShardManifest& manifest, sim::Language language)
{
    WorkStatus out;
    out.folder = folder;
    out.verb = manifest.verb();
    out.is_sharded = true;
    const std::unique_ptr<WaveWork> waves = reopen_waves(folder, manifest, language);
    out.has_result = waves ? has_file(folder / waves->result()) : is_sweep_finished(folder);
    try {
        waves ? describe_waves(out, manifest, *waves) : describe_sweep(out, manifest);
        const std::string subject = waves ? waves->subject() : manifest.work().at("design").get<std::string>();
        const CommandsToGoOn commands = commands_to_go_on(folder, out.verb, subject);
        out.to_go_on = commands.was_submitted || out.missing.empty()
                           ? commands.submit
                           : commands.run + " --shard " + std::to_string(out.missing.front()) + "/" +
                                 std::to_string(out.shards.size());
        out.before_command = commands.before_them;
        if (out.is_complete && out.has_result) return out;
        const auto waiting = waiting_jobs(folder, subject);
        if (waiting)
            out.to_stop = to_stop(*waiting);
        else
            out.to_stop = last_jobs(folder).to_stop();
        out.is_queue_silent = !waiting;
        out.waits = waiting && !waiting->empty();
        if (waiting) out.stuck = told_of_stuck(*waiting);
        out.has_ended = waiting && waiting->empty() && count_of_submissions(folder) > 0;
        out.at_work = submission_at_work(folder);
        if (!out.is_complete) out.last_words = last_words_of(folder);
        out.nothing_was_logged = out.has_ended && !out.is_complete && !out.last_words.is_any;
        std::error_code error;
        if (const fs::space_info disk = fs::space(folder, error); !error) out.room = disk.available;
    } catch (const nlohmann::json::exception&) {
        throw sim::ReadError(folder / "manifest.json", {"berbentuk lain", "has another form"});
    }
    return out;
}

} // namespace layak
