#include "models/commitment/parameters.hpp"
#include "models/commitment/plan.hpp"
#include "sim/text/number.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/format.hpp"

namespace layak {
namespace {

using sim::Words;

Words interval(double low, double high)
{
    const std::string from = sim::readable(low);
    const std::string to = sim::readable(high);
    return {from + " sampai " + to, from + " to " + to};
}

Words possible(const commitment::ParameterInfo& row)
{
    const Words ends = interval(row.possible.lowest, row.possible.highest);
    return row.lowest_excluded ? Words{"di atas ", "above "} + ends : ends;
}

} // namespace

std::string parameter_help(sim::Language language)
{
    const auto in = [&](const Words& words) { return words.in(language); };
    std::string out = in({"Parameter (alasan tiap bawaan: models/commitment/ODD.md). Di luar rentang lazim sebuah "
                          "nilai diterima dengan catatan.\n\n",
                          "Parameters (why each default: models/commitment/ODD.md). Outside the prior range a value is "
                          "accepted with a note.\n\n"});
    const auto line = [&](std::string name, std::string standard, std::string prior, std::string range,
                          std::string unit, const std::string& basis) {
        out += padded(std::move(name), 33) + padded(std::move(standard), 10, true) + "  " +
               padded(std::move(prior), 20) + padded(std::move(range), 27) + padded(std::move(unit), 14) + basis + "\n";
    };
    line(in({"nama", "name"}), in({"bawaan", "default"}), in({"lazim", "prior"}), in({"mungkin", "possible"}),
         in({"satuan", "unit"}), in({"dasar", "basis"}));
    bool structural = false;
    for (const commitment::ParameterInfo& row : commitment::parameter_table()) {
        if (row.structural && !structural)
            out += in({"\nTetapan struktur (di luar kumpulan kepekaan bawaan)\n\n",
                       "\nStructural constants (outside the default sensitivity set)\n\n"});
        structural = row.structural;
        line(std::string(row.name), sim::readable(row.standard),
             row.structural ? "" : in(interval(row.prior.lowest, row.prior.highest)), in(possible(row)),
             std::string(row.unit), std::string(row.basis));
    }
    out +=
        in({"\nTuas: JENIS.TARGET.KUNCI (tanpa target JENIS.KUNCI), ditambahkan ke rencana yang belum memilikinya; "
            "budget_per_year milik rencana itu sendiri.\n\n",
            "\nLevers: KIND.TARGET.KEY (without target KIND.KEY), added to a plan that lacks them; budget_per_year is "
            "the plan's own.\n\n"});
    for (const commitment::LeverInfo& row : commitment::lever_table()) {
        std::string targets;
        for (const commitment::Target target : row.targets)
            targets += (targets.empty() ? "" : ", ") + std::string(name_of(target));
        out += padded(std::string(row.name), 24) + padded(targets.empty() ? "–" : targets, 70) + in(row.meaning);
        if (!row.unit.empty()) out += " (" + in(row.unit) + ", " + rupiah(row.unit_cost, language) + ")";
        out += "\n";
    }
    const auto ends = [&](commitment::Lever lever) { return in(interval(0, info(lever).highest_level)); };
    return out +
           in({"\nKunci: per_year atau budget_per_year, unit_cost (lima jenis pertama, dalam kurung satuannya dan "
               "biayanya); budget_per_year (funding);\n",
               "\nKeys: per_year or budget_per_year, unit_cost (the first five kinds, in brackets their unit and its "
               "cost); budget_per_year (funding);\n"}) +
           "strength (mandate, " + ends(commitment::Lever::mandate) + "), floor (instruction, " +
           ends(commitment::Lever::instruction) + "), multiplier (rotation, " + ends(commitment::Lever::rotation) +
           in({"); cost_per_year (semua kecuali election). Uang dalam rupiah.\n",
               "); cost_per_year (all but election). Money in rupiah.\n"});
}

} // namespace layak
