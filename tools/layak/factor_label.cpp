#include "tools/layak/factor_label.hpp"

#include <cmath>

#include "models/commitment/plan_file.hpp"
#include "tools/layak/format.hpp"

namespace layak {
namespace {

using commitment::Target;
using sim::Language;
using sim::Words;

Words label_of(Target target)
{
    switch (target) {
    case Target::none: return {};
    case Target::leaders: return {" pimpinan", " of leaders"};
    case Target::technical: return {" staf teknis", " of technical staff"};
    case Target::task_force: return {" gugus tugas", " of the task force"};
    case Target::all_levels: return {" semua jenjang", " of all levels"};
    case Target::all: return {" semua", " of all"};
    case Target::city: return {" kota", " of the city"};
    case Target::opd: return {" OPD", " of OPDs"};
    case Target::kecamatan: return {" kecamatan", " of kecamatan"};
    case Target::kelurahan: return {" kelurahan", " of kelurahan"};
    case Target::communities: return {" masyarakat", " of communities"};
    case Target::businesses: return {" dunia usaha", " of businesses"};
    case Target::lpa: return {" LPA", " of the LPA"};
    case Target::forum_anak: return {" Forum Anak", " of Forum Anak"};
    }
    return {};
}

bool is_a_year(const std::string& factor) { return factor.ends_with("per_year"); }

} // namespace

Words factor_label(const std::string& name)
{
    const commitment::LeverName lever = commitment::parse_lever(name);
    if (!lever.is_lever || !lever.mistake.empty()) return {name, name};
    if (lever.whole_plan) return {"anggaran seluruh rencana", "budget of the whole plan"};
    const Words what = commitment::info(lever.lever).label + label_of(lever.target);
    if (lever.key == "budget_per_year") return Words{"anggaran ", "budget for "} + what;
    if (lever.key == "unit_cost") return Words{"harga satuan ", "unit cost of "} + what;
    if (lever.key == "cost_per_year") return Words{"biaya ", "cost of "} + what;
    return what;
}

bool is_money(const std::string& factor)
{
    return factor.ends_with("budget_per_year") || factor.ends_with("cost_per_year") || factor.ends_with("unit_cost");
}

std::string level_text(const std::string& factor, double value, Language language)
{
    const char* const a_year = !is_a_year(factor) ? "" : language == Language::id ? " setahun" : " a year";
    if (is_money(factor)) return rupiah(value, language) + a_year;
    int decimals = 0;
    for (double rest = std::abs(value); decimals < 4; ++decimals, rest *= 10)
        if (std::abs(rest - std::round(rest)) < 1e-9) break;
    return number(value, decimals, language) + a_year;
}

} // namespace layak
