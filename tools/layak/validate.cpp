#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "models/commitment/city_file.hpp"
#include "models/commitment/plan_file.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Words;

struct ValidateOptions : CommonOptions
{
    std::vector<std::string> files;
};

/// What was read without a mistake.
struct Checked
{
    std::optional<Inputs> inputs;
    std::vector<commitment::Design> designs;
};

std::string good_news(const Checked& checked, sim::Language language)
{
    const Inputs& inputs = *checked.inputs;
    const commitment::City& city = inputs.city;
    std::size_t posts = 0;
    long long families = 0;
    for (const commitment::Institution& institution : city.institutions)
        posts += static_cast<std::size_t>(institution.posts()), families += institution.families;
    const std::string counts[] = {std::to_string(city.institutions.size()), std::to_string(posts),
                                  std::to_string(families), std::to_string(city.links.size())};
    std::string out = inputs.city_folder.string() + ": ";
    out += language == sim::Language::id ? "baik (" + counts[0] + " lembaga, " + counts[1] + " jabatan, " + counts[2] +
                                               " keluarga, " + counts[3] + " ikatan)\n"
                                         : "good (" + counts[0] + " institutions, " + counts[1] + " posts, " +
                                               counts[2] + " families, " + counts[3] + " links)\n";
    for (const commitment::Plan& plan : inputs.plans) {
        const std::string n = std::to_string(plan.interventions.size());
        out += plan.id + ": " +
               (language == sim::Language::id ? "baik (" + n + " intervensi, " : "good (" + n + " interventions, ") +
               to_text(plan.from) + (language == sim::Language::id ? " sampai " : " to ") + to_text(plan.to) + ")\n";
    }
    for (const commitment::Design& design : checked.designs)
        out += design.id + (language == sim::Language::id ? ": baik (rancangan, " : ": good (design, ") +
               std::to_string(design.rows.size()) + (language == sim::Language::id ? " baris)\n" : " rows)\n");
    return out;
}

/// Whether a file is a design: it lies among a city's designs, or says what only a design says.
bool is_design(const fs::path& path)
{
    std::error_code failed;
    if (fs::absolute(path, failed).parent_path().filename() == "designs") return true;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("[[factor]]") || line.starts_with("sampling")) return true;
    return false;
}

/// The TOML files of a folder, sorted; of others a warning: they are not read.
std::vector<std::string> files_in(const fs::path& folder, sim::Findings& findings)
{
    std::vector<std::string> files;
    std::error_code failed;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
        const fs::path& path = entry->path();
        if (path.extension() == ".toml")
            files.push_back(path.string());
        else if (path.filename().string()[0] != '.' && path.extension() != ".csv" && path.extension() != ".md")
            findings.warning(
                path.string(), 0, "", "",
                {"tidak dibaca: namanya tidak berakhir dengan .toml", "is not read: its name does not end in .toml"});
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// A folder, or a file in it that belongs to the city itself, means the city; any other TOML file is a design or a
/// plan.
void sort_out(const ValidateOptions& given, std::string& city, std::vector<std::string>& plans,
              std::vector<std::string>& designs, sim::Findings& findings)
{
    for (const std::string& file : given.files) {
        std::error_code failed;
        const fs::path path(file);
        const std::string name = path.filename().string();
        const auto known = commitment::city_files();
        const bool of_city = std::find(known.begin(), known.end(), name) != known.end();
        if (fs::is_directory(path, failed) || (of_city && fs::exists(path, failed))) {
            const std::string folder = fs::is_directory(path, failed) ? file
                                       : path.has_parent_path()       ? path.parent_path().string()
                                                                      : ".";
            if (!city.empty() && !fs::equivalent(city, folder, failed))
                findings.error(file, 0, "", "", {"satu kota saja setiap kali", "one city at a time"});
            else
                city = folder;
        } else if (is_design(path)) {
            designs.push_back(file);
        } else {
            plans.push_back(file);
        }
    }
}

/// What was found as JSON for machines: reasons in both languages.
std::string as_json(const sim::Findings& findings)
{
    static const char* const severities[] = {"note", "warning", "error"};
    nlohmann::ordered_json json;
    json["good"] = !findings.failed();
    json["findings"] = nlohmann::ordered_json::array();
    for (const sim::Finding& finding : findings.all()) {
        nlohmann::ordered_json entry = {{"severity", severities[static_cast<int>(finding.severity)]},
                                        {"file", finding.file}};
        if (finding.line > 0) entry["line"] = finding.line;
        if (!finding.key.empty()) entry["key"] = finding.key;
        if (!finding.found.empty()) entry["found"] = finding.found;
        entry["reason"] = {{"id", finding.reason.id}, {"en", finding.reason.en}};
        json["findings"].push_back(std::move(entry));
    }
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

/// Reads all files, each whatever the others say. \param findings  receives what there is to say, once
Checked check(const ValidateOptions& given, sim::Findings& findings)
{
    std::string city = given.city;
    std::vector<std::string> plans, designs;
    sort_out(given, city, plans, designs, findings);
    if (findings.failed()) return {};
    if (!city.empty() && plans.empty() && designs.empty()) {
        // A city alone: its plans and designs are checked with it.
        plans = files_in(fs::path(city) / "plans", findings);
        designs = files_in(fs::path(city) / "designs", findings);
    }
    Checked out;
    const auto read = [&](const auto& act) {
        sim::Findings own;
        try {
            act(own);
        } catch (const sim::InputError& error) {
            own = error.findings;
        }
        const std::vector<sim::Finding> known = findings.all(); // the city's come with each of its files
        for (const sim::Finding& finding : own.all())
            if (std::find(known.begin(), known.end(), finding) == known.end()) findings.add(finding);
    };
    if (!plans.empty() || designs.empty())
        read([&](sim::Findings& own) { out.inputs = read_inputs(plans, city, given.settings, "", own); });
    for (const std::string& design : designs)
        read([&](sim::Findings& own) {
            ReadDesign of = read_design_and_plans(design, city, given.settings, "", own);
            out.designs.push_back(std::move(of.design));
            if (plans.empty() && !out.inputs) {
                out.inputs = std::move(of.inputs);
                out.inputs->plans.clear(); // they are not what was asked about
            }
        });
    return out;
}

void validate(const ValidateOptions& given)
{
    const sim::Language language = given.language();
    sim::Findings findings;
    const Checked checked = check(given, findings);
    if (given.json) {
        print(as_json(findings));
        if (findings.failed()) throw Exit{wrong_input};
        return;
    }
    findings.throw_if_failed();
    if (given.quiet) return;
    std::fputs(to_text(findings, language).c_str(), stderr);
    print(good_news(checked, language));
}

} // namespace

void add_validate(CLI::App& layak)
{
    auto given = std::make_shared<ValidateOptions>();
    CLI::App* const verb = layak.add_subcommand(
        "validate", "Checks a city, plans and designs; says what is wrong, where, and what is accepted");
    verb->add_option("FILE", given->files, "A city's folder (with all its plans and designs), or plans, or designs")
        ->required()
        ->option_text("...");
    add_city(*verb, *given);
    add_settings(*verb, *given);
    verb->add_flag("--quiet", given->quiet, "Say nothing where all is good");
    verb->add_flag("--json", given->json, "What was found as JSON on stdout, in both languages");
    add_language(*verb, *given);
    verb->footer("Example:\n  layak validate scenarios/kota-serang\nExit status: 0 good (there may be notes and "
                 "warnings), 2 something is wrong.");
    verb->callback([given] { validate(*given); });
}

} // namespace layak
