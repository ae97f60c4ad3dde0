// The price of one more: rupiah for an extra kelurahan, body or family.

#include <cmath>

#include "tools/layak/format.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using sim::Language;
using sim::Words;

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

/// "59 [52 – 66]": how much more there is in the mean, and in nine replicates of ten.
std::string extra_text(const commitment::Price& price, Language language)
{
    // Families come of shares in single precision: what is that near to a whole number is it.
    constexpr double few = 10, near = 0.02;
    const auto counted = [&](double x) { return std::abs(x - std::round(x)) < near ? std::round(x) : x; };
    return (std::abs(price.extra) < few ? number_at_most(price.extra, 1, language) : number(price.extra, 0, language)) +
           " [" +
           shown_range(counted(price.low_extra), counted(price.high_extra), commitment::Measure::count, language) + "]";
}

} // namespace

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
          {"banyaknya tambahan: rata-rata [rentang ulangan]", "how many more: mean [range of replicates]"},
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
    return together(
        "<h3 id=\"harga\"><span lang=\"id\">Berapa rupiah untuk satu tambahan?</span><span lang=\"en\">How many "
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
        "<div class=\"wrap\">" + table.html() + "</div>");
}

} // namespace layak
