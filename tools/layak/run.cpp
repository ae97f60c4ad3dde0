#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "models/commitment/batches.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/next_steps.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/preflight.hpp"
#include "tools/layak/progress.hpp"
#include "tools/layak/result_file.hpp"
#include "tools/layak/run_summary.hpp"
#include "tools/layak/summary_table.hpp"
#include "tools/layak/text_table.hpp"
#include "tools/layak/what_if_option.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;

struct RunOptions : CommonOptions
{
    std::vector<std::string> plans;
    std::vector<std::string> what_ifs;
    bool raw = false;
};

void check_memory(const Inputs& inputs, const commitment::ExperimentOptions& options, const RunOptions& given)
{
    const std::size_t bytes =
        bytes_in_batches(inputs.city, inputs.plans.size(), months_of(inputs.city, inputs.plans), options) +
        RunSummary::bytes(inputs.plans.size(), options.replicates);
    refuse_if_too_large(bytes,
                        {std::string("kurangi --replicates") + (options.raw ? " atau hilangkan --raw" : ""),
                         std::string("ask for fewer --replicates") + (options.raw ? " or leave out --raw" : "")},
                        given.language());
}

void run(const RunOptions& given)
{
    const sim::Language language = given.language();
    const bool id = language == sim::Language::id;
    nothing_is_written_on_stop(language);
    sim::Findings findings;
    Inputs inputs = read_inputs(given.plans, given.city, given.settings, given.parameters, findings);
    carry_outlines(inputs);
    const std::vector<commitment::WhatIf> what_ifs = read_what_ifs(given.what_ifs, inputs, findings);
    findings.throw_if_failed();
    if (!given.quiet) std::fputs(to_text(findings, language).c_str(), stderr);
    const fs::path output = given.output.empty() ? "run-" + inputs.plans.front().id + ".nc" : given.output;
    check_output(output, inputs, given.force, language);

    commitment::ExperimentOptions options;
    options.replicates = given.replicates;
    options.seed = given.seed;
    options.threads = given.threads;
    options.raw = given.raw;
    options.what_ifs = what_ifs;
    if (inputs.sets) options.sets = &*inputs.sets;
    check_memory(inputs, options, given);
    if (batches_of(options).size() > 1) { // long: not to end on a full disk. Less than a quarter is never left of it.
        const std::uint32_t months = months_of(inputs.city, inputs.plans);
        refuse_without_room(
            series_bytes(inputs.city, inputs.plans.size(), months, options) / 4, output, language,
            given.raw ? sim::Words{"lebih sedikit ulangan, atau tanpa --raw", "fewer replicates, or without --raw"}
                      : sim::Words{"lebih sedikit ulangan", "fewer replicates"});
    }

    const std::vector<commitment::Goal> no_goals;
    GuardedResult guarded(output, inputs, options, no_goals, given.force, language);
    RunSummary summary(inputs, options);
    const auto receive = [&](const commitment::ExperimentResult& batch, std::uint32_t first) {
        guarded.add(batch, first);
        summary.add(batch);
    };
    commitment::ExperimentResult result;
    {
        Progress progress({"Menjalankan", "Running"}, language, !given.quiet);
        options.progress = [&](double share) { progress.tell(share); };
        result = run_in_batches(inputs.city, inputs.plans, options, receive);
    }
    const std::string digest = guarded.finish(result);
    if (given.json) {
        print(summary_json(inputs, summary, options.seed, output.string(), digest));
        return;
    }
    print(summary_table(inputs, summary, language, terminal_columns()));
    print((id ? "\nHasil lengkap: " : "\nThe whole result: ") + printable(output.string()) +
          (id ? "\nHalaman untuk dibaca dan dicetak: layak report " : "\nA page to read and print: layak report ") +
          printable(shell_word(output.string())) + "\n");
}

} // namespace

void add_run(CLI::App& layak)
{
    auto given = std::make_shared<RunOptions>();
    CLI::App* const verb =
        layak.add_subcommand("run", "Replicates of one or more plans on a city: a table, and all results in one file");
    verb->add_option("PLAN", given->plans, "Plans: files, or names of plans of the city")
        ->required()
        ->option_text("...");
    add_city(*verb, *given);
    add_settings(*verb, *given);
    add_simulation(*verb, *given);
    verb->add_flag("--raw", given->raw, "Keep every replicate's series of every institution, too (large)");
    add_what_if(*verb, given->what_ifs);
    add_output(*verb, *given, "run-FIRSTPLAN.nc");
    add_language(*verb, *given);
    verb->footer(
        "Example:\n  layak run scenarios/kota-serang/plans/top-down.toml scenarios/kota-serang/plans/bottom-up.toml "
        "--replicates 500 -o plans.nc\n"
        "The file is netCDF-4 (HDF5): Python (xarray), R (ncdf4) and others open it.\n"
        "Exit status: 0 done, 1 failed, 2 wrong input or usage, 129, 130 or 143 interrupted (then nothing is "
        "written).");
    verb->callback([given] { run(*given); });
}

} // namespace layak
