// Costs by year and kind, what was not delivered, and what was out of force.

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/statistics/sample.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using commitment::Lever;
using sim::Language;
using sim::Words;

/// Kinds of spending that a picture can tell apart.
struct Kind
{
    Words name;
    std::vector<Lever> levers;
};
const Kind kinds[] = {
    {{"Dana OPD, kecamatan, kelurahan", "Funds of OPDs, kecamatan, kelurahan"}, {Lever::funding}},
    {{"Sosialisasi", "Sosialisasi"}, {Lever::sosialisasi}},
    {{"Pelatihan", "Training"}, {Lever::training}},
    {{"Pendampingan dan kunjungan", "Facilitation and visits"}, {Lever::facilitation, Lever::monitoring}},
    {{"Rapat", "Meetings"}, {Lever::meetings}},
    {{"Aturan, instruksi, keanggotaan", "Rules, instructions, membership"},
     {Lever::membership, Lever::mandate, Lever::instruction, Lever::rotation, Lever::technical_staff_listed,
      Lever::direct_appointment, Lever::csr_enforced}}};

struct Year
{
    int year;
    std::uint32_t first, months;
};

std::vector<Year> years_of(const ReportedRun& run)
{
    std::vector<Year> years;
    for (std::uint32_t month = run.first_month; month <= run.last_month(); ++month) {
        const int year = run.month(month).year();
        if (years.empty() || years.back().year != year) years.push_back({year, month, 0});
        ++years.back().months;
    }
    return years;
}

/// Mean over replicates of a year's sum over levers.
double mean_of_year(const ReportedRun& run, const std::vector<double>& account, std::uint32_t plan, const Year& year,
                    const std::vector<Lever>& levers)
{
    double sum = 0;
    for (std::size_t k = 0; k < run.result.levers.size(); ++k) {
        if (std::find(levers.begin(), levers.end(), run.result.levers[k]) == levers.end()) continue;
        for (std::uint32_t r = 0; r < run.result.replicates; ++r)
            for (std::uint32_t month = year.first; month < year.first + year.months; ++month)
                sum += account[run.result.row(r, plan, month) * run.result.levers.size() + k];
    }
    return sum / run.result.replicates;
}

/// [plan][year][kind]
std::vector<std::vector<std::vector<double>>> amounts_of(const ReportedRun& run, const std::vector<Year>& years)
{
    std::vector<std::vector<std::vector<double>>> out(run.plans());
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
        for (const Year& year : years) {
            auto& of_year = out[plan].emplace_back();
            for (const Kind& kind : kinds)
                of_year.push_back(mean_of_year(run, run.result.cost, plan, year, kind.levers));
        }
    return out;
}

/// "miliar rupiah"
Words unit_name(double unit)
{
    return unit >= 1e12  ? Words{"triliun rupiah", "trillions of rupiah"}
           : unit >= 1e9 ? Words{"miliar rupiah", "billions of rupiah"}
           : unit >= 1e6 ? Words{"juta rupiah", "millions of rupiah"}
           : unit >= 1e3 ? Words{"ribu rupiah", "thousands of rupiah"}
                         : Words{"rupiah", "rupiah"};
}

/// The months of a plan, as one year of them.
Year own_months(const ReportedRun& run, std::uint32_t plan)
{
    const commitment::Comparison::Span own = run.span(plan);
    return {run.month(own.first).year(), own.first, own.months};
}

/// "3 kursi": of funding rupiah.
std::string units_text(Lever lever, double units, Language language)
{
    if (lever == Lever::funding) return rupiah(units, language) + (language == Language::id ? " dana" : " of funds");
    const std::string shown = number(units, 0, language);
    return shown + " " + commitment::units_of(info(lever), std::round(units)).in(language);
}

/// "A: 3 kursi dan 2 rapat; B: …": what `units(plan, lever)` finds worth a word; empty where that is nothing.
template <class Units>
std::string by_plan(const ReportedRun& run, Language language, Units units)
{
    std::string text;
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        std::vector<std::string> of_plan;
        for (const Lever lever : run.result.levers)
            if (std::string one = units(plan, lever); !one.empty()) of_plan.push_back(std::move(one));
        if (of_plan.empty()) continue;
        text += (text.empty() ? "" : "; ") + run.name(plan, language) + ": " + listed(of_plan, language);
    }
    return text;
}

/// Units a year that the budget could not pay, over the plan's own months.
std::string undelivered_text(const ReportedRun& run, Language language)
{
    const bool id = language == Language::id;
    const std::string lacking = by_plan(run, language, [&](std::uint32_t plan, Lever lever) -> std::string {
        const Year own = own_months(run, plan);
        if (own.months == 0) return "";
        const double per_year = mean_of_year(run, run.result.undelivered, plan, own, {lever}) * 12 / own.months;
        if (per_year < (lever == Lever::funding ? 1e6 : 0.5)) return "";
        return units_text(lever, per_year, language);
    });
    if (lacking.empty())
        return id ? "Yang tidak terlaksana karena anggaran habis: kurang dari satu unit setahun di semua rencana."
                  : "Not delivered because the budget was spent: less than a unit a year in all plans.";
    return (id ? "Tidak terlaksana karena anggaran habis, setahun: "
               : "Not delivered because the budget was spent, a year: ") +
           lacking + ".";
}

/// What was out of force because its cost could not be paid, in how many of the plan's months.
std::string lapsed_text(const ReportedRun& run, Language language)
{
    const bool id = language == Language::id;
    const std::vector<double> lapsed(run.result.lapsed.begin(), run.result.lapsed.end());
    const std::string out_of_force = by_plan(run, language, [&](std::uint32_t plan, Lever lever) -> std::string {
        const Year own = own_months(run, plan);
        const double months = mean_of_year(run, lapsed, plan, own, {lever});
        if (months <= 0) return "";
        const std::string shown = months < 0.05 ? (id ? "< 0,1" : "< 0.1") : number_at_most(months, 1, language);
        return info(lever).label.in(language) + " " + shown + (id ? " dari " : " of ") + std::to_string(own.months) +
               (id ? " bulan" : " months");
    });
    if (out_of_force.empty()) return "";
    return (id ? " Tidak berlaku karena biayanya tidak terbayar" : " Out of force because the cost could not be paid") +
           std::string(run.is_single() ? ""
                       : id            ? " (rata-rata ulangan)"
                                       : " (mean of the replicates)") +
           ": " + out_of_force + ".";
}

/// Years of which fewer than twelve months belong to the plans: their columns are lower for that alone.
std::string short_years(const std::vector<Year>& years, Language language)
{
    std::vector<std::string> all;
    for (const Year& year : years)
        if (year.months < 12)
            all.push_back(std::to_string(year.year) + " (" + std::to_string(year.months) +
                          (language == Language::id ? " bulan" : noun(year.months, " month", " months")) + ")");
    if (all.empty()) return "";
    return (language == Language::id ? " Bukan setahun penuh: " : " Not a full year: ") + listed(all, language) + ".";
}

Words costs_title(const ReportedRun& run, const std::vector<double>& means)
{
    const auto least = static_cast<std::uint32_t>(std::min_element(means.begin(), means.end()) - means.begin());
    const double most = *std::max_element(means.begin(), means.end());
    const auto costs = run.costs_against(least);
    const bool alike = std::all_of(costs.begin(), costs.end(), [](const commitment::CostAgainst& of) {
        return is_same_cost(of.per_year) && is_same_cost(of.in_all);
    });
    return both([&](Language language) {
        const bool id = language == Language::id;
        const std::string low = rupiah(means[least], language), high = rupiah(most, language);
        if (run.plans() == 1) return (id ? "Biaya " : "It costs ") + low + (id ? " setahun" : " a year");
        if (alike)
            return std::string(id ? "Sama mahal; bedanya untuk apa uang dipakai"
                                  : "Equally dear; what differs is what the money is for");
        if (low == high) return (id ? "Biaya sekitar " : "About ") + low + (id ? " setahun" : " a year");
        return (id ? "Biaya setahun dari " : "From ") + low + (id ? " sampai " : " to ") + high + (id ? "" : " a year");
    });
}

/// A panel of a plan, and its rows in the table.
nlohmann::ordered_json costs_panel(const ReportedRun& run, std::uint32_t plan, const std::vector<Year>& years,
                                   const std::vector<std::vector<double>>& amounts, double unit, Figure& figure)
{
    const double mean = sim::moments(run.cost_per_year(plan)).mean;
    nlohmann::ordered_json panel{{"mean", json_of(both([&](Language l) { return rupiah(mean, l); }))}};
    for (std::size_t at = 0; at < years.size(); ++at) {
        nlohmann::ordered_json stack = nlohmann::ordered_json::array();
        auto& row = figure.table.rows.emplace_back();
        const std::string label = std::to_string(years[at].year);
        row.push_back(run.name(plan) + Words{" " + label, " " + label});
        for (const double amount : amounts[at]) {
            stack.push_back(std::round(amount / unit * 1e3) / 1e3);
            row.push_back(both([&](Language l) { return rupiah(amount, l); }));
        }
        const double all = std::accumulate(amounts[at].begin(), amounts[at].end(), 0.0);
        row.push_back(both([&](Language l) { return rupiah(all, l); }));
        panel["stacks"].push_back(std::move(stack));
    }
    return panel;
}

std::string costs_figure(const ReportedRun& run, Charts& charts)
{
    nlohmann::ordered_json chart{{"kind", "money"}};
    const std::vector<Year> years = years_of(run);
    for (const Year& year : years) chart["years"].push_back(year.year);
    for (const Kind& kind : kinds) chart["kinds"].push_back(json_of(kind.name));
    Figure figure;
    figure.id = "biaya";
    figure.table.rows.push_back({{"Rencana, tahun", "Plan, year"}});
    for (const Kind& kind : kinds) figure.table.rows.front().push_back(kind.name);
    figure.table.rows.front().push_back({"semua", "all"});
    const auto amounts = amounts_of(run, years);
    double largest = 0; // of a column: what the charts' unit goes by
    for (const auto& of_plan : amounts)
        for (const auto& of_year : of_plan)
            largest = std::max(largest, std::accumulate(of_year.begin(), of_year.end(), 0.0));
    const double unit = unit_of_rupiah(largest);
    figure.note = both([&](Language language) {
        const bool id = language == Language::id;
        return std::string(id ? "Biaya menurut tahun dan jenis, " : "Cost by year and kind, ") +
               unit_name(unit).in(language) +
               (id ? ", harga tetap; di atas tiap panel rata-rata setahun selama bulan-bulan rencana itu sendiri."
                   : ", constant prices; above each panel the mean a year over the plan's own months.") +
               short_years(years, language);
    });
    std::vector<double> means;
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        means.push_back(sim::moments(run.cost_per_year(plan)).mean);
        chart["panels"].push_back(costs_panel(run, plan, years, amounts[plan], unit, figure));
    }
    figure.title = costs_title(run, means);
    figure.table.caption = figure.title;
    figure.remark =
        both([&](Language language) { return undelivered_text(run, language) + lapsed_text(run, language); });
    return figure.html(std::move(chart), charts);
}

} // namespace

std::string money_section(const ReportedRun& run, Charts& charts)
{
    if (run.result.levers.empty()) return "";
    return heading("uang", {"Uang", "Money"}) + costs_figure(run, charts) +
           (run.is_comparison ? prices_table(run) : "");
}

} // namespace layak
