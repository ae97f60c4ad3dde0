#include "models/commitment/plan_file.hpp"

#include <algorithm>
#include <cmath>

#include "sim/text/number.hpp"
#include "sim/text/toml.hpp"

namespace commitment {
namespace {

using sim::Words;

constexpr Rupiah most_rupiah = 1e15;
/// A year's units cannot be more than these, lest a slip of the pen run for days.
constexpr double most_units = 1e6;

sim::Range up_to(double highest, const Words& what)
{
    const std::string most = sim::readable(highest);
    return {
        .lowest = 0, .highest = highest, .reason = what + Words{" harus 0 sampai " + most, " must be 0 to " + most}};
}

const sim::Range rupiah = up_to(most_rupiah, {"rupiah per tahun", "rupiah a year"});
const sim::Range cost_of_unit = up_to(most_rupiah, {"biaya satuan (rupiah)", "a unit cost (rupiah)"});
const Words too_many_units{"membeli lebih dari " + sim::readable(most_units) + " satuan per tahun",
                           "buys more than " + sim::readable(most_units) + " units a year"};

std::vector<std::string> names_of(std::span<const Target> targets)
{
    std::vector<std::string> names;
    for (const Target target : targets) names.emplace_back(name_of(target));
    return names;
}

std::vector<std::string> kind_names_of_levers()
{
    std::vector<std::string> names;
    for (const LeverInfo& row : lever_table()) names.emplace_back(row.name);
    return names;
}

bool in_units(Lever lever) { return static_cast<std::size_t>(lever) < unit_lever_count; }

sim::Range units_range(const LeverInfo& row)
{
    const Words units = units_of(row);
    return up_to(most_units, {"jumlah per tahun (" + units.id + ")", units.en + " a year"});
}

/// Of strength, floor or multiplier.
sim::Range level_range(const LeverInfo& row)
{
    if (row.level_key != "multiplier") return {.lowest = 0, .highest = row.highest_level};
    sim::Range range = up_to(row.highest_level, {"pengali", "the multiplier"});
    range.reason = range.reason + Words{" (0: moratorium)", " (0: a moratorium)"};
    return range;
}

void read_period(const sim::TomlTable& table, const Plan& plan, Intervention& out)
{
    out.from = plan.from;
    out.to = plan.to;
    const auto within = [&](std::string_view key, sim::Month month) {
        if (plan.from <= month && month <= plan.to) return true;
        table.error(key, {"di luar masa berkas ini, " + to_text(plan.from) + " sampai " + to_text(plan.to),
                          "outside the file's own period, " + to_text(plan.from) + " to " + to_text(plan.to)});
        return false;
    };
    if (out.lever == Lever::election) {
        table.require("month");
        if (const auto month = table.month("month"); month && within("month", *month)) out.from = out.to = *month;
        return;
    }
    if (const auto from = table.month("from"); from && within("from", *from)) out.from = *from;
    if (const auto to = table.month("to"); to && within("to", *to)) out.to = *to;
    if (out.from > out.to)
        table.error(table.has("to") ? "to" : "from",
                    {"berakhir sebelum mulai (" + to_text(out.from) + " sampai " + to_text(out.to) + ")",
                     "ends before it begins (" + to_text(out.from) + " to " + to_text(out.to) + ")"});
}

void read_amount(const sim::TomlTable& table, const UnitCosts& unit_costs, Intervention& out)
{
    const LeverInfo& row = info(out.lever);
    if (in_units(out.lever)) {
        table.require_any({"per_year", "budget_per_year"},
                          {std::string(row.name) + " memerlukan per_year (" + units_of(row).id +
                               " per tahun) atau budget_per_year (rupiah per tahun)",
                           std::string(row.name) + " needs per_year (" + units_of(row).en +
                               " a year) or budget_per_year (rupiah a year)"});
        const auto unit_cost = table.number("unit_cost", cost_of_unit);
        const Rupiah otherwise =
            (table.has("unit_cost") ? unknown_unit_costs() : unit_costs)[static_cast<std::size_t>(out.lever)];
        out.unit_cost = unit_cost.value_or(otherwise);
        const auto units = table.number("per_year", units_range(row));
        const auto budget = table.number("budget_per_year", rupiah);
        if (table.has("per_year") && table.has("budget_per_year")) {
            table.error("budget_per_year", {"tulis per_year atau budget_per_year, bukan keduanya",
                                            "give per_year or budget_per_year, not both"});
        } else if (units) {
            out.per_year = *units;
        } else if (budget) {
            if (std::isnan(out.unit_cost))
                out.budget_per_year = *budget; // how much it buys is not known
            else if (out.unit_cost <= 0)
                table.error("budget_per_year", {"dengan biaya satuan 0 jumlahnya tak terbatas; tulis per_year",
                                                "with a unit cost of 0 it buys without end; give per_year"});
            else if (*budget / out.unit_cost > most_units)
                table.error("budget_per_year", too_many_units);
            else
                out.per_year = *budget / out.unit_cost, out.budget_per_year = *budget;
        }
    }
    if (out.lever == Lever::funding) {
        table.require("budget_per_year");
        out.budget_per_year = table.number("budget_per_year", rupiah).value_or(0);
    }
    if (!row.level_key.empty()) {
        table.require(row.level_key);
        out.level = table.number(row.level_key, level_range(row)).value_or(0);
    }
    if (out.lever != Lever::election) out.cost_per_year = table.number("cost_per_year", rupiah).value_or(0);
}

std::optional<Intervention> read_intervention(const sim::TomlTable& table, const Plan& plan,
                                              const UnitCosts& unit_costs)
{
    Intervention out;
    out.line = table.line();
    table.require("kind");
    const auto kind = table.choice("kind", kind_names_of_levers(), lever_synonyms());
    if (!kind) {
        // Which keys belong here hangs on the kind: all that one may have are right.
        for (const char* const key : {"target", "from", "to", "month", "per_year", "budget_per_year", "unit_cost",
                                      "cost_per_year", "strength", "floor", "multiplier"})
            static_cast<void>(table.has(key));
        table.finish();
        return std::nullopt;
    }
    for (std::size_t lever = 0; lever < lever_count; ++lever)
        if (lever_table()[lever].name == *kind) out.lever = static_cast<Lever>(lever);
    const LeverInfo& row = info(out.lever);
    if (!row.targets.empty()) {
        table.require("target", Words{*kind + " memerlukan target; ", *kind + " needs a target; "} +
                                    sim::accepted(names_of(row.targets)));
        if (const auto target = table.choice("target", names_of(row.targets), target_synonyms()))
            out.target = static_cast<Target>(*place_of(*target, target_names));
    }
    read_period(table, plan, out);
    read_amount(table, unit_costs, out);
    table.finish();
    return out;
}

Plan read(const std::filesystem::path& path, const std::string& shown_name, const UnitCosts& unit_costs, bool is_plan,
          sim::Findings& findings)
{
    Plan plan;
    plan.id = path.stem().string();
    const sim::TomlFile file = sim::read_toml(path, shown_name, findings);
    const sim::TomlTable& root = file.root();
    const auto name = [&](const char* key, const std::string& otherwise) {
        const auto given = root.text(key);
        if (given && given->empty()) root.error(key, {"nama kosong", "the name is empty"});
        return given.value_or(otherwise);
    };
    plan.name = name("name", plan.id);
    plan.name_id = name("name_id", plan.name);
    plan.budget_per_year = root.number("budget_per_year", rupiah);
    if (is_plan) root.require("name");
    const bool has_from = root.require("from");
    const bool has_to = root.require("to"); // both are said where both are missing
    const auto from = root.month("from");
    const auto to = root.month("to");
    plan.from_line = root.line("from");
    plan.to_line = root.line("to");
    if (from && to && *from > *to)
        root.error("to", {"berakhir sebelum mulai (" + to_text(*from) + ")",
                          "ends before it begins (" + to_text(*from) + ")"});
    const std::vector<sim::TomlTable> tables = root.tables("intervention");
    if (has_from && has_to && from && to && *from <= *to) {
        plan.from = *from;
        plan.to = *to;
    } else {
        // Without a period of the file each intervention is still read, for its other mistakes.
        plan.from = sim::Month(1000, 1);
        plan.to = sim::Month(9999, 12);
    }
    for (const sim::TomlTable& table : tables)
        if (const auto intervention = read_intervention(table, plan, unit_costs))
            plan.interventions.push_back(*intervention);
    static_cast<void>(root.has("expect")); // read by read_expectations
    root.finish();
    return plan;
}

} // namespace

Plan read_plan(const std::filesystem::path& path, const std::string& shown_name, const UnitCosts& unit_costs,
               sim::Findings& findings)
{
    return read(path, shown_name, unit_costs, true, findings);
}

Plan read_history(const std::filesystem::path& path, const std::string& shown_name, const UnitCosts& unit_costs,
                  sim::Findings& findings)
{
    return read(path, shown_name, unit_costs, false, findings);
}

namespace {

/// Keys of a lever that a number can set.
std::vector<std::string> keys_of(Lever lever)
{
    if (lever == Lever::election) return {};
    std::vector<std::string> keys;
    if (in_units(lever)) keys = {"per_year", "budget_per_year", "unit_cost"};
    if (lever == Lever::funding) keys = {"budget_per_year"};
    if (!info(lever).level_key.empty()) keys.emplace_back(info(lever).level_key);
    keys.emplace_back("cost_per_year");
    return keys;
}

} // namespace

LeverName parse_lever(std::string_view name)
{
    LeverName out;
    if (name == "budget_per_year") {
        out.is_lever = out.whole_plan = true;
        out.key = name;
        return out;
    }
    const std::size_t dot = name.find('.');
    const std::string_view kind = name.substr(0, dot);
    std::size_t lever = 0;
    while (lever < lever_count && lever_table()[lever].name != kind) ++lever;
    if (lever == lever_count || dot == std::string_view::npos) return out;
    out.lever = static_cast<Lever>(lever);
    const LeverInfo& row = info(out.lever);
    std::string_view rest = name.substr(dot + 1);
    const std::vector<std::string> keys = keys_of(out.lever);
    if (!row.targets.empty()) {
        const std::size_t second = rest.find('.');
        const std::string_view target = rest.substr(0, second);
        if (second == std::string_view::npos) {
            if (std::find(keys.begin(), keys.end(), rest) == keys.end()) return out; // a parameter's name, perhaps
            out.is_lever = true;
            out.mistake = Words{std::string(kind) + " memerlukan target: " + std::string(kind) + ".TARGET." +
                                    std::string(rest) + "; ",
                                std::string(kind) + " needs a target: " + std::string(kind) + ".TARGET." +
                                    std::string(rest) + "; "} +
                          sim::accepted(names_of(row.targets));
            return out;
        }
        const auto place = place_of(target, target_names);
        if (!place ||
            std::find(row.targets.begin(), row.targets.end(), static_cast<Target>(*place)) == row.targets.end()) {
            if (std::find(keys.begin(), keys.end(), rest.substr(second + 1)) == keys.end()) return out;
            out.is_lever = true;
            const std::vector<std::string> known = names_of(row.targets);
            out.mistake = Words{"target tidak dikenal", "unknown target"} +
                          sim::did_you_mean(target, known, target_synonyms()) + Words{"; ", "; "} +
                          sim::accepted(known);
            return out;
        }
        out.target = static_cast<Target>(*place);
        rest = rest.substr(second + 1);
    }
    if (std::find(keys.begin(), keys.end(), rest) == keys.end()) {
        if (row.targets.empty()) return out;
        out.is_lever = true;
        out.mistake = Words{"kunci tidak dikenal", "unknown key"} + sim::did_you_mean(rest, keys) + Words{"; ", "; "} +
                      sim::accepted(keys);
        return out;
    }
    out.is_lever = true;
    out.key = rest;
    return out;
}

Words set_lever(Plan& plan, const LeverName& name, double value, const UnitCosts& unit_costs)
{
    if (name.whole_plan) {
        if (const auto wrong = sim::objection(value, rupiah)) return *wrong;
        plan.budget_per_year = value;
        return {};
    }
    const LeverInfo& row = info(name.lever);
    std::vector<Intervention*> alike;
    for (Intervention& intervention : plan.interventions)
        if (intervention.lever == name.lever && intervention.target == name.target) alike.push_back(&intervention);
    if (alike.size() > 1)
        return {"rencana \"" + plan.id + "\" punya " + std::to_string(alike.size()) +
                    " intervensi seperti itu; ubah berkasnya",
                "plan \"" + plan.id + "\" has " + std::to_string(alike.size()) +
                    " interventions like that; change its file"};
    if (alike.empty()) {
        Intervention added;
        added.lever = name.lever;
        added.target = name.target;
        added.from = plan.from;
        added.to = plan.to;
        if (name.lever == Lever::rotation) added.level = 1; // changes nothing until the multiplier is set
        if (in_units(name.lever)) added.unit_cost = unit_costs[static_cast<std::size_t>(name.lever)];
        plan.interventions.push_back(added);
        alike.push_back(&plan.interventions.back());
    }
    Intervention& lever = *alike.front();
    const auto set = [&](double& to, const sim::Range& range) -> Words {
        if (const auto wrong = sim::objection(value, range)) return *wrong;
        to = value;
        return {};
    };
    if (name.key == "cost_per_year") return set(lever.cost_per_year, rupiah);
    if (name.key == "per_year") {
        lever.budget_per_year = 0;
        return set(lever.per_year, units_range(row));
    }
    if (name.key == "budget_per_year" && name.lever == Lever::funding) return set(lever.budget_per_year, rupiah);
    if (name.key == "budget_per_year" || name.key == "unit_cost") {
        if (Words wrong =
                name.key == "unit_cost" ? set(lever.unit_cost, cost_of_unit) : set(lever.budget_per_year, rupiah);
            !wrong.empty())
            return wrong;
        if (name.key == "unit_cost" && lever.budget_per_year <= 0) return {};
        const Rupiah budget = lever.budget_per_year;
        if (budget > 0 && lever.unit_cost <= 0)
            return {"dengan biaya satuan 0 jumlahnya tak terbatas", "with a unit cost of 0 it buys without end"};
        if (budget > most_units * lever.unit_cost) return too_many_units;
        lever.per_year = budget > 0 ? budget / lever.unit_cost : 0;
        return {};
    }
    return set(lever.level, level_range(row));
}

std::vector<std::string> lever_names()
{
    std::vector<std::string> names = {"budget_per_year"};
    for (std::size_t lever = 0; lever < lever_count; ++lever) {
        const LeverInfo& row = lever_table()[lever];
        for (const std::string& key : keys_of(static_cast<Lever>(lever))) {
            if (row.targets.empty()) names.push_back(std::string(row.name) + "." + key);
            for (const Target target : row.targets)
                names.push_back(std::string(row.name) + "." + std::string(name_of(target)) + "." + key);
        }
    }
    return names;
}

} // namespace commitment
