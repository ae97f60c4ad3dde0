#include "tools/layak/report/sweep_view.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "models/commitment/outcomes.hpp"
#include "sim/statistics/sample.hpp"
#include "tools/layak/factor_label.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/report/titles.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/sweep_table.hpp"

namespace layak {

using sim::Language;
using sim::Words;

SweepView::SweepView(const RepeatableSweep& sweep, SweepGoals goals)
    : source(sweep), stored(sweep.stored()), inputs(sweep.design().inputs), looks(looks_of(inputs.plans)),
      layout(curve_layout(stored)), costs(stored.cost()), id_(stored, Language::id, 100), en_(stored, Language::en, 100)
{
    judging_.evidence = commitment::evidence_of(sweep.options().sets, stored.replicates());
    outcomes = outcomes_with_goals(stored.sampled().outcomes, goals);
    if (!goals.are_asked)
        std::erase_if(goals.all, [&](const SweepGoal& goal) {
            return std::find(outcomes.begin(), outcomes.end(), goal.outcome) == outcomes.end();
        });
    chances_.emplace(stored, std::move(goals), judging_);
    for (const std::uint32_t outcome : outcomes) {
        auto of = stored.outcome(std::string(info_of(outcome).name), stored.months().size() - 1);
        auto& bands_of = bands.emplace_back();
        for (std::vector<double>& row : of) {
            std::erase_if(row, [](double value) { return !std::isfinite(value); });
            bands_of.push_back(row.empty() ? Band{} : band_of(row));
        }
        if (!layout.groups.empty()) curves.push_back(curves_of(stored, layout, outcome, costs, sweep_confidence));
    }
    const auto calendar = stored.file().read<std::int32_t>("year");
    const auto years = std::count_if(calendar.begin(), calendar.end(),
                                     [&](std::int32_t year) { return year >= stored.plans_from().year(); });
    for (auto& row : costs)
        for (double& cost : row) cost /= static_cast<double>(std::max<std::ptrdiff_t>(years, 1));
    find_combinations();
}

void SweepView::find_combinations()
{
    if (layout.groups.empty()) return;
    const std::vector<std::size_t>& others = layout.groups.front().others;
    std::map<std::vector<double>, std::size_t> known;
    double nearest = INFINITY;
    for (std::size_t g = 0; g < layout.groups.size(); ++g) {
        const std::uint32_t row = layout.groups[g].rows.front();
        std::vector<double> values;
        double away = 0; // from the city's own parameters
        for (const std::size_t f : others) {
            const StoredSweep::Factor& factor = stored.factors()[f];
            values.push_back(factor.values[row]);
            if (const auto* const parameter = commitment::find_parameter(factor.name))
                away += std::abs(values.back() - inputs.city.parameters.*parameter->member);
        }
        const auto [at, is_new] = known.try_emplace(values, groups_.size());
        if (is_new) {
            groups_.emplace_back(plans());
            if (away < nearest) nearest = away, usual_ = at->second;
        }
        for (std::size_t plan = 0; plan < plans(); ++plan)
            if (inputs.plans[plan].id == stored.plans()[row]) groups_[at->second][plan] = g;
    }
}

std::string SweepView::name(std::size_t plan, Language language) const
{
    return plan_name(inputs.plans, plan, language);
}

std::string SweepView::names(Language language) const
{
    std::vector<std::string> all;
    for (std::size_t plan = 0; plan < plans(); ++plan) all.push_back(name(plan, language));
    return listed(all, language);
}

Words SweepView::month() const
{
    return both([&](Language language) { return month_name(stored.months().back(), language); });
}

Words SweepView::lever() const
{
    const Words label = factor_label(stored.factors()[layout.factor].name);
    const auto without_unit = [](const std::string& text) { return text.substr(0, text.find(", ")); }; // ", setahun"
    return {without_unit(label.id), without_unit(label.en)};
}

Words SweepView::combination(std::size_t which) const
{
    for (const auto& group : groups_[which])
        if (group)
            return both([&](Language language) {
                const CurveGroup& of = layout.groups[*group];
                std::string text;
                for (const std::size_t f : of.others) {
                    const StoredSweep::Factor& factor = stored.factors()[f];
                    std::string label = factor_label(factor.name).in(language), unit;
                    if (const std::size_t comma = label.find(','); comma != std::string::npos) { // ", setahun"
                        unit = label.substr(comma + 1);
                        label.resize(comma);
                    }
                    text += (text.empty() ? "" : " · ") + label + " " +
                            shown(language).level(f, factor.values[of.rows.front()]) + unit;
                }
                return text;
            });
    return {};
}

std::size_t SweepView::main_curve() const
{
    const std::uint32_t told = has_asked_goals() ? chances_->goal(0).outcome : commitment::main_outcome;
    const auto main = std::find(outcomes.begin(), outcomes.end(), told);
    return main == outcomes.end() ? 0 : static_cast<std::size_t>(main - outcomes.begin());
}

Words SweepView::outcome_name(std::size_t curve) const
{
    const std::uint32_t outcome = outcomes[curve];
    if (outcome == commitment::main_outcome) return {"tindakan di kelurahan", "action in the kelurahan"};
    if (outcome == commitment::outcome::formal_kelurahan)
        return {"jumlah kelurahan ber-PATBM", "the number of kelurahan with a PATBM"};
    if (outcome == commitment::outcome::trained) return {"jabatan terlatih", "trained posts"};
    return info_of(outcome).meaning;
}

std::string SweepView::told_level(double value, Language language) const
{
    if (is_money(stored.factors()[layout.factor].name)) return level(value, language);
    return lever().in(language) + " " + level(value, language);
}

std::string SweepView::range(double low, double high, Language language) const
{
    const std::string from = level(low, language), to = level(high, language);
    if (from == to) return to;
    for (const std::string_view unit : {" setahun", " a year"})
        if (from.ends_with(unit) && to.ends_with(unit)) return from.substr(0, from.size() - unit.size()) + " – " + to;
    return from + " – " + to;
}

bool SweepView::is_small_count(std::size_t curve) const
{
    return layak::is_small_count(outcomes[curve], stored.highest(outcomes[curve]));
}

double SweepView::middle(std::size_t curve, std::uint32_t row) const
{
    return is_small_count(curve) ? bands[curve][row].mean : bands[curve][row].median;
}

std::string SweepView::asked_chance(Language language) const { return percent(chances_->goals().chance, language); }

std::vector<double> SweepView::costs_of(std::uint32_t row) const
{
    std::vector<double> out;
    std::copy_if(costs[row].begin(), costs[row].end(), std::back_inserter(out),
                 [](double of) { return std::isfinite(of); });
    return out;
}

double SweepView::mean_cost(std::uint32_t row) const
{
    const std::vector<double> of = costs_of(row);
    return of.empty() ? 0 : sim::moments(of).mean;
}

std::optional<std::size_t> SweepView::told_place(std::size_t group) const
{
    if (!has_asked_goals()) return curves[main_curve()].curves[group].enough;
    return chances_->reaching_all(layout.groups[group]);
}

} // namespace layak
