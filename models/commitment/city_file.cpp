#include "models/commitment/city_file.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>

#include "models/commitment/city_graph.hpp"
#include "models/commitment/institutions_file.hpp"
#include "models/commitment/links_file.hpp"
#include "models/commitment/outcomes.hpp"
#include "models/commitment/outlines_file.hpp"
#include "models/commitment/parts_of_city_file.hpp"
#include "models/commitment/plan_file.hpp"
#include "sim/text/csv.hpp"
#include "sim/text/file.hpp"
#include "sim/text/file_trouble.hpp"
#include "sim/text/number.hpp"
#include "sim/text/toml.hpp"
#include "sim/text/utf8.hpp"

namespace commitment {
namespace {

using sim::Words;
namespace fs = std::filesystem;

void read_parameters(const sim::TomlTable& root, City& city)
{
    const auto table = root.table("parameters");
    if (!table) return;
    const std::vector<std::string> names = parameter_names();
    const Words a_number{"harus berupa angka seperti 0.3", "a number like 0.3 is expected"};
    for (const sim::TomlLeaf& leaf : table->leaves(a_number)) {
        const ParameterInfo* const parameter = find_parameter(leaf.path);
        if (parameter == nullptr) {
            table->error(leaf.path,
                         Words{"tidak ada parameter dengan nama itu (daftarnya: layak run --help-parameters)",
                               "no parameter has this name (the list: layak run --help-parameters)"} +
                             sim::did_you_mean(leaf.path, names));
            continue;
        }
        const auto* const value = std::get_if<double>(&leaf.value);
        if (value == nullptr) {
            table->error(leaf.path, a_number);
            continue;
        }
        if (Words wrong = objection_to(*parameter, *value); !wrong.empty())
            table->error(leaf.path, std::move(wrong));
        else if (Words remark = remark_on(*parameter, *value); !remark.empty())
            table->note(leaf.path, std::move(remark));
        city.parameters.*parameter->member = *value;
    }
}

void read_costs_and_weights(const sim::TomlTable& root, City& city)
{
    const auto costs = root.table("unit_costs");
    if (costs || !root.has("unit_costs")) city.unit_costs = default_unit_costs();
    if (costs) {
        for (std::size_t lever = 0; lever < unit_lever_count; ++lever)
            if (const std::string_view name = lever_table()[lever].name; costs->has(name))
                city.unit_costs[lever] =
                    costs->number(name, {.lowest = 0, .highest = 1e15}).value_or(unknown_unit_costs()[lever]);
        costs->finish();
    }
    if (const auto weights = root.table("index_weights")) {
        double sum = 0;
        for (std::size_t k = 0; k < indicator_names.size(); ++k) {
            if (const auto weight = weights->number(indicator_names[k], {.lowest = 0, .highest = 1e9}))
                city.index_weights[k] = *weight;
            sum += city.index_weights[k];
        }
        if (sum <= 0) weights->error_here({"semua bobot 0", "all weights are 0"});
        weights->finish();
    }
}

/// "kec-utara, kel-melati, kel-mawar, …"
std::string first_ids(const City& city, const std::vector<std::size_t>& which)
{
    constexpr std::size_t most = 3;
    std::string list;
    for (std::size_t k = 0; k < std::min(most, which.size()); ++k)
        list += (list.empty() ? "" : ", ") + city.institutions[which[k]].id;
    return which.size() > most ? list + ", …" : list;
}

void analyse_graph(const City& city, const std::string& shown_name, const std::string& links_name,
                   sim::Findings& findings)
{
    if (city.links.empty()) {
        findings.warning(links_name, 0, "", "",
                         {"tidak ada satu pun ikatan antarlembaga", "there is not a single link between institutions"});
        return;
    }
    const sim::AgentGraph graph = graph_of(city);
    std::size_t root = 0;
    while (root < city.institutions.size() && city.institutions[root].kind != Kind::city) ++root;
    const std::vector<bool> reached = sim::reachable_from(graph, root);
    std::vector<std::size_t> unreached;
    for (std::size_t i = 0; i < city.institutions.size(); ++i)
        if (is_staffed(city.institutions[i].kind) && !reached[i]) unreached.push_back(i);
    if (unreached.size() == 1) {
        const Institution& only = city.institutions[unreached.front()];
        findings.warning(shown_name, only.line, "id", sim::in_quotes(only.id),
                         {"tidak ada ikatan yang sampai ke lembaga ini dari kota",
                          "no path of links leads from the city to this institution"});
    } else if (!unreached.empty()) {
        const std::string n = std::to_string(unreached.size());
        const std::string first = first_ids(city, unreached);
        findings.warning(links_name, 0, "", "",
                         {n + " lembaga tidak terjangkau dari kota melalui ikatan: " + first,
                          "no path of links leads from the city to " + n + " institutions: " + first});
    }
    const std::vector<int> component = sim::components(graph);
    const int parts = component.empty() ? 0 : *std::max_element(component.begin(), component.end()) + 1;
    if (parts > 1)
        findings.warning(
            shown_name, 0, "", "",
            {"jejaring lembaga terpecah menjadi " + std::to_string(parts) + " bagian yang tidak terhubung",
             "the network of institutions falls into " + std::to_string(parts) + " parts that nothing connects"});
}

/// A table of what was computed (comparison, events, sensitivity, target), which its first columns tell.
bool is_table_of_results(const fs::path& path)
{
    std::error_code failed;
    if (!fs::is_regular_file(path, failed)) return false;
    char begin[32] = {}; // the file may be huge
    std::ifstream(path, std::ios::binary).read(begin, sizeof begin);
    const std::string_view line(begin, sizeof begin);
    return line.starts_with("plan,") || line.starts_with("amount,confirmation,");
}

/// A misspelt file is no file of the city's, and nobody would notice that it is not read.
void warn_of_unknown_files(const fs::path& folder, sim::Findings& findings)
{
    constexpr std::size_t most = 20;
    std::vector<std::string> known(city_files().begin(), city_files().end());
    known.emplace_back("parameters.csv"); // where calibrated parameters are kept; --parameters reads them
    std::vector<std::string> unknown;
    std::error_code failed;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
        const std::string name = entry->path().filename().string();
        std::string type = entry->path().extension().string();
        std::transform(type.begin(), type.end(), type.begin(), [](unsigned char c) { return std::tolower(c); });
        std::error_code unreadable;
        if (const std::array<std::string, 2> folders = {"plans", "designs"};
            entry->is_directory(unreadable) && std::find(folders.begin(), folders.end(), name) == folders.end())
            if (const std::string near = sim::nearest(name, folders); !near.empty())
                findings.warning(entry->path().string(), 0, "", "",
                                 {"folder ini tidak dibaca; mungkin maksudnya \"" + near + "\"?",
                                  "this folder is not read; did you mean \"" + near + "\"?"});
        if ((type == ".csv" || type == ".toml" || type == ".geojson") && name[0] != '.' &&
            std::find(known.begin(), known.end(), name) == known.end() && !entry->is_directory(unreadable) &&
            !is_table_of_results(entry->path()))
            unknown.push_back(name);
    }
    for (const char* const optional : {"links.csv", "observed.csv"}) // the others must be there, and say so
        if (const std::string workbook = sim::workbook_instead_of(folder / optional); !workbook.empty())
            findings.warning((folder / workbook).string(), 0, "", "",
                             {"tidak dibaca; simpanlah sebagai \"CSV UTF-8\" dengan nama " + std::string(optional),
                              "is not read; save it as \"CSV UTF-8\" under the name " + std::string(optional)});
    std::sort(unknown.begin(), unknown.end());
    for (std::size_t i = 0; i < std::min(most, unknown.size()); ++i)
        findings.warning((folder / unknown[i]).string(), 0, "", "",
                         Words{"berkas dengan nama ini tidak dibaca", "a file of this name is not read"} +
                             sim::did_you_mean(unknown[i], known) + Words{"; ", "; "} + sim::accepted(known) +
                             Words{"; rencana ada di plans/", "; plans are in plans/"});
    if (unknown.size() > most)
        findings.warning(folder.string(), 0, "", "",
                         {"dan " + std::to_string(unknown.size() - most) + " berkas lain yang tidak dibaca",
                          "and " + std::to_string(unknown.size() - most) + " more files that are not read"});
}

} // namespace

std::span<const std::string> city_files()
{
    static const std::vector<std::string> names = {"city.toml",    "institutions.csv",  "adjacency.csv",
                                                   "links.toml",   "links.csv",         "history.toml",
                                                   "observed.csv", "expectations.toml", "boundaries.geojson"};
    return names;
}

sim::Words no_folder(const fs::path& folder)
{
    std::error_code ignored;
    if (fs::exists(folder, ignored)) return {"ini berkas; tulis folder kota", "this is a file; name a city's folder"};
    return sim::no_such_folder(folder);
}

namespace {

/// \param findings  the city's alone: whether it is good hangs on no other file of the command
City read_folder(const fs::path& folder, sim::Findings& findings)
{
    City city;
    city.unit_costs = unknown_unit_costs();
    std::error_code ignored;
    city.id = fs::weakly_canonical(folder, ignored).filename().string();
    const auto shown = [&](std::string_view name) { return (folder / name).string(); };
    if (!fs::is_directory(folder, ignored)) {
        findings.error(folder.string(), 0, "", "", no_folder(folder));
        return city;
    }
    if (!fs::exists(fs::symlink_status(folder / "city.toml", ignored))) {
        findings.error(folder.string(), 0, "", "",
                       {"bukan folder kota: tidak ada city.toml yang dapat dibaca di dalamnya",
                        "is no city's folder: there is no city.toml in it that can be read"});
        return city;
    }
    for (const std::string& name : city_files()) {
        if (!fs::is_symlink(fs::symlink_status(folder / name, ignored))) continue;
        if (!fs::exists(folder / name, ignored))
            findings.error(shown(name), 0, "", "",
                           {"tautan yang tidak menuju ke berkas apa pun", "a link that leads to no file"});
        else if (!sim::lies_within(folder / name, folder))
            findings.error(shown(name), 0, "", "",
                           {"tautan yang keluar dari folder kota", "a link that leads out of the city's folder"});
    }
    if (findings.failed()) return city;

    const sim::TomlFile file = sim::read_toml(folder / "city.toml", shown("city.toml"), findings);
    const sim::TomlTable& root = file.root();
    root.require("name");
    city.name = root.text("name").value_or(city.id);
    if (city.name.empty()) root.error("name", {"nama kosong", "the name is empty"});
    city.code = root.text("code").value_or("");
    root.require("start");
    const auto start = root.month("start");
    city.start = start.value_or(sim::Month(2015, 1));
    city.assumed = read_assumed(root);
    const UnreadIds unread = read_institutions(folder / "institutions.csv", shown("institutions.csv"), city, findings);
    const InstitutionNames names(city, unread);
    read_adjacency(folder / "adjacency.csv", shown("adjacency.csv"), names, city, findings);
    read_links(folder / "links.toml", shown("links.toml"), folder / "links.csv", shown("links.csv"), names, city,
               findings);
    read_initial(root, names, city);
    read_parameters(root, city);
    if (!file.failed()) read_costs_and_weights(root, city);
    static_cast<void>(root.has("expect"));       // read by read_expectations
    static_cast<void>(root.text("attribution")); // whose the points and outlines are: for who draws them
    root.finish();

    city.history = read_history(folder / "history.toml", shown("history.toml"), city.unit_costs, findings);
    if (!findings.failed() && city.history.to - city.start >= most_months)
        findings.error(shown("history.toml"), city.history.to_line, "to", sim::in_quotes(to_text(city.history.to)),
                       {"lebih dari 500 tahun setelah awal kota, " + to_text(city.start),
                        "more than 500 years after the city's start, " + to_text(city.start)});
    if (!findings.failed() && city.history.from < city.start)
        findings.note(shown("history.toml"), city.history.from_line, "from", sim::in_quotes(to_text(city.history.from)),
                      {"sebelum kota mulai dijalankan (" + to_text(city.start) + "): bulan-bulan itu tidak dijalankan",
                       "before the city's start (" + to_text(city.start) + "): those months are not run"});
    if (fs::exists(folder / "observed.csv", ignored))
        read_observed(folder / "observed.csv", shown("observed.csv"), unread.none(), start.has_value(), city, findings);
    city.has_outlines = fs::exists(folder / "boundaries.geojson", ignored);
    if (city.has_outlines)
        check_outlines(folder / "boundaries.geojson", shown("boundaries.geojson"), city, unread.none(), findings);
    warn_of_unknown_files(folder, findings);
    if (!findings.failed()) analyse_graph(city, shown("institutions.csv"), shown("links.toml"), findings);
    return city;
}

} // namespace

City read_city(const fs::path& folder, sim::Findings& findings)
{
    sim::Findings own;
    City city = read_folder(folder, own);
    findings.add_new(own);
    return city;
}

std::optional<fs::path> city_of(const fs::path& path)
{
    std::error_code failed;
    fs::path folder = fs::absolute(path, failed).lexically_normal();
    if (failed) return std::nullopt;
    if (!fs::is_directory(folder, failed)) folder = folder.parent_path();
    for (;; folder = folder.parent_path()) {
        if (fs::exists(folder / "city.toml", failed)) return folder;
        if (folder == folder.parent_path()) return std::nullopt;
    }
}

Words objection_to(const ParameterInfo& parameter, double value)
{
    return sim::objection(value, {.lowest = parameter.possible.lowest,
                                  .highest = parameter.possible.highest,
                                  .lowest_excluded = parameter.lowest_excluded})
        .value_or(Words{});
}

Words remark_on(const ParameterInfo& parameter, double value)
{
    if (parameter.structural || (parameter.prior.lowest <= value && value <= parameter.prior.highest)) return {};
    const std::string low = sim::readable(parameter.prior.lowest);
    const std::string high = sim::readable(parameter.prior.highest);
    return {"di luar rentang lazim " + low + " sampai " + high + " (diterima)",
            "outside the prior range " + low + " to " + high + " (accepted)"};
}

std::vector<std::string> parameter_names()
{
    std::vector<std::string> names;
    for (const ParameterInfo& row : parameter_table()) names.emplace_back(row.name);
    return names;
}

} // namespace commitment
