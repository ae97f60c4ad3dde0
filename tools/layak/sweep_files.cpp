#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "sim/text/csv.hpp"
#include "sim/text/number.hpp"
#include "tools/layak/sweep_curves.hpp"
#include "tools/layak/sweep_table.hpp"

namespace layak {
namespace {

constexpr std::size_t most_rows_of_all_outcomes = 5'000;

/// Whether what the level brings over the one before is told by the plan's own limit.
bool is_of_cap(const StoredSweep& sweep, const std::vector<double>& undelivered, const CurveLayout& layout,
               std::size_t group, std::size_t level)
{
    const auto capped = [&](std::size_t at) {
        return is_capped(sweep, undelivered, layout.groups[group].rows[at], layout.factor);
    };
    return is_price_of_cap(level > 0 && capped(level - 1), capped(level));
}

/// A row on the curve that it is on, if any.
struct PointOfCurve
{
    const sim::Response* at = nullptr;
    bool is_of_cap = false;
};

/// Of each row and outcome, with the curve on which it is.
template <class Use>
void each_row(const StoredSweep& sweep, const std::vector<std::uint32_t>& outcomes,
              const std::vector<std::vector<double>>& costs, const std::vector<double>& undelivered, Use use)
{
    const CurveLayout layout = curve_layout(sweep);
    for (const std::uint32_t outcome : outcomes) {
        const auto values = sweep.outcome(info_of(outcome).name, sweep.months().size() - 1);
        std::vector<PointOfCurve> on_curve(sweep.rows());
        SweepCurves of;
        if (!layout.groups.empty()) of = curves_of(sweep, layout, outcome, costs, sweep_confidence, false);
        for (std::size_t g = 0; g < layout.groups.size(); ++g)
            for (std::size_t level = 0; level < of.curves[g].levels.size(); ++level)
                on_curve[layout.groups[g].rows[level]] = {&of.curves[g].levels[level],
                                                          is_of_cap(sweep, undelivered, layout, g, level)};
        for (std::uint32_t row = 0; row < sweep.rows(); ++row)
            use(row, outcome, figures_of(values[row]), on_curve[row]);
    }
}

std::vector<std::uint32_t> for_files(const StoredSweep& sweep, const std::vector<std::string>& names)
{
    std::vector<std::uint32_t> outcomes = chosen_outcomes(names);
    if (sweep.rows() > most_rows_of_all_outcomes) return outcomes;
    for (std::uint32_t k = 0; k < commitment::outcome::count; ++k)
        if (std::find(outcomes.begin(), outcomes.end(), k) == outcomes.end()) outcomes.push_back(k);
    return outcomes;
}

std::string cell(double value) { return std::isfinite(value) ? sim::shortest(value) : ""; }

/// Goals that were asked for: by row, and from which level of each curve on they are reached.
nlohmann::ordered_json goals_as_json(const StoredSweep& sweep, const CurveLayout& layout, const GoalChances& chances)
{
    auto json = nlohmann::ordered_json::array();
    for (std::size_t k = 0; k < chances.count(); ++k) {
        nlohmann::ordered_json goal{
            {"goal", chances.goal(k).goal.text}, {"chance", chances.goals().chance}, {"rows", nullptr}};
        for (std::uint32_t row = 0; row < sweep.rows(); ++row) {
            const GoalChance& of = chances.of(k, row);
            goal["rows"].push_back({{"row", row},
                                    {"runs", of.runs},
                                    {"reached", of.reached},
                                    {"chance_low", of.interval.low},
                                    {"chance_high", of.interval.high}});
        }
        for (const CurveGroup& curve : layout.groups) {
            const auto first = chances.reaching(k, curve);
            nlohmann::ordered_json of{{"plan", sweep.plans()[curve.rows.front()]},
                                      {"state", name_of(chances.state(k, curve))}};
            for (const std::size_t f : curve.others)
                of["at"][sweep.factors()[f].name] = sweep.factors()[f].values[curve.rows.front()];
            if (first) of["from"] = curve.levels[*first];
            goal["curves"].push_back(std::move(of));
        }
        json.push_back(std::move(goal));
    }
    return json;
}

} // namespace

std::string sweep_csv(const StoredSweep& sweep, const std::vector<std::string>& names)
{
    std::string out = "row,plan";
    for (const StoredSweep::Factor& factor : sweep.factors()) out += "," + sim::csv_field(factor.name);
    out += ",outcome,month,replicates,mean,mean_low,mean_high,sd,q05,q95,cost,undelivered,gain,gain_low,gain_high,"
           "method,extra_cost,"
           "price_per_unit,price_low,price_high\n";
    const auto costs = sweep.cost();
    const std::vector<double> undelivered = sweep.undelivered();
    const std::string month = to_text(sweep.months().back());
    each_row(sweep, for_files(sweep, names), costs, undelivered,
             [&](std::uint32_t row, std::uint32_t outcome, const RowFigures& of, const PointOfCurve& on) {
                 const sim::Response* const at = on.at;
                 out += std::to_string(row) + "," + sim::csv_field(sweep.plans()[row]);
                 for (const StoredSweep::Factor& factor : sweep.factors()) out += "," + cell(factor.values[row]);
                 out += "," + std::string(info_of(outcome).name) + "," + month + "," + std::to_string(of.count) + "," +
                        cell(of.mean) + ",";
                 out += at != nullptr ? cell(at->mean_interval.low) + "," + cell(at->mean_interval.high) : ",";
                 out += "," + cell(of.sd) + "," + cell(of.low) + "," + cell(of.high) + "," +
                        cell(figures_of(costs[row]).mean) + "," + cell(undelivered[row]);
                 if (at == nullptr || at->gain_interval.method == sim::Method::none) {
                     out += ",,,,,,,,\n";
                     return;
                 }
                 out += "," + cell(at->gain) + "," + cell(at->gain_interval.low) + "," + cell(at->gain_interval.high) +
                        "," + std::string(name_of(at->gain_interval.method)) + "," + cell(at->extra_cost) + ",";
                 const bool has_price = at->price && !on.is_of_cap;
                 out += has_price ? cell(*at->price) : "";
                 out += has_price ? "," + cell(at->price_interval->low) + "," + cell(at->price_interval->high) : ",,";
                 out += "\n";
             });
    return out;
}

std::string sweep_json(const StoredSweep& sweep, const std::vector<std::string>& names, const GoalChances& chances)
{
    nlohmann::ordered_json json;
    json["result"] = sweep.path().string();
    json["content_sha256"] = sweep.file().attribute<std::string>("content_sha256").value_or("");
    json["rows"] = sweep.rows();
    json["replicates"] = sweep.replicates();
    json["failed_runs"] = sweep.failed();
    json["month"] = to_text(sweep.months().back());
    json["intervals"] = {{"confidence", sweep_confidence},
                         {"cover", sweep.covers_parameters() ? "replicates and parameters" : "replicates"}};
    json["curves"] = nlohmann::ordered_json::array();
    const CurveLayout layout = curve_layout(sweep);
    if (chances.goals().are_asked) json["goals"] = goals_as_json(sweep, layout, chances);
    if (layout.groups.empty()) return json.dump(1) + "\n";
    json["factor"] = sweep.factors()[layout.factor].name;
    const auto interval = [](const sim::Interval& of) {
        return nlohmann::ordered_json{{"low", of.low}, {"high", of.high}, {"method", name_of(of.method)}};
    };
    const auto costs = sweep.cost();
    const std::vector<double> undelivered = sweep.undelivered();
    for (const std::uint32_t outcome : outcomes_with_goals(names, chances.goals())) {
        const SweepCurves of = curves_of(sweep, layout, outcome, costs, sweep_confidence);
        for (std::size_t g = 0; g < layout.groups.size(); ++g) {
            const CurveGroup& group = layout.groups[g];
            nlohmann::ordered_json curve;
            curve["outcome"] = info_of(outcome).name;
            curve["plan"] = sweep.plans()[group.rows.front()];
            for (const std::size_t f : group.others)
                curve["at"][sweep.factors()[f].name] = sweep.factors()[f].values[group.rows.front()];
            curve["replicates"] = of.replicates[g];
            for (std::size_t level = 0; level < of.curves[g].levels.size(); ++level) {
                const sim::Response& at = of.curves[g].levels[level];
                nlohmann::ordered_json point{{"row", group.rows[level]},
                                             {"level", group.levels[level]},
                                             {"mean", at.mean},
                                             {"mean_interval", interval(at.mean_interval)},
                                             {"q05", at.low},
                                             {"q95", at.high},
                                             {"cost", at.cost},
                                             {"undelivered", undelivered[group.rows[level]]}};
                if (level > 0) {
                    point["gain"] = at.gain;
                    point["gain_interval"] = interval(at.gain_interval);
                    point["extra_cost"] = at.extra_cost;
                    const bool of_cap = is_of_cap(sweep, undelivered, layout, g, level);
                    point["limited_by_budget_per_year"] = of_cap;
                    if (at.price && !of_cap) point["price_per_unit"] = *at.price;
                    if (at.price_interval && !of_cap)
                        point["price_interval"] = {
                            {"low", at.price_interval->low},
                            {"high", at.price_interval->high},
                            {"method", at.price_interval->method == sim::Method::exact ? "exact" : "fieller"}};
                }
                curve["points"].push_back(std::move(point));
            }
            curve["best_level"] = group.levels[of.curves[g].best];
            if (of.curves[g].decline)
                curve["decline_above_best"] = {{"change", *of.curves[g].decline},
                                               {"interval", interval(of.curves[g].decline_interval)}};
            curve["total_gain"] = of.curves[g].total_gain;
            curve["total_gain_interval"] = interval(of.curves[g].total_gain_interval);
            if (of.curves[g].enough)
                curve["diminishing_returns"] = {{"share_of_gain", sim::share_of_gain},
                                                {"level", group.levels[*of.curves[g].enough]},
                                                {"from", group.levels[of.curves[g].enough_from]},
                                                {"to", group.levels[of.curves[g].enough_to]}};
            json["curves"].push_back(std::move(curve));
        }
    }
    return json.dump(1) + "\n";
}

} // namespace layak
