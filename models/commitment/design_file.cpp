#include "models/commitment/design_file.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "models/commitment/city_file.hpp"
#include "models/commitment/design_rows.hpp"
#include "models/commitment/goal.hpp"
#include "models/commitment/outcomes.hpp"
#include "sim/text/csv.hpp"
#include "sim/text/file.hpp"
#include "sim/text/number.hpp"
#include "sim/text/toml.hpp"

namespace commitment {
namespace {

using sim::Words;
namespace fs = std::filesystem;

/// Names that a factor may have.
std::vector<std::string> factor_names()
{
    std::vector<std::string> names = parameter_names();
    const std::vector<std::string> levers = lever_names();
    names.insert(names.end(), levers.begin(), levers.end());
    names.emplace_back("plan");
    return names;
}

/// \return what is wrong with the name, or nothing
Words name_factor(Factor& factor)
{
    factor.is_plan = factor.name == "plan";
    if (factor.is_plan) return {};
    factor.parameter = find_parameter(factor.name);
    if (factor.parameter != nullptr) return {};
    factor.lever = parse_lever(factor.name);
    if (factor.lever.is_lever) return factor.lever.mistake;
    return Words{"tidak ada parameter atau tuas dengan nama itu (daftarnya: --help-parameters)",
                 "no parameter or lever has this name (the list: --help-parameters)"} +
           sim::did_you_mean(factor.name, factor_names());
}

/// What is wrong with a value of a factor, or nothing.
Words objection_to_value(const Factor& factor, double value, const UnitCosts& unit_costs)
{
    if (factor.is_plan) return {};
    if (factor.parameter != nullptr) return objection_to(*factor.parameter, value);
    Plan plan;
    return set_lever(plan, factor.lever, value, unit_costs);
}

/// What is wrong with a factor beside those that are there: amounts of one lever in units and in rupiah.
Words contradiction(const Factor& factor, const std::vector<Factor>& others)
{
    const auto is_amount = [](const Factor& of) {
        return of.parameter == nullptr && !of.is_plan && !of.lever.whole_plan &&
               (of.lever.key == "per_year" || of.lever.key == "budget_per_year");
    };
    for (const Factor& other : others)
        if (is_amount(factor) && is_amount(other) && factor.lever.lever == other.lever.lever &&
            factor.lever.target == other.lever.target && factor.lever.key != other.lever.key)
            return {"menentukan jumlah yang sama dengan " + other.name + "; tulis salah satu",
                    "sets the same amount as " + other.name + "; give one of them"};
    return {};
}

/// Says of a key that another way of sampling would read.
void warn_if_idle(const sim::TomlTable& table, const char* key, Sampling read_by, const Design& design)
{
    if (!table.has(key) || design.sampling == read_by) return;
    const std::string name(sampling_names[static_cast<std::size_t>(read_by)]);
    table.warning(key, {"hanya untuk sampling = \"" + name + "\"; di sini tidak berpengaruh",
                        "is of sampling = \"" + name + "\" alone; here it has no effect"});
}

void read_factor(const sim::TomlTable& table, const UnitCosts& unit_costs, const ObjectionToPlan& objection_to_plan,
                 Design& design)
{
    Factor factor;
    factor.line = table.line();
    table.require("name");
    const auto name = table.text("name");
    factor.name = name.value_or("");
    const Words wrong_name = name ? name_factor(factor) : Words{};
    if (!wrong_name.empty()) table.error("name", wrong_name);
    const bool known = name && wrong_name.empty();
    const bool again = name && std::any_of(design.factors.begin(), design.factors.end(),
                                           [&](const Factor& other) { return other.name == factor.name; });
    if (again) table.error("name", {"sudah ada faktor dengan nama ini", "there is a factor of this name already"});
    factor.group = table.text("group").value_or("");
    warn_if_idle(table, "group", Sampling::saltelli, design);
    if (factor.is_plan) {
        const std::vector<std::string> plans = table.texts("levels");
        const bool all_read = table.length("levels") == plans.size();
        for (const std::string& plan : plans) {
            const auto at = std::find(design.plans.begin(), design.plans.end(), plan);
            if (Words wrong = all_read && at == design.plans.end() ? objection_to_plan(plan) : Words{}; !wrong.empty())
                table.error_at("levels", factor.levels.size(), std::move(wrong));
            factor.levels.push_back(static_cast<double>(at - design.plans.begin()));
            if (at == design.plans.end()) design.plans.push_back(plan);
        }
        const Words name_plans{"sebutkan rencana-rencananya", "name the plans"};
        table.require("levels", name_plans);
        if (table.length("levels") == 0u) table.error("levels", name_plans);
    } else if (table.has("range")) {
        const std::vector<double> ends = table.numbers("range");
        if (table.has("levels"))
            table.error("range", {"tulis levels atau range, bukan keduanya", "give levels or range, not both"});
        const bool all_read = table.length("range") == ends.size();
        if (all_read && (ends.size() != 2 || !(ends[0] < ends[1])))
            table.error("range", {"harus dua bilangan, yang kecil dulu: [0, 4e9]",
                                  "must be two numbers, the lower first: [0, 4e9]"});
        else if (all_read)
            factor.range = Range{ends[0], ends[1]};
        factor.levels = ends; // to be checked as values
        factor.logarithmic = table.flag("logarithmic").value_or(false);
        if (factor.logarithmic && factor.range && factor.range->lowest <= 0)
            table.error("range", {"pada skala logaritma harus di atas 0", "on a logarithmic scale it must be above 0"});
    } else {
        factor.levels = table.numbers("levels");
        const Words needed{"faktor ini memerlukan levels = [ … ] atau range = [ terkecil, terbesar ]",
                           "this factor needs levels = [ … ] or range = [ lowest, highest ]"};
        table.require_any({"levels", "range"}, needed);
        if (table.length("levels") == 0u) table.error("levels", needed);
    }
    const char* const values = table.has("range") ? "range" : "levels";
    const bool checkable = known && !factor.is_plan && table.length(values) == factor.levels.size();
    for (std::size_t k = 0; checkable && k < factor.levels.size(); ++k)
        if (Words wrong = objection_to_value(factor, factor.levels[k], unit_costs); !wrong.empty()) {
            table.error_at(values, k, std::move(wrong));
            break;
        }
    for (std::size_t k = 1; !factor.range && table.length("levels") == factor.levels.size() && k < factor.levels.size();
         ++k)
        if (std::find(factor.levels.begin(), factor.levels.begin() + static_cast<std::ptrdiff_t>(k),
                      factor.levels[k]) != factor.levels.begin() + static_cast<std::ptrdiff_t>(k))
            table.error_at("levels", k, {"disebut dua kali", "is given twice"});
    if (known && !again)
        if (Words wrong = contradiction(factor, design.factors); !wrong.empty()) table.error("name", std::move(wrong));
    if (factor.range) factor.levels.clear();
    table.finish();
    design.factors.push_back(std::move(factor));
}

/// In a table, plans stand side by side where each point is there under every plan; else the plan is a factor as
/// others.
void find_out_whether_plan_is_factor(Design& design)
{
    std::map<std::vector<double>, std::set<std::uint32_t>> plans_of;
    for (const DesignRow& row : design.rows) plans_of[row.values].insert(row.plan);
    const bool side_by_side = std::all_of(plans_of.begin(), plans_of.end(), [&](const auto& point) {
        return point.second.size() == design.plans.size();
    });
    if (side_by_side || design.factors.empty()) return;
    Factor plan;
    plan.name = "plan";
    plan.is_plan = true;
    for (std::size_t p = 0; p < design.plans.size(); ++p) plan.levels.push_back(static_cast<double>(p));
    design.factors.push_back(std::move(plan));
    for (DesignRow& row : design.rows) row.values.push_back(static_cast<double>(row.plan));
}

void read_table(const fs::path& path, const std::string& shown_name, const City& city, Design& design,
                const ObjectionToPlan& objection_to_plan, sim::Findings& findings)
{
    const std::size_t before = findings.errors();
    std::vector<std::string> known = factor_names();
    known.emplace_back("row");
    const std::vector<std::string> required = {};
    const sim::CsvTable table = sim::read_csv(path, shown_name, required, known, findings,
                                              {"daftarnya: --help-parameters", "the list: --help-parameters"});
    for (const std::string& column : table.order()) {
        if (column == "row" || column == "plan") continue;
        Factor factor;
        factor.name = column;
        Words wrong = name_factor(factor);
        if (wrong.empty()) wrong = contradiction(factor, design.factors);
        if (!wrong.empty()) findings.error(shown_name, 1, column, "", std::move(wrong));
        design.factors.push_back(std::move(factor));
    }
    const bool has_plans = !table.columns().empty() && table.has("plan");
    const bool has_heading = !table.order().empty(); // else that was said
    if (!has_plans && design.plans.empty() && has_heading)
        findings.error(shown_name, 1, "plan", "", {"tidak ada kolom plan", "there is no column plan"});
    for (const sim::CsvRow& cells : table.rows()) {
        std::vector<double> values;
        for (const Factor& factor : design.factors) {
            const auto value = table.number(cells, factor.name, {}, findings);
            if (!value && table.cell(cells, factor.name).empty())
                table.error(cells, factor.name, {"kosong", "is empty"}, findings);
            else if (value)
                if (Words wrong = objection_to_value(factor, *value, city.unit_costs); !wrong.empty())
                    table.error(cells, factor.name, std::move(wrong), findings);
            values.push_back(value.value_or(0));
        }
        if (!has_plans) {
            add_rows(design, values);
            continue;
        }
        const std::string& plan = table.cell(cells, "plan");
        if (plan.empty()) table.error(cells, "plan", {"kosong", "is empty"}, findings);
        const auto at = std::find(design.plans.begin(), design.plans.end(), plan);
        const auto place = static_cast<std::uint32_t>(at - design.plans.begin());
        if (at == design.plans.end()) {
            if (Words wrong = plan.empty() ? Words{} : objection_to_plan(plan); !wrong.empty())
                table.error(cells, "plan", std::move(wrong), findings);
            design.plans.push_back(plan);
        }
        design.rows.push_back({place, std::move(values)});
    }
    if (table.size() == 0 && findings.errors() == before)
        findings.error(shown_name, 0, "", "", {"tidak ada satu baris pun", "there is not a single row"});
    if (has_plans && !findings.failed()) find_out_whether_plan_is_factor(design);
}

} // namespace

Design read_design(const fs::path& path, const std::string& shown_name, const City& city,
                   const ObjectionToPlan& objection_to_plan, sim::Findings& findings)
{
    Design design;
    design.id = path.stem().string();
    if (path.extension() == ".csv") {
        design.sampling = Sampling::csv;
        read_table(path, shown_name, city, design, objection_to_plan, findings);
        return design;
    }
    const sim::TomlFile file = sim::read_toml(path, shown_name, findings);
    const sim::TomlTable& root = file.root();
    const std::size_t before = findings.errors();
    design.plans = root.texts("plans");
    const bool all_plans_read = root.length("plans") == design.plans.size();
    for (std::size_t k = 0; all_plans_read && k < design.plans.size(); ++k)
        if (Words wrong = objection_to_plan(design.plans[k]); !wrong.empty())
            root.error_at("plans", k, std::move(wrong));
    root.require("sampling");
    const auto sampling = root.choice("sampling", texts(sampling_names));
    if (sampling) design.sampling = static_cast<Sampling>(*place_of(*sampling, sampling_names));
    design.seed = static_cast<std::uint64_t>(root.integer("seed", {.lowest = 0, .highest = 9e15}).value_or(1));
    design.replicates =
        static_cast<std::uint32_t>(root.integer("replicates", {.lowest = 1, .highest = 1e6}).value_or(200));
    if (const auto keep = root.choice("keep", texts(kept_months_names)))
        design.keep = static_cast<KeptMonths>(*place_of(*keep, kept_months_names));
    design.outcomes = root.texts("outcomes");
    for (const std::string& name : design.outcomes)
        if (!find_outcome(name))
            root.error("outcomes", Words{name + ": tidak ada keluaran kota dengan nama itu",
                                         name + ": no outcome of the city has this name"} +
                                       sim::near_or_all(name, outcome_table_names()));
    design.goals = root.texts("goals");
    parse_goals_of_city(design.goals, city, [&](std::size_t goal, Words wrong) {
        root.error_at("goals", goal, Words{design.goals[goal] + ": ", design.goals[goal] + ": "} + wrong);
    });
    design.chance = root.number("chance", {.lowest = 0.01, .highest = 0.99}).value_or(usual_chance);
    if (design.goals.empty() && root.has("chance"))
        root.error("chance", {"peluang mencapai sasaran; sebutkan sasarannya: goals = [\"formal.kelurahan >= 60\"]",
                              "the chance of reaching goals; name them: goals = [\"formal.kelurahan >= 60\"]"});
    design.centred = root.flag("centred").value_or(false);
    design.morris_levels =
        static_cast<std::uint32_t>(root.integer("morris_levels", {.lowest = 2, .highest = 100}).value_or(4));
    if (design.morris_levels % 2 != 0) root.error("morris_levels", {"harus bilangan genap", "must be even"});
    if (sampling) {
        warn_if_idle(root, "centred", Sampling::latin_hypercube, design);
        warn_if_idle(root, "morris_levels", Sampling::morris, design);
    }
    const bool sampled = design.sampling != Sampling::factorial && design.sampling != Sampling::csv;
    if (sampled) {
        root.require("rows");
        design.rows_wanted = static_cast<std::uint32_t>(
            root.integer("rows", {.lowest = 1, .highest = static_cast<double>(most_rows)}).value_or(1));
    }
    if (!sampling) // which keys belong here hangs on it
        for (const char* const key : {"rows", "file"}) static_cast<void>(root.has(key));
    if (design.sampling == Sampling::csv) root.require("file");
    const auto table = design.sampling == Sampling::csv ? root.text("file") : std::nullopt;
    for (const sim::TomlTable& factor : root.tables("factor"))
        read_factor(factor, city.unit_costs, objection_to_plan, design);
    const bool plan_is_factor =
        std::any_of(design.factors.begin(), design.factors.end(), [](const Factor& factor) { return factor.is_plan; });
    const Words name_plans{"sebutkan rencana: plans = [\"bottom-up\"]", "name the plans: plans = [\"bottom-up\"]"};
    const bool elsewhere = plan_is_factor || design.sampling == Sampling::csv;
    if (!elsewhere) root.require("plans", name_plans);
    if (!elsewhere && root.length("plans") == 0u) root.error("plans", name_plans);
    if (sampled && design.factors.empty()) root.error("sampling", {"tidak ada [[factor]]", "there is no [[factor]]"});
    if (design.sampling == Sampling::csv && !design.factors.empty())
        root.error("sampling", {"pada csv faktor-faktornya adalah kolom berkas itu",
                                "with csv the factors are the file's columns"});
    root.finish();
    if (findings.errors() != before) return design;
    if (table) {
        design.table = *table;
        const fs::path rows = path.parent_path() / *table;
        if (!sim::lies_within(rows, path.parent_path()))
            root.error("file", {"harus berada di folder rancangan ini", "must lie in the design's folder"});
        else
            read_table(rows, (fs::path(shown_name).parent_path() / *table).string(), city, design, objection_to_plan,
                       findings);
    } else {
        sample(root, design);
    }
    return design;
}

Words apply_row(const Design& design, const DesignRow& row, const UnitCosts& unit_costs, Plan& plan,
                Parameters& parameters)
{
    for (std::size_t f = 0; f < design.factors.size(); ++f) {
        const Factor& factor = design.factors[f];
        if (factor.is_plan) continue;
        if (factor.parameter != nullptr)
            parameters.*factor.parameter->member = row.values[f];
        else if (Words wrong = set_lever(plan, factor.lever, row.values[f], unit_costs); !wrong.empty())
            return Words{factor.name + ": ", factor.name + ": "} + wrong;
    }
    return {};
}

std::string design_csv(const Design& design)
{
    std::string out = "row,plan";
    for (const Factor& factor : design.factors)
        if (!factor.is_plan) out += "," + sim::csv_field(factor.name);
    out += "\n";
    for (std::size_t r = 0; r < design.rows.size(); ++r) {
        out += std::to_string(r) + "," + sim::csv_field(design.plans[design.rows[r].plan]);
        for (std::size_t f = 0; f < design.factors.size(); ++f)
            if (!design.factors[f].is_plan) out += "," + sim::shortest(design.rows[r].values[f]);
        out += "\n";
    }
    return out;
}

} // namespace commitment
