#include "tools/layak/sweep_outputs.hpp"

#include <cstdio>

#include "sim/ensemble/ensemble.hpp"
#include "sim/results/errors.hpp"
#include "sim/results/netcdf_reader.hpp"
#include "sim/text/csv.hpp"
#include "tools/layak/begun.hpp"
#include "tools/layak/command_line.hpp"
#include "tools/layak/finished.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/next_steps.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/progress.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/signals.hpp"
#include "tools/layak/stored_sweep.hpp"
#include "tools/layak/sweep_file.hpp"
#include "tools/layak/sweep_table.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Language;
using sim::Words;

/// The command that goes on.
Words command_as_given() { return {command_again(), command_again()}; }

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

void write_result_file(const fs::path& file, const PreparedSweep& prepared, const sim::Store& store,
                       const CommonOptions& given)
{
    const Language language = given.language();
    Progress progress({"Menulis", "Writing"}, language, !given.quiet);
    try {
        sim::with_threads(given.threads, [&] {
            write_sweep(file, prepared.read, *prepared.sweep, prepared.options, prepared.manifest, store,
                        [&](double share) { progress.tell(share); });
        });
    } catch (const sim::Interrupted&) {
        refuse(Words{"dihentikan; semua simulasi sudah tersimpan. Untuk menuliskan hasilnya: ",
                     "stopped; all runs are saved. To write the result: "} +
                   command_as_given(),
               language, stop_status());
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

void tell_failures(const CommonOptions& given, const std::vector<FailedRow>& failures, std::uint64_t seed,
                   const fs::path& folder)
{
    if (failures.empty()) return;
    const fs::path file = folder / "failures.csv";
    write_failures(file, failures, seed);
    const std::string many = number(static_cast<double>(failures.size()), 0, given.language());
    const Words told{many + " simulasi gagal; sebabnya di " + file.string(),
                     many +
                         noun(failures.size(), " run failed; the reason is in ", " runs failed; the reasons are in ") +
                         file.string()};
    say(given, told);
}

void tell_tables(const StoredSweep& stored, const PreparedSweep& prepared, const CommonOptions& given)
{
    const std::vector<std::string>& outcomes = prepared.read.design.outcomes;
    commitment::Judging judging;
    judging.evidence = commitment::evidence_of(prepared.options.sets, stored.replicates());
    const GoalChances chances(stored, goals_of(prepared.read.design, prepared.read.inputs.city), judging);
    const Language language = given.language();
    const fs::path folder = stored.path().parent_path();
    const std::string told = given.json ? sweep_json(stored, outcomes, chances)
                                        : sweep_table(stored, outcomes, chances, language, terminal_columns());
    write_text(folder / last_of_sweep, sweep_csv(stored, outcomes));
    print(told);
    if (given.json) return;
    const std::string shown = printable(folder.string()), argument = printable(shell_word(as_argument(folder)));
    print(Words{"\nTabel untuk Excel, R dan Python: " + shown + "/table.csv\nSemua simulasi: " + shown +
                    "/result.nc\nHalaman untuk dibaca dan dicetak: layak report " + argument + "\n",
                "\nThe table for Excel, R and Python: " + shown + "/table.csv\nAll runs: " + shown +
                    "/result.nc\nA page to read and print: layak report " + argument + "\n"}
              .in(language));
}

} // namespace

void write_outputs(const fs::path& folder, const PreparedSweep& prepared, const sim::Store& store,
                   const CommonOptions& options)
{
    const Language language = options.language();
    const fs::path result = folder / "result.nc";
    if (!is_current(result, prepared.manifest.content)) {
        std::error_code none;
        // Those of an earlier one: where the last is, all is.
        fs::remove(folder / last_of_sweep, none);
        fs::remove(folder / "failures.csv", none);
        write_result_file(result, prepared, store, options);
    }
    tell_failures(options, failures_of(*prepared.sweep, store), prepared.options.seed, folder);
    try {
        sim::with_threads(options.threads, [&] { tell_tables(StoredSweep(open_result(result)), prepared, options); });
    } catch (const sim::InputError& unreadable) { // what was just written
        std::fputs(("layak: " + to_text(unreadable.findings, language)).c_str(), stderr);
        throw Exit{failed};
    } catch (const sim::Interrupted&) {
        refuse(Words{"dihentikan; semua simulasi dan hasilnya sudah tersimpan. Untuk membuat tabelnya: ",
                     "stopped; all runs and the result are saved. To make the tables: "} +
                   command_as_given(),
               language, stop_status());
    }
}

} // namespace layak
