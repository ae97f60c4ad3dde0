#include "tools/layak/summary_table.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>

#include "models/commitment/outcomes.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/format.hpp"

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
    std::sort(values.begin(), values.end());
    Spread out;
    for (const double value : values) out.mean += value / static_cast<double>(values.size());
    const auto quantile = [&](double level) {
        const double at = level * static_cast<double>(values.size() - 1);
        const auto below = static_cast<std::size_t>(at);
        const std::size_t above = std::min(below + 1, values.size() - 1);
        return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
    };
    out.low = quantile(0.05);
    out.high = quantile(0.95);
    return out;
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

/// Of how many institutions an outcome counts some; 0 for outcomes that are no counts.
double counted_out_of(const commitment::City& city, std::uint32_t which)
{
    using commitment::Kind;
    const Kind kind = which == commitment::outcome::formal_kelurahan || which == commitment::outcome::layak_kelurahan
                          ? Kind::kelurahan
                      : which == commitment::outcome::layak_city ? Kind::city
                                                                 : Kind::kecamatan;
    if (commitment::outcome_table()[which].measure != commitment::Measure::count) return 0;
    return static_cast<double>(std::count_if(city.institutions.begin(), city.institutions.end(),
                                             [kind](const commitment::Institution& i) { return i.kind == kind; }));
}

constexpr double least_shown = 0.05; // of units and months: less is printed as 0,0

struct Row
{
    Words label;
    std::uint32_t outcome;
};

std::vector<Row> rows_of(const commitment::City& city)
{
    using namespace commitment;
    const auto count = [&](Kind kind) {
        return static_cast<std::size_t>(std::count_if(city.institutions.begin(), city.institutions.end(),
                                                      [kind](const Institution& i) { return i.kind == kind; }));
    };
    const std::string kelurahan = std::to_string(count(Kind::kelurahan));
    const std::string kecamatan = std::to_string(count(Kind::kecamatan));
    const auto group = [](std::uint32_t first, Group g) { return first + static_cast<std::uint32_t>(g); };
    return {
        {{"Kelurahan dengan PATBM (dari " + kelurahan + ")", "Kelurahan with a PATBM (of " + kelurahan + ")"},
         outcome::formal_kelurahan},
        {{"Kecamatan dengan gugus tugas (dari " + kecamatan + ")",
          "Kecamatan with a task force (of " + kecamatan + ")"},
         outcome::formal_kecamatan},
        {{"Kelurahan layak (dari " + kelurahan + ")", "Kelurahan layak (of " + kelurahan + ")"},
         outcome::layak_kelurahan},
        {{"Tindakan (A) kota", "Action (A), city"}, group(outcome::action, Group::city)},
        {{"Tindakan (A) OPD gugus tugas", "Action (A), task-force OPDs"}, group(outcome::action, Group::task_force)},
        {{"Tindakan (A) kecamatan", "Action (A), kecamatan"}, group(outcome::action, Group::kecamatan)},
        {{"Tindakan (A) kelurahan", "Action (A), kelurahan"}, group(outcome::action, Group::kelurahan)},
        {{"Jabatan terlatih", "Posts trained"}, outcome::trained},
        {{"Keluarga belum tahu", "Families unaware"}, outcome::families},
        {{"Keluarga terlibat", "Families involved"}, outcome::families + 3},
        {{"Dunia usaha terlibat", "Businesses engaged"}, outcome::engaged},
        {{"Indeks kelembagaan (proksi)", "Institutional index (proxy)"}, outcome::index},
    };
}

std::string shown(const Spread& spread, commitment::Measure measure, Language language)
{
    const int decimals = 100 * spread.mean < 9.95 ? 1 : 0; // of per cent
    const auto one = [&](double value, bool mean) {
        if (measure == commitment::Measure::count) return number(value, mean ? 1 : 0, language);
        if (measure == commitment::Measure::level) return number(value, 2, language);
        return number(100 * value, decimals, language);
    };
    std::string text = one(spread.mean, true);
    if (measure == commitment::Measure::share) text += language == Language::id ? "\u00a0%" : "%";
    return text + " (" + one(spread.low, false) + "–" + one(spread.high, false) + ")";
}

std::string plan_name(const commitment::Plan& plan, Language language)
{
    return printable(sim::shortened(language == Language::id ? plan.name_id : plan.name, 30));
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

struct Column
{
    std::string head;
    std::string date;
    std::vector<std::string> cells;
};

std::string join(const std::vector<std::string>& labels, const std::vector<Column>& columns, std::size_t from,
                 std::size_t to)
{
    std::size_t label_width = 0;
    for (const std::string& label : labels) label_width = std::max(label_width, width(label));
    std::string out;
    const auto line = [&](const std::string& label, const std::function<std::string(const Column&)>& cell) {
        std::string text = padded(label, label_width);
        for (std::size_t c = from; c < to; ++c) {
            std::size_t wide = std::max(width(columns[c].head), width(columns[c].date));
            for (const std::string& other : columns[c].cells) wide = std::max(wide, width(other));
            text += "  " + padded(cell(columns[c]), wide, true);
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out += text + "\n";
    };
    line("", [](const Column& column) { return column.head; });
    line("", [](const Column& column) { return column.date; });
    std::size_t wide = 0;
    for (std::size_t at = 0; at < out.size(); at = out.find('\n', at) + 1)
        wide = std::max(wide, width(std::string_view(out).substr(at, out.find('\n', at) - at)));
    for (std::size_t c = 0; c < wide; ++c) out += "─";
    out += "\n";
    for (std::size_t r = 0; r < labels.size(); ++r)
        line(labels[r], [&](const Column& column) { return column.cells[r]; });
    return out;
}

/// The text in lines of so many columns at most; all but the first begin with the indent.
std::string wrapped(const std::string& text, std::size_t columns, const std::string& indent = "")
{
    std::string out;
    std::size_t taken = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string word = text.substr(at, end - at);
        if (taken > 0 && taken + 1 + width(word) > columns) out += "\n" + indent, taken = 0;
        out += (taken > 0 ? " " : "") + word;
        taken += (taken > 0 ? 1 : indent.size()) + width(word);
        at = end + 1;
    }
    return out + "\n";
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

std::string undelivered_lines(const Inputs& inputs, const ExperimentResult& result, Language language,
                              std::size_t columns)
{
    const bool id = language == Language::id;
    const std::vector<YearSpan> years = years_of(inputs.city.start, result.months);
    std::string out;
    for (std::uint32_t p = 0; p < inputs.plans.size(); ++p) {
        std::string list;
        const auto add = [&](std::size_t lever, const std::string& before, const auto& at, const auto& shown) {
            const double total = mean_total(result, p, lever, at, 0, result.months);
            if (total < least_shown) return;
            const std::string parts = by_year(
                years, [&](const YearSpan& year) { return mean_total(result, p, lever, at, year.first, year.months); },
                shown);
            list += (list.empty() ? "" : "; ") + std::string(info(result.levers[lever]).name) + "\u00a0" + before +
                    shown(total) + (parts.empty() ? "" : " (" + parts + ")");
        };
        for (std::size_t k = 0; k < result.levers.size(); ++k) {
            const bool money = result.levers[k] == commitment::Lever::funding;
            add(
                k, "", [&](std::size_t at) { return result.undelivered[at]; },
                [&](double lost) { return money ? rupiah(lost, language) : number(lost, 1, language); });
            add(
                k, id ? "tidak berlaku " : "not in force for ",
                [&](std::size_t at) { return static_cast<double>(result.lapsed[at]); },
                [&](double months) { return number(months, 1, language) + (id ? " bulan" : " months"); });
        }
        if (!list.empty())
            out += "  " + wrapped(plan_name(inputs.plans[p], language) + ": " + list, columns - 2, "    ");
    }
    return out;
}

} // namespace

std::string summary_table(const Inputs& inputs, const ExperimentResult& result, Language language, std::size_t terminal)
{
    const bool id = language == Language::id;
    const std::vector<Row> rows = rows_of(inputs.city);
    const auto outcomes = commitment::outcome_table();
    std::vector<std::string> labels;
    for (const Row& row : rows) labels.push_back(row.label.in(language));
    labels.push_back(id ? "Biaya per tahun" : "Cost a year");

    std::vector<Column> columns;
    if (const auto start = month_before(inputs)) {
        Column column{id ? "Awal" : "Start", month_name(inputs.city.start + static_cast<int>(*start), language), {}};
        for (const Row& row : rows)
            column.cells.push_back(
                shown(outcome_at(result, 0, *start, row.outcome), outcomes[row.outcome].measure, language));
        column.cells.emplace_back("–");
        columns.push_back(std::move(column));
    }
    for (std::uint32_t p = 0; p < inputs.plans.size(); ++p) {
        const sim::Month last = std::max(inputs.plans[p].to, inputs.city.start);
        const auto month = static_cast<std::uint32_t>(last - inputs.city.start);
        Column column{plan_name(inputs.plans[p], language), month_name(last, language), {}};
        for (const Row& row : rows)
            column.cells.push_back(
                shown(outcome_at(result, p, month, row.outcome), outcomes[row.outcome].measure, language));
        column.cells.push_back(
            rupiah(over_replicates(result, [&](std::uint32_t r) { return yearly_cost(result, inputs, p, r); }).mean,
                   language));
        columns.push_back(std::move(column));
    }

    std::string out = printable(inputs.city.name) + " · " + std::to_string(result.replicates) +
                      (id ? " ulangan tiap rencana" : " replicates a plan") + "\n\n";
    for (std::size_t from = 0; from < columns.size();) {
        std::size_t to = from + 1;
        const auto fits = [&](std::size_t end) {
            const std::string table = join(labels, columns, from, end);
            for (std::size_t start = 0; start < table.size();) {
                const std::size_t stop = table.find('\n', start);
                if (width(std::string_view(table).substr(start, stop - start)) > terminal) return false;
                start = stop + 1;
            }
            return true;
        };
        while (to < columns.size() && fits(to + 1)) ++to;
        out += join(labels, columns, from, to) + "\n";
        from = to;
    }
    const commitment::Parameters& parameters = inputs.city.parameters;
    const std::size_t text_columns = std::clamp<std::size_t>(terminal, 40, 120);
    const std::string action = number(parameters.layak_action, 2, language);
    const std::string trained = number(commitment::trained_knowledge, 1, language);
    const std::string involved = percent(parameters.layak_involved, language);
    out += wrapped(id ? "Angka: rata-rata ulangan; dalam kurung: kisaran yang memuat 90\u00a0% ulangan. Kisaran itu "
                        "hanya memuat unsur kebetulan dengan satu himpunan "
                        "parameter, bukan ketidakpastian parameter, yang jauh lebih lebar. A: komitmen dalam tindakan, "
                        "0 sampai 1. Layak: ada PATBM, A paling sedikit " +
                            action + " dan paling sedikit " + involved +
                            " keluarga terlibat. Terlatih: pengetahuan KHA paling sedikit " + trained +
                            ". Indeks adalah proksi, "
                            "bukan nilai resmi KLA."
                      : "Figures: mean of the replicates; in brackets the range that holds 90% of them. It covers "
                        "chance alone, with one set of parameters, not the "
                        "uncertainty of the parameters, which is much wider. A: commitment in action, 0 to 1. Layak: a "
                        "PATBM, A at least " +
                            action + " and at least " + involved +
                            " of the families involved. Trained: knowledge of the CRC at least " + trained +
                            ". The index is a "
                            "proxy, not the official KLA score.",
                   text_columns);
    if (const std::string lost = undelivered_lines(inputs, result, language, text_columns); !lost.empty())
        out +=
            "\n" +
            wrapped(id ? "Tidak terlaksana karena anggaran habis (satuan; rata-rata ulangan; per tahun dalam kurung):"
                       : "Not delivered for want of budget (units; mean of the replicates; by year in brackets):",
                    text_columns) +
            lost;
    return out;
}

std::string summary_json(const Inputs& inputs, const ExperimentResult& result,
                         const commitment::ExperimentOptions& options, const std::string& output,
                         const std::string& digest)
{
    nlohmann::ordered_json json;
    json["city"] = inputs.city.id;
    json["replicates"] = result.replicates;
    json["seed"] = std::to_string(options.seed);
    json["result"] = output;
    json["content_sha256"] = digest;
    json["interval"] = {{"covers", "replicates"}, {"probability", 0.9}};
    for (std::uint32_t p = 0; p < inputs.plans.size(); ++p) {
        nlohmann::ordered_json plan;
        plan["plan"] = inputs.plans[p].id;
        plan["month"] = to_text(inputs.plans[p].to);
        const auto month = static_cast<std::uint32_t>(std::max(0, inputs.plans[p].to - inputs.city.start));
        const auto outcomes = commitment::outcome_table();
        for (std::uint32_t k = 0; k < outcomes.size(); ++k) {
            const Spread spread = outcome_at(result, p, month, k);
            plan["outcomes"][outcomes[k].name] = {{"mean", spread.mean}, {"low", spread.low}, {"high", spread.high}};
            if (const double all = counted_out_of(inputs.city, k); all > 0)
                plan["outcomes"][outcomes[k].name]["share"] = spread.mean / all;
        }
        const Spread cost = over_replicates(result, [&](std::uint32_t r) { return yearly_cost(result, inputs, p, r); });
        plan["cost_per_year"] = {{"mean", cost.mean}, {"low", cost.low}, {"high", cost.high}};
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
