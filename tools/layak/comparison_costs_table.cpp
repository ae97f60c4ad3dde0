// Tables of a comparison on the terminal: what plans cost, and what one more of something costs.

#include <algorithm>

#include "tools/layak/comparison_report.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/summary_table.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {
namespace {

using commitment::Comparison;
using commitment::Measure;
using commitment::PairedDifference;
using commitment::Price;
using sim::Language;

/// A column a plan: `cell(plan, row)`.
template <class Cell>
std::vector<Column> columns_of(const ComparisonReport& report, Language language, std::size_t rows, Cell cell)
{
    std::vector<Column> columns;
    for (std::uint32_t plan = 0; plan < report.inputs.plans.size(); ++plan) {
        Column column{plan_name(report.inputs.plans, plan, language), "", {}};
        for (std::size_t row = 0; row < rows; ++row) column.cells.push_back(cell(plan, row));
        columns.push_back(std::move(column));
    }
    return columns;
}

/// Years in a row that show the same of all plans: [first, end).
std::vector<std::pair<std::size_t, std::size_t>> equal_years(const Comparison& of, Language language)
{
    std::vector<std::pair<std::size_t, std::size_t>> spans;
    const auto same = [&](std::size_t a, std::size_t b) {
        return of.years[a].months == of.years[b].months &&
               std::all_of(of.cost.begin(), of.cost.end(), [&](const auto& plan) {
                   return rupiah(plan[a].back().plan, language) == rupiah(plan[b].back().plan, language);
               });
    };
    for (std::size_t year = 0; year < of.years.size(); ++year) {
        if (!spans.empty() && same(spans.back().first, year))
            spans.back().second = year + 1;
        else
            spans.push_back({year, year + 1});
    }
    return spans;
}

std::string by_year(const ComparisonReport& report, Language language, std::size_t terminal)
{
    const bool id = language == Language::id;
    const Comparison& of = report.comparison;
    const std::vector<std::pair<std::size_t, std::size_t>> spans = equal_years(of, language);
    std::vector<std::string> labels;
    for (const auto& [first, end] : spans) {
        const Comparison::Year& year = of.years[first];
        labels.push_back(std::to_string(year.year) +
                         (end > first + 1    ? "–" + std::to_string(of.years[end - 1].year)
                          : year.months < 12 ? " (" + std::to_string(year.months) + (id ? " bulan)" : " months)")
                                             : ""));
    }
    const std::size_t years = labels.size();
    labels.push_back(cost_label(report.inputs).in(language));
    labels.push_back(id ? "Selisih per tahun" : "Difference a year");
    labels.push_back(id ? "  selangnya" : "  its interval");
    const auto cell = [&](std::uint32_t plan, std::size_t row) -> std::string {
        if (row < years) return rupiah(of.cost[plan][spans[row].first].back().plan, language);
        const PairedDifference& all = of.cost_per_year[plan].back();
        if (row == years) return rupiah(all.plan, language);
        if (plan == of.baseline) return "–";
        return row == years + 1 ? shown_difference(all.difference, all.interval, Measure::rupiah, language)
                                : shown_interval(all.interval, Measure::rupiah, language);
    };
    return text_table(labels, columns_of(report, language, labels.size(), cell), terminal);
}

std::string by_kind(const ComparisonReport& report, Language language, std::size_t terminal)
{
    const auto& costs = report.comparison.cost_per_year;
    std::vector<std::size_t> shown;
    std::vector<std::string> labels;
    for (std::size_t lever = 0; lever < report.result.levers.size(); ++lever) {
        if (std::all_of(costs.begin(), costs.end(), [&](const auto& plan) { return plan[lever].plan <= 0; })) continue;
        shown.push_back(lever);
        labels.push_back(info(report.result.levers[lever]).label.in(language));
    }
    return text_table(
        labels,
        columns_of(report, language, shown.size(),
                   [&](std::uint32_t plan, std::size_t row) { return rupiah(costs[plan][shown[row]].plan, language); }),
        terminal);
}

std::string price_cell(const Price& price, Language language)
{
    const bool id = language == Language::id;
    switch (price.kind) {
    case Price::Case::cheaper: return id ? "lebih banyak, tanpa biaya tambahan" : "more of it, at no extra cost";
    case Price::Case::dearer:
    case Price::Case::open: return shown_amount(price.rupiah, *price.interval, language);
    case Price::Case::undefined:
        if (price.extra_interval.method == sim::Method::none) return id ? "belum dapat dikatakan" : "cannot be told";
        if (price.is_often_none())
            return (id ? "tidak terdefinisi: " : "undefined: ") +
                   shown_seldom_more(price.more, price.pairs, {"pasangan", "pair"}, language);
        if (price.extra_interval.low > 0) return id ? "tambahannya belum cukup pasti" : "the extra is not sure enough";
        return id ? "tidak terdefinisi: tambahannya mungkin 0" : "undefined: the extra may be 0";
    case Price::Case::fewer: return id ? "lebih sedikit" : "fewer of it";
    case Price::Case::none: break;
    }
    return id ? "sama banyak" : "as much of it";
}

std::string prices(const ComparisonReport& report, Language language, std::size_t terminal)
{
    const Comparison& of = report.comparison;
    std::vector<std::string> labels;
    for (const commitment::Good& good : commitment::goods_of(report.inputs.city))
        labels.push_back(good.of.in(language));
    std::vector<Column> columns =
        columns_of(report, language, labels.size(), [&](std::uint32_t plan, std::size_t row) -> std::string {
            return plan == of.baseline ? "–" : price_cell(of.prices[plan][row], language);
        });
    columns.erase(columns.begin() + of.baseline);
    return text_table(labels, columns, terminal);
}

} // namespace

std::string cost_tables(const ComparisonReport& report, Language language, std::size_t terminal)
{
    const bool id = language == Language::id;
    const std::size_t columns = std::clamp<std::size_t>(terminal, 40, 120);
    const std::string lost =
        undelivered_lines(report.inputs, RunSummary(report.inputs, report.options, report.result), language, columns);
    const auto titled = [&](const char* in_id, const char* in_en) { return wrapped(id ? in_id : in_en, columns); };
    return titled("Biaya menurut tahun (rata-rata)", "Cost by year (mean)") + by_year(report, language, terminal) +
           titled("Biaya menurut jenis (rata-rata per tahun)", "Cost by kind (mean a year)") +
           by_kind(report, language, terminal) + lost + (lost.empty() ? "" : "\n") +
           titled("Biaya per tambahan dibanding pembanding (rupiah selama masa rencana, selang)",
                  "Cost of one more than the baseline has (rupiah over the plan's time, interval)") +
           prices(report, language, terminal);
}

} // namespace layak
