#include <CLI/CLI.hpp>
#include <memory>

#include "models/commitment/city_file.hpp"
#include "models/commitment/design_file.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/output_file.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;

struct DesignOptions : CommonOptions
{
    std::string design;
};

void design(const DesignOptions& given)
{
    const sim::Language language = given.language();
    sim::Findings findings;
    const ReadDesign read = read_design_and_plans(given.design, given.city, given.settings, given.parameters, findings);
    if (!given.quiet) std::fputs(to_text(findings, language).c_str(), stderr);
    const std::string table = design_csv(read.design);
    if (given.output.empty()) return print(table);
    check_text_output(given.output, table.substr(0, table.find('\n')), read.inputs, given.force, language);
    write_text(given.output, table);
    const std::string rows = number(static_cast<double>(read.design.rows.size()), 0, language);
    print(printable(given.output) + ": " + rows + (language == sim::Language::id ? " baris\n" : " rows\n"));
}

} // namespace

void add_design(CLI::App& layak)
{
    auto given = std::make_shared<DesignOptions>();
    CLI::App* const verb = layak.add_subcommand("design", "The table of a design as CSV, without running it");
    verb->add_option("DESIGN", given->design, "A design's file, or the name of one of the city's")
        ->required()
        ->option_text(" ");
    add_city(*verb, *given);
    verb->add_option("-o,--out", given->output, "The table's file")
        ->check(accept_not_empty)
        ->option_text("FILE [stdout]");
    verb->add_flag("--force", given->force, "Replace an existing table of the same columns");
    verb->add_flag("--quiet", given->quiet, "No notes");
    add_language(*verb, *given);
    verb->footer("Example:\n  layak design scenarios/kota-serang/designs/training-budget.toml -o rows.csv\n"
                 "A column a factor; other tools' tables of the same form are designs, too.");
    verb->callback([given] { design(*given); });
}

} // namespace layak
