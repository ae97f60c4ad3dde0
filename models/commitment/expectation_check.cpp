// Expectations over replicates: what they need is run, each run once, then each is judged.

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <mutex>

#include "models/commitment/block.hpp"
#include "models/commitment/evidence.hpp"
#include "models/commitment/expectation.hpp"
#include "models/commitment/packed.hpp"
#include "models/commitment/paired.hpp"
#include "sim/ensemble/ensemble.hpp"
#include "sim/statistics/sample.hpp"

namespace commitment {
namespace {

constexpr std::uint32_t lanes = sim::Block::replicates;
constexpr double confidence = 0.9; // of all intervals here, as of other chances

/// An outcome that is wanted of a run in some months, of every replicate.
struct Wanted
{
    NamedOutcome outcome;
    std::map<std::uint32_t, std::vector<double>> values; ///< [month from the start][replicate]
};

/// What is wanted of each run, by the outcome's name.
class Probes
{
  public:
    Probes(const City& city, const Expectations& expectations, std::uint32_t replicates)
        : city_(city), runs_(expectations.runs.size())
    {
        for (const Expectation& of : expectations.list)
            for (const Term& term : of.terms) {
                Wanted& wanted = runs_[term.run].try_emplace(term.outcome.name, Wanted{term.outcome, {}}).first->second;
                const sim::Month last = term.at.value_or(of.last);
                for (sim::Month month = term.at.value_or(of.first); month <= last; month = month + 1)
                    wanted.values[since_start(month)].resize(replicates);
            }
    }

    std::map<std::string, Wanted>& of_run(std::size_t run) { return runs_[run]; }

    const std::vector<double>& of(const Term& term, sim::Month month) const
    {
        return runs_[term.run].at(term.outcome.name).values.at(since_start(term.at.value_or(month)));
    }

  private:
    const City& city_;
    std::vector<std::map<std::string, Wanted>> runs_;

    std::uint32_t since_start(sim::Month month) const { return static_cast<std::uint32_t>(month - city_.start); }
};

/// A run as blocks walk it, and what is read of it.
class RunOfProbes
{
  public:
    RunOfProbes(const City& city, const ExpectedRun& run, const CheckOptions& options, const ParameterSets& sets,
                std::map<std::string, Wanted>& wanted)
        : options_(options), sets_(sets), wanted_(wanted), city_(with_history(city, run)), packed_(city_),
          plan_(city_, run.plan ? &*run.plan : nullptr)
    {
        for (const Parameters& set : sets.sets) {
            parameters_.push_back(set);
            for (const auto& [parameter, value] : run.parameters) parameters_.back().*parameter->member = value;
        }
        std::pair<double, double> same; // sets often differ in other parameters
        for (const Parameters& set : parameters_) {
            const std::pair shape{set.leadership_mean, set.leadership_precision};
            if (leadership_.empty() || shape != same)
                leadership_.push_back(std::make_shared<sim::BetaTable>(shape.first, shape.second));
            else
                leadership_.push_back(leadership_.back());
            same = shape;
        }
        for (const auto& [name, of] : wanted_) {
            starts_.push_back(cells_.size());
            const std::vector<std::uint32_t> own = cells_of(of.outcome, packed_);
            cells_.insert(cells_.end(), own.begin(), own.end());
            for (const auto& [month, values] : of.values) months_ = std::max(months_, month + 1);
        }
    }

    /// Eight replicates, each in its own place.
    void run(std::uint32_t first_replicate)
    {
        BlockSetting setting;
        setting.city = &packed_;
        setting.plan = &plan_;
        setting.seed = options_.seed;
        setting.first_replicate = first_replicate;
        setting.cells = &cells_;
        for (std::uint32_t lane = 0; lane < lanes; ++lane) {
            const std::uint32_t set = sets_.of(first_replicate + lane);
            setting.parameters[lane] = &parameters_[set];
            setting.leadership[lane] = leadership_[set].get();
        }
        const auto block = make_block(setting);
        const auto width = series_count(static_cast<std::uint32_t>(city_.count(Kind::kecamatan)));
        std::vector<float> cells(cells_.size() * lanes);
        std::vector<double> series(std::size_t{width} * lanes);
        float* cells_by_lane[lanes];
        double* series_by_lane[lanes];
        for (std::uint32_t lane = 0; lane < lanes; ++lane) {
            cells_by_lane[lane] = cells.data() + lane * cells_.size();
            series_by_lane[lane] = series.data() + std::size_t{lane} * width;
        }
        const std::uint32_t count = std::min(lanes, options_.replicates - first_replicate);
        for (std::uint32_t month = 0; month < months_; ++month) {
            block->advance();
            if (!is_wanted(month)) continue;
            block->observe(cells_by_lane, series_by_lane);
            std::size_t start = 0;
            for (auto& [name, of] : wanted_) {
                const float* const own = cells.data() + starts_[start++];
                const auto at = of.values.find(month);
                for (std::uint32_t lane = 0; at != of.values.end() && lane < count; ++lane)
                    at->second[first_replicate + lane] =
                        value_of(of.outcome, series_by_lane[lane], own + lane * cells_.size());
            }
        }
    }

  private:
    const CheckOptions& options_;
    const ParameterSets& sets_;
    std::map<std::string, Wanted>& wanted_;
    City city_;
    PackedCity packed_;
    PackedPlan plan_;
    std::vector<Parameters> parameters_;                      ///< [set]
    std::vector<std::shared_ptr<sim::BetaTable>> leadership_; ///< [set]
    std::vector<std::uint32_t> cells_;
    std::vector<std::size_t> starts_; ///< [wanted] its first cell
    std::uint32_t months_ = 0;

    static City with_history(const City& city, const ExpectedRun& run)
    {
        City out = city;
        out.history = run.history;
        return out;
    }

    bool is_wanted(std::uint32_t month) const
    {
        return std::any_of(wanted_.begin(), wanted_.end(),
                           [&](const auto& of) { return of.second.values.contains(month); });
    }
};

void run_all(const City& city, const Expectations& expectations, const CheckOptions& options, const ParameterSets& sets,
             Probes& probes)
{
    std::vector<std::unique_ptr<RunOfProbes>> runs;
    for (std::size_t r = 0; r < expectations.runs.size(); ++r)
        if (!probes.of_run(r).empty())
            runs.push_back(std::make_unique<RunOfProbes>(city, expectations.runs[r], options, sets, probes.of_run(r)));
    const std::uint32_t groups = (options.replicates + lanes - 1) / lanes;
    const std::size_t tasks = runs.size() * groups;
    std::mutex telling;
    std::size_t finished = 0;
    sim::with_threads(options.threads, [&] {
        sim::for_each_in_parallel(tasks, [&](std::size_t task) {
            runs[task % runs.size()]->run(static_cast<std::uint32_t>(task / runs.size()) * lanes);
            const std::lock_guard lock(telling);
            ++finished;
            if (options.progress) options.progress(static_cast<double>(finished) / static_cast<double>(tasks));
        });
    });
}

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
        const double ends[] = {low * other_low, low * other_high, high * other_low, high * other_high};
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

std::vector<Checked> check(const City& city, const Expectations& expectations, const CheckOptions& options)
{
    const ParameterSets single{{city.parameters}, {1.0}, true};
    const ParameterSets& sets = options.sets != nullptr ? *options.sets : single;
    Probes probes(city, expectations, options.replicates);
    run_all(city, expectations, options, sets, probes);
    const Evidence evidence = evidence_of(options.sets, options.replicates);
    std::vector<Checked> out;
    for (const Expectation& expectation : expectations.list) out.push_back(Judge(expectation, probes, evidence)());
    return out;
}

} // namespace commitment
