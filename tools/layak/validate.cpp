#include <algorithm>
#include <cstdio>
#include <filesystem>
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

std::string good_news(const Inputs& inputs, sim::Language language)
{
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
    return out;
}

/// A folder, or a file in it that belongs to the city itself, means the city; any other TOML file is a plan.
void sort_out(const ValidateOptions& given, std::string& city, std::vector<std::string>& plans, sim::Findings& findings)
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

/// \throws sim::InputError
Inputs read_all(const ValidateOptions& given, sim::Findings& findings)
{
    std::string city = given.city;
    std::vector<std::string> plans;
    sort_out(given, city, plans, findings);
    findings.throw_if_failed();
    if (!city.empty() && plans.empty()) {
        // A city alone: its plans are checked with it.
        std::error_code failed;
        std::vector<std::string> own;
        for (const auto& entry : fs::directory_iterator(fs::path(city) / "plans", failed))
            if (entry.path().extension() == ".toml") own.push_back(entry.path().string());
        std::sort(own.begin(), own.end());
        plans = own;
    }
    return read_inputs(plans, city, given.settings, "", findings);
}

void validate(const ValidateOptions& given)
{
    const sim::Language language = given.language();
    sim::Findings findings;
    if (given.json) {
        try {
            read_all(given, findings);
        } catch (const sim::InputError& error) {
            print(as_json(error.findings));
            throw Exit{wrong_input};
        }
        print(as_json(findings));
        return;
    }
    const Inputs inputs = read_all(given, findings);
    if (!given.quiet) std::fputs(to_text(findings, language).c_str(), stderr);
    if (!given.quiet) print(good_news(inputs, language));
}

} // namespace

void add_validate(CLI::App& layak)
{
    auto given = std::make_shared<ValidateOptions>();
    CLI::App* const verb =
        layak.add_subcommand("validate", "Checks a city and plans; says what is wrong, where, and what is accepted");
    verb->add_option("FILE", given->files, "A city's folder (with all its plans), or plans")
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
