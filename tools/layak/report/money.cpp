// Costs by year and kind, what was not delivered, and the price of one more.

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
    const auto in_unit = [&](double amount) { return std::round(amount / unit * 1e3) / 1e3; };
    figure.note = both([&](Language language) {
        const bool id = language == Language::id;
        return std::string(id ? "Biaya menurut tahun dan jenis, " : "Cost by year and kind, ") +
               unit_name(unit).in(language) +
               (id ? ", harga tetap; di atas tiap panel rata-rata setahun."
                   : ", constant prices; above each panel the mean a year.");
    });
    std::vector<double> means;
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        means.push_back(sim::moments(run.cost_per_year(plan)).mean);
        nlohmann::ordered_json panel{{"mean", json_of(both([&](Language l) { return rupiah(means.back(), l); }))}};
        for (std::size_t at = 0; at < years.size(); ++at) {
            nlohmann::ordered_json stack = nlohmann::ordered_json::array();
            auto& row = figure.table.rows.emplace_back();
            const std::string label = std::to_string(years[at].year);
            row.push_back(run.name(plan) + Words{" " + label, " " + label});
            double all = 0;
            for (const double amount : amounts[plan][at]) {
                all += amount;
                stack.push_back(in_unit(amount));
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

/// A price with its interval, or why there is none.
std::string price_text(const commitment::Price& price, Language language)
{
    using Case = commitment::Price::Case;
    const bool id = language == Language::id;
    const std::string undefined = id ? "tidak terdefinisi: " : "undefined: ";
    switch (price.kind) {
    case Case::cheaper: return id ? "lebih banyak, tanpa biaya tambahan" : "more of it, at no extra cost";
    case Case::dearer:
    case Case::open: return shown_amount(price.rupiah, *price.interval, language);
    case Case::undefined:
        if (price.extra_interval.method == sim::Method::none)
            return undefined + (id ? "terlalu sedikit ulangan" : "too few replicates");
        if (price.is_often_none())
            return undefined + shown_seldom_more(price.more, price.pairs, {"ulangan", "replicate"}, language);
        return undefined + (price.extra_interval.low > 0
                                ? (id ? "tambahannya belum cukup pasti" : "the extra is not sure enough")
                                : (id ? "tambahannya mungkin nol" : "the extra may be 0"));
    case Case::fewer: return undefined + (id ? "jumlahnya lebih sedikit" : "there is less of it");
    case Case::none: break;
    }
    return undefined + (id ? "tidak ada tambahan" : "there is no extra");
}

/// "[52 – 66]": how much more there is, in nine replicates of ten.
std::string extra_text(const commitment::Price& price, Language language)
{
    const auto shown = [&](double extra) { return number(extra, 0, language); };
    return "[" + shown(price.low_extra) + " – " + shown(price.high_extra) + "]";
}

/// Prices of all parameter sets, and beside them those with the default parameters where these were run too.
std::string prices_table(const ReportedRun& run)
{
    const commitment::Comparison& comparison = *run.comparison;
    std::vector<std::vector<commitment::Price>> by_default;
    if (const auto alone = run.chance_alone(); alone && run.result.what_if_cost.size() > *alone) {
        commitment::ComparisonOptions judging;
        judging.baseline = comparison.baseline;
        by_default = prices_if(run.city, run.inputs.plans, run.result, judging, *alone);
    }
    WordTable table{
        {"Harga satu tambahan", "The price of one more"},
        {{{"Rencana, tambahan", "Plan, extra"},
          {"tambahan biaya", "extra cost"},
          {"banyaknya tambahan [rentang ulangan]", "how many more [range of replicates]"},
          run.covers_parameters() ? Words{"harga satu, semua himpunan parameter", "price of one, all parameter sets"}
                                  : Words{"harga satu", "price of one"}}},
        true};
    if (!by_default.empty())
        table.rows.front().push_back({"harga satu, parameter baku saja", "price of one, default parameters alone"});
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
        for (std::size_t k = 0; k < comparison.prices[plan].size(); ++k) {
            const commitment::Price& price = comparison.prices[plan][k];
            auto& row = table.rows.emplace_back();
            row.push_back(run.name(plan) + Words{": ", ": "} + price.good.of);
            row.push_back(both([&](Language l) {
                const commitment::PairedDifference& cost = comparison.cost_in_all[plan];
                return shown_amount(cost.difference, cost.interval, l);
            }));
            row.push_back(both([&](Language l) { return extra_text(price, l); }));
            row.push_back(both([&](Language l) { return price_text(price, l); }));
            if (!by_default.empty())
                row.push_back(both([&](Language l) { return price_text(by_default[plan][k], l); }));
        }
    if (table.rows.size() == 1) return "";
    return "<h3 id=\"harga\"><span lang=\"id\">Berapa rupiah untuk satu tambahan?</span><span lang=\"en\">How many "
           "rupiah for one more?</span></h3>" +
           paragraph(
               both([&](Language language) {
                   const std::string baseline = run.name(comparison.baseline, language);
                   return language == Language::id
                              ? "Dibandingkan dengan " + baseline +
                                    ", jumlah seluruh masa rencana. Rupiah adalah rata-rata; dalam kurung biasa (…) "
                                    "selang 90 %: seteliti apa rata-rata itu dihitung. Dalam kurung siku […] rentang "
                                    "90 %: sejauh apa ulangan yang satu berbeda dari yang lain. Harga ditulis hanya "
                                    "bila ada tambahan dalam sedikitnya 95 % ulangan; kalau tidak, harga itu tidak "
                                    "terdefinisi."
                              : "Against " + baseline +
                                    ", over all months of the plans. Rupiah are means; in round brackets (…) 90% "
                                    "intervals: how closely that mean is known. In square brackets […] 90% ranges: "
                                    "how far replicates differ from each other. A price is given only where there is "
                                    "an extra in at least 95% of the replicates; else it is undefined.";
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
