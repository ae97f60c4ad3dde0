#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "models/commitment/sweep.hpp"
#include "sim/ensemble/ensemble.hpp"
#include "sim/results/errors.hpp"
#include "sim/results/netcdf_reader.hpp"
#include "sim/store/pack.hpp"
#include "sim/text/csv.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/command_line.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/preflight.hpp"
#include "tools/layak/progress.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/signals.hpp"
#include "tools/layak/store_folder.hpp"
#include "tools/layak/stored_sweep.hpp"
#include "tools/layak/sweep_file.hpp"
#include "tools/layak/sweep_manifest.hpp"
#include "tools/layak/sweep_table.hpp"
#include "tools/layak/sweep_work.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Language;
using sim::Words;

struct SweepCommand : CommonOptions
{
    std::string design;
    std::string keep;
    std::vector<std::string> outcomes;
    bool replicates_given = false;
    bool seed_given = false;
    double save_every = 4;
    bool dry_run = false;
    bool yes = false;
};

/// The command that goes on.
Words again() { return {command_again(), command_again()}; }

void say(const SweepCommand& given, const Words& words)
{
    if (!given.quiet) std::fprintf(stderr, "%s\n", sim::escaped(words.in(given.language())).c_str());
}

/// Another version of the program may give other numbers: one task of the store is run again.
void check_numbers(const sim::Store& store, const commitment::Sweep& sweep, const fs::path& folder, Language language)
{
    for (std::size_t task = 0; task < sweep.tasks(); ++task) {
        const std::string name = sweep.task_name(task);
        if (!store.has(name)) continue;
        const auto again = sweep.run(task, nullptr);
        const commitment::RunShape& shape = sweep.shape();
        std::vector<float> was(shape.outcomes()), is(was.size());
        std::vector<double> account_was(shape.accounts()), account_is(account_was.size());
        bool same = true;
        for (std::size_t part = 0; part < again->parts.size(); ++part) {
            const std::string bytes = store.read(name, part);
            if (bytes == again->parts[part]) continue;
            same = same && sim::unpack(bytes, was, account_was) && sim::unpack(again->parts[part], is, account_is) &&
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

void write_failures(const fs::path& file, const std::vector<FailedRow>& failures, std::uint64_t seed)
{
    std::string text = "run,row,replicate,seed,message\n";
    for (const FailedRow& failed : failures)
        text += std::to_string(failed.run) + "," + std::to_string(failed.row) + "," +
                std::to_string(failed.what.replicate) + "," + std::to_string(seed) + "," +
                sim::csv_field(failed.what.message) + "\n";
    write_text(file, text);
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
               again(),
           language, stop_status());
}

/// Whether the result is there already, whole, and is what would be written now.
bool is_current(const fs::path& result, const std::string& digest)
{
    std::error_code error;
    if (!fs::is_regular_file(result, error)) return false;
    try {
        return sim::NetcdfReader(result).attribute<std::string>("sweep_sha256") == digest;
    } catch (const sim::ReadError&) {
        return false;
    }
}

void write_result_file(const fs::path& file, const ReadDesign& read, const commitment::Sweep& sweep,
                       const commitment::SweepOptions& options, const SweepManifest& manifest, const sim::Store& store,
                       const SweepCommand& given)
{
    const Language language = given.language();
    Progress progress({"Menulis", "Writing"}, language, !given.quiet);
    try {
        sim::with_threads(given.threads, [&] {
            write_sweep(file, read, sweep, options, manifest, store, [&](double share) { progress.tell(share); });
        });
    } catch (const sim::Interrupted&) {
        refuse(Words{"dihentikan; semua simulasi sudah tersimpan. Untuk menuliskan hasilnya: ",
                     "stopped; all runs are saved. To write the result: "} +
                   again(),
               language, stop_status());
    }
}

void tell_tables(const StoredSweep& stored, const std::vector<std::string>& outcomes, const SweepCommand& given)
{
    const Language language = given.language();
    const fs::path folder = stored.path().parent_path();
    const std::string told =
        given.json ? sweep_json(stored, outcomes) : sweep_table(stored, outcomes, language, terminal_columns());
    write_text(folder / "table.csv", sweep_csv(stored, outcomes));
    print(told);
    if (given.json) return;
    const std::string shown = printable(folder.string());
    print(Words{"\nTabel untuk Excel, R dan Python: " + shown + "/table.csv\nSemua simulasi: " + shown +
                    "/result.nc\nHalaman untuk dibaca dan dicetak: layak report " + shown + "\n",
                "\nThe table for Excel, R and Python: " + shown + "/table.csv\nAll runs: " + shown +
                    "/result.nc\nA page to read and print: layak report " + shown + "\n"}
              .in(language));
}

commitment::SweepOptions options_of(const SweepCommand& given, const ReadDesign& read)
{
    commitment::SweepOptions options;
    options.seed = given.seed_given ? given.seed : read.design.seed;
    options.replicates = given.replicates_given ? given.replicates : read.design.replicates;
    options.keep = read.design.keep;
    for (std::size_t k = 0; k < commitment::kept_months_names.size(); ++k)
        if (given.keep == commitment::kept_months_names[k]) options.keep = static_cast<commitment::KeptMonths>(k);
    if (read.inputs.sets) options.sets = &*read.inputs.sets;
    return options;
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
    refuse_without_room(preflight, folder, language);
    if (!given.dry_run && !given.yes && preflight.is_large() && !given.quiet && !agrees(language)) throw Exit{done};
}

void tell_failures(const SweepCommand& given, const std::vector<FailedRow>& failures, std::uint64_t seed,
                   const fs::path& folder)
{
    if (failures.empty()) return;
    const fs::path file = folder / "failures.csv";
    write_failures(file, failures, seed);
    const std::string many = number(static_cast<double>(failures.size()), 0, given.language());
    say(given,
        Words{many + " simulasi gagal; sebabnya di " + file.string(),
              many + noun(failures.size(), " run failed; the reason is in ", " runs failed; the reasons are in ") +
                  file.string()});
}

void sweep(const SweepCommand& given)
{
    const Language language = given.language();
    sim::Findings findings;
    ReadDesign read = read_design_and_plans(given.design, given.city, given.settings, given.parameters, findings);
    check_outcomes(given.outcomes, findings);
    findings.throw_if_failed();
    if (!given.quiet) std::fputs(to_text(findings, language).c_str(), stderr);
    if (!given.outcomes.empty()) read.design.outcomes = given.outcomes;
    const commitment::SweepOptions options = options_of(given, read);
    const commitment::Sweep sweep(read.inputs.city, read.inputs.plans, plan_digests(read.inputs), read.design, options);
    const SweepManifest manifest = manifest_of(read, sweep, options);
    const fs::path folder = given.output.empty() ? "sweep-" + read.design.id : given.output;
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
    const fs::path result = folder / "result.nc";
    if (!is_current(result, manifest.content)) write_result_file(result, read, sweep, options, manifest, *store, given);
    tell_failures(given, failures_of(sweep, *store), options.seed, folder);
    try {
        sim::with_threads(given.threads,
                          [&] { tell_tables(StoredSweep(open_result(result)), read.design.outcomes, given); });
    } catch (const sim::InputError& unreadable) { // what was just written
        std::fputs(("layak: " + to_text(unreadable.findings, language)).c_str(), stderr);
        throw Exit{failed};
    } catch (const sim::Interrupted&) {
        refuse(Words{"dihentikan; semua simulasi dan hasilnya sudah tersimpan. Untuk membuat tabelnya: ",
                     "stopped; all runs and the result are saved. To make the tables: "} +
                   again(),
               language, stop_status());
    }
}

} // namespace

void add_sweep(CLI::App& layak)
{
    auto given = std::make_shared<SweepCommand>();
    CLI::App* const verb = layak.add_subcommand(
        "sweep", "Every row of a design, many replicates of each: how outcomes hang on budgets, levers and parameters");
    verb->add_option("DESIGN", given->design, "A design's file (TOML or CSV), or the name of one of the city's")
        ->required()
        ->option_text(" ");
    add_city(*verb, *given);
    add_settings(*verb, *given);
    add_simulation(*verb, *given);
    verb->get_option("--replicates")->option_text("N [the design's]");
    verb->get_option("--seed")->option_text("N [the design's]");
    verb->add_option("--keep", given->keep, "Months kept of each run: the last, the end of each year, or all")
        ->check(accept_one_of({"last", "years", "all"}))
        ->option_text("last|years|all [the design's, else years]");
    add_outcomes(*verb, given->outcomes, "An outcome that the table shows");
    verb->add_option("--save-every", given->save_every,
                     "Seconds after which each thread saves what it has finished; a kill loses no more")
        ->check(accept_number(0, 3600))
        ->option_text("SECONDS [4]");
    verb->add_flag("--dry-run", given->dry_run, "Say how many runs, how long and how large; run nothing");
    verb->add_flag("--yes", given->yes, "Begin without asking, also what takes long (asked on a terminal only)");
    verb->add_option("-o,--out", given->output, "The folder in which the runs are kept as they finish, and the result")
        ->check(accept_not_empty)
        ->option_text("FOLDER [sweep-DESIGN]");
    add_quiet(*verb, *given);
    add_json(*verb, *given, "The curves");
    add_language(*verb, *given);
    verb->footer(
        "Example:\n  layak sweep scenarios/kota-serang/designs/training-budget.toml -o training\n"
        "Interrupted in whatever way, the same command goes on from what is saved. More rows in the design or more\n"
        "--replicates are run in addition to those that are there.\n"
        "Exit status: 0 done, 1 failed, 2 wrong input or other inputs than the store's, 75 another command works on\n"
        "the folder, 130 or 143 interrupted (what was finished is kept).");
    verb->callback([given, verb] {
        given->replicates_given = verb->count("--replicates") > 0;
        given->seed_given = verb->count("--seed") > 0;
        sweep(*given);
    });
}

} // namespace layak
