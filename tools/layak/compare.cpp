#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "models/commitment/comparison.hpp"
#include "models/commitment/precision.hpp"
#include "sim/ensemble/ensemble.hpp"
#include "sim/text/number.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/comparison_report.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/next_steps.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/progress.hpp"
#include "tools/layak/result_file.hpp"
#include "tools/layak/text_table.hpp"
#include "tools/layak/what_if_option.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Words;

struct CompareOptions : CommonOptions
{
    std::vector<std::string> plans;
    std::string baseline;
    std::vector<std::string> what_ifs;
    std::vector<std::string> goals;
    std::vector<std::string> precision;
    std::uint32_t most_replicates = 20'000;
    double confidence = 0.9;
    bool says_replicates = false, says_most_replicates = false; ///< on the command line
};

/// A plan by its id, or by its file.
std::uint32_t find_baseline(const Inputs& inputs, const std::string& given, sim::Findings& findings)
{
    if (given.empty()) return 0;
    std::vector<std::string> known;
    for (std::uint32_t p = 0; p < inputs.plans.size(); ++p) {
        const std::string& id = inputs.plans[p].id;
        if (id == given) return p;
        for (const InputFile& file : inputs.files) {
            std::error_code error; // of a file that is not there
            if (file.name == "plans/" + id + ".toml" && fs::equivalent(file.path, given, error)) return p;
        }
        known.push_back(id);
    }
    findings.error("--baseline " + sim::shortened(given), 0, "", "",
                   Words{"bukan salah satu rencana yang dibandingkan; ", "is not one of the plans compared; "} +
                       sim::accepted(known) + sim::did_you_mean(fs::path(given).stem().string(), known));
    return 0;
}

std::vector<commitment::Goal> read_goals(const Inputs& inputs, const std::vector<std::string>& given,
                                         sim::Findings& findings)
{
    return commitment::parse_goals(given, inputs.city, [&](std::size_t goal, Words wrong) {
        findings.error("--goal \"" + sim::shortened(given[goal]) + "\"", 0, "", "", std::move(wrong));
    });
}

/// OUTCOME=HALF-WIDTH, or a number alone: that share of the scale of every headline.
std::vector<commitment::Precision> read_precision(const Inputs& inputs, const std::vector<std::string>& given,
                                                  sim::Findings& findings)
{
    std::vector<commitment::Precision> wanted;
    for (const std::string& text : given) {
        const auto error = [&](Words reason) {
            findings.error("--precision " + sim::shortened(text), 0, "", "", std::move(reason));
        };
        const std::size_t equals = text.find('=');
        const auto value = sim::parse_number(equals == std::string::npos ? text : text.substr(equals + 1));
        if (!value || *value <= 0) {
            error({"tulis KELUARAN=SETENGAH-LEBAR, misalnya formal.kelurahan=1, atau sebuah bilangan di atas 0",
                   "write OUTCOME=HALF-WIDTH, for example formal.kelurahan=1, or a number above 0"});
            continue;
        }
        if (equals == std::string::npos) {
            for (const Headline& headline : headlines_of(inputs.city)) {
                auto outcome = find_outcome(commitment::outcome_table()[headline.outcome].name, inputs.city);
                if (outcome->highest > 0) wanted.push_back({*outcome, *value * outcome->highest});
            }
            continue;
        }
        const std::string name = text.substr(0, equals);
        auto outcome = find_outcome(name, inputs.city);
        if (!outcome)
            error(Words{"tidak ada keluaran dengan nama itu", "no outcome has this name"} +
                  sim::did_you_mean(name, commitment::outcome_names(inputs.city)));
        else if (outcome->measure == commitment::Measure::rupiah)
            error({"ketelitian biaya tidak dapat diminta", "the precision of costs cannot be asked for"});
        else
            wanted.push_back({std::move(*outcome), *value});
    }
    return wanted;
}

void check_memory(const Inputs& inputs, const commitment::ExperimentOptions& options, sim::Language language)
{
    const std::uint32_t months = months_of(inputs.city, inputs.plans);
    const std::size_t bytes = commitment::result_bytes(inputs.city, inputs.plans.size(), months, options);
    refuse_if_too_large(bytes, {"kurangi --replicates", "ask for fewer --replicates"}, language);
}

void compare(const CompareOptions& given)
{
    const sim::Language language = given.language();
    const bool id = language == sim::Language::id;
    nothing_is_written_on_stop(language);
    sim::Findings findings;
    Inputs inputs = read_inputs(given.plans, given.city, given.settings, given.parameters, findings);
    carry_outlines(inputs);
    if (inputs.plans.size() < 2)
        findings.error("PLAN", 0, "", "", {"sebutkan dua rencana atau lebih", "name two plans or more"});
    commitment::ComparisonOptions judging;
    judging.baseline = find_baseline(inputs, given.baseline, findings);
    judging.confidence = given.confidence;
    judging.goals = read_goals(inputs, given.goals, findings);
    const std::vector<commitment::Precision> wanted = read_precision(inputs, given.precision, findings);
    const std::vector<commitment::WhatIf> what_ifs = read_what_ifs(given.what_ifs, inputs, findings);
    if (!wanted.empty() && given.says_replicates)
        findings.error("--replicates", 0, "", "",
                       {"tidak berlaku bersama --precision, yang mencari jumlah ulangan sendiri; batasnya "
                        "--most-replicates",
                        "does not go with --precision, which looks for the number of replicates; its limit is "
                        "--most-replicates"});
    if (wanted.empty() && given.says_most_replicates)
        findings.error("--most-replicates", 0, "", "",
                       {"hanya berlaku dengan --precision", "goes with --precision alone"});
    findings.throw_if_failed();
    const fs::path output = given.output.empty() ? "compare-" + inputs.plans.front().id + ".nc" : given.output;
    const fs::path table = fs::path(output).replace_extension(".csv");
    if (table == output) {
        const std::string file = output.string() + ": ";
        refuse(
            Words{file, file} +
                Words{"nama ini untuk tabel di samping hasil; beri hasilnya (netCDF) nama lain, misalnya ",
                      "this name is the table's, beside the result; give the result (netCDF) another, for example "} +
                Words{fs::path(output).replace_extension(".nc").string(),
                      fs::path(output).replace_extension(".nc").string()},
            language, wrong_input);
    }
    check_output(output, inputs, given.force, language);
    check_text_output(table, comparison_csv_begin, inputs, given.force, language);

    commitment::ExperimentOptions options;
    options.replicates = given.replicates;
    options.seed = given.seed;
    options.threads = given.threads;
    options.baseline = judging.baseline;
    for (const commitment::Goal& goal : judging.goals) options.kept.push_back(goal.outcome);
    if (inputs.sets) options.sets = judging.sets = &*inputs.sets;
    const auto sets = static_cast<std::uint32_t>(inputs.sets ? inputs.sets->sets.size() : 0);
    if (wanted.empty() && sets > 0 && given.replicates > sets)
        findings.note("--parameters", 0, "", "",
                      {"lebih banyak ulangan (" + std::to_string(given.replicates) + ") daripada himpunan parameter (" +
                           std::to_string(sets) + "): selang dihitung menurut banyaknya himpunan",
                       "more replicates (" + std::to_string(given.replicates) + ") than parameter sets (" +
                           std::to_string(sets) + "): intervals go by the number of sets"});

    if (!given.quiet) std::fputs(to_text(findings, language).c_str(), stderr);

    std::optional<commitment::PrecisionReached> precision;
    if (!wanted.empty()) {
        Progress progress({"Mencari jumlah ulangan", "Looking for the number of replicates"}, language, !given.quiet);
        options.progress = [&](double share) { progress.tell(share); };
        precision =
            replicates_for(inputs.city, inputs.plans, options, wanted, judging.confidence, given.most_replicates);
        options.replicates = precision->replicates;
        judging.at_any_time = true;
        judging.looks = precision->looks;
    }
    options.what_ifs = what_ifs;
    check_memory(inputs, options, language);
    commitment::ExperimentResult result;
    {
        Progress progress({"Membandingkan", "Comparing"}, language, !given.quiet);
        options.progress = [&](double share) { progress.tell(share); };
        result = run_experiment(inputs.city, inputs.plans, options);
    }
    commitment::Comparison comparison;
    sim::with_threads(given.threads, [&] { comparison = compare_plans(inputs.city, inputs.plans, result, judging); });
    const Conclusions conclusions = conclude(inputs, comparison, judging.goals);
    const ComparisonReport report{inputs, result, options, comparison, judging.goals, wanted, precision, conclusions};
    GuardedResult guarded(output, inputs, options, judging.goals, given.force, language);
    guarded.add(result, 0);
    const std::string digest = guarded.finish(result, TextBeside{table, comparison_csv(report)});
    if (given.json) {
        print(comparison_json(report, output.string(), digest));
        return;
    }
    print(comparison_table(report, language, terminal_columns()));
    print((id ? "\nSemua angka untuk Excel, R dan Python: " : "\nAll figures for Excel, R and Python: ") +
          printable(table.string()) + (id ? "\nHasil lengkap: " : "\nThe whole result: ") + printable(output.string()) +
          (id ? "\nHalaman untuk dibaca dan dicetak: layak report " : "\nA page to read and print: layak report ") +
          printable(shell_word(output.string())) + "\n");
}

} // namespace

void add_compare(CLI::App& layak)
{
    auto given = std::make_shared<CompareOptions>();
    CLI::App* const verb = layak.add_subcommand(
        "compare",
        "Plans against the first: paired differences, with how sure they are; where, for whom, at what cost");
    verb->add_option("PLAN", given->plans, "Plans, two or more: files, or names of plans of the city")
        ->required()
        ->option_text("...");
    verb->add_option("--baseline", given->baseline, "The plan that the others are held against")
        ->option_text("PLAN [the first]");
    verb->add_option("--goal", given->goals,
                     "When is it first reached? OUTCOME >= VALUE (or >, <=, <). May be given often")
        ->option_text("\"formal.kelurahan >= 60\" ...")
        ->allow_extra_args(false);
    verb->add_option(
            "--precision", given->precision,
            "In place of --replicates: go on until intervals are at most so wide on either side. "
            "OUTCOME=HALF-WIDTH, may be given often; or a number: that share of the scale for all of the table")
        ->option_text("formal.kelurahan=1 ...")
        ->allow_extra_args(false);
    verb->add_option("--most-replicates", given->most_replicates, "With --precision: stop at so many, reached or not")
        ->check(accept_whole(16, 1'000'000))
        ->option_text("N [20000]");
    verb->add_option("--confidence", given->confidence, "Confidence of the intervals")
        ->check(accept_number(0.5, 0.999))
        ->option_text("SHARE [0.9]");
    add_city(*verb, *given);
    add_settings(*verb, *given);
    add_simulation(*verb, *given);
    add_what_if(*verb, given->what_ifs);
    add_output(*verb, *given, "compare-FIRSTPLAN.nc");
    add_language(*verb, *given);
    verb->footer(
        "Example:\n  layak compare --city scenarios/kota-serang top-down bottom-up mixed --goal \"formal.kelurahan >= "
        "60\"\n"
        "All replicates of one number share their random numbers, so that differences are the plans' own.\n"
        "Beside the result, NAME.nc (netCDF-4), a table of all differences is written, NAME.csv.\n"
        "Exit status: 0 done, 1 failed, 2 wrong input or usage, 129, 130 or 143 interrupted (then nothing is "
        "written).");
    verb->callback([given, verb] {
        given->says_replicates = verb->count("--replicates") > 0;
        given->says_most_replicates = verb->count("--most-replicates") > 0;
        compare(*given);
    });
}

} // namespace layak
