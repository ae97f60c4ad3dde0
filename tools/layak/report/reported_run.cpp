#include "tools/layak/report/reported_run.hpp"

#include <algorithm>

#include "models/commitment/divergence.hpp"
#include "models/commitment/evidence.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/report/figures.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/stored_experiment.hpp"

namespace layak {

ReportedRun::ReportedRun(const StoredRun& run)
    : stored(run), inputs(run.inputs()), city(inputs.city), result(read_experiment(run)),
      is_comparison(run.options().baseline.has_value() && !is_single()), looks(looks_of(inputs.plans))
{
    int first = static_cast<int>(result.months);
    for (const commitment::Plan& plan : inputs.plans) first = std::min(first, plan.from - city.start);
    first_month = static_cast<std::uint32_t>(std::max(first, 0));
    if (!run.options().baseline) return;
    commitment::ComparisonOptions judging;
    judging.baseline = *run.options().baseline;
    judging.sets = run.options().sets;
    judging.goals = run.goals();
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
    return named(plans, all_names()).in(language);
}

PlanNames ReportedRun::all_names() const
{
    PlanNames names;
    for (std::uint32_t plan = 0; plan < plans(); ++plan) names.push_back(name(plan));
    return names;
}

sim::Words ReportedRun::end_text(std::uint32_t since_start) const
{
    const sim::Month at = month(since_start);
    if (at.month_of_year() != 12) return {month_name(at, sim::Language::id), month_name(at, sim::Language::en)};
    const std::string year = std::to_string(at.year());
    return {"akhir " + year, "end of " + year};
}

std::vector<std::uint32_t> ReportedRun::months_of_tables() const
{
    std::vector<std::uint32_t> months;
    for (std::uint32_t at = 0; at < result.months; ++at)
        if (month(at).month_of_year() == 12 || at == last_month()) months.push_back(at);
    return months;
}

ReportedRun::Source ReportedRun::chance_alone() const
{
    for (std::size_t k = 0; k < what_ifs().size() && !is_single(); ++k)
        if (what_ifs()[k].kind == commitment::WhatIf::Kind::standard_parameters) return k;
    return std::nullopt;
}
std::vector<ReportedRun::Source> ReportedRun::bands_to_choose() const
{
    std::vector<Source> sources = {std::nullopt};
    if (const Source alone = chance_alone()) sources.push_back(alone);
    return sources;
}

std::vector<double> ReportedRun::values(std::uint32_t outcome, std::uint32_t plan, std::uint32_t month,
                                        Source source) const
{
    const std::vector<float>& of = source ? result.what_if_outcomes[*source] : result.outcomes;
    std::vector<double> out;
    for (std::uint32_t r = 0; r < result.replicates; ++r)
        out.push_back(static_cast<double>(of[outcome * result.rows() + result.row(r, plan, month)]));
    return out;
}
const Band& ReportedRun::band(std::uint32_t outcome, std::uint32_t plan, std::uint32_t month, Source source) const
{
    const std::uint64_t which = source ? *source + 1 : 0;
    const std::uint64_t key = ((which * commitment::outcome::count + outcome) * plans() + plan) * result.months + month;
    const auto kept = bands_.find(key);
    if (kept != bands_.end()) return kept->second;
    return bands_.emplace(key, band_of(values(outcome, plan, month, source))).first->second;
}
std::optional<Band> ReportedRun::before(std::uint32_t outcome) const
{
    const auto month = month_before();
    if (!month) return std::nullopt;
    return band(outcome, 0, *month);
}

commitment::Comparison::Span ReportedRun::span(std::uint32_t plan) const
{
    const commitment::Plan& of = inputs.plans[plan];
    const int first = std::max(0, of.from - city.start);
    const int last = std::min<int>(of.to - city.start, static_cast<int>(result.months) - 1);
    return {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(std::max(last - first + 1, 0))};
}

bool ReportedRun::same_months() const
{
    for (std::uint32_t plan = 1; plan < plans(); ++plan)
        if (span(plan).first != span(0).first || span(plan).months != span(0).months) return false;
    return true;
}

const std::vector<commitment::CostAgainst>& ReportedRun::costs_against(std::uint32_t other) const
{
    if (const auto kept = costs_.find(other); kept != costs_.end()) return kept->second;
    commitment::ComparisonOptions options;
    options.baseline = other;
    options.sets = stored.options().sets;
    return costs_.emplace(other, commitment::costs_against(city, inputs.plans, result, options)).first->second;
}

std::vector<double> ReportedRun::cost_per_year(std::uint32_t plan) const
{
    const commitment::Comparison::Span own = span(plan);
    const std::size_t levers = result.levers.size();
    std::vector<double> out;
    for (std::uint32_t r = 0; r < result.replicates; ++r) {
        double sum = 0;
        for (std::uint32_t month = own.first; month < own.first + own.months; ++month) {
            const std::size_t row = result.row(r, plan, month) * levers;
            for (std::size_t k = 0; k < levers; ++k) sum += result.cost[row + k];
        }
        out.push_back(own.months > 0 ? sum * 12 / own.months : 0);
    }
    return out;
}

float ReportedRun::institution_mean(std::size_t field, std::uint32_t plan, std::uint32_t month,
                                    std::uint32_t institution) const
{
    return result.summary[field].mean[(std::size_t{plan} * result.months + month) * result.institutions + institution];
}

bool ReportedRun::never_differ(std::uint32_t one, std::uint32_t other) const
{
    return commitment::first_month_apart(city, inputs.plans[one], inputs.plans[other], result.months) == result.months;
}

commitment::Judging ReportedRun::judging(Source source) const
{
    commitment::Judging judging;
    judging.evidence = commitment::evidence_of(source == chance_alone() && source ? nullptr : stored.options().sets,
                                               result.replicates);
    return judging;
}

bool ReportedRun::is_told(std::uint32_t replicates, Source source) const
{
    if (is_single()) return replicates == 1;
    return certainty_of(judging(source).chance(replicates)) >= Certainty::very_likely;
}

commitment::BestPlan ReportedRun::best_in(std::uint32_t outcome, Source source) const
{
    std::vector<std::vector<double>> last;
    for (std::uint32_t plan = 0; plan < plans(); ++plan) last.push_back(values(outcome, plan, last_month(), source));
    const auto named = commitment::find_outcome(commitment::outcome_table()[outcome].name, city);
    return commitment::find_best(last, commitment::quantity_of(city, *named), commitment::PairJudge(judging(source)),
                                 [&](std::uint32_t a, std::uint32_t b) { return never_differ(a, b); });
}

bool ReportedRun::is_equal_in_all(std::uint32_t outcome) const
{
    const std::vector<double> first = values(outcome, 0, last_month());
    for (std::uint32_t plan = 1; plan < plans(); ++plan)
        if (values(outcome, plan, last_month()) != first) return false;
    return true;
}

std::vector<Standing> ReportedRun::standings(std::uint32_t outcome) const
{
    std::vector<Standing> out;
    for (const Source source : bands_to_choose()) {
        const commitment::Judging judged = judging(source);
        Standing of{best_in(outcome, source), Certainty::unclear, Certainty::unclear, {}, comparison->baseline};
        of.sure = certainty_of(judged.chance(of.best.first));
        of.unbeaten = certainty_of(judged.chance(of.best.unbeaten));
        const std::vector<double> baseline = values(outcome, of.baseline, last_month(), source);
        for (std::uint32_t plan = 0; plan < plans(); ++plan) {
            const std::vector<double> own = values(outcome, plan, last_month(), source);
            std::uint32_t above = 0;
            for (std::size_t r = 0; r < own.size(); ++r) above += own[r] > baseline[r];
            if (certainty_of(judged.chance(above)) >= Certainty::very_likely) of.above_baseline.push_back(plan);
        }
        out.push_back(std::move(of));
    }
    return out;
}

std::optional<std::uint32_t> ReportedRun::month_of_reference() const
{
    if (const auto before = month_before()) return before;
    if (last_month() == 0) return std::nullopt;
    return 0;
}

std::vector<std::vector<Change>> ReportedRun::changes(std::uint32_t outcome) const
{
    std::vector<std::vector<Change>> out;
    for (const Source source : bands_to_choose()) {
        auto& band = out.emplace_back();
        for (std::uint32_t plan = 0; plan < plans(); ++plan) {
            const std::vector<double> first = values(outcome, plan, *month_of_reference(), source),
                                      last = values(outcome, plan, last_month(), source);
            std::uint32_t up = 0, down = 0;
            for (std::size_t r = 0; r < last.size(); ++r) up += last[r] > first[r], down += last[r] < first[r];
            band.push_back(is_told(up, source) ? 1 : is_told(down, source) ? -1 : 0);
        }
    }
    return out;
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
