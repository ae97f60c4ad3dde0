#include <cmath>
#include <initializer_list>
#include <limits>
#include <nlohmann/json.hpp>

#include "sim/text/csv.hpp"
#include "sim/text/number.hpp"
#include "tools/layak/comparison_report.hpp"

namespace layak {
namespace {

using commitment::Comparison;
using commitment::PairedDifference;
using Json = nlohmann::ordered_json;

/// Intervals are rounded: their last bits are those of a library's quantiles, and say nothing.
double rounded(double value)
{
    if (value == 0 || !std::isfinite(value)) return value;
    const double scale = std::pow(10.0, 7 - std::ceil(std::log10(std::abs(value))));
    return std::round(value * scale) / scale;
}

const char* covers(const ComparisonReport& report)
{
    return report.inputs.sets ? "replicates and parameters" : "replicates";
}

Json as_json(const sim::Interval& interval)
{
    return {{"low", rounded(interval.low)}, {"high", rounded(interval.high)}, {"method", name_of(interval.method)}};
}

Json as_json(const PairedDifference& of)
{
    const std::uint32_t pairs = of.ahead + of.tied + of.behind;
    const sim::Interval chance = sim::wilson_interval(of.ahead, pairs, 0.9);
    Json json = {{"baseline", of.baseline},
                 {"plan", of.plan},
                 {"difference", of.difference},
                 {"interval", as_json(of.interval)},
                 {"pairs_above", of.ahead},
                 {"pairs_equal", of.tied},
                 {"pairs_below", of.behind},
                 {"chance_above",
                  {{"share", rounded(double(of.ahead) / pairs)},
                   {"low", rounded(chance.low)},
                   {"high", rounded(chance.high)},
                   {"method", "wilson"},
                   {"confidence", 0.9}}}};
    if (std::isfinite(of.variance_reduction)) json["variance_reduction"] = rounded(of.variance_reduction);
    return json;
}

std::string month(const ComparisonReport& report, std::uint32_t since_start)
{
    return to_text(report.inputs.city.start + static_cast<int>(since_start));
}

Json plan_json(const ComparisonReport& report, std::uint32_t plan)
{
    const Comparison& of = report.comparison;
    const commitment::City& city = report.inputs.city;
    const auto table = commitment::outcome_table();
    Json json;
    json["plan"] = report.inputs.plans[plan].id;
    for (std::size_t year = 0; year < of.years.size(); ++year) {
        Json& row = json["cost"][std::to_string(of.years[year].year)];
        for (std::size_t lever = 0; lever < report.result.levers.size(); ++lever)
            row[std::string(info(report.result.levers[lever]).name)] = as_json(of.cost[plan][year][lever]);
        row["all"] = as_json(of.cost[plan][year].back());
        for (std::size_t lever = 0; lever < report.result.levers.size(); ++lever)
            json["undelivered"][std::to_string(of.years[year].year)]
                [std::string(info(report.result.levers[lever]).name)] = as_json(of.undelivered[plan][year][lever]);
    }
    json["cost_per_year"] = as_json(of.cost_per_year[plan]);
    if (plan == of.baseline) return json;
    if (of.diverges[plan] < of.months) json["differs_from"] = month(report, of.diverges[plan]);
    for (const Comparison::Price& price : of.prices[plan]) {
        Json row = {{"extra", price.extra}, {"extra_interval", as_json(price.extra_interval)}};
        using Case = Comparison::Price::Case;
        if (price.kind == Case::price) {
            row["rupiah"] = price.rupiah;
            row["interval"] = as_json(*price.interval);
            row["interval"]["method"] = "fieller";
        } else {
            row["no_price"] = price.kind == Case::undefined ? "the extra may be 0"
                              : price.kind == Case::fewer   ? "there are fewer"
                                                            : "more at no higher cost";
        }
        json["rupiah_per_extra"][price.name] = std::move(row);
    }
    for (std::uint32_t k = 0; k < table.size(); ++k)
        json["outcomes"][table[k].name] = as_json(of.outcomes[plan].back()[k]);
    std::size_t at = 0;
    for (const commitment::Institution& institution : city.institutions)
        if (institution.kind == commitment::Kind::kecamatan) {
            for (std::size_t k = 0; k < commitment::district_outcome_names.size(); ++k)
                json["kecamatan"][institution.id][std::string(commitment::district_outcome_names[k])] =
                    as_json(of.districts[plan][at][k]);
            ++at;
        }
    for (const Comparison::OfInstitution& row : of.institutions[plan])
        json["institutions"][city.institutions[row.institution].id]
            [std::string(commitment::field_names[static_cast<std::size_t>(row.field)])] = as_json(row.difference);
    for (std::uint32_t m = 0; m < of.months; ++m)
        for (std::uint32_t k = 0; k < table.size(); ++k) {
            const PairedDifference& difference = of.outcomes[plan][m][k];
            json["months"][month(report, m)][table[k].name] = {
                rounded(difference.difference), rounded(difference.interval.low), rounded(difference.interval.high)};
        }
    json["crossings"] = Json::array();
    for (const Comparison::Crossing& crossing : of.crossings[plan])
        json["crossings"].push_back({{"outcome", table[crossing.outcome].name},
                                     {"last_month_before", month(report, crossing.last_before)},
                                     {"first_month_after", month(report, crossing.first_after)},
                                     {"above_after", crossing.plan_ahead_after}});
    return json;
}

Json goal_json(const ComparisonReport& report, std::size_t goal)
{
    const Comparison& of = report.comparison;
    Json json = {{"goal", report.goals[goal].text}};
    for (std::uint32_t plan = 0; plan < report.inputs.plans.size(); ++plan) {
        const Comparison::Reach& reach = of.goals[goal][plan];
        Json row;
        row["never"] = reach.never;
        row["never_share"] = as_json(reach.never_interval);
        for (const double level : {0.05, 0.25, 0.5, 0.75, 0.95})
            if (const auto when = sim::passage_quantile(reach.passages, level))
                row["reached_by"][sim::shortest(level)] = month(report, of.first_month + *when);
        if (plan != of.baseline)
            row["against_baseline"] = {{"first", reach.against_baseline.ahead},
                                       {"same_month_or_neither", reach.against_baseline.tied},
                                       {"later", reach.against_baseline.behind}};
        for (std::uint32_t m = 0; m < reach.not_yet.size(); ++m)
            row["not_yet"][month(report, of.first_month + m)] = {rounded(reach.not_yet[m].share),
                                                                 rounded(reach.not_yet[m].interval.low),
                                                                 rounded(reach.not_yet[m].interval.high)};
        json["plans"][report.inputs.plans[plan].id] = std::move(row);
    }
    return json;
}

} // namespace

const std::string comparison_csv_head =
    "plan,baseline,period,level,unit,outcome,baseline_mean,plan_mean,difference,low,high,confidence,method,covers,"
    "pairs_above,pairs_equal,pairs_below,variance_reduction";

std::string comparison_json(const ComparisonReport& report, const std::string& output, const std::string& digest)
{
    const Comparison& of = report.comparison;
    Json json;
    json["city"] = report.inputs.city.id;
    json["baseline"] = report.inputs.plans[of.baseline].id;
    json["replicates"] = of.replicates;
    json["seed"] = std::to_string(report.options.seed);
    json["result"] = output;
    json["content_sha256"] = digest;
    json["effective_pairs"] = rounded(of.effective);
    json["interval"] = {{"confidence", of.confidence}, {"covers", covers(report)}, {"each_for_itself", true}};
    json["month"] = month(report, of.months - 1);
    json["title"] = {{"id", report.conclusions.title.id}, {"en", report.conclusions.title.en}};
    for (const Conclusions::Sentence& sentence : report.conclusions.sentences)
        json["conclusions"].push_back({{"id", sentence.words.id}, {"en", sentence.words.en}});
    if (report.precision) {
        json["precision"] = {{"reached", report.precision->reached},
                             {"replicates", report.precision->replicates},
                             {"looks", report.precision->looks}};
        for (std::size_t k = 0; k < report.wanted.size(); ++k)
            json["precision"]["half_width"][report.wanted[k].outcome.name] = {
                {"wanted", report.wanted[k].half_width}, {"reached", rounded(report.precision->half_width[k])}};
    }
    for (std::uint32_t plan = 0; plan < report.inputs.plans.size(); ++plan)
        json["plans"].push_back(plan_json(report, plan));
    const auto table = commitment::outcome_table();
    for (std::size_t k = 0; k < of.ranks.size(); ++k)
        for (std::uint32_t plan = 0; plan < report.inputs.plans.size(); ++plan)
            json["rank_probabilities"][table[k].name][report.inputs.plans[plan].id] = of.ranks[k][plan];
    for (std::size_t goal = 0; goal < report.goals.size(); ++goal) json["goals"].push_back(goal_json(report, goal));
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string comparison_csv(const ComparisonReport& report)
{
    const Comparison& of = report.comparison;
    const commitment::City& city = report.inputs.city;
    const auto table = commitment::outcome_table();
    std::string out = comparison_csv_head + "\n";
    const auto field = [&](const std::string& text) { out += "," + sim::csv_field(text); };
    const auto number = [&](double x) { out += "," + (std::isfinite(x) ? sim::shortest(rounded(x)) : ""); };
    /// A row up to its outcome's name, the numbers, and what is said of the interval.
    const auto write = [&](std::uint32_t plan, const std::string& period, const char* level, const std::string& unit,
                           const std::string& outcome, std::initializer_list<double> numbers, std::string_view method) {
        out += sim::csv_field(report.inputs.plans[plan].id);
        for (const std::string& text : {report.inputs.plans[of.baseline].id, period, std::string(level), unit, outcome})
            field(text);
        for (const double x : numbers) number(x);
        number(of.confidence);
        field(std::string(method));
        field(covers(report));
    };
    const auto row = [&](std::uint32_t plan, const std::string& period, const char* level, const std::string& unit,
                         const std::string& outcome, const PairedDifference& one) {
        write(plan, period, level, unit, outcome,
              {one.baseline, one.plan, one.difference, one.interval.low, one.interval.high},
              name_of(one.interval.method));
        for (const std::uint32_t pairs : {one.ahead, one.tied, one.behind}) field(std::to_string(pairs));
        number(one.variance_reduction);
        out += "\n";
    };
    const std::string last = month(report, of.months - 1);
    for (std::uint32_t plan = 0; plan < report.inputs.plans.size(); ++plan) {
        if (plan == of.baseline) continue;
        for (std::uint32_t m = 0; m < of.months; ++m)
            for (std::uint32_t k = 0; k < table.size(); ++k)
                row(plan, month(report, m), "city", city.id, table[k].name, of.outcomes[plan][m][k]);
        std::size_t at = 0;
        for (const commitment::Institution& institution : city.institutions)
            if (institution.kind == commitment::Kind::kecamatan) {
                for (std::size_t k = 0; k < commitment::district_outcome_names.size(); ++k)
                    row(plan, last, "kecamatan", institution.id, std::string(commitment::district_outcome_names[k]),
                        of.districts[plan][at][k]);
                ++at;
            }
        for (const Comparison::OfInstitution& institution : of.institutions[plan])
            row(plan, last, "institution", city.institutions[institution.institution].id,
                std::string(commitment::field_names[static_cast<std::size_t>(institution.field)]),
                institution.difference);
        for (std::size_t year = 0; year < of.years.size(); ++year) {
            const std::string period = std::to_string(of.years[year].year);
            for (std::size_t lever = 0; lever < report.result.levers.size(); ++lever)
                row(plan, period, "city", city.id, "cost." + std::string(info(report.result.levers[lever]).name),
                    of.cost[plan][year][lever]);
            row(plan, period, "city", city.id, "cost.all", of.cost[plan][year].back());
            for (std::size_t lever = 0; lever < report.result.levers.size(); ++lever)
                row(plan, period, "city", city.id, "undelivered." + std::string(info(report.result.levers[lever]).name),
                    of.undelivered[plan][year][lever]);
        }
    }
    constexpr double missing = std::numeric_limits<double>::quiet_NaN();
    // What is no difference of an outcome: its share or amount stands in plan_mean, with its own interval.
    const auto other = [&](std::uint32_t plan, const std::string& period, const char* level, const std::string& unit,
                           const std::string& outcome, double value, const sim::Interval& interval,
                           std::string_view method) {
        write(plan, period, level, unit, outcome, {missing, value, missing, interval.low, interval.high}, method);
        out += ",,,,\n";
    };
    for (std::uint32_t plan = 0; plan < report.inputs.plans.size(); ++plan) {
        for (std::size_t goal = 0; goal < report.goals.size(); ++goal) {
            const Comparison::Reach& reach = of.goals[goal][plan];
            for (std::uint32_t m = 0; m < reach.not_yet.size(); ++m)
                other(plan, month(report, of.first_month + m), "goal", report.goals[goal].text, "not_yet",
                      reach.not_yet[m].share, reach.not_yet[m].interval, name_of(reach.not_yet[m].interval.method));
        }
        for (std::size_t k = 0; k < of.ranks.size(); ++k)
            for (std::size_t rank = 0; rank < of.ranks[k][plan].size(); ++rank)
                other(plan, last, "rank", std::to_string(rank + 1), table[k].name, of.ranks[k][plan][rank],
                      {missing, missing, sim::Method::none}, "");
        if (plan == of.baseline) continue;
        for (const Comparison::Price& price : of.prices[plan])
            if (price.kind == Comparison::Price::Case::price)
                other(plan, last, "price", "rupiah per extra", price.name, price.rupiah, *price.interval, "fieller");
    }
    return out;
}

} // namespace layak
