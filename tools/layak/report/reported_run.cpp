#include "tools/layak/report/reported_run.hpp"

#include <algorithm>

#include "models/commitment/divergence.hpp"
#include "models/commitment/evidence.hpp"
#include "sim/statistics/sample.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/report/figures.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/stored_experiment.hpp"

namespace layak {
namespace {

/// Those of the usual plans, by id; then those that other plans take in turn.
const std::pair<const char*, PlanLook> usual_looks[] = {{"status-quo", {"#6b7078", "●", "circle"}},
                                                        {"top-down", {"#b8520a", "▼", "triangle-down"}},
                                                        {"bottom-up", {"#1477b8", "▲", "triangle-up"}},
                                                        {"mixed", {"#6d1a75", "◆", "diamond"}}};
const PlanLook other_looks[] = {{"#16202b", "■", "square"},         {"#0b6e4f", "✚", "cross"},
                                {"#8c2d19", "►", "triangle-right"}, {"#3b4cc0", "◄", "triangle-left"},
                                {"#7a5c00", "●", "circle"},         {"#a3195b", "▲", "triangle-up"}};

std::vector<PlanLook> looks_of(const std::vector<commitment::Plan>& plans)
{
    std::vector<PlanLook> looks;
    std::size_t others = 0;
    for (const commitment::Plan& plan : plans) {
        const auto usual = std::find_if(std::begin(usual_looks), std::end(usual_looks),
                                        [&](const auto& of) { return plan.id == of.first; });
        looks.push_back(usual != std::end(usual_looks) ? usual->second
                                                       : other_looks[others++ % std::size(other_looks)]);
    }
    return looks;
}

} // namespace

Band band_of(std::vector<double> values)
{
    const double mean = sim::moments(values).mean;
    const std::vector<double> sorted = sim::sorted(values);
    const auto at = [&](double level) { return sim::quantile(sorted, level); };
    return {mean, at(0.05), at(0.25), at(0.5), at(0.75), at(0.95)};
}

ReportedRun::ReportedRun(const StoredRun& run)
    : stored(run), inputs(run.inputs()), city(inputs.city), result(read_experiment(run)),
      is_comparison(run.options().baseline.has_value()), looks(looks_of(inputs.plans))
{
    int first = static_cast<int>(result.months);
    for (const commitment::Plan& plan : inputs.plans) first = std::min(first, plan.from - city.start);
    first_month = static_cast<std::uint32_t>(std::max(first, 0));
    if (!is_comparison) return;
    commitment::ComparisonOptions judging;
    judging.baseline = *run.options().baseline;
    judging.sets = run.options().sets;
    comparison = compare_plans(city, inputs.plans, result, judging);
    conclusions = conclude(inputs, *comparison, {});
}

std::optional<std::uint32_t> ReportedRun::month_before() const
{
    if (first_month == 0) return std::nullopt;
    return first_month - 1;
}

std::uint32_t ReportedRun::sets() const
{
    return commitment::evidence_of(stored.options().sets, result.replicates).sets;
}
bool ReportedRun::covers_parameters() const { return sets() > 1; }

std::string ReportedRun::month_text(std::uint32_t since_start, sim::Language language) const
{
    return month_name(month(since_start), language);
}
std::string ReportedRun::name(std::uint32_t plan, sim::Language language) const
{
    return plan_name(inputs.plans, plan, language);
}
sim::Words ReportedRun::name(std::uint32_t plan) const
{
    return both([&](sim::Language language) { return name(plan, language); });
}

std::string ReportedRun::names(const std::vector<std::uint32_t>& plans, sim::Language language) const
{
    std::vector<std::string> all;
    for (const std::uint32_t plan : plans) all.push_back(name(plan, language));
    return listed(all, language);
}

std::vector<std::uint32_t> ReportedRun::months_of_tables() const
{
    std::vector<std::uint32_t> months;
    for (std::uint32_t at = 0; at < result.months; ++at)
        if (month(at).month_of_year() == 12 || at == last_month()) months.push_back(at);
    return months;
}

std::vector<double> ReportedRun::values(std::uint32_t outcome, std::uint32_t plan, std::uint32_t month) const
{
    std::vector<double> out;
    for (std::uint32_t r = 0; r < result.replicates; ++r)
        out.push_back(static_cast<double>(result.outcome(r, plan, month, outcome)));
    return out;
}
Band ReportedRun::band(std::uint32_t outcome, std::uint32_t plan, std::uint32_t month) const
{
    return band_of(values(outcome, plan, month));
}
Band ReportedRun::band_if(std::size_t what_if, std::uint32_t outcome, std::uint32_t plan, std::uint32_t month) const
{
    const std::vector<float>& of = result.what_if_outcomes[what_if];
    std::vector<double> values;
    for (std::uint32_t r = 0; r < result.replicates; ++r)
        values.push_back(static_cast<double>(of[result.row(r, plan, month) * commitment::outcome::count + outcome]));
    return band_of(std::move(values));
}
std::optional<Band> ReportedRun::before(std::uint32_t outcome) const
{
    const auto month = month_before();
    if (!month) return std::nullopt;
    return band(outcome, 0, *month);
}

std::vector<double> ReportedRun::cost_per_year(std::uint32_t plan) const
{
    const commitment::Plan& of = inputs.plans[plan];
    const int first = std::max(0, of.from - city.start);
    const int last = std::min<int>(of.to - city.start, static_cast<int>(result.months) - 1);
    const std::size_t levers = result.levers.size();
    std::vector<double> out;
    for (std::uint32_t r = 0; r < result.replicates; ++r) {
        double sum = 0;
        for (int month = first; month <= last; ++month) {
            const std::size_t row = result.row(r, plan, static_cast<std::uint32_t>(month)) * levers;
            for (std::size_t k = 0; k < levers; ++k) sum += result.cost[row + k];
        }
        out.push_back(last >= first ? sum * 12 / (last - first + 1) : 0);
    }
    return out;
}

float ReportedRun::institution_mean(std::size_t field, std::uint32_t plan, std::uint32_t month,
                                    std::uint32_t institution) const
{
    return result.summary[field].mean[(std::size_t{plan} * result.months + month) * result.institutions + institution];
}

commitment::BestPlan ReportedRun::best_in(std::uint32_t outcome) const
{
    std::vector<std::vector<double>> last;
    for (std::uint32_t plan = 0; plan < plans(); ++plan) last.push_back(values(outcome, plan, last_month()));
    const auto named = commitment::find_outcome(commitment::outcome_table()[outcome].name, city);
    return commitment::find_best(last, commitment::quantity_of(city, *named),
                                 commitment::PairJudge(comparison->judging), [&](std::uint32_t a, std::uint32_t b) {
                                     return commitment::first_month_apart(city, inputs.plans[a], inputs.plans[b],
                                                                          result.months) == result.months;
                                 });
}
Certainty ReportedRun::certainty_in(const commitment::BestPlan& best) const
{
    return certainty_of(comparison->judging.chance(best.first));
}

std::uint32_t ReportedRun::leader() const
{
    if (comparison && !comparison->best.leaders.empty()) return comparison->best.leaders.front();
    std::uint32_t best = 0;
    for (std::uint32_t plan = 1; plan < plans(); ++plan)
        if (band(commitment::main_outcome, plan, last_month()).mean >
            band(commitment::main_outcome, best, last_month()).mean)
            best = plan;
    return best;
}

} // namespace layak
