#include "tools/layak/summary_table.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>

#include "models/commitment/outcomes.hpp"
#include "sim/statistics/sample.hpp"
#include "tools/layak/digits.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {
namespace {

using commitment::ExperimentResult;
using sim::Language;
using sim::Words;

/// Over replicates: mean, and the range in which nine of ten lie.
struct Spread
{
    double mean = 0;
    double low = 0;
    double high = 0;
};

Spread spread_of(std::vector<double> values)
{
    const double mean = sim::moments(values).mean;
    const std::vector<double> sorted = sim::sorted(values);
    return {mean, sim::quantile(sorted, 0.05), sim::quantile(sorted, 0.95)};
}

template <class Value>
Spread over_replicates(const ExperimentResult& result, Value value)
{
    std::vector<double> values;
    for (std::uint32_t r = 0; r < result.replicates; ++r) values.push_back(value(r));
    return spread_of(std::move(values));
}

Spread outcome_at(const ExperimentResult& result, std::uint32_t plan, std::uint32_t month, std::uint32_t which)
{
    return over_replicates(result,
                           [&](std::uint32_t r) { return static_cast<double>(result.outcome(r, plan, month, which)); });
}

/// Rupiah a year of a plan, over the plan's own months.
double yearly_cost(const ExperimentResult& result, const Inputs& inputs, std::uint32_t plan, std::uint32_t replicate)
{
    const commitment::Plan& of = inputs.plans[plan];
    const int first = std::max(0, of.from - inputs.city.start);
    const int last = std::min<int>(of.to - inputs.city.start, static_cast<int>(result.months) - 1);
    double sum = 0;
    for (int month = first; month <= last; ++month) {
        const std::size_t row = result.row(replicate, plan, static_cast<std::uint32_t>(month)) * result.levers.size();
        for (std::size_t k = 0; k < result.levers.size(); ++k) sum += result.cost[row + k];
    }
    return last >= first ? sum * 12 / (last - first + 1) : 0;
}

/// Months of a run that lie in one calendar year.
struct YearSpan
{
    int year;
    std::uint32_t first;
    std::uint32_t months;
};

std::vector<YearSpan> years_of(sim::Month start, std::uint32_t months)
{
    std::vector<YearSpan> years;
    for (std::uint32_t first = 0; first < months;) {
        const sim::Month month = start + static_cast<int>(first);
        const auto left = static_cast<std::uint32_t>(13 - month.month_of_year());
        years.push_back({month.year(), first, std::min(left, months - first)});
        first += left;
    }
    return years;
}

/// Sum over months of `at(place of the row and lever)`, mean over replicates. \param months  from `first_month` on
double mean_total(const ExperimentResult& result, std::uint32_t plan, std::size_t lever,
                  const std::function<double(std::size_t)>& at, std::uint32_t first_month, std::uint32_t months)
{
    const std::uint32_t end = first_month + months;
    double sum = 0;
    for (std::uint32_t r = 0; r < result.replicates; ++r)
        for (std::uint32_t month = first_month; month < end; ++month)
            sum += at(result.row(r, plan, month) * result.levers.size() + lever);
    return sum / result.replicates;
}

constexpr double least_shown = 0.05; // of units and months: less is printed as 0,0

/// \param has_range  several replicates, so that they have one
std::string shown(const Spread& spread, commitment::Measure measure, bool has_range, Language language)
{
    const int decimals = 100 * spread.mean < 9.95 ? 1 : 0; // of per cent
    const bool counts = measure == commitment::Measure::count;
    const auto one = [&](double value, bool mean) {
        if (counts) return number(value, mean ? 1 : 0, language);
        if (measure == commitment::Measure::level) return number(value, 2, language);
        return number(100 * value, decimals, language);
    };
    std::string text = one(spread.mean, true);
    if (measure == commitment::Measure::share) text += language == Language::id ? "\u00a0%" : "%";
    if (!has_range) return text;
    return text + " (" + one(counts ? std::floor(stored_digits(spread.low)) : spread.low, false) + "–" +
           one(counts ? std::ceil(stored_digits(spread.high)) : spread.high, false) + ")";
}

/// The month before the first plan begins, if it is run.
std::optional<std::uint32_t> month_before(const Inputs& inputs)
{
    sim::Month first = inputs.plans.front().from;
    for (const commitment::Plan& plan : inputs.plans) first = std::min(first, plan.from);
    const int month = first - inputs.city.start - 1;
    if (month < 0) return std::nullopt;
    return static_cast<std::uint32_t>(month);
}

/// "2019: 3,0; 2020–2022: 1,5": the years with something, like neighbours together; empty if no year has a share.
std::string by_year(const std::vector<YearSpan>& years, const std::function<double(const YearSpan&)>& value,
                    const std::function<std::string(double)>& shown)
{
    std::string out;
    for (std::size_t from = 0; from < years.size();) {
        const double amount = value(years[from]);
        const std::string text = shown(amount);
        std::size_t to = from + 1;
        while (to < years.size() && shown(value(years[to])) == text) ++to;
        if (amount >= least_shown) {
            out += (out.empty() ? "" : "; ") + std::to_string(years[from].year);
            if (to > from + 1) out += "–" + std::to_string(years[to - 1].year);
            out += ":\u00a0" + text;
        }
        from = to;
    }
    return out;
}

} // namespace

std::string undelivered_lines(const Inputs& inputs, const ExperimentResult& result, Language language,
                              std::size_t columns)
{
    const bool id = language == Language::id;
    const std::vector<YearSpan> years = years_of(inputs.city.start, result.months);
    std::string out;
    for (std::uint32_t p = 0; p < inputs.plans.size(); ++p) {
        std::string list;
        const auto add = [&](std::size_t lever, const std::string& before, const std::string& unit, const auto& at,
                             const auto& shown) {
            const double total = mean_total(result, p, lever, at, 0, result.months);
            if (total < least_shown) return;
            // Years of a total below 1 would say less than their rounding.
            const auto of_year = [&](const YearSpan& year) {
                return mean_total(result, p, lever, at, year.first, year.months);
            };
            const std::string parts = total < 1 ? "" : by_year(years, of_year, shown);
            list += "    " + wrapped(info(result.levers[lever]).label.in(language) + ": " + before + shown(total) +
                                         unit + (parts.empty() ? "" : " (" + parts + ")"),
                                     columns - 4, "      ");
        };
        for (std::size_t k = 0; k < result.levers.size(); ++k) {
            const bool money = result.levers[k] == commitment::Lever::funding;
            const std::string unit = money ? "" : "\u00a0" + units_of(info(result.levers[k])).in(language);
            add(
                k, "", unit, [&](std::size_t at) { return result.undelivered[at]; },
                [&](double lost) {
                    return money ? rupiah(lost, language) : number(lost, lost < 9.95 ? 1 : 0, language);
                });
            add(
                k, id ? "tidak berlaku " : "not in force for ", id ? " bulan" : " months",
                [&](std::size_t at) { return static_cast<double>(result.lapsed[at]); },
                [&](double months) { return number(months, 1, language); });
        }
        if (!list.empty()) out += "  " + plan_name(inputs.plans, p, language) + "\n" + list;
    }
    if (out.empty()) return out;
    return wrapped(id ? "Tidak terlaksana karena anggaran habis (rata-rata ulangan; per tahun dalam kurung):"
                      : "Not delivered for want of budget (mean of the replicates; by year in brackets):",
                   columns) +
           out;
}

sim::Words cost_label(const Inputs& inputs)
{
    const commitment::Plan& history = inputs.city.history;
    const bool together = std::any_of(inputs.plans.begin(), inputs.plans.end(), [&](const commitment::Plan& plan) {
        return !history.interventions.empty() && plan.from <= history.to && history.from <= plan.to;
    });
    return together ? Words{"Biaya per tahun, dengan riwayatnya", "Cost a year, with the history's"}
                    : Words{"Biaya per tahun", "Cost a year"};
}

std::string summary_table(const Inputs& inputs, const ExperimentResult& result, Language language, std::size_t terminal)
{
    const bool id = language == Language::id;
    const bool several = result.replicates > 1;
    const std::vector<Headline> rows = headlines_of(inputs.city);
    const auto outcomes = commitment::outcome_table();
    std::vector<std::string> labels;
    for (const Headline& row : rows) labels.push_back(row.label.in(language));
    labels.push_back(cost_label(inputs).in(language));

    std::vector<Column> columns;
    if (const auto start = month_before(inputs)) {
        Column column{id ? "Awal" : "Start", month_name(inputs.city.start + static_cast<int>(*start), language), {}};
        for (const Headline& row : rows)
            column.cells.push_back(
                shown(outcome_at(result, 0, *start, row.outcome), outcomes[row.outcome].measure, several, language));
        column.cells.emplace_back("–");
        columns.push_back(std::move(column));
    }
    for (std::uint32_t p = 0; p < inputs.plans.size(); ++p) {
        const sim::Month last = std::max(inputs.plans[p].to, inputs.city.start);
        const auto month = static_cast<std::uint32_t>(last - inputs.city.start);
        Column column{plan_name(inputs.plans, p, language), month_name(last, language), {}};
        for (const Headline& row : rows)
            column.cells.push_back(
                shown(outcome_at(result, p, month, row.outcome), outcomes[row.outcome].measure, several, language));
        column.cells.push_back(
            rupiah(over_replicates(result, [&](std::uint32_t r) { return yearly_cost(result, inputs, p, r); }).mean,
                   language));
        columns.push_back(std::move(column));
    }

    std::string out = printable(inputs.city.name) + " · " + std::to_string(result.replicates) +
                      (id        ? " ulangan tiap rencana"
                       : several ? " replicates a plan"
                                 : " replicate a plan") +
                      "\n\n";
    out += text_table(labels, columns, terminal);
    const commitment::Parameters& parameters = inputs.city.parameters;
    const std::size_t text_columns = std::clamp<std::size_t>(terminal, 40, 120);
    const std::string action = number(parameters.layak_action, 2, language);
    const std::string trained = number(commitment::trained_knowledge, 1, language);
    const std::string involved = percent(parameters.layak_involved, language);
    const std::string covers_id =
        inputs.sets
            ? "Kisaran itu memuat unsur kebetulan dan apa yang dibiarkan terbuka oleh himpunan-himpunan parameter. "
            : "Kisaran itu hanya memuat unsur kebetulan dengan satu himpunan parameter, bukan ketidakpastian "
              "parameter, yang jauh lebih lebar. ";
    const std::string covers_en =
        inputs.sets ? "It covers chance and what the parameter sets leave open. "
                    : "It covers chance alone, with one set of parameters, not the uncertainty of the parameters, "
                      "which is much wider. ";
    const std::string figures_id =
        several ? "Angka: rata-rata ulangan; dalam kurung: kisaran yang memuat 90\u00a0% ulangan. " + covers_id
                : "Angka: dari satu ulangan saja, jadi tanpa kisaran; ulangan lain dapat berbeda jauh. ";
    const std::string figures_en =
        several ? "Figures: mean of the replicates; in brackets the range that holds 90% of them. " + covers_en
                : "Figures: of one replicate alone, so without a range; another may be far from it. ";
    out += wrapped(
        id ? figures_id + "A: komitmen dalam tindakan, 0 sampai 1. Layak: ada PATBM, A paling sedikit " + action +
                 " dan paling sedikit " + involved + " keluarga terlibat. Terlatih: pengetahuan KHA paling sedikit " +
                 trained + ". Indeks adalah proksi, bukan nilai resmi KLA."
           : figures_en + "A: commitment in action, 0 to 1. Layak: a PATBM, A at least " + action + " and at least " +
                 involved + " of the families involved. Trained: knowledge of the CRC at least " + trained +
                 ". The index is a proxy, not the official KLA score.",
        text_columns);
    if (const std::string lost = undelivered_lines(inputs, result, language, text_columns); !lost.empty())
        out += "\n" + lost;
    return out;
}

std::string summary_json(const Inputs& inputs, const ExperimentResult& result,
                         const commitment::ExperimentOptions& options, const std::string& output,
                         const std::string& digest)
{
    const auto as_json = [&](const Spread& spread) {
        nlohmann::ordered_json of{{"mean", spread.mean}, {"low", nullptr}, {"high", nullptr}};
        if (result.replicates > 1) of["low"] = spread.low, of["high"] = spread.high;
        return of;
    };
    nlohmann::ordered_json json;
    json["city"] = inputs.city.id;
    json["replicates"] = result.replicates;
    json["seed"] = std::to_string(options.seed);
    json["result"] = output;
    json["content_sha256"] = digest;
    json["interval"] = {{"covers", inputs.sets ? "replicates and parameters" : "replicates"}, {"probability", 0.9}};
    for (std::uint32_t p = 0; p < inputs.plans.size(); ++p) {
        nlohmann::ordered_json plan;
        plan["plan"] = inputs.plans[p].id;
        plan["month"] = to_text(inputs.plans[p].to);
        const auto month = static_cast<std::uint32_t>(std::max(0, inputs.plans[p].to - inputs.city.start));
        const auto outcomes = commitment::outcome_table();
        for (std::uint32_t k = 0; k < outcomes.size(); ++k) {
            const Spread spread = outcome_at(result, p, month, k);
            plan["outcomes"][outcomes[k].name] = as_json(spread);
            if (const double all = counted_out_of(inputs.city, k); all > 0)
                plan["outcomes"][outcomes[k].name]["share"] = spread.mean / all;
        }
        const Spread cost = over_replicates(result, [&](std::uint32_t r) { return yearly_cost(result, inputs, p, r); });
        plan["cost_per_year"] = as_json(cost);
        for (std::size_t k = 0; k < result.levers.size(); ++k) {
            const std::string lever(info(result.levers[k]).name);
            const auto undelivered = [&](std::size_t at) { return result.undelivered[at]; };
            const auto lapsed = [&](std::size_t at) { return static_cast<double>(result.lapsed[at]); };
            plan["undelivered"][lever] = mean_total(result, p, k, undelivered, 0, result.months);
            plan["lapsed_months"][lever] = mean_total(result, p, k, lapsed, 0, result.months);
            for (const YearSpan& span : years_of(inputs.city.start, result.months)) {
                auto& year = plan["years"][std::to_string(span.year)][lever];
                const auto rupiah_spent = [&](std::size_t at) { return result.cost[at]; };
                year["cost"] = mean_total(result, p, k, rupiah_spent, span.first, span.months);
                year["undelivered"] = mean_total(result, p, k, undelivered, span.first, span.months);
                year["lapsed_months"] = mean_total(result, p, k, lapsed, span.first, span.months);
            }
        }
        json["plans"].push_back(std::move(plan));
    }
    return json.dump(2) + "\n";
}

} // namespace layak
