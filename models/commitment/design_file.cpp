#include "models/commitment/design_file.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "models/commitment/city_file.hpp"
#include "models/commitment/outcomes.hpp"
#include "sim/design/design.hpp"
#include "sim/text/csv.hpp"
#include "sim/text/file.hpp"
#include "sim/text/number.hpp"
#include "sim/text/toml.hpp"

namespace commitment {
namespace {

using sim::Words;
namespace fs = std::filesystem;

constexpr std::size_t most_rows = 10'000'000;

template <std::size_t count>
std::vector<std::string> texts(const std::array<std::string_view, count>& names)
{
    return {names.begin(), names.end()};
}

/// Names that a factor may have.
std::vector<std::string> factor_names()
{
    std::vector<std::string> names = parameter_names();
    const std::vector<std::string> levers = lever_names();
    names.insert(names.end(), levers.begin(), levers.end());
    names.emplace_back("plan");
    return names;
}

std::vector<std::string> table_names()
{
    std::vector<std::string> names;
    for (const OutcomeInfo& outcome : outcome_table()) names.push_back(outcome.name);
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

void read_factor(const sim::TomlTable& table, const UnitCosts& unit_costs, Design& design)
{
    Factor factor;
    factor.line = table.line();
    if (!table.require("name")) return table.finish();
    factor.name = table.text("name").value_or("");
    if (Words wrong = name_factor(factor); !wrong.empty()) table.error("name", std::move(wrong));
    const bool again = std::any_of(design.factors.begin(), design.factors.end(),
                                   [&](const Factor& other) { return other.name == factor.name; });
    if (again) table.error("name", {"sudah ada faktor dengan nama ini", "there is a factor of this name already"});
    factor.group = table.text("group").value_or("");
    if (factor.is_plan) {
        for (const std::string& plan : table.texts("levels")) {
            const auto at = std::find(design.plans.begin(), design.plans.end(), plan);
            factor.levels.push_back(static_cast<double>(at - design.plans.begin()));
            if (at == design.plans.end()) design.plans.push_back(plan);
        }
        if (factor.levels.empty()) table.error("levels", {"sebutkan rencana-rencananya", "name the plans"});
    } else if (table.has("range")) {
        const std::vector<double> ends = table.numbers("range");
        if (table.has("levels"))
            table.error("range", {"tulis levels atau range, bukan keduanya", "give levels or range, not both"});
        if (ends.size() != 2 || !(ends[0] < ends[1]))
            table.error("range", {"harus dua bilangan, yang kecil dulu: [0, 4e9]",
                                  "must be two numbers, the lower first: [0, 4e9]"});
        else
            factor.range = Range{ends[0], ends[1]};
        factor.levels = ends; // to be checked as values
        factor.logarithmic = table.flag("logarithmic").value_or(false);
        if (factor.logarithmic && factor.range && factor.range->lowest <= 0)
            table.error("range", {"pada skala logaritma harus di atas 0", "on a logarithmic scale it must be above 0"});
    } else {
        factor.levels = table.numbers("levels");
        if (factor.levels.empty())
            table.error(table.has("levels") ? "levels" : "name",
                        {"faktor ini memerlukan levels = [ … ] atau range = [ terkecil, terbesar ]",
                         "this factor needs levels = [ … ] or range = [ lowest, highest ]"});
    }
    for (const double value : factor.levels)
        if (Words wrong = objection_to_value(factor, value, unit_costs); !wrong.empty()) {
            table.error(factor.range ? "range" : "levels",
                        Words{sim::shortest(value) + ": ", sim::shortest(value) + ": "} + wrong);
            break;
        }
    if (factor.range) factor.levels.clear();
    table.finish();
    design.factors.push_back(std::move(factor));
}

/// The value of a factor at a place u in (0,1).
double value_at(const Factor& factor, double u)
{
    if (!factor.range)
        return factor.levels[std::min(factor.levels.size() - 1,
                                      static_cast<std::size_t>(u * static_cast<double>(factor.levels.size())))];
    const double low = factor.range->lowest;
    const double high = factor.range->highest;
    return factor.logarithmic ? std::exp(std::log(low) + u * (std::log(high) - std::log(low))) : low + u * (high - low);
}

/// Adds a row for each plan, or one where the plan is a factor itself.
void add_rows(Design& design, const std::vector<double>& values)
{
    const auto plan =
        std::find_if(design.factors.begin(), design.factors.end(), [](const Factor& factor) { return factor.is_plan; });
    if (plan != design.factors.end()) {
        const double place = values[static_cast<std::size_t>(plan - design.factors.begin())];
        design.rows.push_back({static_cast<std::uint32_t>(place), values});
        return;
    }
    for (std::uint32_t p = 0; p < design.plans.size(); ++p) design.rows.push_back({p, values});
}

void sample(const sim::TomlTable& root, Design& design)
{
    const std::size_t factors = design.factors.size();
    const auto add_unit = [&](const sim::UnitDesign& unit) {
        for (std::size_t r = 0; r < unit.rows(); ++r) {
            std::vector<double> values;
            for (std::size_t f = 0; f < factors; ++f) values.push_back(value_at(design.factors[f], unit.at(r, f)));
            add_rows(design, values);
        }
    };
    /// Rows come in whole blocks.
    const auto blocks = [&](std::size_t block) -> std::size_t {
        const std::size_t count = design.rows_wanted / block;
        if (count > 0 && count * block == design.rows_wanted) return count;
        const std::string of = std::to_string(block);
        const std::string near = std::to_string(std::max<std::size_t>(count, 1) * block);
        root.error("rows", {"pada rancangan ini harus kelipatan " + of + ", misalnya " + near,
                            "of this design it must be a multiple of " + of + ", for example " + near});
        return 0;
    };
    switch (design.sampling) {
    case Sampling::factorial: {
        std::vector<std::uint32_t> counts;
        double all = 1;
        for (const Factor& factor : design.factors) {
            if (factor.range)
                return root.error("sampling", {"\"" + factor.name + "\" punya range; pada factorial tulis levels",
                                               "\"" + factor.name + "\" has a range; a factorial needs levels"});
            counts.push_back(static_cast<std::uint32_t>(factor.levels.size()));
            all *= static_cast<double>(factor.levels.size());
        }
        if (all > static_cast<double>(most_rows))
            return root.error("sampling", {"lebih dari 10 juta baris", "more than 10 million rows"});
        const sim::LevelDesign levels = sim::full_factorial(counts);
        for (std::size_t r = 0; r < (factors > 0 ? levels.rows() : 1); ++r) {
            std::vector<double> values;
            for (std::size_t f = 0; f < factors; ++f) values.push_back(design.factors[f].levels[levels.at(r, f)]);
            add_rows(design, values);
        }
        break;
    }
    case Sampling::latin_hypercube:
        add_unit(sim::latin_hypercube(design.rows_wanted, factors, design.seed, design.centred));
        break;
    case Sampling::sobol: add_unit(sim::sobol_sequence(design.rows_wanted, factors)); break;
    case Sampling::saltelli: {
        const std::vector<std::uint32_t> groups = groups_of(design);
        if (const std::size_t base = blocks(*std::max_element(groups.begin(), groups.end()) + std::size_t{3}))
            add_unit(sim::saltelli(base, groups, design.seed));
        break;
    }
    case Sampling::morris:
        if (const std::size_t trajectories = blocks(factors + 1))
            add_unit(sim::morris_trajectories(trajectories, factors, design.morris_levels, design.seed));
        break;
    case Sampling::csv: break;
    }
}

void read_table(const fs::path& path, const std::string& shown_name, const City& city, Design& design,
                sim::Findings& findings)
{
    std::vector<std::string> known = factor_names();
    known.emplace_back("row");
    const std::vector<std::string> required = {};
    const sim::CsvTable table = sim::read_csv(path, shown_name, required, known, findings);
    for (const std::string& column : table.order()) {
        if (column == "row" || column == "plan") continue;
        Factor factor;
        factor.name = column;
        if (Words wrong = name_factor(factor); !wrong.empty())
            findings.error(shown_name, 1, column, "", std::move(wrong));
        design.factors.push_back(std::move(factor));
    }
    const bool has_plans = !table.columns().empty() && table.has("plan");
    if (!has_plans && design.plans.empty())
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
        if (at == design.plans.end()) design.plans.push_back(plan);
        design.rows.push_back({place, std::move(values)});
    }
    if (table.size() == 0 && !findings.failed())
        findings.error(shown_name, 0, "", "", {"tidak ada satu baris pun", "there is not a single row"});
}

} // namespace

Design read_design(const fs::path& path, const std::string& shown_name, const City& city, sim::Findings& findings)
{
    Design design;
    design.id = path.stem().string();
    if (path.extension() == ".csv") {
        design.sampling = Sampling::csv;
        read_table(path, shown_name, city, design, findings);
        return design;
    }
    const sim::TomlFile file = sim::read_toml(path, shown_name, findings);
    const sim::TomlTable& root = file.root();
    const std::size_t before = findings.all().size();
    design.plans = root.texts("plans");
    if (root.require("sampling"))
        if (const auto sampling = root.choice("sampling", texts(sampling_names)))
            design.sampling = static_cast<Sampling>(*place_of(*sampling, sampling_names));
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
                                       sim::did_you_mean(name, table_names()));
    design.centred = root.flag("centred").value_or(false);
    design.morris_levels =
        static_cast<std::uint32_t>(root.integer("morris_levels", {.lowest = 2, .highest = 100}).value_or(4));
    if (design.morris_levels % 2 != 0) root.error("morris_levels", {"harus bilangan genap", "must be even"});
    const bool sampled = design.sampling != Sampling::factorial && design.sampling != Sampling::csv;
    if (sampled && root.require("rows"))
        design.rows_wanted = static_cast<std::uint32_t>(
            root.integer("rows", {.lowest = 1, .highest = static_cast<double>(most_rows)}).value_or(1));
    const auto table = design.sampling == Sampling::csv && root.require("file") ? root.text("file") : std::nullopt;
    for (const sim::TomlTable& factor : root.tables("factor")) read_factor(factor, city.unit_costs, design);
    if (design.plans.empty())
        root.error(root.has("plans") ? "plans" : "sampling",
                   {"sebutkan rencana: plans = [\"bottom-up\"]", "name the plans: plans = [\"bottom-up\"]"});
    if (sampled && design.factors.empty()) root.error("sampling", {"tidak ada [[factor]]", "there is no [[factor]]"});
    if (design.sampling == Sampling::csv && !design.factors.empty())
        root.error("sampling", {"pada csv faktor-faktornya adalah kolom berkas itu",
                                "with csv the factors are the file's columns"});
    root.finish();
    if (findings.all().size() != before) return design;
    if (table) {
        const fs::path rows = path.parent_path() / *table;
        if (!sim::lies_within(rows, path.parent_path()))
            root.error("file", {"harus berada di folder rancangan ini", "must lie in the design's folder"});
        else
            read_table(rows, (fs::path(shown_name).parent_path() / *table).string(), city, design, findings);
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

std::vector<std::uint32_t> groups_of(const Design& design)
{
    std::vector<std::uint32_t> out;
    std::map<std::string, std::uint32_t> known;
    std::uint32_t next = 0;
    for (const Factor& factor : design.factors) {
        if (factor.group.empty())
            out.push_back(next++);
        else {
            const auto [at, is_new] = known.emplace(factor.group, next);
            next += is_new;
            out.push_back(at->second);
        }
    }
    return out;
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
