// What the replicates say of an expectation.

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/commitment/expectation_parts.hpp"
#include "models/commitment/paired.hpp"
#include "sim/statistics/sample.hpp"

namespace commitment {
namespace {

constexpr double confidence = 0.9; // of all intervals here, as of other chances

/// The least and the most that a side can be.
std::pair<double, double> bounds(const Side& side, const Expectation& of)
{
    if (side.kind == Side::Kind::number) return {side.number, side.number};
    if (side.kind == Side::Kind::term) return {0, of.terms[side.term].outcome.highest};
    std::vector<std::pair<double, double>> parts;
    for (const Side& part : side.parts) parts.push_back(bounds(part, of));
    auto [low, high] = parts.front();
    for (std::size_t k = 1; k < parts.size(); ++k) {
        const auto [other_low, other_high] = parts[k];
        double ends[] = {low * other_low, low * other_high, high * other_low, high * other_high};
        for (double& end : ends)
            if (std::isnan(end)) end = 0; // nothing of what may be without end
        switch (side.kind) {
        case Side::Kind::sum: low += other_low, high += other_high; break;
        case Side::Kind::difference: low -= other_high, high -= other_low; break;
        case Side::Kind::product:
            low = *std::min_element(ends, ends + 4), high = *std::max_element(ends, ends + 4);
            break;
        case Side::Kind::quotient: low /= other_low, high /= other_low; break;
        case Side::Kind::largest: low = std::max(low, other_low), high = std::max(high, other_high); break;
        default: low = std::min(low, other_low), high = std::min(high, other_high); break;
        }
        if (low > high) std::swap(low, high);
    }
    return {low, high};
}

bool wants_more(Goal::Relation sign) { return sign == Goal::Relation::at_least || sign == Goal::Relation::above; }

/// By how much a sign holds.
double slack_of(Goal::Relation sign, double left, double right)
{
    const double slack = wants_more(sign) ? left - right : right - left;
    const bool strict = sign == Goal::Relation::above || sign == Goal::Relation::below;
    return strict && slack == 0 ? -std::numeric_limits<double>::denorm_min() : slack;
}

class Judge
{
  public:
    Judge(const Expectation& of, const Probes& probes, const Evidence& evidence)
        : of_(of), probes_(probes), evidence_(evidence), values_(of.terms.size()),
          mean_judge_({.confidence = confidence, .evidence = evidence})
    {
        out_.replicates = evidence.replicates;
        out_.covers_parameters = evidence.covers_parameters();
    }

    Checked operator()()
    {
        std::vector<bool> all(out_.replicates, true);
        for (const Claim& claim : of_.claims) look_at(claim, all);
        out_.hits = static_cast<std::uint32_t>(std::count(all.begin(), all.end(), true));
        out_.share =
            sim::wilson_interval_of(static_cast<double>(out_.hits) / out_.replicates, evidence_.effective, confidence);
        if (of_.by == JudgedBy::mean)
            judge_means();
        else
            out_.verdict = out_.share.low >= of_.share   ? Verdict::held
                           : out_.share.high < of_.share ? Verdict::broken
                                                         : Verdict::open;
        return std::move(out_);
    }

  private:
    const Expectation& of_;
    const Probes& probes_;
    const Evidence& evidence_;
    std::vector<double> values_; ///< [term]
    PairJudge mean_judge_;
    Checked out_;

    void read(std::uint32_t replicate, sim::Month month)
    {
        for (std::size_t t = 0; t < of_.terms.size(); ++t) values_[t] = probes_.of(of_.terms[t], month)[replicate];
    }

    /// Each replicate in the month in which the claim is weakest.
    void look_at(const Claim& claim, std::vector<bool>& all)
    {
        CheckedClaim seen;
        std::vector<std::vector<double>> sides(claim.sides.size());
        for (std::uint32_t r = 0; r < out_.replicates; ++r) {
            double least = std::numeric_limits<double>::infinity();
            sim::Month weakest = of_.first;
            for (sim::Month month = of_.first; month <= of_.last; month = month + 1) {
                read(r, month);
                if (const double slack = claim.slack(values_); slack < least) least = slack, weakest = month;
            }
            read(r, weakest);
            for (std::size_t s = 0; s < sides.size(); ++s) sides[s].push_back(claim.sides[s].value(values_));
            seen.hits += least >= 0;
            if (!(least >= 0)) all[r] = false;
        }
        for (const std::vector<double>& values : sides) {
            const std::vector<double> in_order = sim::sorted(values);
            seen.sides.push_back(
                {sim::moments(values).mean, sim::quantile(in_order, 0.05), sim::quantile(in_order, 0.95)});
        }
        out_.claims.push_back(std::move(seen));
    }

    /// Each sign in each month by the interval of the mean of what it has to spare; the weakest decides.
    void judge_means()
    {
        out_.verdict = Verdict::held;
        out_.spare = {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity(),
                      sim::Method::none};
        for (sim::Month month = of_.first; month <= of_.last; month = month + 1)
            for (const Claim& claim : of_.claims)
                for (std::size_t s = 0; s < claim.signs.size(); ++s) {
                    const sim::Interval spare = mean_spare(claim, s, month);
                    if (spare.low < out_.spare.low) out_.spare = spare;
                    if (spare.high < 0)
                        out_.verdict = Verdict::broken;
                    else if (!(spare.low >= 0) && out_.verdict == Verdict::held)
                        out_.verdict = Verdict::open;
                }
    }

    sim::Interval mean_spare(const Claim& claim, std::size_t sign, sim::Month month)
    {
        const bool more = wants_more(claim.signs[sign]);
        const Side& large = claim.sides[more ? sign : sign + 1];
        const Side& small = claim.sides[more ? sign + 1 : sign];
        std::vector<double> spare;
        for (std::uint32_t r = 0; r < out_.replicates; ++r) {
            read(r, month);
            spare.push_back(large.value(values_) - small.value(values_));
        }
        const auto [large_low, large_high] = bounds(large, of_);
        const auto [small_low, small_high] = bounds(small, of_);
        if (large_high - small_low <= large_low - small_high) // numbers on both sides
            return {spare.front(), spare.front(), sim::Method::constant};
        return mean_judge_.interval(spare, {.measure = Measure::level,
                                            .highest = large_high - small_low,
                                            .highest_of_baseline = small_high - large_low});
    }
};

} // namespace

double Side::value(std::span<const double> values) const
{
    if (kind == Kind::number) return number;
    if (kind == Kind::term) return values[term];
    double out = parts.front().value(values);
    for (std::size_t k = 1; k < parts.size(); ++k) {
        const double other = parts[k].value(values);
        switch (kind) {
        case Kind::sum: out += other; break;
        case Kind::difference: out -= other; break;
        case Kind::product: out *= other; break;
        case Kind::quotient: out /= other; break;
        case Kind::largest: out = std::max(out, other); break;
        default: out = std::min(out, other); break;
        }
    }
    return out;
}

double Claim::slack(std::span<const double> values) const
{
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t s = 0; s < signs.size(); ++s)
        least = std::min(least, slack_of(signs[s], sides[s].value(values), sides[s + 1].value(values)));
    return least;
}

std::uint32_t fewest_replicates(double share)
{
    std::uint32_t n = 1;
    while (sim::wilson_interval_of(1, n, confidence).low < share) ++n;
    return n;
}

Checked judge(const Expectation& of, const Probes& probes, const Evidence& evidence)
{
    return Judge(of, probes, evidence)();
}

} // namespace commitment
