// Costs by year and kind, what was not delivered, and the price of one more.

#include <algorithm>
#include <cmath>

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

std::string costs_figure(const ReportedRun& run, Charts& charts)
{
    nlohmann::ordered_json chart{{"kind", "money"}};
    const std::vector<Year> years = years_of(run);
    for (const Year& year : years) chart["years"].push_back(year.year);
    for (const Kind& kind : kinds) chart["kinds"].push_back(json_of(kind.name));
    Figure figure;
    figure.id = "biaya";
    figure.note = {"Biaya menurut tahun dan jenis, miliar rupiah, harga tetap; di atas tiap panel rata-rata setahun.",
                   "Cost by year and kind, billions of rupiah, constant prices; above each panel the mean a year."};
    figure.table.rows.push_back({{"Rencana, tahun", "Plan, year"}});
    for (const Kind& kind : kinds) figure.table.rows.front().push_back(kind.name);
    figure.table.rows.front().push_back({"semua", "all"});
    std::vector<double> means;
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        means.push_back(sim::moments(run.cost_per_year(plan)).mean);
        nlohmann::ordered_json panel{{"mean", std::round(means.back() / 1e6) / 1e3}};
        for (const Year& year : years) {
            nlohmann::ordered_json stack = nlohmann::ordered_json::array();
            auto& row = figure.table.rows.emplace_back();
            const std::string label = std::to_string(year.year);
            row.push_back(run.name(plan) + Words{" " + label, " " + label});
            double all = 0;
            for (const Kind& kind : kinds) {
                const double amount = mean_of_year(run, run.result.cost, plan, year, kind.levers);
                all += amount;
                stack.push_back(std::round(amount / 1e6) / 1e3);
                row.push_back(both([&](Language l) { return rupiah(amount, l); }));
            }
            row.push_back(both([&](Language l) { return rupiah(all, l); }));
            panel["stacks"].push_back(std::move(stack));
        }
        chart["panels"].push_back(std::move(panel));
    }
    const double least = *std::min_element(means.begin(), means.end());
    const double most = *std::max_element(means.begin(), means.end());
    figure.title = both([&](Language language) {
        const bool id = language == Language::id;
        if (run.plans() == 1)
            return (id ? "Biaya " : "It costs ") + rupiah(means.front(), language) + (id ? " setahun" : " a year");
        if (most <= 1.03 * least)
            return std::string(id ? "Sama mahal; bedanya untuk apa uang dipakai"
                                  : "Equally dear; what differs is what the money is for");
        return (id ? "Biaya setahun dari " : "From ") + rupiah(least, language) + (id ? " sampai " : " to ") +
               rupiah(most, language) + (id ? "" : " a year");
    });
    figure.table.caption = figure.title;
    figure.remark = both([&](Language language) {
        const bool id = language == Language::id;
        std::vector<std::string> lacking;
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
            std::vector<std::string> units;
            for (std::size_t k = 0; k < run.result.levers.size(); ++k) {
                double sum = 0;
                for (const Year& year : years)
                    sum += mean_of_year(run, run.result.undelivered, plan, year, {run.result.levers[k]});
                const double per_year = sum / static_cast<double>(years.size());
                const auto& row = info(run.result.levers[k]);
                if (run.result.levers[k] == Lever::funding ? per_year < 1e6 : per_year < 0.5) continue;
                units.push_back(run.result.levers[k] == Lever::funding
                                    ? rupiah(per_year, language) + (id ? " dana" : " of funds")
                                    : number(per_year, 0, language) + " " + units_of(row, per_year).in(language));
            }
            if (!units.empty()) lacking.push_back(run.name(plan, language) + ": " + listed(units, language));
        }
        if (lacking.empty())
            return std::string(
                id ? "Yang tidak terlaksana karena anggaran habis: kurang dari satu unit setahun di semua rencana."
                   : "Not delivered because the budget was spent: less than a unit a year in all plans.");
        std::string text = id ? "Tidak terlaksana karena anggaran habis, setahun: "
                              : "Not delivered because the budget was spent, a year: ";
        for (std::size_t k = 0; k < lacking.size(); ++k) text += (k > 0 ? "; " : "") + lacking[k];
        return text + ".";
    });
    return figure.html(std::move(chart), charts);
}

Words case_text(commitment::Price::Case kind)
{
    switch (kind) {
    case commitment::Price::Case::undefined:
        return {"tidak terdefinisi: tambahannya mungkin nol", "undefined: the extra may be 0"};
    case commitment::Price::Case::fewer: return {"lebih sedikit", "there are fewer"};
    case commitment::Price::Case::none: return {"tidak ada tambahan", "no extra"};
    default: return {"", ""};
    }
}

std::string prices_table(const ReportedRun& run)
{
    const commitment::Comparison& comparison = *run.comparison;
    WordTable table;
    table.caption = {"Harga satu tambahan", "The price of one more"};
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        if (plan == comparison.baseline || comparison.prices[plan].empty()) continue;
        if (table.rows.empty()) {
            table.rows.push_back({{"Rencana", "Plan"}, {"tambahan biaya", "extra cost"}});
            for (const commitment::Price& price : comparison.prices[plan])
                table.rows.front().push_back(Words{"tiap tambahan ", "for one more "} + price.good.of);
        }
        const commitment::PairedDifference& cost = comparison.cost_in_all[plan];
        auto& row = table.rows.emplace_back();
        row.push_back(run.name(plan));
        row.push_back(both([&](Language l) { return rupiah(cost.difference, l); }));
        for (const commitment::Price& price : comparison.prices[plan])
            row.push_back(both([&](Language l) {
                if (!price.has_price()) return case_text(price.kind).in(l);
                return shown_amount(price.rupiah, *price.interval, l);
            }));
    }
    if (table.rows.empty()) return "";
    return "<h3 id=\"harga\"><span lang=\"id\">Berapa rupiah untuk satu tambahan?</span><span lang=\"en\">How many "
           "rupiah for one more?</span></h3>" +
           paragraph(both([&](Language language) {
                         const std::string baseline = run.name(comparison.baseline, language);
                         return language == Language::id
                                    ? "Dibandingkan dengan " + baseline +
                                          ", jumlah seluruh masa rencana. Bila tambahan hasilnya mungkin nol, harga "
                                          "tidak terdefinisi dan halaman ini tidak menuliskan angka."
                                    : "Against " + baseline +
                                          ", over all months of the plans. Where the extra may be 0 a price is not "
                                          "defined, and "
                                          "this page gives none.";
                     }),
                     "note") +
           "<div class=\"wrap\">" + table.html() + "</div>";
}

} // namespace

std::string money_section(const ReportedRun& run, Charts& charts)
{
    if (run.result.levers.empty()) return "";
    return heading("uang", {"Uang", "Money"}) + costs_figure(run, charts) +
           (run.is_comparison ? prices_table(run) : "");
}

} // namespace layak
