#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "models/commitment/city_file.hpp"
#include "models/commitment/plan_file.hpp"
#include "tools/layak/city_expectations.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/expectation_report.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/next_steps.hpp"
#include "tools/layak/progress.hpp"
#include "tools/layak/result_file.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Words;

struct ValidateOptions : CommonOptions
{
    std::vector<std::string> files;
    bool run = false;
};

/// What was read without a mistake.
struct Checked
{
    std::optional<Inputs> inputs;
    std::vector<commitment::Design> designs;
    CityExpectations expected;
};

std::string good_news(const Checked& checked, const ValidateOptions& given)
{
    const sim::Language language = given.language();
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
    if (const std::size_t n = checked.expected.expectations.list.size(); n > 0 && !given.run)
        out += language == sim::Language::id ? "harapan: " + std::to_string(n) + " dapat diperiksa (--run)\n"
                                             : "expectations: " + std::to_string(n) + " can be checked (--run)\n";
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
        else if (path.filename().string()[0] != '.' && path.extension() != ".csv" && path.extension() != ".md" &&
                 !begins_as_result(path))
            findings.warning(
                path.string(), 0, "", "",
                {"tidak dibaca: namanya tidak berakhir dengan .toml", "is not read: its name does not end in .toml"});
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// Files that are checked together: those of one city.
struct Group
{
    std::string city; ///< empty: the one above the files, if there is one
    std::vector<std::string> plans;
    std::vector<std::string> designs;
    bool whole = false; ///< these are all that the city has
    bool named = false; ///< the city itself was given: its own expectations are meant too
};

/// The city's folder, if a file means the city itself: its folder, or a file in it that belongs to no plan or design.
std::optional<std::string> city_meant(const std::string& file)
{
    std::error_code failed;
    const fs::path path(file);
    if (fs::is_directory(path, failed)) return file;
    const auto known = commitment::city_files();
    const bool of_city = std::find(known.begin(), known.end(), path.filename().string()) != known.end();
    if (!of_city || !fs::exists(path, failed)) return std::nullopt;
    return path.has_parent_path() ? path.parent_path().string() : ".";
}

/// Every file to its city; of a city that is named all its plans and designs, if none of them is.
std::vector<Group> sort_out(const ValidateOptions& given, sim::Findings& findings)
{
    std::vector<Group> groups;
    if (!given.city.empty()) groups.push_back({given.city, {}, {}});
    const auto group_of = [&](const std::string& city) -> Group& {
        std::error_code failed;
        for (Group& group : groups)
            if (city == group.city || fs::equivalent(city, group.city, failed)) return group;
        return groups.emplace_back(Group{city, {}, {}});
    };
    for (const std::string& file : given.files) {
        const auto city = city_meant(file);
        if (!city) continue;
        group_of(*city).named = true;
        if (!given.city.empty() && groups.size() > 1) {
            findings.error(file, 0, "", "", {"kota lain dari yang disebut --city", "another city than --city says"});
            return {};
        }
    }
    const bool one_city = groups.size() == 1;
    for (const std::string& file : given.files) {
        if (city_meant(file)) continue;
        const auto own = one_city ? std::nullopt : commitment::city_of(file);
        Group& group = one_city ? groups.front() : group_of(own ? fs::relative(*own).string() : "");
        (is_design(file) ? group.designs : group.plans).push_back(file);
    }
    for (Group& group : groups) {
        if (!group.plans.empty() || !group.designs.empty()) continue;
        group.plans = files_in(fs::path(group.city) / "plans", findings);
        group.designs = files_in(fs::path(group.city) / "designs", findings);
        group.whole = group.named = true;
    }
    return groups;
}

/// What was found as JSON for machines: reasons in both languages.
nlohmann::ordered_json as_json(const sim::Findings& findings)
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
    return json;
}

/// Warns of observations that no run of the city's plans comes to.
void warn_of_observations_never_compared(const Inputs& inputs, sim::Findings& findings)
{
    if (inputs.plans.empty()) return;
    const auto last = std::max_element(inputs.plans.begin(), inputs.plans.end(), [](const auto& a, const auto& b) {
                          return a.to < b.to;
                      })->to;
    const std::string end = to_text(last);
    for (const commitment::Observation& seen : inputs.city.observed)
        if (seen.month > last)
            findings.warning((inputs.city_folder / "observed.csv").string(), seen.line, "month",
                             "\"" + to_text(seen.month) + "\"",
                             {"setelah semua rencana kota ini berakhir (" + end + "): tidak pernah dibandingkan",
                              "after every plan of this city has ended (" + end + "): it is never compared"});
}

/// Reads all files of a group, each whatever the others say. \param findings  receives what there is to say, once
Checked check(const Group& group, const ValidateOptions& given, sim::Findings& findings)
{
    Checked out;
    const auto read = [&](const auto& act) {
        sim::Findings own;
        try {
            act(own);
        } catch (const sim::InputError& error) {
            own = error.findings;
        }
        findings.add_new(own); // the city's come with each of its files
    };
    if (!group.plans.empty() || group.designs.empty())
        read([&](sim::Findings& own) {
            out.inputs = read_inputs(group.plans, group.city, given.settings, given.parameters, own);
            if (group.whole) warn_of_observations_never_compared(*out.inputs, own);
        });
    for (const std::string& design : group.designs)
        read([&](sim::Findings& own) {
            // With --run settings are of what is run, which no design is: one may vary the same.
            const std::vector<std::string> settings = given.run ? std::vector<std::string>{} : given.settings;
            ReadDesign of = read_design_and_plans(design, group.city, settings, "", own);
            out.designs.push_back(std::move(of.design));
            if (group.plans.empty() && !out.inputs) {
                out.inputs = std::move(of.inputs);
                out.inputs->plans.clear(); // they are not what was asked about
            }
        });
    const std::string city = out.inputs ? out.inputs->city_folder.string() : group.city;
    if (!city.empty())
        read([&](sim::Findings& own) {
            out.expected =
                read_city_expectations({city, group.named, group.plans, given.settings, given.parameters}, own);
        });
    return out;
}

/// Runs what the expectations need and says which hold. \return the exit status
int run_expectations(const std::vector<Checked>& checked, const ValidateOptions& given, nlohmann::ordered_json& json)
{
    const sim::Language language = given.language();
    std::size_t all = 0;
    std::size_t broken = 0;
    std::size_t open = 0;
    for (const Checked& one : checked) {
        if (one.expected.expectations.list.empty()) continue;
        commitment::CheckOptions options;
        options.replicates = given.replicates;
        options.seed = given.seed;
        options.threads = given.threads;
        if (one.expected.sets) options.sets = &*one.expected.sets;
        std::vector<commitment::Checked> seen;
        {
            Progress progress({"Memeriksa", "Checking"}, language, !given.quiet);
            options.progress = [&](double share) { progress.tell(share); };
            seen = check(one.expected.city, one.expected.expectations, options);
        }
        const ExpectationReport report{one.expected, seen, given.seed};
        all += seen.size();
        broken += report.count(commitment::Verdict::broken);
        open += report.count(commitment::Verdict::open);
        if (given.json)
            json.push_back(expectation_json(report));
        else
            print(expectation_table(report, given.quiet, language, terminal_columns()));
    }
    if (all == 0 && !given.quiet)
        std::fputs(language == sim::Language::id ? "tidak ada harapan ([[expect]]) untuk diperiksa\n"
                                                 : "there are no expectations ([[expect]]) to check\n",
                   stderr);
    return broken > 0 ? failed : open > 0 ? try_again : done;
}

void validate(const ValidateOptions& given)
{
    const sim::Language language = given.language();
    if (given.run) nothing_is_written_on_stop(language);
    sim::Findings findings;
    std::vector<Checked> checked;
    for (const Group& group : sort_out(given, findings)) checked.push_back(check(group, given, findings));
    nlohmann::ordered_json json = as_json(findings);
    int status = findings.failed() ? wrong_input : done;
    if (!given.json) {
        findings.throw_if_failed();
        if (!given.quiet) {
            std::fputs(to_text(findings, language).c_str(), stderr);
            for (const Checked& one : checked) print(good_news(one, given));
        }
    }
    if (given.run && status == done)
        status = run_expectations(checked, given, json["run"] = nlohmann::ordered_json::array());
    if (!given.json && !given.quiet)
        for (const Checked& one : checked) print(next_steps(*one.inputs, language));
    if (given.json) print(json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
    if (status != done) throw Exit{status};
}

} // namespace

void add_validate(CLI::App& layak)
{
    auto given = std::make_shared<ValidateOptions>();
    CLI::App* const verb = layak.add_subcommand(
        "validate",
        "Checks a city, plans and designs; says what is wrong, where, and what is accepted; with --run also their "
        "expectations");
    verb->add_option("FILE", given->files, "Folders of cities (with all their plans and designs), or plans, or designs")
        ->required()
        ->option_text("...");
    add_city(*verb, *given);
    add_settings(*verb, *given);
    CLI::Option* const run = verb->add_flag(
        "--run", given->run, "Then run what the expectations ([[expect]]) need, and say which of them hold");
    add_simulation(*verb, *given);
    for (const char* const name : {"--replicates", "--seed", "--parameters", "--threads"})
        verb->get_option(name)->needs(run);
    verb->get_option("--replicates")->description("Replicates of each run that the expectations need");
    verb->add_flag("--quiet", given->quiet, "Say nothing where all is good");
    verb->add_flag("--json", given->json, "What was found as JSON on stdout, in both languages");
    add_language(*verb, *given);
    verb->footer("Examples:\n  layak validate scenarios/kota-serang\n  layak validate --run scenarios/kota-serang\n"
                 "Exit status: 0 good (there may be notes and warnings) and no expectation fails, 1 an expectation is "
                 "broken,\n2 something in the files is wrong, 75 so many replicates cannot tell of an expectation.");
    verb->callback([given] { validate(*given); });
}

} // namespace layak
