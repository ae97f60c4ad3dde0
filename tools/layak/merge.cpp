#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "sim/ensemble/ensemble.hpp"
#include "sim/results/part_file.hpp"
#include "tools/layak/begun.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/finished_shards.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/next_steps.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/shard_manifest.hpp"
#include "tools/layak/shard_progress.hpp"
#include "tools/layak/sharded_sweep.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/signals.hpp"
#include "tools/layak/submitted_jobs.hpp"
#include "tools/layak/sweep_outputs.hpp"
#include "tools/layak/waves.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Language;
using sim::Words;

struct MergeCommand : CommonOptions
{
    std::string folder;
    std::uint32_t shards = 0;
    bool is_followed = false; ///< who called it submits what is missing
};

/// Tasks that missing shards have saved, as whoever ran them told.
std::size_t saved_of(const fs::path& shards, const MissingShards& missing)
{
    std::size_t saved = 0;
    for (const std::uint32_t number : missing.numbers)
        if (const auto told = read_shard_progress(sim::progress_of(shards, {number, missing.of}));
            told && told->state != "finished")
            saved += told->done;
    return saved;
}

/// Says what is missing and how it is run, and ends. \param wave  which of several; empty: there is one alone
/// \param shards  their folder \throws Exit(75)
[[noreturn]] void refuse_incomplete(const MergeCommand& given, const fs::path& shards, const FinishedShards& finished,
                                    const MissingShards& missing, std::size_t tasks, const std::string& verb,
                                    const std::string& subject, const Words& wave)
{
    const CommandsToGoOn commands = commands_to_go_on(given.folder, verb, subject);
    const Language language = given.language();
    const auto in = [](std::size_t value) {
        const auto of = static_cast<double>(value);
        return Words{number(of, 0, Language::id), number(of, 0, Language::en)};
    };
    const Words some = in(missing.tasks), all = in(tasks);
    Words begin{given.folder + ": ", given.folder + ": "};
    if (!wave.empty()) begin = begin + wave + Words{": ", ": "};
    if (missing.of == 0)
        refuse(begin + Words{"belum ada satu bagian pun. Untuk memulainya", "there is no shard yet. To begin"} +
                   commands.before_them + Words{commands.submit, commands.submit},
               language, try_again);
    const std::string array = missing_text(given.folder, missing.numbers);
    const std::string of = std::to_string(missing.of);
    const std::string one = commands.run + " --shard " + std::to_string(missing.numbers.front()) + "/" + of;
    const std::string many = commands.submit + " --shards " + of;
    const std::string count = std::to_string(missing.numbers.size());
    const std::size_t saved_tasks = saved_of(shards, missing);
    const Words saved = saved_tasks == 0
                            ? Words{}
                            : Words{" (" + in(saved_tasks).id + " sudah tersimpan di bagian yang belum selesai)",
                                    " (" + in(saved_tasks).en + " are saved in shards that are not finished)"};
    const Words what = missing.tasks == tasks && !wave.empty() // the wave before has just been finished
                           ? Words{"kini gilirannya: " + all.id + " tugas, dalam " + of + " bagian",
                                   "comes now: " + all.en + " tasks, in " + of + noun(missing.of, " shard", " shards")}
                           : Words{"belum lengkap: " + some.id + " dari " + all.id + " tugas belum ada, di " + count +
                                       " dari " + of + " bagian" + saved.id,
                                   "not complete: " + some.en + " of " + all.en + " tasks are missing, in " + count +
                                       " of " + of + noun(missing.of, " shard", " shards") + saved.en};
    if (given.is_followed)
        refuse(begin + what +
                   Words{": " + array + "; kini giliran layak submit", ": " + array + "; layak submit comes now"},
               language, try_again);
    const auto& missed = missing.numbers;
    const auto running =
        std::count_if(finished.running.begin(), finished.running.end(), [&](const RunningShard& shard) {
            return shard.shard.of == missing.of && std::count(missed.begin(), missed.end(), shard.shard.number) > 0;
        });
    if (running > 0) { // to run them once more would be work for nothing
        const Words many_run = in(static_cast<std::size_t>(running));
        const std::string status = "layak status " + shell_word(as_argument(given.folder));
        refuse(begin + what +
                   Words{"; " + many_run.id + " di antaranya sedang berjalan: " + status,
                         "; " + many_run.en + " of these shards " + noun(running, "is", "are") + " running: " + status},
               language, try_again);
    }
    const auto waiting = waiting_jobs(given.folder, subject);
    if (waiting && !waiting->empty()) {
        std::string jobs;
        for (const SubmittedJobs& of_engine : *waiting) jobs += (jobs.empty() ? "" : " ") + shell_line(of_engine.names);
        const std::string status = "layak status " + shell_word(as_argument(given.folder));
        refuse(begin + what +
                   Words{": " + array + ". Yang diserahkan masih antre atau berjalan (" + jobs + "): " + status,
                         ": " + array + ". What was submitted still waits or runs (" + jobs + "): " + status},
               language, try_again);
    }
    refuse(begin + what + Words{": " + array + ". Untuk menjalankannya", ": " + array + ". To run them"} +
               commands.before_them +
               (commands.was_submitted ? Words{many + "; satu per satu: " + one, many + "; one by one: " + one}
                                       : Words{one + "; di klaster atau beberapa PC sekaligus: " + many,
                                               one + "; on a cluster or several PCs at once: " + many}),
           language, try_again);
}

void put_aside(const fs::path& folder, const FinishedShards& finished, Language language)
{
    for (const DamagedShard& damaged : finished.damaged) {
        sim::put_shard_aside(folder, damaged.shard, ".damaged");
        say(Words{"rusak, disisihkan: ", "damaged, put aside: "} + damaged.what, language);
    }
    for (const DamagedShard& foreign : finished.foreign)
        say(Words{"utuh, tetapi bukan bagian ini, jadi tidak dihitung: ",
                  "whole, but not this shard, so it does not count: "} +
                foreign.what,
            language);
}

void merge_sweep(const MergeCommand& given, const ShardManifest& manifest)
{
    const Language language = given.language();
    const std::unique_ptr<PreparedSweep> prepared = reopen_sweep(given.folder, manifest, language);
    const fs::path shards = shards_of(given.folder);
    FinishedShards finished;
    sim::with_threads(given.threads, [&] { finished = read_finished_shards(shards, manifest.context()); });
    put_aside(shards, finished, language);
    const std::vector<std::string> names = sweep_tasks(manifest.work()).names;
    const MissingShards missing =
        missing_of(finished, names, given.shards > 0 ? given.shards : noted_shards(given.folder));
    if (missing.tasks > 0) {
        refuse_incomplete(given, shards, finished, missing, names.size(), sweep_verb, prepared->read.design.id, {});
    }
    write_outputs(given.folder, *prepared, *finished.store, given);
}

void merge_waves(const MergeCommand& given, const ShardManifest& manifest, WaveWork& work)
{
    const auto refuse_wave = [&](const Wave& wave) {
        const fs::path shards = shards_of(given.folder, wave.stage);
        put_aside(shards, wave.finished, given.language());
        const std::uint32_t of = given.shards > 0 ? given.shards : wave.of > 0 ? wave.of : noted_shards(given.folder);
        const MissingShards missing = missing_of(wave.finished, wave.names, of);
        refuse_incomplete(given, shards, wave.finished, missing, wave.names.size(), work.verb(), work.subject(),
                          work.wave_name(wave.stage));
    };
    sim::with_threads(given.threads, [&] { run_waves(work, given.folder, manifest.context(), refuse_wave); });
    work.write(given.folder, given);
}

void merge(const MergeCommand& given)
{
    listen_for_stop();
    const auto manifest = ShardManifest::of_folder(given.folder);
    if (!manifest) refuse_absent_work(given.folder, given.language());
    if (!manifest)
        refuse(Words{given.folder + ": di sini tidak ada pekerjaan dalam bagian-bagian (layak sweep --shard)",
                     given.folder + ": there is no work in shards here (layak sweep --shard)"},
               given.language(), wrong_input);
    sim::remove_dead_parts(given.folder);
    if (const auto work = reopen_waves(given.folder, *manifest, given.language()))
        return merge_waves(given, *manifest, *work);
    merge_sweep(given, *manifest);
}

} // namespace

void add_merge(CLI::App& layak)
{
    auto given = std::make_shared<MergeCommand>();
    CLI::App* const verb = layak.add_subcommand(
        "merge",
        "Put together what shards of a sweep, a calibration or a target gave: the same files as on one machine");
    verb->add_option("DIR", given->folder, "The folder of the shards")
        ->required()
        ->option_text(" ")
        ->check(accept_not_empty);
    verb->add_option("--shards", given->shards,
                     "How many shards there are, for what is said where none of them is there yet")
        ->check(accept_whole(1, sim::most_shards))
        ->option_text("N");
    verb->add_flag("--followed", given->is_followed)->group(""); // given by the lines of layak submit alone
    add_threads(*verb, *given);
    add_quiet(*verb, *given);
    add_json(*verb, *given, "The curves, or the answer");
    add_language(*verb, *given);
    verb->footer(
        "Example:\n  layak merge sweep-training-budget\n"
        "It needs the folder alone. Whole shards count, of whatever division; damaged ones are put aside. The files "
        "have\nthe bytes of the same work on one machine. Of work in waves it says which comes now, until all are "
        "there.\n"
        "Exit status: 0 done, 1 failed, 2 wrong input, 75 shards are missing (it says which), 129, 130 or 143 "
        "interrupted.");
    verb->callback([given] { merge(*given); });
}

} // namespace layak
