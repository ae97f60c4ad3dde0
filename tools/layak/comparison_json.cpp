#include <cmath>
#include <nlohmann/json.hpp>

#include "sim/text/number.hpp"
#include "tools/layak/comparison_report.hpp"

namespace layak {
namespace {

using commitment::Comparison;
using commitment::PairedDifference;
using Json = nlohmann::ordered_json;

Json as_json(const sim::Interval& interval)
{
    return {{"low", rounded(interval.low)}, {"high", rounded(interval.high)}, {"method", name_of(interval.method)}};
}

Json as_json(const PairedDifference& of, const commitment::Judging& judging)
{
    const sim::Interval chance = judging.chance(of.ahead);
    Json json = {{"baseline", of.baseline},
                 {"plan", of.plan},
                 {"difference", of.difference},
                 {"interval", as_json(of.interval)},
                 {"pairs_above", of.ahead},
                 {"pairs_equal", of.tied},
                 {"pairs_below", of.behind},
                 {"pairs_far_above", of.far_ahead},
                 {"pairs_far_below", of.far_behind},
                 {"chance_above",
                  {{"share", rounded(double(of.ahead) / (of.ahead + of.tied + of.behind))},
                   {"low", rounded(chance.low)},
                   {"high", rounded(chance.high)},
                   {"method", name_of(chance.method)},
                   {"confidence", rounded(judging.chance_confidence())}}}};
    if (std::isfinite(of.variance_reduction)) json["variance_reduction"] = rounded(of.variance_reduction);
    return json;
}

Json as_json(const commitment::Price& price)
{
    using Case = commitment::Price::Case;
    Json json = {{"case", name_of(price.kind)},
                 {"extra", price.extra},
                 {"extra_interval", as_json(price.extra_interval)},
                 {"extra_in_19_of_20_pairs", price.low_extra},
                 {"pairs_with_more", price.more}};
    if (price.has_price()) {
        json["rupiah"] = price.rupiah;
        json["interval"] = as_json(*price.interval);
        if (price.is_ratio_of_means) json["interval"]["method"] = "fieller";
    } else {
        json["no_price"] = price.extra_interval.method == sim::Method::none         ? "too few pairs to tell"
                           : price.kind == Case::undefined && price.is_often_none() ? "in many pairs there is no more"
                           : price.extra_interval.low > 0                           ? "the extra is not sure enough"
                           : price.kind == Case::undefined                          ? "the extra may be 0"
                           : price.kind == Case::fewer                              ? "there are fewer"
                                                                                    : "there are equally many";
    }
    return json;
}

/// By kind of intervention, `all` last.
Json by_lever(const ComparisonReport& report, const std::vector<PairedDifference>& of)
{
    Json json;
    for (std::size_t lever = 0; lever < of.size(); ++lever)
        json[lever_name(report, lever)] = as_json(of[lever], report.comparison.judging);
    return json;
}

Json plan_json(const ComparisonReport& report, std::uint32_t plan)
{
    const Comparison& of = report.comparison;
    const commitment::City& city = report.inputs.city;
    const auto table = commitment::outcome_table();
    Json json;
    json["plan"] = report.inputs.plans[plan].id;
    json["runs"] = {{"from", month(report, of.spans[plan].first)}, {"count", of.spans[plan].months}};
    for (std::size_t year = 0; year < of.years.size(); ++year) {
        const std::string name = std::to_string(of.years[year].year);
        json["cost"][name] = by_lever(report, of.cost[plan][year]);
        json["undelivered"][name] = by_lever(report, of.undelivered[plan][year]);
    }
    json["cost_per_year"] = by_lever(report, of.cost_per_year[plan]);
    json["cost_in_all"] = as_json(of.cost_in_all[plan], of.judging);
    if (plan == of.baseline) return json;
    if (of.diverges[plan] < of.months) json["differs_from"] = month(report, of.diverges[plan]);
    for (const commitment::Price& price : of.prices[plan]) json["rupiah_per_extra"][price.good.name] = as_json(price);
    for (std::uint32_t k = 0; k < table.size(); ++k) {
        json["outcomes"][table[k].name] = as_json(of.outcomes[plan].back()[k], of.judging);
        json["outcomes"][table[k].name]["practically_same"] =
            of.judging.practically_same(of.outcomes[plan].back()[k], commitment::what_matters(report.inputs.city, k));
    }
    std::size_t at = 0;
    for (const commitment::Institution& institution : city.institutions)
        if (institution.kind == commitment::Kind::kecamatan) {
            for (std::size_t k = 0; k < commitment::district_outcome_names.size(); ++k)
                json["kecamatan"][institution.id][std::string(commitment::district_outcome_names[k])] =
                    as_json(of.districts[plan][at][k], of.judging);
            ++at;
        }
    for (const Comparison::OfInstitution& row : of.institutions[plan])
        json["institutions"][city.institutions[row.institution].id]
            [std::string(commitment::field_names[static_cast<std::size_t>(row.field)])] =
                as_json(row.difference, of.judging);
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
        row["at_end"] = reach.at_end;
        row["never_share"] = as_json(of.judging.chance(reach.never));
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
    json["effective_pairs"] = rounded(of.judging.evidence.effective);
    json["parameter_sets"] = of.judging.evidence.sets;
    json["interval"] = {{"confidence", of.judging.confidence}, {"covers", covers(report)}, {"each_for_itself", true}};
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
            for (const double share : of.ranks[k][plan]) {
                const sim::Interval chance = of.judging.chance(share);
                json["rank_probabilities"][table[k].name][report.inputs.plans[plan].id].push_back(
                    {{"share", rounded(share)}, {"low", rounded(chance.low)}, {"high", rounded(chance.high)}});
            }
    for (std::size_t goal = 0; goal < report.goals.size(); ++goal) json["goals"].push_back(goal_json(report, goal));
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace layak
