#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>

#include "sim/ensemble/ensemble.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/exports/places.hpp"
#include "tools/layak/exports/run_export.hpp"
#include "tools/layak/exports/sweep_findings.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/signals.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Language;
using sim::Words;

const std::vector<std::string> every_format = {"csv", "xlsx", "gexf", "graphml", "geojson", "gpkg", "paraview"};
const std::vector<std::string> formats_of_sweeps = {"csv", "xlsx"};

struct ExportCommand : CommonOptions
{
    std::string result;
    std::vector<std::string> formats;
    std::string csv_style = "plain";
    bool replicates = false;
    AskedGoals goals;

    bool asks_for(const std::string& format) const
    {
        return std::find(formats.begin(), formats.end(), format) != formats.end();
    }
    bool asks_for_all() const { return formats.empty() || asks_for("all"); }
};

/// In the order of `every_format`, each once.
std::vector<std::string> chosen_formats(const ExportCommand& given, const std::vector<std::string>& possible)
{
    std::vector<std::string> chosen;
    for (const std::string& format : possible)
        if (given.asks_for_all() || given.asks_for(format)) chosen.push_back(format);
    return chosen;
}

/// The folder without a slash at its end.
fs::path folder_of(const ExportCommand& given, const fs::path& result)
{
    if (!given.output.empty()) {
        const fs::path path = fs::path(given.output).lexically_normal();
        return path.has_filename() ? path : path.parent_path();
    }
    // Beside the result, as a report's page; beside the folder that has the name of a sweep.
    fs::path whole = result;
    if (result.filename() == "result.nc") {
        whole = result.parent_path().lexically_normal();
        if (whole.filename().empty() || whole.filename() == "." || whole.filename() == "..")
            whole = fs::absolute(result).lexically_normal().parent_path();
        if (whole.filename().empty()) whole = result;
    }
    const std::string name = (whole == result ? whole.stem() : whole.filename()).string();
    return whole.parent_path() / (name + "-export");
}

fs::path checked_folder(const ExportCommand& given, const fs::path& result)
{
    const fs::path folder = folder_of(given, result);
    const std::string shown = folder.string() + ": ";
    if (const auto [wrong, status] = objection_to_export(folder, given.force); !wrong.empty())
        refuse(Words{shown, shown} + wrong, given.language(), status);
    return folder;
}

void add_common_notes(const ExportCommand& given, const std::vector<std::string>& formats, ExportSource& source)
{
    source.notes.push_back({"Indeks kelembagaan adalah proksi bagian kelembagaan evaluasi KLA, bukan nilai resminya.",
                            "The institutional index is a proxy of the institutional part of the KLA evaluation, never "
                            "the official score."});
    const auto has = [&](const char* format) {
        return std::find(formats.begin(), formats.end(), format) != formats.end();
    };
    if (has("csv") || has("xlsx"))
        source.notes.push_back(
            {"Angka di csv dan xlsx tidak dibulatkan ke luar. Halaman laporan dan terminal membulatkan batas rentang "
             "jumlah lembaga ke luar menjadi bilangan bulat (5,95 – 66,5 menjadi 5 – 67) dan semua yang lain ke yang "
             "terdekat; buku kerja menyimpan angka penuh dan menampilkan yang terdekat.",
             "Numbers in csv and xlsx are not rounded outwards. The report's page and the terminal round the ends of "
             "ranges of bodies outwards to whole numbers (5.95 – 66.5 to 5 – 67) and all else to the nearest; the "
             "workbook holds numbers in full and shows the nearest."});
    if (!has("csv")) return;
    source.notes.push_back(
        given.csv_style == "id"
            ? Words{"CSV: UTF-8 dengan BOM, titik koma, dan koma desimal (--csv-style id). Teks yang diawali = + - @ "
                    "(rumus bagi lembar kerja) didahului tanda petik tunggal.",
                    "CSV: UTF-8 with a byte order mark, semicolons and decimal commas (--csv-style id). A text that "
                    "begins with = + - @ (a formula to a spreadsheet) has an apostrophe before it."}
            : Words{"CSV: UTF-8, koma, dan titik desimal; tujuh angka penting. Teks yang diawali = + - @ (rumus bagi "
                    "lembar kerja) didahului tanda petik tunggal.",
                    "CSV: UTF-8, commas and decimal points; seven significant digits. A text that begins with = + - @ "
                    "(a formula to a spreadsheet) has an apostrophe before it."});
}

/// Outcomes of what the city has not got; empty where it has all.
Words left_out(const commitment::City& city)
{
    Words names;
    for (std::uint32_t k = 0; k < commitment::outcome::count; ++k)
        if (!can_have(city, k))
            names = names + Words{names.id.empty() ? "" : "; ", names.en.empty() ? "" : "; "} +
                    commitment::outcome_table()[k].meaning;
    if (names.id.empty()) return {};
    Words note = Words{"Tidak ada di kota ini, jadi tidak ditulis: ", "Not in this city, so not here: "} + names +
                 Words{".", "."};
    if (city.count(commitment::Kind::business) == 0)
        note = note + Words{" Dalam indeks, indikator dunia usaha dihitung 0.",
                            " In the index the indicator of business counts as 0."};
    return note;
}

ExportSource source_of(const ExportCommand& given, const std::vector<std::string>& formats, const StoredResult& result,
                       const Inputs& inputs)
{
    ExportSource source{"Layak: " + result.city_name(), {}, {}};
    Words plans;
    for (std::size_t p = 0; p < inputs.plans.size(); ++p) {
        const auto name = [&](Language language) {
            return (p > 0 ? ", " : "") + plan_name(inputs.plans, p, language) + " (" + inputs.plans[p].id + ")";
        };
        plans = plans + Words{name(Language::id), name(Language::en)};
    }
    const std::string replicates = std::to_string(result.replicates());
    const auto from_to = [&](Language language) {
        return month_name(result.months().front(), language) + " – " + month_name(result.months().back(), language);
    };
    source.notes.push_back(Words{"Rencana: ", "Plans: "} + plans +
                           Words{". " + from_to(Language::id) + ", " + replicates + " ulangan tiap rencana.",
                                 ". " + from_to(Language::en) + ", " + replicates + " replicates of each plan."});
    source.notes.push_back(
        result.replicates() == 1
            ? Words{"Satu ulangan saja: satu jalan yang mungkin, tanpa rentang; kolom kuantil kosong.",
                    "One replicate: one possible course without a range; columns of quantiles are empty."}
        : result.covers_parameters()
            ? Words{"Kuantil memuat kebetulan dan ketidakpastian parameter: tiap ulangan punya himpunan parameternya.",
                    "Quantiles cover chance and what the parameters leave open: each replicate has its parameter set."}
            : Words{"Kuantil memuat kebetulan saja, dengan satu himpunan parameter.",
                    "Quantiles cover chance alone, with one set of parameters."});
    if (const Words none = left_out(inputs.city); !none.id.empty()) source.notes.push_back(none);
    if (const std::string by = attribution_of(inputs.files); !by.empty())
        source.notes.push_back(Words{"Sumber peta: ", "Map data: "} + Words{by + ".", by + "."});
    add_common_notes(given, formats, source);
    source.digests = {{"content_sha256", result.about("content_sha256")},
                      {"inputs_sha256", result.about("inputs_sha256")}};
    return source;
}

ExportSource source_of(const ExportCommand& given, const std::vector<std::string>& formats, const StoredSweep& sweep)
{
    ExportSource source{"Layak: " + sweep.city_name(), {}, {}};
    const std::string rows = std::to_string(sweep.rows()), replicates = std::to_string(sweep.replicates());
    source.notes.push_back(
        {"Simulasi beragam (layak sweep): " + rows + " baris rancangan, " + replicates + " ulangan tiap baris.",
         "A sweep (layak sweep): " + rows + " rows of the design, " + replicates + " replicates of each."});
    if (const Words few = caution_of(sweep.replicates()); !few.id.empty())
        source.notes.push_back(
            few + Words{"rentang dan peluang masih kasar, dan apa yang cukup belum pasti; mintalah 200 ulangan.",
                        "ranges and chances are rough, and what is enough is not sure; ask for 200 replicates."});
    add_common_notes(given, formats, source);
    const auto about = [&](const char* name) { return sweep.file().attribute<std::string>(name).value_or(""); };
    source.digests = {{"content_sha256", about("content_sha256")}, {"inputs_sha256", about("inputs_sha256")}};
    return source;
}

void say_what_was_written(const ExportCommand& given, const fs::path& folder,
                          const std::vector<ExportFolder::Finished>& files)
{
    if (given.json) {
        nlohmann::ordered_json json = {{"folder", folder.string()}, {"files", nlohmann::ordered_json::array()}};
        for (const auto& file : files) json["files"].push_back({{"name", file.name}, {"bytes", file.bytes}});
        return print(json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
    }
    if (given.quiet) return;
    const Language language = given.language();
    std::uintmax_t bytes = 0;
    for (const auto& file : files) bytes += file.bytes;
    const std::string size = number(static_cast<double>(bytes) / 1e6, 1, language) + " MB";
    const std::string count = number(static_cast<double>(files.size()), 0, language), at = printable(folder.string());
    print(Words{at + ": " + count + " berkas, " + size + ". README.md di dalamnya menjelaskan tiap berkas dan kolom.\n",
                at + ": " + count + " files, " + size + ". README.md in it explains every file and column.\n"}
              .in(language));
}

/// Does the work; on a signal nothing is left of it.
template <class Write>
void write_export(const ExportCommand& given, const fs::path& folder, const ExportSource& source, Write write)
{
    listen_for_stop();
    try {
        ExportFolder to(folder, given.force);
        write(to);
        say_what_was_written(given, folder, to.finish(source));
    } catch (const sim::Interrupted&) {
        const Words said{"layak: dihentikan; tidak ada yang ditulis\n", "layak: stopped; nothing was written\n"};
        std::fputs(said.in(given.language()).c_str(), stderr);
        throw Exit{stop_status()};
    }
}

/// \throws Exit where an option would have no effect
ExportOptions options_of(const ExportCommand& given, const std::vector<std::string>& formats)
{
    if (std::find(formats.begin(), formats.end(), "csv") == formats.end())
        for (const auto& [option, is_given] :
             {std::pair{"--replicates", given.replicates}, std::pair{"--csv-style id", given.csv_style == "id"}})
            if (is_given)
                refuse(Words{std::string(option) + ": hanya untuk csv; tambahkan --format csv",
                             std::string(option) + ": for csv alone; add --format csv"},
                       given.language(), wrong_input);
    return {given.language(), given.replicates, given.csv_style == "id"};
}

void export_sweep(const ExportCommand& given, const StoredSweep& sweep)
{
    for (const std::string& format : given.formats)
        if (format != "all" &&
            std::find(formats_of_sweeps.begin(), formats_of_sweeps.end(), format) == formats_of_sweeps.end())
            refuse({"--format " + format +
                        ": hasil layak sweep tidak menyimpan keadaan tiap lembaga; dikenal: csv, xlsx. "
                        "Untuk peta dan jaringan, ekspor hasil layak run atau compare",
                    "--format " + format +
                        ": a result of layak sweep does not keep the state of institutions; accepted: csv, "
                        "xlsx. For maps and networks export a result of layak run or compare"},
                   given.language(), wrong_input);
    const auto formats = chosen_formats(given, formats_of_sweeps);
    const fs::path folder = checked_folder(given, sweep.path());
    const ExportOptions options = options_of(given, formats);
    const RepeatableSweep source(sweep);
    commitment::Design design = source.design().design;
    sim::Findings wrong;
    put_goals(given.goals, source.design().inputs.city, design, wrong);
    wrong.throw_if_failed();
    const SweepGoals goals = goals_of(design, source.design().inputs.city);
    write_export(given, folder, source_of(given, formats, sweep), [&](ExportFolder& to) {
        const SweepExport of{source, sweep, options, to};
        const SweepFindings findings(of, goals);
        for (const std::string& format : formats)
            format == "csv" ? export_csv(of, findings) : export_xlsx(of, findings);
    });
}

/// Maps need kelurahan that have a place: without, they are refused, or left out of all.
void leave_out_maps(const ExportCommand& given, const StoredResult& result, std::vector<std::string>& formats)
{
    const auto is_map = [](const std::string& format) { return format == "geojson" || format == "gpkg"; };
    if (std::none_of(formats.begin(), formats.end(), is_map) || !mapped_kelurahan(result).empty()) return;
    const Words why{"kelurahan kota ini tidak punya batas (boundaries.geojson) atau titik (longitude, latitude)",
                    "no kelurahan of this city has an outline (boundaries.geojson) or a point (longitude, latitude)"};
    for (const std::string& format : given.formats)
        if (is_map(format))
            refuse(Words{"--format " + format + ": ", "--format " + format + ": "} + why, given.language(),
                   wrong_input);
    std::erase_if(formats, is_map);
    const Words note = Words{"layak: tanpa peta: ", "layak: without maps: "} + why + Words{"\n", "\n"};
    if (!given.quiet) std::fputs(note.in(given.language()).c_str(), stderr);
}

void export_run(const ExportCommand& given, const StoredResult& result)
{
    static const std::pair<const char*, void (*)(const RunExport&)> writers[] = {
        {"csv", export_csv},          {"xlsx", export_xlsx},       {"gexf", export_gexf},
        {"graphml", export_graphml},  {"geojson", export_geojson}, {"gpkg", export_geopackage},
        {"paraview", export_paraview}};
    auto formats = chosen_formats(given, every_format);
    leave_out_maps(given, result, formats);
    const fs::path folder = checked_folder(given, result.path());
    const StoredRun run(open_result(given.result));
    const Inputs& inputs = run.inputs();
    result.require_agreement(inputs);
    const ExportedComparison compared(run);
    const ExportOptions options = options_of(given, formats);
    write_export(given, folder, source_of(given, formats, result, inputs), [&](ExportFolder& to) {
        const RunExport of{result, inputs, compared, options, to};
        for (const auto& [format, write] : writers)
            if (std::find(formats.begin(), formats.end(), format) != formats.end()) write(of);
    });
}

void export_result(const ExportCommand& given)
{
    OpenedResult result = open_result(given.result);
    if (result.layout == "layak-sweep-1")
        export_sweep(given, StoredSweep(std::move(result)));
    else {
        refuse_goals_of_runs(given.goals);
        export_run(given, StoredResult(std::move(result)));
    }
}

} // namespace

void add_export(CLI::App& layak)
{
    auto given = std::make_shared<ExportCommand>();
    CLI::App* const verb = layak.add_subcommand(
        "export", "A result as files for other programs: Excel, QGIS, Gephi, ParaView, R, Python; without a new run");
    verb->add_option("RESULTS", given->result, "A result of run or compare; of a sweep its folder or result.nc")
        ->required()
        ->option_text(" ");
    std::vector<std::string> formats = every_format;
    formats.emplace_back("all");
    verb->add_option("--format", given->formats,
                     "csv (tidy tables), xlsx (Excel), gexf (Gephi, over time), graphml (network at the end), geojson "
                     "(map at the end, points over time), gpkg (QGIS, over time), paraview (network over time), all. "
                     "May be given often")
        ->check(accept_one_of(formats))
        ->option_text("FORMAT ... [all]")
        ->allow_extra_args(false);
    verb->add_option("-o,--out", given->output, "The folder to be made; else beside the result")
        ->check(accept_not_empty)
        ->option_text("DIR [RESULTS-export]");
    verb->add_flag("--force", given->force, "Replace an existing export (nothing but an export)");
    verb->add_flag("--replicates", given->replicates, "csv: every replicate's outcomes of the city, too");
    verb->add_option("--csv-style", given->csv_style,
                     "csv: plain (commas, decimal points) or id (for Excel in Indonesian: byte order mark, semicolons, "
                     "decimal commas)")
        ->check(accept_one_of({"plain", "id"}))
        ->option_text("plain|id [plain]");
    add_goals(*verb, given->goals, "[the sweep's]");
    add_quiet(*verb, *given);
    add_json(*verb, *given, "What was written");
    add_language(*verb, *given);
    verb->footer("Examples:\n  layak export compare-top-down.nc\n"
                 "  layak export compare-top-down.nc --format xlsx --format gpkg -o for-bappeda\n"
                 "  layak export training --goal \"formal.kelurahan >= 60\" --chance 0.9      (of a sweep)\n"
                 "The folder has a README.md with every file, column and unit in both languages. Names of sheets and "
                 "layers are in\nthe language of --lang. Of a sweep there are csv and xlsx.");
    verb->callback([given] { export_result(*given); });
}

} // namespace layak
