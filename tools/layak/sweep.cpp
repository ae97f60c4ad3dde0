#include <CLI/CLI.hpp>
#include <cstring>
#include <filesystem>
#include <memory>

#include "models/commitment/sweep.hpp"
#include "sim/store/pack.hpp"
#include "tools/layak/command_line.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/preflight.hpp"
#include "tools/layak/shard_run.hpp"
#include "tools/layak/sharded_sweep.hpp"
#include "tools/layak/signals.hpp"
#include "tools/layak/store_folder.hpp"
#include "tools/layak/sweep_outputs.hpp"
#include "tools/layak/sweep_request.hpp"
#include "tools/layak/sweep_work.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Language;
using sim::Words;

struct SweepCommand : SweepRequest
{
    std::string shard;
    double save_every = 4;
    bool dry_run = false;
    bool yes = false;
};

/// Another version of the program may give other numbers: one task of the store is run again.
void check_numbers(const sim::Store& store, const commitment::Sweep& sweep, const fs::path& folder, Language language)
{
    for (std::size_t task = 0; task < sweep.tasks(); ++task) {
        const std::string name = sweep.task_name(task);
        if (!store.has(name)) continue;
        const auto repeated = sweep.run(task, nullptr);
        const commitment::RunShape& shape = sweep.shape();
        std::vector<float> was(shape.outcomes()), is(was.size());
        std::vector<double> account_was(shape.accounts()), account_is(account_was.size());
        bool same = true;
        for (std::size_t part = 0; part < repeated->parts.size(); ++part) {
            const std::string bytes = store.read(name, part);
            if (bytes == repeated->parts[part]) continue;
            same = same && sim::unpack(bytes, was, account_was) && sim::unpack(repeated->parts[part], is, account_is) &&
                   std::memcmp(was.data(), is.data(), was.size() * sizeof(float)) == 0 &&
                   std::memcmp(account_was.data(), account_is.data(), account_was.size() * sizeof(double)) == 0;
        }
        if (!same)
            refuse_store(folder,
                         {{"program ini memberi angka lain daripada yang memulainya",
                           "this program gives other numbers than the one that began it"}},
                         language);
        return;
    }
}

/// Runs what is missing. \throws Exit when it was stopped
void run_missing(sim::Store& store, const commitment::Sweep& sweep, const SweepCommand& given, std::size_t missing)
{
    const Language language = given.language();
    sim::WorkOptions work;
    work.threads = given.threads;
    work.seconds_of_a_block = given.save_every;
    const WorkDone done = run_missing_tasks(store, sweep, work, {"Menjalankan", "Sweeping"}, language, !given.quiet);
    if (done.all) return;
    const std::size_t all = sweep.tasks();
    const auto saved = static_cast<double>(all - missing + done.kept);
    const std::string share = number(saved, 0, language) + (language == Language::id ? " dari " : " of ") +
                              number(static_cast<double>(all), 0, language);
    refuse(Words{"dihentikan; " + share + " bagian sudah tersimpan. Untuk meneruskannya: ",
                 "stopped; " + share + " parts are saved. To go on from there: "} +
               Words{command_again(), command_again()},
           language, stop_status());
}

/// \param store  null: none is there yet
std::vector<std::size_t> missing_tasks(const commitment::Sweep& sweep, const sim::Store* store)
{
    std::vector<std::size_t> missing;
    for (std::size_t task = 0; task < sweep.tasks(); ++task)
        if (store == nullptr || !store->has(sweep.task_name(task))) missing.push_back(task);
    return missing;
}

/// Says what the missing runs will take, and asks where it is much. \throws Exit
void look_ahead(const SweepCommand& given, const commitment::Sweep& sweep, const std::vector<std::size_t>& missing,
                const fs::path& folder)
{
    const Language language = given.language();
    const Preflight preflight = probe(sweep, missing, given.threads);
    say(given, describe(preflight, sweep, missing.size(), language));
    refuse_without_room(preflight.disk, folder, language);
    if (!given.dry_run && !given.yes && preflight.is_large() && !given.quiet && !agrees(language)) throw Exit{done};
}

/// All of it, on this machine.
void sweep_here(const SweepCommand& given, const PreparedSweep& prepared, const fs::path& folder)
{
    const Language language = given.language();
    const commitment::Sweep& sweep = *prepared.sweep;
    const SweepManifest& manifest = prepared.manifest;
    refuse_shards(folder, language);
    check_store_folder(folder, language);

    listen_for_stop();
    bool is_new = !sim::is_store(folder);
    std::vector<std::size_t> missing = missing_tasks(sweep, nullptr);
    if (is_new) look_ahead(given, sweep, missing, folder); // a folder is made only for what will be run
    if (is_new && given.dry_run) return;
    const std::unique_ptr<sim::Store> store = open_store(folder, language);
    const auto stored = store->manifest();
    is_new = !stored;
    if (stored) refuse_store(folder, differences(*stored, manifest.text), language);
    for (const std::string& wrong : store->open(manifest.context))
        say(given,
            Words{"rusak, disisihkan dan dijalankan lagi: " + wrong, "damaged, put aside and run again: " + wrong});
    if (!is_new) {
        check_numbers(*store, sweep, folder, language);
        missing = missing_tasks(sweep, store.get());
        if (!missing.empty())
            look_ahead(given, sweep, missing, folder);
        else if (given.dry_run)
            say(given, {"tidak ada yang harus dijalankan lagi", "nothing is left to run"});
        if (given.dry_run) return;
    }
    if (is_new || *store->manifest() != manifest.text) store->write_manifest(manifest.text);
    if (!missing.empty()) run_missing(*store, sweep, given, missing.size());
    write_outputs(folder, prepared, *store, given);
}

void sweep(const SweepCommand& given)
{
    const std::unique_ptr<PreparedSweep> prepared = prepare(given);
    const fs::path folder = given.output.empty() ? "sweep-" + prepared->read.design.id : given.output;
    if (given.shard.empty()) return sweep_here(given, *prepared, folder);
    listen_for_stop();
    run_sweep_shard(folder, *prepared, *sim::parse_shard(given.shard), given.save_every, words_of(given), given);
}

} // namespace

void add_sweep(CLI::App& layak)
{
    auto given = std::make_shared<SweepCommand>();
    CLI::App* const verb = layak.add_subcommand(
        "sweep", "Every row of a design, many replicates of each: how outcomes hang on budgets, levers and parameters");
    add_sweep_request(*verb, *given);
    verb->add_option("--save-every", given->save_every,
                     "Seconds after which each thread saves what it has finished; a kill loses no more")
        ->check(accept_number(0, 3600))
        ->option_text("SECONDS [4]");
    verb->add_flag("--dry-run", given->dry_run, "Say how many runs, how long and how large; run nothing");
    verb->add_flag("--yes", given->yes, "Begin without asking, also what takes long (asked on a terminal only)");
    verb->add_option("--shard", given->shard,
                     "Run only shard k of n, k from 0, on this machine; others run the others in the same folder, and "
                     "layak merge puts them together (layak submit does all of it)")
        ->check(accept_shard)
        ->option_text("k/n")
        ->excludes("--dry-run");
    add_quiet(*verb, *given);
    add_json(*verb, *given, "The curves");
    verb->get_option("--shard")->excludes("--json"); // layak merge prints it
    add_language(*verb, *given);
    verb->footer(
        "Example:\n  layak sweep scenarios/kota-serang/designs/training-budget.toml -o training\n"
        "  layak sweep training-budget.toml -o training --shard 0/8      (one of eight; layak submit runs all)\n"
        "Interrupted in whatever way, the same command goes on from what is saved. More rows in the design or more\n"
        "--replicates are run in addition to those that are there.\n"
        "Exit status: 0 done, 1 failed, 2 wrong input or other inputs than the store's, 75 another command works on\n"
        "the folder, 129, 130 or 143 interrupted (what was finished is kept).");
    verb->callback([given, verb] {
        note_what_was_given(*verb, *given);
        sweep(*given);
    });
}

} // namespace layak
