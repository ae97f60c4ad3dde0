#include "models/commitment/paired.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/statistics/sample.hpp"

namespace commitment {

using sim::Interval;
using sim::Method;

double Judging::paid_confidence() const { return at_any_time ? sim::spent_confidence(confidence, looks) : confidence; }

Interval Judging::widened(const Interval& interval, double mean, std::size_t replicates) const
{
    return sim::widened(interval, mean, replicates, effective, confidence);
}

/// Independent pairs that replicates are worth (Kish): all, or fewer where sets of parameters come again.
double effective_pairs(const ParameterSets* sets, std::uint32_t replicates)
{
    if (sets == nullptr) return replicates;
    std::vector<double> uses(sets->sets.size());
    for (std::uint32_t r = 0; r < replicates; ++r) uses[sets->of(r)] += 1;
    double squares = 0;
    for (const double count : uses) squares += count * count;
    const double effective = static_cast<double>(replicates) * replicates / squares;
    return effective < 1 + 1e-9 ? replicates : effective; // a single set: chance alone
}

PairedDifference PairJudge::operator()(const std::vector<double>& baseline, const std::vector<double>& plan,
                                       Measure measure, double highest, double matters, bool identical) const
{
    std::vector<double> differences(plan.size());
    PairedDifference out;
    for (std::size_t r = 0; r < plan.size(); ++r) {
        const double difference = plan[r] - baseline[r];
        differences[r] = difference;
        ++(difference > 0 ? out.ahead : difference < 0 ? out.behind : out.tied);
        out.matters += std::abs(difference) >= matters;
    }
    const sim::Moments of_baseline = sim::moments(baseline);
    const sim::Moments of_plan = sim::moments(plan);
    const sim::Moments of_difference = sim::moments(differences);
    out.baseline = of_baseline.mean;
    out.plan = of_plan.mean;
    out.difference = of_difference.mean;
    out.variance_reduction = of_difference.variance > 0
                                 ? (of_baseline.variance + of_plan.variance) / of_difference.variance
                                 : std::numeric_limits<double>::quiet_NaN();
    out.interval = identical ? Interval{0, 0, Method::identical} : interval(differences, measure, highest);
    return out;
}

Interval PairJudge::interval(const std::vector<double>& differences, Measure measure, double highest) const
{
    return judging_.widened(of_independent(differences, measure, highest), sim::moments(differences).mean,
                            differences.size());
}

Interval PairJudge::of_independent(const std::vector<double>& differences, Measure measure, double highest) const
{
    constexpr std::size_t few = 10;       // pairs that differ: the rest says nothing of how much
    constexpr std::size_t resampled = 20; // of fewer numbers a resample is too coarse
    const double confidence = judging_.confidence;
    if (differences.size() < 2) return sim::student_interval(differences, confidence); // none
    const auto moved = static_cast<std::size_t>(
        std::count_if(differences.begin(), differences.end(), [](double d) { return d != 0; }));
    const bool flat =
        std::all_of(differences.begin(), differences.end(), [&](double d) { return d == differences.front(); });
    if (flat && (moved > 0 || std::isinf(highest))) return {differences[0], differences[0], Method::constant};
    if (judging_.at_any_time && std::isinf(highest)) {
        Interval out = sim::student_interval(differences, judging_.paid_confidence());
        out.method = Method::spending;
        return out;
    }
    if (judging_.at_any_time || measure == Measure::count || (moved < few && !std::isinf(highest)))
        return sim::bounded_interval(differences, -highest, highest, confidence, judging_.at_any_time);
    if (differences.size() < resampled || sim::is_near_normal(differences))
        return sim::student_interval(differences, confidence);
    return bootstrap_(differences, confidence);
}

} // namespace commitment
