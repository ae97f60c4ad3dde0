#include <CLI/CLI.hpp>
#include <chrono>
#include <exception>
#include <filesystem>
#include <fstream>
#include <memory>
#include <numeric>
#include <optional>
#include <thread>

#include "sim/ensemble/ensemble.hpp"
#include "tools/layak/finished.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/preflight.hpp"
#include "tools/layak/sharded_calibration.hpp"
#include "tools/layak/sharded_sweep.hpp"
#include "tools/layak/sharded_target.hpp"
#include "tools/layak/submission.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Words;

/// What work needs that is done here, on one thread.
struct Needs
{
    double seconds = 0;
    double memory = 0;        ///< bytes: the most that this process ever had
    double memory_a_core = 0; ///< bytes of a thread more
};

/// Of a thread of its own: what it takes, this process has not had before.
Needs measured(const std::function<void()>& work)
{
    Needs out;
    std::ofstream("/proc/self/clear_refs") << "5\n"; // the peak is now what it has at present
    const double before = peak_memory();
    const auto begin = std::chrono::steady_clock::now();
    std::exception_ptr failure;
    std::thread([&] {
        try {
            work();
        } catch (...) {
            failure = std::current_exception();
        }
    }).join();
    if (failure) std::rethrow_exception(failure);
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    out.memory = peak_memory();
    constexpr double least_of_a_core = 5 << 20; // as measured: what threads keep of memory that is free again
    out.memory_a_core = std::max(out.memory - before, least_of_a_core);
    return out;
}

/// What is all there, but for this, is put together. \return whether that is done; it is said
bool is_merged(bool is_finished, const fs::path& result, const CommonOptions& given)
{
    if (!is_finished) return false;
    say(given, {"Semuanya selesai: " + result.string(), "All is done: " + result.string()});
    return true;
}

template <class Request>
struct SubmitCommand : Request
{
    SubmissionOptions submission;
};

void submit_sweep(const SubmitCommand<SweepRequest>& given)
{
    const std::unique_ptr<PreparedSweep> prepared = prepare(given);
    const commitment::Sweep& sweep = *prepared->sweep;
    const fs::path folder = given.output.empty() ? "sweep-" + prepared->read.design.id : given.output;
    const ShardManifest manifest = shard_manifest_of(*prepared);
    check_shard_folder(folder, manifest, differences_of_sweeps, given.language());
    const FinishedShards finished = read_finished_shards(shards_of(folder), manifest.context());
    const std::vector<std::string> names = sweep_tasks(manifest.work()).names;
    std::vector<std::size_t> left;
    for (std::size_t task = 0; task < names.size(); ++task)
        if (!finished.store->has(names[task])) left.push_back(task);
    const bool all_there = left.empty();
    if (all_there) {
        const bool is_finished = is_sweep_finished(folder);
        if (given.submission.go && is_finished) // a manifest that was lost is made again
            open_shard_folder(folder, manifest, differences_of_sweeps, begun_as(sweep_verb, words_of(given), folder),
                              given.language());
        if (is_merged(is_finished, folder / "result.nc", given)) return;
        left.resize(names.size()); // what they took says what putting them together takes
        std::iota(left.begin(), left.end(), std::size_t{0});
    }
    const Preflight preflight = probe(sweep, left, 1);
    const double seconds_a_task = preflight.seconds / static_cast<double>(left.size());
    const double disk_of_a_task = static_cast<double>(preflight.disk) / 2 / static_cast<double>(left.size());
    const auto tasks = static_cast<double>(names.size()), runs = static_cast<double>(sweep.runs());
    const double bytes_of_a_run =
        static_cast<double>(sweep.shape().outcomes() * sizeof(float) + sweep.shape().accounts() * sizeof(double));
    // As measured, what putting a run into the result takes at most: 0.08 ms of small-town, 0.23 of Kota Serang.
    const double merge_seconds = runs * (5e-5 + 5e-8 * bytes_of_a_run);
    submit({.name = prepared->read.design.id,
            .begun = begun_as(sweep_verb, words_of(given), folder),
            .folder = folder,
            .finished = finished,
            .names = names,
            .runs = number(runs, 0, given.language()),
            .seconds_a_task = seconds_a_task,
            .merge_seconds = merge_seconds,
            .memory = static_cast<double>(preflight.memory) + 16 * bytes_of_a_run * given.submission.cpus,
            .memory_a_task = 650 + 24 * runs / tasks,
            .disk = disk_of_a_task * (tasks + (all_there ? 0 : static_cast<double>(left.size()))),
            .keep_inputs =
                [&](const Begun& begun) {
                    open_shard_folder(folder, manifest, differences_of_sweeps, begun, given.language());
                }},
           given.submission, given);
}

/// \param words  of its options
void submit_waves(WaveWork& work, const fs::path& folder, const std::vector<std::string>& words,
                  const SubmissionOptions& submission, const CommonOptions& given)
{
    std::optional<ShardManifest> made;
    const Needs of_one = measured([&] { made = work.manifest(); }); // a simulation is what it takes
    const ShardManifest& manifest = *made;
    const auto differences = [&](const auto& stored, const auto& asked) { return work.differences(stored, asked); };
    check_shard_folder(folder, manifest, differences, given.language());
    const auto keep_inputs = [&](const Begun& begun) {
        open_shard_folder(folder, manifest, differences, begun, given.language());
    };
    const auto submit_wave = [&](const Wave& wave) {
        const Needs needs = measured([&] { wave.work(0); });
        const auto tasks = static_cast<double>(wave.names.size());
        submit({.name = work.subject(),
                .begun = begun_as(work.verb(), words, folder),
                .folder = folder,
                .stage = wave.stage,
                .before = wave.of,
                .finished = wave.finished,
                .names = wave.names,
                .runs = number(tasks * work.runs_of_a_task(), 0, given.language()),
                .seconds_a_task = needs.seconds,
                .merge_seconds = work.merge_seconds(needs.seconds),
                .memory = needs.memory + needs.memory_a_core * submission.cpus + 1e4 * tasks,
                .memory_a_task = 1e4,
                .keep_inputs = keep_inputs},
               submission, given);
    };
    const auto tasks = run_waves(work, folder, manifest.context(), submit_wave);
    if (!tasks) return;
    if (submission.go && has_file(folder / work.result())) keep_inputs(begun_as(work.verb(), words, folder));
    if (is_merged(has_file(folder / work.result()), folder / work.result(), given)) return;
    const FinishedShards none;
    const std::vector<std::string> no_names;
    submit({.name = work.subject(),
            .begun = begun_as(work.verb(), words, folder),
            .folder = folder,
            .finished = none,
            .names = no_names,
            .seconds_a_task = of_one.seconds,
            .merge_seconds = work.merge_seconds(of_one.seconds),
            .memory = of_one.memory + of_one.memory_a_core + 1e4 * static_cast<double>(*tasks),
            .memory_a_task = 1e4,
            .keep_inputs = keep_inputs},
           submission, given);
}

void submit_calibration(const SubmitCommand<CalibrationRequest>& given)
{
    std::unique_ptr<PreparedCalibration> prepared = prepare(static_cast<const CalibrationRequest&>(given));
    const fs::path folder = folder_of(*prepared, given);
    submit_waves(*waves_of(std::move(prepared)), folder, words_of(given), given.submission, given);
}

void submit_target(const SubmitCommand<TargetRequest>& given)
{
    std::unique_ptr<PreparedTarget> prepared = prepare(static_cast<const TargetRequest&>(given));
    const fs::path folder = folder_of(*prepared, given);
    submit_waves(*waves_of(std::move(prepared)), folder, words_of(given), given.submission, given);
}

constexpr const char* of_waves =
    "What is simulated next hangs on all that was simulated before: each wave is submitted by the merge of the last.\n";
constexpr const char* exit_status =
    "Exit status: 0 done, 1 failed, 2 wrong input or other inputs than the folder's, 75 what is missing waits or runs "
    "already,\nor was submitted several times, 129, 130 or 143 interrupted. Without --go it prints lines, whatever "
    "runs.";

/// What every kind of work has, beside the options of its own.
template <class Request>
void add_common(CLI::App& verb, SubmitCommand<Request>& given)
{
    verb.remove_option(verb.get_option("--threads")); // what they do is of the shards' machines
    add_submission(verb, given.submission);
    add_quiet(verb, given);
    add_language(verb, given);
}

/// The same as without the word, for those who write it.
CLI::App* add_sweep_kind(CLI::App& submit)
{
    auto given = std::make_shared<SubmitCommand<SweepRequest>>();
    CLI::App* const verb = submit.add_subcommand(sweep_verb, "A sweep: the same as layak submit DESIGN");
    add_sweep_request(*verb, *given);
    add_common(*verb, *given);
    verb->footer(exit_status);
    verb->callback([given, verb] {
        note_what_was_given(*verb, *given);
        submit_sweep(*given);
    });
    return verb;
}

CLI::App* add_calibration_kind(CLI::App& submit)
{
    auto given = std::make_shared<SubmitCommand<CalibrationRequest>>();
    CLI::App* const verb = submit.add_subcommand(
        calibrate_verb, "A calibration, wave by wave: the options of layak calibrate and those of layak submit");
    add_calibration_request(*verb, *given);
    verb->remove_option(verb->get_option("--parameters"));
    add_common(*verb, *given);
    verb->footer(std::string("Example:\n  layak submit calibrate scenarios/kota-serang -o fitted --go\n") + of_waves +
                 exit_status);
    verb->callback([given] { submit_calibration(*given); });
    return verb;
}

CLI::App* add_target_kind(CLI::App& submit)
{
    auto given = std::make_shared<SubmitCommand<TargetRequest>>();
    CLI::App* const verb = submit.add_subcommand(
        target_verb, "The search for an amount, wave by wave: the options of layak target and those of layak submit");
    add_target_request(*verb, *given);
    verb->add_option("-o,--out", given->output, "The folder of the shards, and of the table of all trials")
        ->check(accept_not_empty)
        ->option_text("FOLDER [target-PLAN]");
    add_common(*verb, *given);
    verb->footer(std::string("Example:\n  layak submit target scenarios/kota-serang/plans/bottom-up.toml --goal "
                             "\"formal.kelurahan >= 60\" --replicates 100000 -o budget --go\n") +
                 of_waves + exit_status);
    verb->callback([given] { submit_target(*given); });
    return verb;
}

} // namespace

void add_submit(CLI::App& layak)
{
    auto given = std::make_shared<SubmitCommand<SweepRequest>>();
    std::vector<std::string> kinds;
    CLI::App* const verb = layak.add_subcommand(
        "submit", "A sweep on many machines: the lines for Slurm, PBS or GNU parallel, or (--go) what they do");
    add_sweep_request(*verb, *given);
    add_common(*verb, *given);
    verb->footer(
        std::string(
            "Example:\n  layak submit scenarios/kota-serang/designs/training-budget.toml -o training --go\n"
            "  layak submit training-budget.toml --with parallel --hosts pc1,pc2,: --go\n"
            "  layak submit calibrate scenarios/kota-serang --go\n"
            "Only what is missing is submitted; the same command again completes a sweep of which machines died. When "
            "the\nshards have ended, layak merge puts them together, or submits again what is missing.\n") +
        exit_status);
    for (CLI::App* const kind : {add_sweep_kind(*verb), add_calibration_kind(*verb), add_target_kind(*verb)})
        kinds.push_back(kind->get_name());
    verb->get_option("DESIGN")->required(false);
    verb->require_subcommand(0, 1);
    verb->callback([given, verb, kinds = std::move(kinds)] {
        if (!verb->get_subcommands().empty()) return;
        if (given->design.empty()) throw CLI::RequiredError("DESIGN");
        std::error_code error;
        if (!fs::exists(given->design, error) && !sim::did_you_mean(given->design, kinds).empty())
            throw CLI::ExtrasError({given->design});
        note_what_was_given(*verb, *given);
        submit_sweep(*given);
    });
}

} // namespace layak
