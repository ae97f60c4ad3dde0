#include "models/commitment/parameters.hpp"
#include "models/commitment/plan.hpp"
#include "sim/text/number.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/format.hpp"

namespace layak {
namespace {

std::string possible(const commitment::ParameterInfo& row)
{
    return (row.lowest_excluded ? "above " : "") + sim::readable(row.possible.lowest) + " to " +
           sim::readable(row.possible.highest);
}

} // namespace

std::string parameter_help()
{
    std::string out =
        "Parameters (model README, \"Parameters\"). Outside the prior range a value is accepted with a note.\n\n";
    const auto line = [&](std::string name, std::string standard, std::string prior, std::string range,
                          std::string unit, std::string basis) {
        out += padded(std::move(name), 33) + padded(std::move(standard), 10, true) + "  " +
               padded(std::move(prior), 16) + padded(std::move(range), 21) + padded(std::move(unit), 14) + basis + "\n";
    };
    line("name", "default", "prior", "possible", "unit", "basis");
    bool structural = false;
    for (const commitment::ParameterInfo& row : commitment::parameter_table()) {
        if (row.structural && !structural) out += "\nStructural constants (outside the default sensitivity set)\n\n";
        structural = row.structural;
        line(std::string(row.name), sim::readable(row.standard),
             row.structural ? "" : sim::readable(row.prior.lowest) + " to " + sim::readable(row.prior.highest),
             possible(row), std::string(row.unit), std::string(row.basis));
    }
    out += "\nLevers: KIND.TARGET.KEY (without target KIND.KEY), added to a plan that lacks them; budget_per_year is "
           "the plan's own.\n\n";
    for (const commitment::LeverInfo& row : commitment::lever_table()) {
        std::string targets;
        for (const commitment::Target target : row.targets)
            targets += (targets.empty() ? "" : ", ") + std::string(name_of(target));
        out += padded(std::string(row.name), 24) + padded(targets.empty() ? "–" : targets, 70) + row.meaning.en;
        if (!row.unit.empty()) out += " (" + row.unit.en + ", " + rupiah(row.unit_cost, sim::Language::en) + ")";
        out += "\n";
    }
    const auto ends = [](commitment::Lever lever) { return "0 to " + sim::readable(info(lever).highest_level); };
    return out +
           "\nKeys: per_year or budget_per_year, unit_cost (the first five kinds, in brackets their unit and its "
           "cost); budget_per_year (funding);\n"
           "strength (mandate, " +
           ends(commitment::Lever::mandate) + "), floor (instruction, " + ends(commitment::Lever::instruction) +
           "), multiplier (rotation, " + ends(commitment::Lever::rotation) +
           "); "
           "cost_per_year (all but election). Money in rupiah.\n";
}

} // namespace layak
