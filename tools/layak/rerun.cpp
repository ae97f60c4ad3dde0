#include <CLI/CLI.hpp>
#include <memory>

#include "sim/text/number.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/repeatable_sweep.hpp"
#include "tools/layak/replay_tables.hpp"
#include "tools/layak/stored_replicate.hpp"
#include "tools/layak/stored_run.hpp"
#include "tools/layak/stored_sweep_run.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Words;

struct RerunOptions : CommonOptions
{
    std::string result;
    std::uint32_t run = 0;
    std::vector<std::string> plans;
};

std::vector<std::uint32_t> chosen_plans(const Inputs& inputs, const std::vector<std::string>& given)
{
    std::vector<std::uint32_t> chosen;
    std::vector<std::string> known;
    for (const commitment::Plan& plan : inputs.plans) known.push_back(plan.id);
    if (given.empty())
        for (std::uint32_t p = 0; p < known.size(); ++p) chosen.push_back(p);
    sim::Findings findings;
    for (const std::string& name : given) {
        const auto at = std::find(known.begin(), known.end(), name);
        const auto which = static_cast<std::uint32_t>(at - known.begin());
        if (at != known.end() && std::find(chosen.begin(), chosen.end(), which) != chosen.end())
            findings.error("--plan " + name, 0, "", "", Words{"disebut dua kali", "is given twice"});
        else if (at != known.end())
            chosen.push_back(which);
        else
            findings.error("--plan " + name, 0, "", "",
                           Words{"hasil ini tidak memuat rencana itu; ", "this result has no such plan; "} +
                               sim::accepted(known) + sim::did_you_mean(name, known));
    }
    findings.throw_if_failed();
    return chosen;
}

/// What is compared must be what was once written.
void refuse_if_changed(const OpenedResult& result, sim::Language language)
{
    if (result.file->content_digest() == result.file->attribute<std::string>("content_sha256")) return;
    const std::string file = printable(result.path.string()) + ": ";
    refuse(Words{file, file} +
               Words{"isinya tidak cocok dengan sidiknya: berkas ini sudah diubah (layak verify menyebut di mana)",
                     "its content does not fit its digest: the file was changed (layak verify says where)"},
           language, failed);
}

/// \param what  "ulangan", "replicates"
void require_run(std::uint32_t run, std::uint64_t count, const Words& what)
{
    if (run < count) return;
    sim::Findings findings;
    const std::string last = " 0 – " + std::to_string(count - 1);
    findings.error("--run " + std::to_string(run), 0, "", "",
                   Words{"hasil ini memuat ", "this result has the "} + what + Words{last, last});
    findings.throw_if_failed();
}

/// Where a rerun's tables go.
struct OutputFiles
{
    fs::path events, states;
};

OutputFiles output_files(const RerunOptions& given, const fs::path& result, const Inputs& inputs)
{
    const bool of_folder = result.filename() == "result.nc" && fs::absolute(result).has_parent_path();
    const fs::path name = of_folder ? fs::absolute(result).parent_path().filename() : result.stem();
    OutputFiles files;
    files.events =
        given.output.empty() ? name.string() + "-run-" + std::to_string(given.run) + "-events.csv" : given.output;
    files.states = files.events.parent_path() / (files.events.stem().string() + "-states.csv");
    check_text_output(files.events, ReplayTables::events_head, inputs, given.force, given.language());
    check_text_output(files.states, ReplayTables::states_head, inputs, given.force, given.language());
    return files;
}

/// \param what      was computed again: "Ulangan 3", "Replicate 3"
/// \param compared  what the result has of it
void write_tables(const ReplayTables& tables, const OutputFiles& files, const fs::path& result, const Words& what,
                  const Words& compared, sim::Language language)
{
    const std::string shown = printable(result.string());
    if (!tables.first_difference.empty())
        refuse(Words{shown + ": ", shown + ": "} + what +
                   Words{" tidak memberi angka yang sama dengan berkasnya; perbedaan pertama (berkas / sekarang): ",
                         " does not give the numbers of the file; first difference (file / now): "} +
                   Words{tables.first_difference, tables.first_difference},
               language, failed);
    write_text(files.events, tables.events);
    write_text(files.states, tables.states);
    const std::string count = number(static_cast<double>(tables.event_count), 0, language);
    const std::string events = printable(files.events.string()), states = printable(files.states.string());
    print(
        (what + compared +
         Words{"\n" + events + ": " + count +
                   " peristiwa (siapa pindah, siapa dilatih, badan mana terbentuk dan mengapa)\n" + states +
                   ": keadaan tiap lembaga tiap bulan\n",
               "\n" + events + ": " + count + " events (who moved, who was trained, which body was formed and why)\n" +
                   states + ": the state of every institution every month\n"})
            .in(language));
}

/// "computed again; all its numbers (…) are the same bit by bit as in FILE"
Words the_same(const Words& numbers, const fs::path& result)
{
    const std::string shown = printable(result.string());
    return Words{" dihitung lagi; semua angkanya (", " computed again; all its numbers ("} + numbers +
           Words{") sama bit demi bit dengan " + shown, ") are the same bit by bit as in " + shown};
}

void rerun_of_run(const StoredRun& run, const RerunOptions& given)
{
    require_run(given.run, run.options().replicates, {"ulangan", "replicates"});
    const std::vector<std::uint32_t> plans = chosen_plans(run.inputs(), given.plans);
    const OutputFiles files = output_files(given, run.path(), run.inputs());
    ReplayTables tables;
    const std::uint32_t months = months_of(run.inputs().city, run.inputs().plans);
    bool has_institutions = false;
    for (const std::uint32_t plan : plans) {
        const StoredReplicate stored(run, given.run, plan, months);
        has_institutions = stored.has_institutions();
        tables.follow(
            {run.inputs().city, run.inputs().plans.empty() ? nullptr : &run.inputs().plans[plan], run.options(),
             given.run, months},
            [&](std::uint32_t step, commitment::CommitmentBlock& block, int lane,
                const commitment::PackedCity& packed) { return stored.difference(step, block, lane, packed); });
    }
    const Words numbers =
        has_institutions
            ? Words{"keluaran kota dan kecamatan, biaya, yang tidak terlaksana, dan keadaan tiap lembaga",
                    "outcomes of the city and its kecamatan, costs, what was not delivered, and the state of every "
                    "institution"}
            : Words{"keluaran kota dan kecamatan, biaya, dan yang tidak terlaksana",
                    "outcomes of the city and its kecamatan, costs, and what was not delivered"};
    const std::string which = std::to_string(given.run);
    write_tables(tables, files, run.path(), {"Ulangan " + which, "Replicate " + which}, the_same(numbers, run.path()),
                 given.language());
}

/// "Simulasi 17 (baris 3: plan bottom-up, turnover 0.2; ulangan 2)"
Words name_of_run(const RepeatableSweep& of, std::uint32_t run)
{
    const commitment::Design& design = of.design().design;
    const std::uint32_t row = run % of.stored().rows();
    std::string values = of.stored().plans()[row];
    for (std::size_t f = 0; f < design.factors.size(); ++f)
        if (!design.factors[f].is_plan)
            values += ", " + design.factors[f].name + " = " + sim::shortest(design.rows[row].values[f]);
    const std::string replicate = std::to_string(run / of.stored().rows());
    return {"Simulasi " + std::to_string(run) + " (baris " + std::to_string(row) + ": " + values + "; ulangan " +
                replicate + ")",
            "Run " + std::to_string(run) + " (row " + std::to_string(row) + ": " + values + "; replicate " + replicate +
                ")"};
}

void rerun_of_sweep(const StoredSweep& stored, const RerunOptions& given)
{
    sim::Findings findings;
    if (!given.plans.empty())
        findings.error("--plan", 0, "", "",
                       {"tiap simulasi di sini punya satu rencana; hilangkan --plan",
                        "every run of a sweep has one plan; leave --plan out"});
    findings.throw_if_failed();
    require_run(given.run, std::uint64_t{stored.rows()} * stored.replicates(), {"simulasi", "runs"});
    const RepeatableSweep of(stored);
    const Inputs& inputs = of.design().inputs;
    const OutputFiles files = output_files(given, stored.path(), inputs);
    const std::uint32_t replicate = given.run / stored.rows();
    const commitment::DesignRow& row = of.design().design.rows[given.run % stored.rows()];
    commitment::Plan plan = inputs.plans[row.plan];
    commitment::ParameterSets set{{of.options().sets != nullptr
                                       ? of.options().sets->sets[of.options().sets->of(replicate)]
                                       : inputs.city.parameters},
                                  {1.0},
                                  true};
    commitment::ExperimentOptions options;
    options.seed = of.options().seed;
    options.sets = &set;
    const std::uint32_t months = of.sweep().shape().months;
    StoredSweepRun in_file(stored, given.run, inputs.city.start, months);
    const Words name = name_of_run(of, given.run);
    ReplayTables tables;
    const auto refuse_again = [&](const Words& reason) {
        refuse(name + Words{" gagal lagi: ", " fails again: "} + reason, given.language(), failed);
    };
    if (const Words objection = apply_row(of.design().design, row, inputs.city.unit_costs, plan, set.sets.front());
        !objection.empty())
        refuse_again(objection);
    try {
        tables.follow({inputs.city, &plan, options, replicate, months},
                      [&](std::uint32_t step, commitment::CommitmentBlock& block, int lane,
                          const commitment::PackedCity&) { return in_file.difference(step, block, lane); });
    } catch (const std::runtime_error& problem) {
        refuse_again({problem.what(), problem.what()});
    }
    const Words same =
        in_file.failed()
            ? Words{" dihitung lagi; dahulu ia gagal, jadi tidak ada angka untuk dibandingkan",
                    " computed again; it failed in the sweep, so there are no numbers to compare"}
            : the_same({"keluaran, biaya, dan yang tidak terlaksana", "outcomes, costs, and what was not delivered"},
                       stored.path());
    write_tables(tables, files, stored.path(), name, same, given.language());
}

void rerun(const RerunOptions& given)
{
    OpenedResult result = open_result(given.result);
    refuse_if_changed(result, given.language());
    if (result.layout == "layak-sweep-1")
        rerun_of_sweep(StoredSweep(std::move(result)), given);
    else
        rerun_of_run(StoredRun(std::move(result)), given);
}

} // namespace

void add_rerun(CLI::App& layak)
{
    auto given = std::make_shared<RerunOptions>();
    CLI::App* const verb =
        layak.add_subcommand("rerun", "One replicate of a result again, with every event of it as CSV");
    verb->add_option("RESULTS", given->result, "A result of run or compare, or a sweep's folder")
        ->required()
        ->option_text(" ");
    verb->add_option("--run", given->run,
                     "The replicate, from 0; of a sweep the run (run_row and run_replicate in its "
                     "result say which it is)")
        ->required()
        ->check(accept_whole(0, 999'999'999))
        ->option_text("N");
    verb->add_option("--plan", given->plans, "Of this plan alone; may be given often")
        ->option_text("PLAN [all]")
        ->allow_extra_args(false);
    verb->add_option("-o,--out", given->output, "The file of the events; states go beside it, as NAME-states.csv")
        ->option_text("FILE [RESULTS-run-N-events.csv]");
    verb->add_flag("--force", given->force, "Replace existing files of an earlier rerun");
    add_language(*verb, *given);
    verb->footer(
        "Example:\n  layak rerun compare-top-down.nc --run 17 --plan bottom-up\n"
        "All that the file has of the replicate is compared, bit by bit, after the file with its digest.\n"
        "Exit status: 0 done; 1 the replicate differs from the file, or the file's content from its digest; 2 wrong\n"
        "input or usage, also a file that is damaged or was saved by another program (layak verify says what "
        "differs).");
    verb->callback([given] { rerun(*given); });
}

} // namespace layak
