#include "tools/layak/summary_table.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>

#include "models/commitment/outcomes.hpp"
#include "tools/layak/digits.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {
namespace {

using sim::Language;
using sim::Words;
using Account = RunSummary::Account;

constexpr double least_shown = 0.05; // of units and months: less is printed as 0,0

/// \param has_range  several replicates, so that they have one
std::string shown(const RunSummary::Spread& spread, commitment::Measure measure, bool has_range, Language language)
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

/// "2019: 3,0; 2020–2022: 1,5": the years with something, like neighbours together; empty if no year has a share.
std::string by_year(const std::vector<RunSummary::Year>& years, const std::function<double(std::size_t year)>& value,
                    const std::function<std::string(double)>& shown)
{
    std::string out;
    for (std::size_t from = 0; from < years.size();) {
        const double amount = value(from);
        const std::string text = shown(amount);
        std::size_t to = from + 1;
        while (to < years.size() && shown(value(to)) == text) ++to;
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

std::string undelivered_lines(const Inputs& inputs, const RunSummary& run, Language language, std::size_t columns)
{
    const bool id = language == Language::id;
    std::string out;
    for (std::uint32_t p = 0; p < inputs.plans.size(); ++p) {
        std::string list;
        const auto add = [&](std::size_t lever, const std::string& before, const std::string& unit, Account account,
                             const auto& shown) {
            const double total = run.total(account, p, lever);
            if (total < least_shown) return;
            // Years of a total below 1 would say less than their rounding.
            const auto of_year = [&](std::size_t year) { return run.total(account, p, lever, year); };
            const std::string parts = total < 1 ? "" : by_year(run.years(), of_year, shown);
            list += "    " + wrapped(info(run.levers()[lever]).label.in(language) + ": " + before + shown(total) +
                                         unit + (parts.empty() ? "" : " (" + parts + ")"),
                                     columns - 4, "      ");
        };
        for (std::size_t k = 0; k < run.levers().size(); ++k) {
            const bool money = run.levers()[k] == commitment::Lever::funding;
            const std::string unit = money ? "" : "\u00a0" + units_of(info(run.levers()[k])).in(language);
            add(k, "", unit, Account::undelivered, [&](double lost) {
                return money ? rupiah(lost, language) : number(lost, lost < 9.95 ? 1 : 0, language);
            });
            add(k, id ? "tidak berlaku " : "not in force for ", id ? " bulan" : " months", Account::lapsed_months,
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

std::string summary_table(const Inputs& inputs, const RunSummary& run, Language language, std::size_t terminal)
{
    const bool id = language == Language::id;
    const bool several = run.replicates() > 1;
    const std::vector<Headline> rows = headlines_of(inputs.city);
    const auto outcomes = commitment::outcome_table();
    std::vector<std::string> labels;
    for (const Headline& row : rows) labels.push_back(row.label.in(language));
    labels.push_back(cost_label(inputs).in(language));

    std::vector<Column> columns;
    if (const auto start = run.start_month()) {
        Column column{id ? "Awal" : "Start", month_name(inputs.city.start + static_cast<int>(*start), language), {}};
        for (const Headline& row : rows)
            column.cells.push_back(shown(run.start(row.outcome), outcomes[row.outcome].measure, several, language));
        column.cells.emplace_back("–");
        columns.push_back(std::move(column));
    }
    for (std::uint32_t p = 0; p < inputs.plans.size(); ++p) {
        const sim::Month last = std::max(inputs.plans[p].to, inputs.city.start);
        Column column{plan_name(inputs.plans, p, language), month_name(last, language), {}};
        for (const Headline& row : rows)
            column.cells.push_back(shown(run.end(p, row.outcome), outcomes[row.outcome].measure, several, language));
        column.cells.push_back(rupiah(run.yearly_cost(p).mean, language));
        columns.push_back(std::move(column));
    }

    std::string out = printable(inputs.city.name) + " · " + std::to_string(run.replicates()) +
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
    if (const std::string lost = undelivered_lines(inputs, run, language, text_columns); !lost.empty())
        out += "\n" + lost;
    return out;
}

std::string summary_json(const Inputs& inputs, const RunSummary& run, std::uint64_t seed, const std::string& output,
                         const std::string& digest)
{
    const auto as_json = [&](const RunSummary::Spread& spread) {
        nlohmann::ordered_json of{{"mean", spread.mean}, {"low", nullptr}, {"high", nullptr}};
        if (run.replicates() > 1) of["low"] = spread.low, of["high"] = spread.high;
        return of;
    };
    nlohmann::ordered_json json;
    json["city"] = inputs.city.id;
    json["replicates"] = run.replicates();
    json["seed"] = std::to_string(seed);
    json["result"] = output;
    json["content_sha256"] = digest;
    json["interval"] = {{"covers", inputs.sets ? "replicates and parameters" : "replicates"}, {"probability", 0.9}};
    for (std::uint32_t p = 0; p < inputs.plans.size(); ++p) {
        nlohmann::ordered_json plan;
        plan["plan"] = inputs.plans[p].id;
        plan["month"] = to_text(inputs.plans[p].to);
        const auto outcomes = commitment::outcome_table();
        for (std::uint32_t k = 0; k < outcomes.size(); ++k) {
            const RunSummary::Spread spread = run.end(p, k);
            plan["outcomes"][outcomes[k].name] = as_json(spread);
            if (const double all = counted_out_of(inputs.city, k); all > 0)
                plan["outcomes"][outcomes[k].name]["share"] = spread.mean / all;
        }
        plan["cost_per_year"] = as_json(run.yearly_cost(p));
        for (std::size_t k = 0; k < run.levers().size(); ++k) {
            const std::string lever(info(run.levers()[k]).name);
            plan["undelivered"][lever] = run.total(Account::undelivered, p, k);
            plan["lapsed_months"][lever] = run.total(Account::lapsed_months, p, k);
            for (std::size_t y = 0; y < run.years().size(); ++y) {
                auto& year = plan["years"][std::to_string(run.years()[y].year)][lever];
                year["cost"] = run.total(Account::cost, p, k, y);
                year["undelivered"] = run.total(Account::undelivered, p, k, y);
                year["lapsed_months"] = run.total(Account::lapsed_months, p, k, y);
            }
        }
        json["plans"].push_back(std::move(plan));
    }
    return json.dump(2) + "\n";
}

} // namespace layak
