#include "tools/layak/sensitivity_analysis.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "sim/design/design.hpp"

namespace layak {

using sim::Language;

namespace {

/// The values of the factors, [row][factor]; of the plan its number.
sim::DesignTable<double> table_of(const StoredSweep& sweep, const SweepPart& part)
{
    std::map<std::string, double> plan_number;
    for (const std::string& plan : sweep.plans()) plan_number.emplace(plan, static_cast<double>(plan_number.size()));
    sim::DesignTable<double> table;
    table.factors = sweep.sampled().factors.size();
    for (const std::uint32_t row : part.rows)
        for (const std::string& name : sweep.sampled().factors) {
            const auto at = std::find_if(sweep.factors().begin(), sweep.factors().end(),
                                         [&](const StoredSweep::Factor& factor) { return factor.name == name; });
            table.values.push_back(at == sweep.factors().end() ? plan_number.at(sweep.plans()[row]) : at->values[row]);
        }
    return table;
}

/// An index is a share: its interval is cut to 0 to 1, and one that leaves all of that open, or none, tells nothing.
sim::Estimate of_share(sim::Estimate index)
{
    sim::Interval& of = index.interval;
    if (of.method == sim::Method::none) return index;
    constexpr double endless = std::numeric_limits<double>::infinity();
    const bool is_outside = of.high < 0 || of.low > 1;
    const bool is_all = of.low <= 0 && of.high >= 1;
    of = is_outside || is_all ? sim::Interval{-endless, endless, sim::Method::none}
                              : sim::Interval{std::max(of.low, 0.0), std::min(of.high, 1.0), of.method};
    return index;
}

/// A size is not below 0; one of nothing but 0 in every resample tells nothing of what other runs would give.
sim::Estimate of_size(sim::Estimate size)
{
    sim::Interval& of = size.interval;
    of.low = std::max(of.low, 0.0);
    of.high = std::max(of.high, 0.0);
    if (of.high <= 0) of.method = sim::Method::none;
    return size;
}

/// Of Morris' trajectories, [row][factor] where each factor stood on its way from 0 to 1: of levels by their order, and
/// of plans, which have none, 0 before the step and 1 after it.
sim::UnitDesign places_of(const StoredSweep& sweep, const SweepPart& part)
{
    const StoredSweep::Sampled& sampled = sweep.sampled();
    const std::size_t factors = sampled.factors.size();
    sim::UnitDesign places =
        sim::morris_trajectories(part.rows.size() / (factors + 1), factors, sampled.morris_levels, sampled.seed);
    for (std::size_t f = 0; f < factors; ++f) {
        const std::vector<double>& levels = sampled.levels[f];
        const bool is_plan = sampled.factors[f] == "plan";
        const auto values = std::find_if(sweep.factors().begin(), sweep.factors().end(),
                                         [&](const auto& of) { return of.name == sampled.factors[f]; });
        if (levels.size() < 2) continue; // nothing moves: the grid's places do
        for (std::size_t r = 0; r < places.rows(); ++r) {
            double& place = places.values[r * factors + f];
            const std::size_t start = r / (factors + 1) * (factors + 1);
            if (is_plan)
                place = sweep.plans()[part.rows[r]] == sweep.plans()[part.rows[start]] ? 0 : 1;
            else
                place = static_cast<double>(std::find(levels.begin(), levels.end(), values->values[part.rows[r]]) -
                                            levels.begin()) /
                        static_cast<double>(levels.size() - 1);
        }
    }
    return places;
}

} // namespace

std::vector<SweepPart> parts_of(const StoredSweep& sweep)
{
    std::vector<SweepPart> parts;
    if (sweep.sampled().plan_is_factor) {
        SweepPart all;
        for (std::uint32_t row = 0; row < sweep.rows(); ++row) all.rows.push_back(row);
        return {all};
    }
    std::map<std::string, std::size_t> known;
    for (std::uint32_t row = 0; row < sweep.rows(); ++row) {
        const auto [at, is_new] = known.emplace(sweep.plans()[row], parts.size());
        if (is_new)
            parts.push_back(
                {sweep.plans()[row], sweep.plan_names(Language::id)[row], sweep.plan_names(Language::en)[row], {}});
        parts[at->second].rows.push_back(row);
    }
    return parts;
}

SensitivityAnalysis analyse(const StoredSweep& sweep, const SweepPart& part, const std::string& outcome,
                            std::size_t month, double confidence)
{
    const StoredSweep::Sampled& sampled = sweep.sampled();
    const auto all = sweep.outcome(outcome, month);
    std::vector<double> values;
    for (const std::uint32_t row : part.rows) values.insert(values.end(), all[row].begin(), all[row].end());
    const sim::Outputs outputs{values, sweep.replicates()};
    SensitivityAnalysis out;
    out.part = &part;
    out.outcome = outcome;
    std::size_t rows_per_block = 1;
    if (sampled.sampling == "saltelli") {
        rows_per_block = sampled.group_names.size() + 2;
        out.variance = sim::variance_indices(outputs, sampled.group_names.size(), confidence);
        for (sim::GroupIndices& group : out.variance->groups) group = {of_share(group.first), of_share(group.total)};
    } else if (sampled.sampling == "morris") {
        rows_per_block = sampled.factors.size() + 1;
        out.screening = sim::elementary_effects(places_of(sweep, part), outputs, confidence);
        for (std::size_t f = 0; f < out.screening->factors.size(); ++f) {
            sim::FactorEffects& of = out.screening->factors[f];
            of.mean_absolute = of_size(of.mean_absolute);
            of.sd = of_size(of.sd);
            if (sampled.factors[f] == "plan") of.mean = {std::numeric_limits<double>::quiet_NaN(), {}}; // no direction
        }
    }
    std::vector<bool> is_categorical;
    for (const std::string& name : sampled.factors) is_categorical.push_back(name == "plan");
    out.ranks = sim::rank_correlations(table_of(sweep, part), is_categorical, outputs, rows_per_block, confidence);
    out.split = out.ranks.split;
    return out;
}

} // namespace layak
