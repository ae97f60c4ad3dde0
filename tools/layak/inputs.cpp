#include "tools/layak/inputs.hpp"

#include <algorithm>
#include <iterator>

#include "models/commitment/city_file.hpp"
#include "models/commitment/plan_file.hpp"
#include "sim/text/file.hpp"
#include "sim/text/number.hpp"
#include "sim/text/utf8.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Words;

/// Names of the plans in a city's folder.
std::vector<std::string> plans_of(const fs::path& city)
{
    std::vector<std::string> names;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(city / "plans", failed))
        if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

/// Where a plan's file is: the path as given, or a name of a plan of the city.
fs::path find_plan(const std::string& given, const fs::path& city, sim::Findings& findings)
{
    std::error_code failed;
    const auto checked = [&](const fs::path& path) {
        const auto own = commitment::city_of(path);
        const bool leads_nowhere = !fs::exists(path, failed) && !failed;
        if (leads_nowhere)
            findings.error(path.string(), 0, "", "",
                           {"tautan yang tidak menuju ke berkas apa pun", "a link that leads to no file"});
        else if (!failed && own && !sim::lies_within(path, *own))
            findings.error(path.string(), 0, "", "",
                           {"tautan yang keluar dari folder kotanya", "a link that leads out of its city's folder"});
        else
            return path;
        return fs::path();
    };
    if (fs::exists(fs::symlink_status(given, failed))) return checked(given);
    if (!city.empty() && given.find('/') == std::string::npos) {
        const std::string name = given.ends_with(".toml") ? given.substr(0, given.size() - 5) : given;
        const fs::path path = city / "plans" / (name + ".toml");
        if (fs::exists(fs::symlink_status(path, failed))) return checked(path);
        const std::vector<std::string> known = plans_of(city);
        findings.error(given, 0, "", "",
                       Words{"tidak ada rencana dengan nama atau berkas itu; ",
                             "there is no plan of this name, nor such a file; "} +
                           sim::accepted(known) + sim::did_you_mean(name, known));
        return {};
    }
    if (city.empty() && given.find('/') == std::string::npos && !given.ends_with(".toml")) {
        findings.error(given, 0, "", "",
                       {"tidak ada berkas ini di sini; kalau ini nama rencana, sebutkan kotanya: --city FOLDER",
                        "there is no such file here; if it is a plan's name, say of which city: --city FOLDER"});
        return {};
    }
    const fs::path folder = fs::path(given).parent_path();
    std::vector<std::string> beside;
    for (const auto& entry : fs::directory_iterator(folder.empty() ? "." : folder, failed))
        beside.push_back((folder / entry.path().filename()).string());
    findings.error(given, 0, "", "",
                   Words{"berkas ini tidak ada", "there is no such file"} + sim::did_you_mean(given, beside));
    return {};
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
    for (const std::string& plan : plans) any_file = any_file || fs::exists(plan, failed);
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

void apply_setting(Inputs& inputs, const std::string& setting, sim::Findings& findings)
{
    const std::string shown = "--set " + sim::shortened(setting);
    const auto error = [&](Words reason) { findings.error(shown, 0, "", "", std::move(reason)); };
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos)
        return error(
            {"tulis NAMA=NILAI, misalnya rotation.head=0.3", "write NAME=VALUE, for example rotation.head=0.3"});
    const std::string name = setting.substr(0, equals);
    const auto value = sim::parse_number(setting.substr(equals + 1));
    if (!value)
        return error({"nilainya harus sebuah bilangan dengan titik desimal",
                      "the value must be a number, with a decimal point"});
    if (const commitment::ParameterInfo* const parameter = commitment::find_parameter(name)) {
        if (Words wrong = commitment::objection_to(*parameter, *value); !wrong.empty()) return error(std::move(wrong));
        if (Words remark = commitment::remark_on(*parameter, *value); !remark.empty())
            findings.note(shown, 0, "", "", std::move(remark));
        inputs.city.parameters.*parameter->member = *value;
        if (inputs.sets)
            for (commitment::Parameters& set : inputs.sets->sets) set.*parameter->member = *value;
        return;
    }
    const commitment::LeverName lever = commitment::parse_lever(name);
    if (!lever.is_lever) {
        std::vector<std::string> known = commitment::parameter_names();
        const std::vector<std::string> levers = commitment::lever_names();
        known.insert(known.end(), levers.begin(), levers.end());
        // Of names that begin alike the nearest, if there are such.
        std::vector<std::string> akin;
        const std::string family = name.substr(0, name.find('.')) + ".";
        std::copy_if(known.begin(), known.end(), std::back_inserter(akin),
                     [&](const std::string& other) { return other.starts_with(family); });
        Words hint = sim::did_you_mean(name, akin);
        if (hint.empty() && !akin.empty() && akin.size() <= 8) hint = Words{"; ", "; "} + sim::accepted(akin);
        if (hint.empty()) hint = sim::did_you_mean(name, known);
        return error(Words{"tidak ada parameter atau tuas dengan nama itu (lihat layak run --help-parameters)",
                           "no parameter or lever has this name (see layak run --help-parameters)"} +
                     hint);
    }
    if (!lever.mistake.empty()) return error(lever.mistake);
    for (commitment::Plan& plan : inputs.plans)
        if (Words wrong = commitment::set_lever(plan, lever, *value, inputs.city.unit_costs); !wrong.empty())
            return error(std::move(wrong));
}

/// Says so where a later setting takes the place of this one: the same name, or another key of the same amount.
void note_if_undone(const std::vector<std::string>& settings, std::size_t k, sim::Findings& findings)
{
    struct Parts
    {
        std::string name, value;
    };
    const auto parts = [&](std::size_t of) {
        const std::size_t equals = std::min(settings[of].find('='), settings[of].size());
        return Parts{settings[of].substr(0, equals), settings[of].substr(std::min(equals + 1, settings[of].size()))};
    };
    // seats a year and rupiah a year are one amount
    const auto amount = [](const std::string& name) {
        const std::size_t dot = name.rfind('.');
        const std::string key = dot == std::string::npos ? "" : name.substr(dot + 1);
        return key == "per_year" || key == "budget_per_year" ? name.substr(0, dot) + ".amount" : name;
    };
    const Parts here = parts(k);
    for (std::size_t later = k + 1; later < settings.size(); ++later) {
        const Parts there = parts(later);
        if (amount(there.name) != amount(here.name)) continue;
        if (there.name == here.name && sim::parse_number(there.value) == sim::parse_number(here.value)) continue;
        findings.note("--set " + sim::shortened(settings[k]), 0, "", "",
                      {"tidak berlaku: kemudian disebut " + sim::shortened(settings[later]),
                       "does not hold: later " + sim::shortened(settings[later]) + " is given"});
        return;
    }
}

/// Warns of levers that nobody in this city can take.
void check_plan_against_city(const commitment::Plan& plan, const std::string& shown_name, const commitment::City& city,
                             sim::Findings& findings)
{
    const auto has = [&](commitment::Kind kind) {
        return std::any_of(city.institutions.begin(), city.institutions.end(),
                           [kind](const auto& i) { return i.kind == kind; });
    };
    for (const commitment::Intervention& by : plan.interventions) {
        using enum commitment::Target;
        const bool someone = by.target == businesses    ? has(commitment::Kind::business)
                             : by.target == communities ? has(commitment::Kind::community)
                             : by.target == kecamatan   ? has(commitment::Kind::kecamatan)
                             : by.target == kelurahan   ? has(commitment::Kind::kelurahan)
                             : by.target == lpa         ? has(commitment::Kind::lpa)
                             : by.target == forum_anak  ? has(commitment::Kind::forum_anak)
                             : by.target == opd         ? has(commitment::Kind::opd)
                                                        : true;
        if (!someone)
            findings.warning(shown_name, by.line, "target", "\"" + std::string(name_of(by.target)) + "\"",
                             {"kota ini tidak punya lembaga seperti itu: intervensi ini tidak berbuat apa-apa",
                              "this city has none of these: the intervention does nothing"});
    }
    if (plan.to < city.start)
        findings.error(shown_name, plan.to_line, "to", sim::in_quotes(to_text(plan.to)),
                       {"berakhir sebelum kota mulai dijalankan, " + to_text(city.start),
                        "ends before the city's start, " + to_text(city.start)});
    if (plan.to - city.start >= commitment::most_months)
        findings.error(shown_name, plan.to_line, "to", sim::in_quotes(to_text(plan.to)),
                       {"lebih dari 500 tahun setelah awal kota, " + to_text(city.start),
                        "more than 500 years after the city's start, " + to_text(city.start)});
}

} // namespace

Inputs read_inputs(const std::vector<std::string>& plans, const std::string& city,
                   const std::vector<std::string>& settings, const std::string& parameters, sim::Findings& findings)
{
    Inputs inputs;
    inputs.settings = settings;
    inputs.city_folder = find_city(plans, city, findings);
    if (std::error_code failed; !city.empty() && !fs::is_directory(city, failed))
        findings.error(city, 0, "", "", {"folder ini tidak ada", "there is no such folder"});
    findings.throw_if_failed();
    std::vector<fs::path> paths;
    for (const std::string& plan : plans) paths.push_back(find_plan(plan, inputs.city_folder, findings));
    if (!inputs.city_folder.empty()) inputs.city = commitment::read_city(inputs.city_folder, findings);
    for (std::size_t p = 0; p < plans.size(); ++p) {
        if (paths[p].empty()) continue;
        const std::string shown = paths[p].string();
        if (city.empty()) {
            const auto own = commitment::city_of(paths[p]);
            std::error_code failed;
            if (own && !inputs.city_folder.empty() && !fs::equivalent(*own, inputs.city_folder, failed))
                findings.error(
                    shown, 0, "", "",
                    {"rencana ini milik kota lain, " + own->filename().string() + "; pilih kotanya dengan --city",
                     "this plan belongs to another city, " + own->filename().string() +
                         "; choose the city with --city"});
        }
        inputs.plans.push_back(commitment::read_plan(paths[p], shown, inputs.city.unit_costs, findings));
        if (!findings.failed()) check_plan_against_city(inputs.plans.back(), shown, inputs.city, findings);
    }
    if (!findings.failed())
        for (std::size_t p = 0; p < inputs.plans.size(); ++p)
            for (std::size_t q = 0; q < p; ++q)
                if (inputs.plans[p].id == inputs.plans[q].id)
                    findings.error(paths[p].string(), 0, "", "",
                                   {"dua rencana bernama \"" + inputs.plans[p].id + "\"",
                                    "two plans are called \"" + inputs.plans[p].id + "\""});
    if (!parameters.empty())
        inputs.sets = commitment::read_parameter_sets(parameters, parameters, inputs.city.parameters, findings);
    if (!findings.failed())
        for (std::size_t k = 0; k < settings.size(); ++k) {
            note_if_undone(settings, k, findings);
            apply_setting(inputs, settings[k], findings);
        }
    findings.throw_if_failed();

    for (const char* const name :
         {"city.toml", "institutions.csv", "adjacency.csv", "links.toml", "links.csv", "history.toml", "observed.csv"})
        add_file(inputs, inputs.city_folder / name, name);
    for (std::size_t p = 0; p < plans.size(); ++p) add_file(inputs, paths[p], "plans/" + inputs.plans[p].id + ".toml");
    if (!parameters.empty()) add_file(inputs, parameters, "parameters.csv");
    return inputs;
}

ReadDesign read_design_and_plans(const std::string& given, const std::string& city,
                                 const std::vector<std::string>& settings, const std::string& parameters,
                                 sim::Findings& findings)
{
    std::error_code failed;
    fs::path path = given;
    if (!fs::exists(path, failed) && given.find('/') == std::string::npos)
        if (const auto of = city.empty() ? commitment::city_of(".") : fs::path(city))
            path = *of / "designs" / (given.ends_with(".toml") ? given : given + ".toml");
    if (!fs::exists(path, failed)) {
        std::vector<std::string> beside;
        for (const auto& entry : fs::directory_iterator(path.has_parent_path() ? path.parent_path() : ".", failed))
            beside.push_back((path.parent_path() / entry.path().filename()).string());
        findings.error(path.string(), 0, "", "",
                       Words{"berkas ini tidak ada", "there is no such file"} +
                           sim::did_you_mean(path.string(), beside));
    }
    findings.throw_if_failed();
    const fs::path folder = find_city({path.string()}, city, findings);
    findings.throw_if_failed();
    commitment::City read = commitment::read_city(folder, findings);
    commitment::Design design = commitment::read_design(path, path.string(), read, findings);
    std::vector<std::string> plans;
    for (const std::string& plan : design.plans) {
        const fs::path beside = path.parent_path() / plan;
        plans.push_back(plan.find('/') != std::string::npos || fs::is_regular_file(beside, failed) ? beside.string()
                                                                                                   : plan);
    }
    findings.throw_if_failed();
    sim::Findings again; // the city's notes are told already
    ReadDesign out{read_inputs(plans, folder.string(), settings, parameters, again), std::move(design)};
    for (const commitment::DesignRow& row : out.design.rows) {
        commitment::Plan plan = out.inputs.plans[row.plan];
        commitment::Parameters changed = out.inputs.city.parameters;
        if (Words wrong = apply_row(out.design, row, out.inputs.city.unit_costs, plan, changed); !wrong.empty()) {
            findings.error(path.string(), 0, "", "", std::move(wrong));
            break;
        }
    }
    findings.throw_if_failed();
    add_file(out.inputs, path, "designs/" + path.filename().string());
    return out;
}

} // namespace layak
