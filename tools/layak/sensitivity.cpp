#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "sim/text/utf8.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/sensitivity_report.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {
namespace {

using sim::Language;
using sim::Words;

struct SensitivityCommand : CommonOptions
{
    std::string result;
    std::vector<std::string> outcomes;
    std::string month;
    double confidence = 0.9;
};

void sensitivity(const SensitivityCommand& given)
{
    const Language language = given.language();
    const StoredSweep sweep(open_result(given.result));
    sim::Findings findings;
    check_outcomes(given.outcomes, findings);
    std::size_t month = sweep.months().size() - 1;
    if (!given.month.empty()) {
        std::vector<std::string> kept;
        for (const sim::Month of : sweep.months()) kept.push_back(to_text(of));
        const auto at = std::find(kept.begin(), kept.end(), given.month);
        if (at == kept.end())
            findings.error("--month " + sim::shortened(given.month), 0, "", "",
                           Words{"bulan ini tidak disimpan; ", "this month was not kept; "} + sim::accepted(kept));
        month = static_cast<std::size_t>(at - kept.begin());
    }
    if (sweep.sampled().factors.empty())
        findings.error(sweep.path().string(), 0, "", "",
                       {"rancangannya tidak punya faktor", "its design has no factors"});
    findings.throw_if_failed();
    Inputs none;
    none.files.push_back({"", "", sweep.path()});
    if (!given.output.empty()) check_text_output(given.output, sensitivity_csv_head, none, given.force, language);
    std::vector<std::string> outcomes = given.outcomes.empty() ? sweep.sampled().outcomes : given.outcomes;
    if (outcomes.empty()) outcomes = {"action.kelurahan", "formal.kelurahan"};
    const std::vector<SweepPart> parts = parts_of(sweep);
    std::vector<SensitivityAnalysis> all;
    for (const std::string& outcome : outcomes)
        for (const SweepPart& part : parts) all.push_back(analyse(sweep, part, outcome, month, given.confidence));
    const SensitivityReport report{sweep, all, sweep.months()[month], given.confidence};
    if (!given.output.empty()) write_text(given.output, sensitivity_csv(report));
    if (given.json) return print(sensitivity_json(report));
    print(sensitivity_table(report, language, terminal_columns()));
    if (!given.output.empty())
        print((language == Language::id ? "\nTabel: " : "\nThe table: ") + printable(given.output) + "\n");
}

} // namespace

void add_sensitivity(CLI::App& layak)
{
    auto given = std::make_shared<SensitivityCommand>();
    CLI::App* const verb = layak.add_subcommand(
        "sensitivity", "Which factors of a sweep matter, and how much of it all is chance; without a new run");
    verb->add_option("RESULTS", given->result, "A sweep's folder, or its result.nc")->required()->option_text(" ");
    add_outcomes(*verb, given->outcomes, "An outcome to look at");
    verb->add_option("--month", given->month, "A month that was kept")->option_text("MONTH [the last]");
    verb->add_option("--confidence", given->confidence, "Confidence of the intervals")
        ->check(accept_number(0.5, 0.999))
        ->option_text("SHARE [0.9]");
    add_table_output(*verb, *given, "All figures");
    add_json(*verb, *given, "All figures");
    add_language(*verb, *given);
    verb->footer(
        "Example:\n  layak sensitivity sweep-levers --outcome action.kelurahan\n"
        "Of a saltelli design: first-order and total indices (Saltelli, Jansen); of morris: mu*, mu, sigma; of any "
        "design: rank correlations.\nFactors with one `group` in a saltelli design are looked at together.");
    verb->callback([given] { sensitivity(*given); });
}

} // namespace layak
