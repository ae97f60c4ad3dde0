#include <CLI/CLI.hpp>
#include <memory>

#include "tools/layak/common_options.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/report/page.hpp"
#include "tools/layak/result_file.hpp"
#include "tools/layak/signals.hpp"
#include "tools/layak/stored_run.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Language;
using sim::Words;

struct ReportCommand : CommonOptions
{
    std::string result;
    AskedGoals goals;
};

/// Writes a page beside the result, or where it was asked for.
void put_page(const fs::path& page, const std::string& text)
{
    write_text(page, text);
    print(printable(page.string()) + "\n");
}

/// Where the page goes. \throws Exit where its name is of another kind of file
fs::path page_of(const ReportCommand& given, fs::path beside)
{
    if (given.output.empty()) return beside;
    const fs::path page = given.output;
    if (page.extension() != ".html" && page.extension() != ".htm")
        refuse({printable(given.output) +
                    ": laporan adalah halaman HTML; beri nama yang berakhir dengan .html (PDF: cetak "
                    "dari peramban)",
                printable(given.output) +
                    ": a report is an HTML page; give it a name that ends in .html (PDF: print it "
                    "from the browser)"},
               given.language(), wrong_input);
    return page;
}

void report_sweep(OpenedResult opened, const ReportCommand& given)
{
    const StoredSweep sweep(std::move(opened));
    const RepeatableSweep source(sweep);
    commitment::Design design = source.design().design;
    sim::Findings findings;
    put_goals(given.goals, source.design().inputs.city, design, findings);
    findings.throw_if_failed();
    const fs::path page = page_of(given, fs::path(sweep.path()).replace_filename("report.html"));
    Inputs none;
    none.files.push_back({"", "", sweep.path()});
    check_text_output(page, "<!doctype html>", none, given.force, given.language());
    put_page(page, sweep_page(source, goals_of(design, source.design().inputs.city), given.language()));
}

void report(const ReportCommand& given)
{
    const Language language = given.language();
    nothing_is_written_on_stop(language);
    OpenedResult opened = open_result(given.result);
    if (opened.layout == "layak-sweep-1") return report_sweep(std::move(opened), given);
    refuse_goals_of_runs(given.goals);
    const StoredRun stored(std::move(opened));
    const fs::path page = page_of(given, fs::path(stored.path()).replace_extension(".html"));
    check_text_output(page, "<!doctype html>", stored.inputs(), given.force, language);
    const ReportedRun run(stored);
    put_page(page, run_page(run, language));
}

} // namespace

void add_report(CLI::App& layak)
{
    auto given = std::make_shared<ReportCommand>();
    CLI::App* const verb =
        layak.add_subcommand("report", "A result as one page to read, print and send: charts, map, and how sure");
    verb->add_option("RESULT", given->result, "A result of run or compare, or a sweep's folder")
        ->required()
        ->option_text(" ");
    verb->add_option("-o,--out", given->output, "The page's file")
        ->check(accept_not_empty)
        ->option_text("FILE [RESULT.html; of a sweep report.html in its folder]");
    add_goals(*verb, given->goals, "[the sweep's]");
    verb->add_flag("--force", given->force, "Replace an existing page (nothing but a page)");
    add_language(*verb, *given);
    verb->footer(
        "Examples:\n  layak report compare-status-quo.nc\n"
        "  layak report training --goal \"formal.kelurahan >= 60\" --chance 0.9      (of a sweep)\n"
        "One HTML file in both languages (--lang says in which it opens). It needs no network and no other file.\n"
        "Exit status: 0 done, 1 failed, 2 wrong input or usage, 129, 130 or 143 interrupted (then nothing is "
        "written).");
    verb->callback([given] { report(*given); });
}

} // namespace layak
