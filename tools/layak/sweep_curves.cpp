#include "tools/layak/sweep_curves.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "models/commitment/parameters.hpp"
#include "sim/ensemble/ensemble.hpp"
#include "sim/statistics/sample.hpp"
#include "tools/layak/factor_label.hpp"
#include "tools/layak/signals.hpp"

namespace layak {
namespace {

std::size_t level_count(const StoredSweep::Factor& factor)
{
    return std::set<double>(factor.values.begin(), factor.values.end()).size();
}

} // namespace

CurveLayout curve_layout(const StoredSweep& sweep)
{
    CurveLayout layout;
    const auto& factors = sweep.factors();
    std::pair<bool, std::size_t> best{false, 1};
    for (std::size_t f = 0; f < factors.size(); ++f) {
        const bool is_lever = commitment::find_parameter(factors[f].name) == nullptr;
        const std::pair<bool, std::size_t> rank{is_lever, level_count(factors[f])};
        if (rank.second < 2 || rank <= best) continue;
        best = rank;
        layout.factor = f;
    }
    if (best.second < 2) return layout;
    std::vector<std::size_t> others;
    for (std::size_t f = 0; f < factors.size(); ++f)
        if (f != layout.factor && level_count(factors[f]) > 1) others.push_back(f);
    std::map<std::pair<std::string, std::vector<double>>, std::size_t> known;
    for (std::uint32_t row = 0; row < sweep.rows(); ++row) {
        std::vector<double> values;
        for (const std::size_t f : others) values.push_back(factors[f].values[row]);
        const auto [at, is_new] = known.try_emplace({sweep.plans()[row], values}, layout.groups.size());
        if (is_new) layout.groups.push_back({{}, {}, others});
        layout.groups[at->second].rows.push_back(row);
    }
    for (CurveGroup& group : layout.groups) {
        const auto level = [&](std::uint32_t row) { return factors[layout.factor].values[row]; };
        std::stable_sort(group.rows.begin(), group.rows.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return level(a) < level(b); });
        for (const std::uint32_t row : group.rows) group.levels.push_back(level(row));
    }
    // Points of a cloud are no curve.
    const bool all_curves = std::all_of(layout.groups.begin(), layout.groups.end(), [](const CurveGroup& group) {
        return std::adjacent_find(group.levels.begin(), group.levels.end()) == group.levels.end() &&
               group.levels.size() > 1;
    });
    if (!all_curves) layout.groups.clear();
    return layout;
}

SweepCurves curves_of(const StoredSweep& sweep, const CurveLayout& layout, std::uint32_t outcome,
                      const std::vector<std::vector<double>>& costs, double confidence, bool with_range)
{
    SweepCurves out;
    out.outcome = outcome;
    const commitment::OutcomeInfo& info = info_of(outcome);
    const auto values = sweep.outcome(std::string(info.name), sweep.months().size() - 1);
    const sim::ResponseKind kind{sweep.highest(outcome), commitment::less_is_better(outcome)};
    out.curves.resize(layout.groups.size());
    out.replicates.resize(layout.groups.size());
    sim::for_each_in_parallel(layout.groups.size(), [&](std::size_t g) {
        if (stop_requested) return;
        const CurveGroup& group = layout.groups[g];
        std::vector<std::vector<double>> of(group.rows.size()), cost(group.rows.size());
        std::vector<std::uint32_t> unit;
        for (std::uint32_t r = 0; r < sweep.replicates(); ++r) {
            const bool whole = std::all_of(group.rows.begin(), group.rows.end(),
                                           [&](std::uint32_t row) { return std::isfinite(values[row][r]); });
            if (!whole) continue;
            if (sweep.covers_parameters()) unit.push_back(sweep.parameter_sets()[r]);
            for (std::size_t level = 0; level < group.rows.size(); ++level) {
                of[level].push_back(values[group.rows[level]][r]);
                cost[level].push_back(costs[group.rows[level]][r]);
            }
        }
        out.replicates[g] = of.front().size();
        if (!of.front().empty()) out.curves[g] = sim::response_curve(of, cost, unit, kind, confidence, with_range);
    });
    if (stop_requested) throw sim::Interrupted();
    return out;
}

bool is_capped(const StoredSweep& sweep, const std::vector<double>& undelivered, std::uint32_t row,
               std::optional<std::size_t> varied)
{
    if (!(undelivered[row] > limited_from)) return false;
    if (varied) return sweep.factors()[*varied].name != whole_budget;
    return !sweep.factors().empty() && !sweep.varies(whole_budget); // of plans as they are nothing is misread
}

RowFigures figures_of(const std::vector<double>& values)
{
    std::vector<double> there;
    std::copy_if(values.begin(), values.end(), std::back_inserter(there), [](double v) { return std::isfinite(v); });
    if (there.empty()) return {0, NAN, NAN, NAN, NAN};
    const sim::Moments of = sim::moments(there);
    const std::vector<double> in_order = sim::sorted(there);
    return {of.count, of.mean, std::sqrt(of.variance), sim::quantile(in_order, 0.05), sim::quantile(in_order, 0.95)};
}

const commitment::OutcomeInfo& info_of(std::uint32_t outcome) { return commitment::outcome_table()[outcome]; }

std::vector<std::uint32_t> chosen_outcomes(const std::vector<std::string>& names)
{
    std::vector<std::uint32_t> out;
    for (const std::string& name : names)
        if (const auto outcome = commitment::find_outcome(name)) out.push_back(*outcome);
    if (out.empty())
        for (const char* const name : {"trained", "action.kelurahan", "formal.kelurahan"})
            out.push_back(*commitment::find_outcome(name));
    return out;
}

double priced_amount(commitment::Measure measure) { return measure == commitment::Measure::count ? 1 : 0.01; }

} // namespace layak
