#include "tools/layak/plan_checks.hpp"

#include <algorithm>

#include "models/commitment/city_file.hpp"
#include "sim/text/number.hpp"
#include "sim/text/utf8.hpp"

namespace layak {
namespace {

using commitment::City;
using commitment::Institution;
using commitment::Intervention;
using commitment::Kind;
using commitment::Lever;
using commitment::Plan;
using commitment::Target;
using sim::Words;

/// Whether a plan, or the history while it runs, makes members of a kind.
bool widens_to(Target target, const Plan& plan, const City& city)
{
    const auto does = [&](const Intervention& by) {
        return by.lever == Lever::membership && by.target == target && by.to >= plan.from;
    };
    return std::any_of(plan.interventions.begin(), plan.interventions.end(), does) ||
           std::any_of(city.history.interventions.begin(), city.history.interventions.end(), does);
}

Words why_nobody(Target target)
{
    const bool task_force = target == Target::task_force || target == Target::leaders || target == Target::technical ||
                            target == Target::all_levels;
    return task_force ? Words{"di kota ini tidak ada anggota gugus tugas (kolom task_force) yang dapat menerimanya",
                              "this city has no member of the task force (column task_force) who can take it"}
                      : Words{"kota ini tidak punya lembaga seperti itu", "this city has none of these"};
}

} // namespace

bool reaches_someone(const Intervention& by, const Plan& plan, const City& city)
{
    const auto any = [&](const auto& fits) {
        return std::any_of(city.institutions.begin(), city.institutions.end(), fits);
    };
    const auto has = [&](Kind kind) { return city.count(kind) > 0; };
    const bool wide = widens_to(Target::opd, plan, city);
    const auto is_member = [&](const Institution& i) { return i.kind == Kind::opd && (i.task_force || wide); };
    if (by.lever == Lever::facilitation) return has(Kind::kelurahan);
    if (by.lever == Lever::csr_enforced) return has(Kind::business);
    switch (by.target) {
    case Target::leaders:
        return any([&](const Institution& i) {
            return (is_member(i) || i.kind == Kind::kecamatan) && i.heads + i.officials > 0;
        });
    case Target::technical: return any([&](const Institution& i) { return is_member(i) && i.technical > 0; });
    case Target::task_force:
    case Target::all_levels:
        return any(is_member) || (by.target == Target::all_levels && has(Kind::kecamatan)) ||
               (by.lever == Lever::meetings && has(Kind::lpa) && widens_to(Target::lpa, plan, city));
    case Target::opd: return has(Kind::opd);
    case Target::kecamatan: return has(Kind::kecamatan);
    case Target::kelurahan: return has(Kind::kelurahan);
    case Target::communities: return has(Kind::community);
    case Target::businesses: return has(Kind::business);
    case Target::lpa: return has(Kind::lpa);
    case Target::forum_anak: return has(Kind::forum_anak);
    case Target::none:
    case Target::all:
    case Target::city: return true;
    }
    return true;
}

void check_targets(const Plan& plan, const std::string& shown_name, const City& city, sim::Findings& findings)
{
    for (const Intervention& by : plan.interventions) {
        if (reaches_someone(by, plan, city)) continue;
        const bool has_target = by.target != Target::none;
        const std::string_view meant = has_target ? name_of(by.target) : info(by.lever).name;
        findings.warning(shown_name, by.line, has_target ? "target" : "kind", sim::in_quotes(meant),
                         why_nobody(by.target) +
                             Words{": intervensi ini tidak berbuat apa-apa", ": the intervention does nothing"});
    }
}

void check_plan_against_city(const Plan& plan, const std::string& shown_name, const City& city, sim::Findings& findings)
{
    check_targets(plan, shown_name, city, findings);
    const Words start{to_text(city.start), to_text(city.start)};
    const auto error = [&](const Words& reason) {
        findings.error(shown_name, plan.to_line, "to", sim::in_quotes(to_text(plan.to)), reason + start);
    };
    if (plan.to < city.start)
        error({"berakhir sebelum kota mulai dijalankan, ", "ends before the city's start, "});
    else if (plan.from < city.start)
        findings.warning(shown_name, plan.from_line, "from", sim::in_quotes(to_text(plan.from)),
                         Words{"sebelum kota mulai dijalankan, ", "before the city's start, "} + start +
                             Words{": bulan-bulan itu tidak dijalankan", ": those months are not run"});
    if (plan.to - city.start >= commitment::most_months)
        error({"lebih dari 500 tahun setelah awal kota, ", "more than 500 years after the city's start, "});
}

void note_idle_amounts(const Plan& plan, const std::string& shown_name, sim::Findings& findings)
{
    for (const Intervention& by : plan.interventions) {
        const auto note = [&](const char* key, double value, Words reason) {
            findings.note(shown_name, by.line, key, sim::readable(value), std::move(reason));
        };
        const bool in_units = static_cast<std::size_t>(by.lever) < commitment::unit_lever_count;
        const Words unit = info(by.lever).unit;
        if (plan.budget_per_year && by.amount() > 0) {
            const double budget = *plan.budget_per_year;
            const std::string all = sim::readable(budget);
            if (by.cost_per_year / 12 > budget)
                note("cost_per_year", by.cost_per_year,
                     {"sebulan saja lebih dari seluruh anggaran rencana setahun (" + all + "): tidak pernah berlaku",
                      "one month is more than the plan's whole budget of a year (" + all + "): it is never in force"});
            else if (in_units && by.unit_cost > budget)
                note("unit_cost", by.unit_cost,
                     {"satu " + unit.id + " lebih dari seluruh anggaran rencana setahun (" + all +
                          "): tidak pernah terbeli",
                      "one " + unit.en + " is more than the plan's whole budget of a year (" + all +
                          "): none is ever bought"});
        }
        if (in_units && by.budget_per_year > 0 && by.per_year < 1)
            note("budget_per_year", by.budget_per_year,
                 {"membeli kurang dari satu " + unit.id + " per tahun (biaya satuan " + sim::readable(by.unit_cost) +
                      ")",
                  "buys less than one " + unit.en + " a year (unit cost " + sim::readable(by.unit_cost) + ")"});
    }
}

} // namespace layak
