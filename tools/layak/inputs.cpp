#include "tools/layak/inputs.hpp"

#include <algorithm>

#include "models/commitment/city_file.hpp"
#include "models/commitment/plan_file.hpp"
#include "sim/text/file.hpp"
#include "sim/text/file_trouble.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/calibrated_inputs.hpp"
#include "tools/layak/plan_checks.hpp"
#include "tools/layak/result_file.hpp"
#include "tools/layak/settings.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Words;

} // namespace

std::vector<std::string> plans_of(const fs::path& city)
{
    std::vector<std::string> names;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(city / "plans", failed))
        if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

namespace {

/// What a file is where it is no plan at all, or nothing.
Words other_than_plan(const fs::path& path)
{
    std::error_code failed;
    const bool is_folder = fs::is_directory(path, failed);
    const fs::path folder = is_folder ? path : path.parent_path();
    const auto of_city = commitment::city_files();
    const bool is_of_city = is_folder || std::find(of_city.begin(), of_city.end(), path.filename()) != of_city.end();
    if (is_of_city && fs::exists(folder / "city.toml", failed)) {
        if (!is_folder && path.filename() != "city.toml")
            return {"ini berkas kota, bukan rencana", "this is a file of the city, not a plan"};
        std::string plans;
        for (const std::string& plan : plans_of(folder)) plans += (plans.empty() ? "" : ", ") + plan;
        const Words which = plans.empty() ? Words{} : Words{"; rencananya: " + plans, "; its plans: " + plans};
        return Words{"ini kota, bukan rencana", "this is a city, not a plan"} + which;
    }
    if (fs::is_regular_file(path, failed) && begins_as_result(path))
        return {"ini hasil Layak, bukan rencana", "this is a result of Layak, not a plan"};
    return {};
}

FoundPlan checked(const fs::path& path)
{
    std::error_code failed;
    if (!fs::exists(path, failed) && !failed)
        return {{}, {"tautan yang tidak menuju ke berkas apa pun", "a link that leads to no file"}};
    if (sim::first_not_utf8(path.stem().string()) != std::string_view::npos)
        return {{}, {"nama berkas ini bukan UTF-8; beri nama lain", "its name is no UTF-8; give it another one"}};
    const auto own = commitment::city_of(path);
    if (!failed && own && !sim::lies_within(path, *own))
        return {{}, {"tautan yang keluar dari folder kotanya", "a link that leads out of its city's folder"}};
    if (Words other = other_than_plan(path); !other.empty()) return {{}, std::move(other)};
    return {path, {}};
}

} // namespace

FoundPlan find_plan(const std::string& given, const fs::path& city)
{
    std::error_code failed;
    if (fs::exists(fs::symlink_status(given, failed))) return checked(given);
    const bool is_name = given.find('/') == std::string::npos;
    if (!city.empty() && is_name) {
        const std::string name = given.ends_with(".toml") ? given.substr(0, given.size() - 5) : given;
        const fs::path path = city / "plans" / (name + ".toml");
        if (fs::exists(fs::symlink_status(path, failed))) return checked(path);
        const std::vector<std::string> known = plans_of(city);
        const Words others = known.empty()
                                 ? Words{"kota ini tidak punya rencana di plans/", "this city has no plans in plans/"}
                                 : sim::accepted(known);
        return {
            {},
            Words{"tidak ada rencana dengan nama atau berkas itu", "there is no plan of this name, nor such a file"} +
                sim::did_you_mean(name, known) + Words{"; ", "; "} + others};
    }
    if (city.empty() && is_name && !given.ends_with(".toml"))
        return {{},
                {"tidak ada berkas ini di sini; kalau ini nama rencana, sebutkan kotanya: --city FOLDER",
                 "there is no such file here; if it is a plan's name, say of which city: --city FOLDER"}};
    return {{}, sim::no_such_file(given)};
}

namespace {

/// Of --city, before plans are looked for in what is no city. \throws sim::InputError
void require_city(const std::string& folder, sim::Findings& findings)
{
    std::error_code failed;
    if (!fs::is_directory(folder, failed)) {
        findings.error(folder, 0, "", "", commitment::no_folder(folder));
    } else if (!fs::exists(fs::symlink_status(fs::path(folder) / "city.toml", failed))) {
        const auto above = commitment::city_of(folder);
        const Words hint = above ? Words{"; mungkin maksudnya \"" + above->string() + "\"?",
                                         "; did you mean \"" + above->string() + "\"?"}
                                 : Words{};
        findings.error(folder, 0, "", "",
                       Words{"bukan folder kota: tidak ada city.toml di dalamnya",
                             "is no city's folder: there is no city.toml in it"} +
                           hint);
    }
    findings.throw_if_failed();
}

fs::path find_city(const std::vector<std::string>& plans, const std::string& city, sim::Findings& findings)
{
    if (!city.empty()) return city;
    std::error_code failed;
    for (const std::string& plan : plans)
        if (fs::exists(plan, failed))
            if (const auto folder = commitment::city_of(plan)) {
                const fs::path relative = fs::relative(*folder, fs::current_path(failed), failed);
                return failed || relative.empty() || relative.string().starts_with("../../..") ? *folder : relative;
            }
    if (const auto here = commitment::city_of(".")) return fs::relative(*here, failed);
    bool any_file = false;
    for (const std::string& plan : plans)
        any_file = any_file || (fs::exists(plan, failed) && other_than_plan(plan).empty());
    if (plans.empty() || any_file)
        findings.error(plans.empty() ? "--city" : plans.front(), 0, "", "",
                       {"di atasnya tidak ada folder kota (dengan city.toml); sebutkan dengan --city",
                        "no folder above it is a city's (with a city.toml); name it with --city"});
    return {};
}

void add_file(Inputs& inputs, const fs::path& path, const std::string& name)
{
    std::error_code failed;
    if (!fs::exists(path, failed)) return;
    sim::Findings ignored; // it was read before
    if (auto text = sim::read_file(path, name, std::uintmax_t{256} << 20, ignored))
        inputs.files.push_back({name, std::move(*text), path});
}

/// A city that was read, and the plans to be read with it.
struct Asked
{
    std::vector<FoundPlan> plans;
    bool city_is_good = true;
    bool of_any_city = false; ///< the plans may lie in another one
    std::vector<std::string> settings;
    std::string parameters;
};

/// Reads plans, parameter sets and settings into inputs that have their city.
void read_the_rest(Inputs& inputs, const Asked& asked, sim::Findings& findings)
{
    inputs.settings = asked.settings;
    const fs::path history = inputs.city_folder / "history.toml";
    std::error_code absent;
    if (asked.city_is_good && fs::exists(history, absent))
        check_targets(inputs.city.history, history.string(), inputs.city, findings);
    for (const auto& [path, objection] : asked.plans) {
        if (path.empty()) continue;
        const std::string shown = path.string();
        const auto own = asked.of_any_city ? std::nullopt : commitment::city_of(path);
        std::error_code failed;
        if (own && !fs::equivalent(*own, inputs.city_folder, failed))
            findings.error(
                shown, 0, "", "",
                {"rencana ini milik kota lain, " + own->filename().string() + "; pilih kotanya dengan --city",
                 "this plan belongs to another city, " + own->filename().string() + "; choose the city with --city"});
        const std::size_t before = findings.errors();
        inputs.plans.push_back(commitment::read_plan(path, shown, inputs.city.unit_costs, findings));
        if (asked.city_is_good && findings.errors() == before)
            check_plan_against_city(inputs.plans.back(), shown, inputs.city, findings);
        for (std::size_t q = 0; q + 1 < inputs.plans.size(); ++q)
            if (inputs.plans[q].id == inputs.plans.back().id)
                findings.error(shown, 0, "", "",
                               {"dua rencana bernama \"" + inputs.plans[q].id + "\"",
                                "two plans are called \"" + inputs.plans[q].id + "\""});
    }
    const fs::path parameters = sets_asked_for(asked.parameters, inputs.city_folder);
    if (!parameters.empty())
        inputs.sets =
            commitment::read_parameter_sets(parameters, parameters.string(), inputs.city.parameters, findings);
    if (!findings.failed()) apply_settings(inputs, asked.settings, findings);
    findings.throw_if_failed();
    for (std::size_t p = 0; p < inputs.plans.size(); ++p)
        note_idle_amounts(inputs.plans[p], asked.plans[p].path.string(), findings);

    for (const char* const name :
         {"city.toml", "institutions.csv", "adjacency.csv", "links.toml", "links.csv", "history.toml", "observed.csv"})
        add_file(inputs, inputs.city_folder / name, name);
    for (std::size_t p = 0; p < inputs.plans.size(); ++p)
        add_file(inputs, asked.plans[p].path, "plans/" + inputs.plans[p].id + ".toml");
    if (!parameters.empty()) add_file(inputs, parameters, "parameters.csv");
    if (inputs.sets && asked.parameters.empty()) note_if_outdated(inputs, findings);
}

} // namespace

Inputs read_inputs(const std::vector<std::string>& plans, const std::string& city,
                   const std::vector<std::string>& settings, const std::string& parameters, sim::Findings& findings)
{
    Inputs inputs;
    if (!city.empty()) require_city(city, findings);
    inputs.city_folder = find_city(plans, city, findings);
    findings.throw_if_failed();
    Asked asked{{}, true, !city.empty(), settings, parameters};
    for (const std::string& plan : plans) {
        asked.plans.push_back(find_plan(plan, inputs.city_folder));
        if (!asked.plans.back().objection.empty()) findings.error(plan, 0, "", "", asked.plans.back().objection);
    }
    const std::size_t before = findings.errors();
    inputs.city.unit_costs = commitment::unknown_unit_costs();
    if (!inputs.city_folder.empty()) inputs.city = commitment::read_city(inputs.city_folder, findings);
    asked.city_is_good = findings.errors() == before && !inputs.city_folder.empty();
    read_the_rest(inputs, asked, findings);
    return inputs;
}

void carry_outlines(Inputs& inputs)
{
    constexpr const char* name = "boundaries.geojson";
    add_file(inputs, inputs.city_folder / name, name);
}

namespace {

/// Where a design is: the path as given, or a name of a design of the city. \throws sim::InputError
fs::path find_design(const std::string& given, const std::string& city, sim::Findings& findings)
{
    std::error_code failed;
    fs::path path = given;
    // A sweep's folder may well have the design's name.
    if (!fs::is_regular_file(path, failed) && given.find('/') == std::string::npos)
        if (const auto of = city.empty() ? commitment::city_of(".") : fs::path(city))
            for (const char* const ending : {"", ".csv", ".toml"})
                if (const fs::path named = *of / "designs" / (given + ending);
                    fs::is_regular_file(named, failed) || (!fs::exists(path, failed) && *ending == '.'))
                    path = named;
    if (fs::exists(path, failed)) return path;
    findings.error(path.string(), 0, "", "", sim::no_such_file(path));
    findings.throw_if_failed();
    return path;
}

/// Takes what the design varies itself out of the parameter sets, where it would never hold, so that sets that differ
/// in nothing else are one. Says so of a table that was asked for.
void leave_out_factors(const commitment::Design& design, const std::string& asked_for, Inputs& inputs,
                       sim::Findings& findings)
{
    if (!inputs.sets) return;
    commitment::ParameterSets& sets = *inputs.sets;
    std::string names;
    for (const commitment::Factor& factor : design.factors) {
        if (factor.parameter == nullptr) continue;
        for (commitment::Parameters& set : sets.sets)
            set.*factor.parameter->member = inputs.city.parameters.*factor.parameter->member;
        if (std::find(sets.given.begin(), sets.given.end(), factor.name) != sets.given.end())
            names += (names.empty() ? "" : ", ") + factor.name;
    }
    if (names.empty()) return;
    const std::vector<std::uint32_t> alike = sets.first_alike();
    const bool all_alike = std::all_of(alike.begin(), alike.end(), [](std::uint32_t first) { return first == 0; });
    if (!asked_for.empty() && asked_for != standard_parameters)
        findings.note(asked_for, 0, "", "",
                      Words{"rancangan ini sendiri mengubah-ubah " + names + "; nilainya di tabel ini tidak berlaku",
                            "the design varies " + names + " itself; what this table says of it does not hold"} +
                          (all_alike && sets.sets.size() > 1 ? Words{", dan tanpa itu semua himpunannya sama",
                                                                     ", and without it all sets are the same"}
                                                             : Words{}));
    if (!all_alike) return;
    sets.sets.resize(1);
    sets.weight = {1.0};
    sets.equal_weights = true;
}

/// \param find_of  gives the plan that the design names
ReadDesign read_design_at(const fs::path& path, const std::string& city, const std::vector<std::string>& settings,
                          const std::string& parameters,
                          const std::function<FoundPlan(const std::string& plan, const fs::path& city)>& find_of,
                          sim::Findings& findings)
{
    ReadDesign out;
    Inputs& inputs = out.inputs;
    inputs.city_folder = find_city({path.string()}, city, findings);
    findings.throw_if_failed();
    const std::size_t before = findings.errors();
    inputs.city = commitment::read_city(inputs.city_folder, findings);
    Asked asked{{}, findings.errors() == before, true, settings, parameters};

    const auto find = [&](const std::string& plan) { return find_of(plan, inputs.city_folder); };
    out.design = commitment::read_design(
        path, path.string(), inputs.city, [&](const std::string& plan) { return find(plan).objection; }, findings);
    for (const std::string& plan : out.design.plans) asked.plans.push_back(find(plan));
    for (const std::string& setting : settings) {
        const std::string name = setting.substr(0, setting.find('='));
        if (std::any_of(out.design.factors.begin(), out.design.factors.end(),
                        [&](const commitment::Factor& factor) { return factor.name == name; }))
            findings.error("--set " + sim::shortened(setting), 0, "", "",
                           {"rancangan ini sendiri mengubah-ubah " + name + ", jadi nilai ini tidak akan berlaku",
                            "the design varies " + name + " itself, so this value would never hold"});
    }
    read_the_rest(inputs, asked, findings);
    leave_out_factors(out.design, parameters, inputs, findings);
    for (const commitment::DesignRow& row : out.design.rows) {
        commitment::Plan plan = inputs.plans[row.plan];
        commitment::Parameters changed = inputs.city.parameters;
        if (Words wrong = apply_row(out.design, row, inputs.city.unit_costs, plan, changed); !wrong.empty()) {
            findings.error(path.string(), 0, "", "", std::move(wrong));
            break;
        }
    }
    findings.throw_if_failed();
    if (!out.design.table.empty())
        add_file(inputs, path.parent_path() / out.design.table,
                 (fs::path("designs") / out.design.table).lexically_normal().string());
    add_file(inputs, path, "designs/" + path.filename().string()); // the last: this is the design
    return out;
}

} // namespace

ReadDesign read_design_and_plans(const std::string& given, const std::string& city,
                                 const std::vector<std::string>& settings, const std::string& parameters,
                                 sim::Findings& findings)
{
    if (!city.empty()) require_city(city, findings);
    const fs::path path = find_design(given, city, findings);
    const auto find = [&](const std::string& plan, const fs::path& of_city) { // of the city, or a path from the design
        std::error_code failed;
        const fs::path beside = path.parent_path() / plan;
        const bool is_path = plan.find('/') != std::string::npos || fs::is_regular_file(beside, failed);
        return find_plan(is_path ? beside.string() : plan, of_city);
    };
    return read_design_at(path, city, settings, parameters, find, findings);
}

ReadDesign read_stored_design(const std::string& path, const std::string& city,
                              const std::vector<std::string>& settings, const std::string& parameters,
                              sim::Findings& findings)
{
    const auto find = [](const std::string& plan, const fs::path& of_city) {
        return find_plan(fs::path(plan).stem().string(), of_city);
    };
    return read_design_at(path, city, settings, parameters, find, findings);
}

} // namespace layak
