#include "models/commitment/paired.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/statistics/response.hpp"
#include "sim/statistics/sample.hpp"

namespace commitment {
namespace {

using sim::Interval;
using sim::Method;

constexpr double many_pairs = 30;       // from which Student's t may be trusted with what is little skewed …
constexpr double enough_differing = 20; // … and a number that is 0 in all but these is (of 200, by Cochran's rule)
constexpr double very_likely = 0.90, likely = 0.66;

constexpr Interval no_interval{-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity(),
                               Method::none};

bool all_equal(std::span<const double> values)
{
    return std::all_of(values.begin(), values.end(), [&](double value) { return value == values.front(); });
}

} // namespace

double what_matters(const City& city, std::uint32_t outcome)
{
    const OutcomeInfo& row = outcome_table()[outcome];
    if (outcome == outcome::engaged) return 1 / std::max(static_cast<double>(city.count(Kind::business)), 1.0) - 1e-9;
    switch (row.measure) {
    case Measure::count: return 1;
    case Measure::share: return 0.01;
    default: return 0.05;
    }
}

Quantity quantity_of(const City& city, const NamedOutcome& outcome)
{
    return {.measure = outcome.measure,
            .highest = std::max(outcome.highest, 1.0),
            .matters = outcome.source == NamedOutcome::Source::table ? what_matters(city, outcome.place)
                       : outcome.measure == Measure::count           ? 1
                       : outcome.measure == Measure::level           ? 0.05
                                                                     : 0};
}

Interval Judging::chance(double share) const
{
    return sim::wilson_interval_of(std::clamp(share, 0.0, 1.0), evidence.effective, chance_confidence());
}

bool Judging::practically_same(const PairedDifference& difference, double matters) const
{
    if (difference.interval.method == Method::identical) return true;
    const bool never_apart = difference.ahead == 0 && difference.behind == 0;
    if (never_apart && chance(1.0).low >= likely) return true;
    return difference.far_ahead == 0 && difference.far_behind == 0 && difference.interval.low > -matters &&
           difference.interval.high < matters && chance(1.0).low >= very_likely;
}

PairJudge::PairJudge(Judging judging)
    : judging_(std::move(judging)),
      bootstrap_(judging_.evidence.unit.empty() ? judging_.evidence.replicates : judging_.evidence.sets)
{
}

PairedDifference PairJudge::operator()(std::span<const double> baseline, std::span<const double> plan,
                                       const Quantity& of, bool identical) const
{
    std::vector<double> differences(plan.size());
    PairedDifference out;
    for (std::size_t r = 0; r < plan.size(); ++r) {
        const double difference = plan[r] - baseline[r];
        differences[r] = difference;
        ++(difference > 0 ? out.ahead : difference < 0 ? out.behind : out.tied);
        out.far_ahead += difference > 0 && difference >= of.matters;
        out.far_behind += difference < 0 && -difference >= of.matters;
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
    out.interval = identical ? Interval{0, 0, Method::identical} : interval(differences, of);
    return out;
}

Interval PairJudge::interval(std::span<const double> differences, const Quantity& of) const
{
    const Evidence& evidence = judging_.evidence;
    if (differences.size() < 2 || evidence.effective < 2) return no_interval;
    const bool bounded = !std::isinf(of.highest);
    const auto moved =
        std::count_if(differences.begin(), differences.end(), [](double difference) { return difference != 0; });
    if (of.is_certain && all_equal(differences)) return {differences.front(), differences.front(), Method::constant};
    const bool sets_come_again = !evidence.unit.empty();
    const std::vector<double> numbers = evidence.independent(differences);
    // Means of sets are no counts any more.
    const bool is_count = of.measure == Measure::count && !sets_come_again;
    if (bounded && judging_.at_any_time && !sets_come_again && of.measure != Measure::rupiah)
        return sim::bounded_interval(differences, of.least(), of.most(), judging_.confidence, true);
    if (bounded && (is_count || moved < std::ptrdiff_t{sim::few_differing} || sim::has_rare_exceptions(numbers)))
        return of_range(differences, of);
    if (!bounded && all_equal(numbers)) return no_interval;
    const double confidence = judging_.paid(judging_.confidence);
    if (!judging_.at_any_time && evidence.effective >= sim::enough_to_resample && !sim::is_near_normal(numbers))
        return bootstrap_(numbers, confidence);
    // Sets used unequally often leave fewer degrees of freedom than there are sets.
    const sim::Moments moments = sim::moments(numbers);
    const double error = std::sqrt(moments.variance / static_cast<double>(numbers.size()));
    Interval out = sim::student_interval(sim::moments(differences).mean, error * std::sqrt(evidence.effective),
                                         evidence.effective, confidence);
    if (judging_.at_any_time) out.method = Method::spending;
    return out;
}

/// For every distribution on the range; of sets that come again, on the range of what each adds to the mean.
Interval PairJudge::of_range(std::span<const double> differences, const Quantity& of) const
{
    const Evidence& evidence = judging_.evidence;
    const double confidence = judging_.paid(judging_.confidence);
    Interval out;
    if (evidence.unit.empty()) {
        out = sim::bounded_interval(differences, of.least(), of.most(), confidence, false);
    } else {
        const std::vector<double> ones(differences.size(), 1.0);
        const std::vector<double> weights = sim::by_unit(ones, evidence.unit);
        const double heaviest = *std::max_element(weights.begin(), weights.end());
        out = sim::bounded_interval(sim::by_unit(differences, evidence.unit), of.least() * heaviest,
                                    of.most() * heaviest, confidence, false);
        out.low = std::max(out.low, of.least());
        out.high = std::min(out.high, of.most());
    }
    if (judging_.at_any_time) out.method = Method::spending;
    return out;
}

Interval PairJudge::interval_of_moments(double mean, double sd, std::uint32_t ahead, std::uint32_t behind,
                                        const Quantity& of) const
{
    const Evidence& evidence = judging_.evidence;
    const double pairs = evidence.replicates;
    if (evidence.replicates < 2 || evidence.effective < 2) return no_interval;
    const double confidence = judging_.paid(judging_.confidence);
    const double worth = evidence.effective / pairs;
    const std::uint32_t moved = ahead + behind;
    Interval out;
    if (of.measure == Measure::count) {
        out = sim::exact_paired_interval_of(ahead / pairs, behind / pairs, evidence.effective, confidence);
    } else if (sd > 0 && evidence.effective >= many_pairs && moved * worth >= enough_differing) {
        out = sim::student_interval(mean, sd, pairs, evidence.effective, confidence);
    } else if (sd == 0) {
        // All are equal. Of those to come no more than so many are something else, wherever it lies.
        const double others = sim::exact_interval_of(0, evidence.effective, confidence).high;
        out = {mean + others * (of.least() - mean), mean + others * (of.most() - mean), Method::exact};
    } else {
        // The mean lies between "those above 0 by all of the range, the others not at all" and its mirror image.
        out = {-of.highest * sim::exact_interval_of(behind / pairs, evidence.effective, confidence).high,
               of.highest * sim::exact_interval_of(ahead / pairs, evidence.effective, confidence).high, Method::exact};
    }
    if (judging_.at_any_time) out.method = Method::spending;
    return out;
}

} // namespace commitment
