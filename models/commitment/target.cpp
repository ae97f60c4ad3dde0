#include "models/commitment/target.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <tuple>

#include "models/commitment/evidence.hpp"
#include "models/commitment/target_samples.hpp"
#include "sim/ensemble/ensemble.hpp"
#include "sim/statistics/interval.hpp"

namespace commitment {
namespace {

constexpr std::uint32_t coarse_amounts = 8; ///< and the lowest
constexpr std::uint32_t most_confirmations = 8;
constexpr double rounding = 1e-9;

/// Limits of a chance, each one-sided: `hits` of `replicates`, of which only so many are independent.
std::pair<double, double> limits_of(std::uint64_t hits, std::uint64_t replicates, double independent, double confidence)
{
    const double share = static_cast<double>(hits) / static_cast<double>(replicates);
    const auto count = static_cast<std::uint64_t>(std::max(1.0, std::floor(independent + 1e-9)));
    // Rounded to the side that claims less.
    const auto below = static_cast<std::uint64_t>(std::floor(share * static_cast<double>(count) + 1e-9));
    const auto above = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(count) - 1e-9));
    return {sim::exact_share_interval(below, count, 2 * confidence - 1).low,
            sim::exact_share_interval(above, count, 2 * confidence - 1).high};
}

/// The share in a confirmation from which its lower limit reaches the chance.
double share_to_confirm(const TargetQuestion& question, double independent, std::uint32_t turn)
{
    const std::uint32_t n = question.confirm_replicates;
    const double confidence = sim::spent_confidence(question.confidence, turn);
    std::uint32_t low = 0;
    std::uint32_t high = n + 1;
    while (low < high) {
        const std::uint32_t middle = (low + high) / 2;
        if (middle > n || limits_of(middle, n, independent, confidence).first >= question.chance)
            high = middle;
        else
            low = middle + 1;
    }
    return static_cast<double>(low) / n; // above 1: not even all of them are enough
}

class Search
{
  public:
    Search(const City& city, const Plan& plan, const TargetQuestion& question)
        : question_(question), samples_(city, plan, question), fresh_(sim::whole_blocks(fine_replicates()))
    {
    }

    TargetAnswer answer()
    {
        look_coarsely();
        if (needed(1) > 1) return without_candidate(); // not even all of so many would confirm it
        std::optional<std::uint32_t> candidate = smallest(wanted(1));
        if (!candidate) candidate = smallest(needed(1)); // none has some to spare
        if (!candidate) return without_candidate();
        std::optional<std::uint32_t> found;
        for (std::uint32_t turn = 1; turn <= most_confirmations && candidate; ++turn) {
            if (confirm(*candidate, turn).low >= question_.chance) {
                found = candidate;
                candidate = smaller(*found, turn + 1);
            } else if (found) {
                break; // what is confirmed stands
            } else {
                answer_.amount = amount(*candidate);
                candidate = larger(*candidate, turn + 1);
            }
        }
        if (found) return confirmed(*found);
        answer_.outcome = TargetOutcome::unconfirmed;
        return std::move(answer_);
    }

  private:
    const TargetQuestion& question_;
    TargetSamples samples_;
    std::uint32_t fresh_; ///< the first replicate that nobody has seen
    std::uint32_t search_stages_ = 0;
    std::map<std::uint32_t, TargetTrial> seen_; ///< of the search, by step
    double luck_ = 0;                           ///< sum over confirmations: the search's share there less theirs
    std::vector<std::uint32_t> tried_;          ///< steps of the confirmations
    TargetAnswer answer_;

    static double share(const TargetTrial& trial)
    {
        return static_cast<double>(trial.hits) / static_cast<double>(trial.replicates);
    }

    double amount(std::uint32_t k) const { return samples_.amount(k); }

    std::vector<std::uint32_t> coarse_steps() const
    {
        std::vector<std::uint32_t> out;
        for (std::uint32_t part = 0; part <= coarse_amounts; ++part) {
            const auto k = static_cast<std::uint32_t>(std::uint64_t{question_.steps} * part / coarse_amounts);
            if (out.empty() || out.back() != k) out.push_back(k);
        }
        return out;
    }

    double independent(std::uint32_t replicates) const { return evidence_of(question_.sets, replicates).effective; }

    TargetTrial add_trial(const TargetSample& sample, double confidence)
    {
        const TargetCount& of = samples_.count(sample);
        TargetTrial trial;
        trial.amount = amount(sample.k);
        trial.replicates = sample.replicates;
        trial.hits = of.hits;
        std::tie(trial.low, trial.high) =
            limits_of(trial.hits, trial.replicates, independent(sample.replicates), confidence);
        trial.cost_per_year = of.cost_per_year;
        trial.undelivered = of.undelivered;
        answer_.trials.push_back(trial);
        if (question_.progress) question_.progress(static_cast<double>(answer_.trials.size()));
        return trial;
    }

    std::uint32_t fine_replicates() const
    {
        return std::max(question_.search_replicates, question_.confirm_replicates);
    }

    /// \param next  steps that may be looked at after this one
    const TargetTrial& look(std::uint32_t k, std::uint32_t replicates, const std::vector<std::uint32_t>& next = {})
    {
        const auto at = seen_.find(k);
        if (at != seen_.end() && at->second.replicates >= replicates) return at->second;
        const TargetSample sample{k, 0, replicates};
        if (!samples_.has(sample)) {
            std::vector<TargetSample> samples{sample};
            if (question_.stages)
                for (const std::uint32_t other : next)
                    if (const TargetSample more{other, 0, replicates};
                        may_reach(other) && !samples_.has(more) && other != k)
                        samples.push_back(more);
            samples_.run("search." + std::to_string(++search_stages_), samples);
        }
        return seen_[k] = add_trial(sample, question_.confidence);
    }

    /// From the lowest amount up to the first that seems good.
    void look_coarsely()
    {
        const std::vector<std::uint32_t> coarse = coarse_steps();
        for (const std::uint32_t k : coarse)
            if (share(look(k, question_.search_replicates, coarse)) >= needed(1) - rounding) return;
    }

    /// A confirmation with this share or more succeeds.
    double needed(std::uint32_t turn) const
    {
        return share_to_confirm(question_, independent(question_.confirm_replicates), turn);
    }

    /// A chance with which three confirmations in four succeed.
    double wanted(std::uint32_t turn) const
    {
        const double least = std::min(needed(turn), 1.0);
        const double error = std::sqrt(least * (1 - least) / independent(question_.confirm_replicates));
        return std::min(1.0, least + 0.67 * error);
    }

    /// The chance of an amount as all that was seen tells it. The search has the same luck with all amounts, for they
    /// share its replicates; the confirmations, each with luck of its own, tell how much that was.
    double chance(std::uint32_t k, const std::vector<std::uint32_t>& next)
    {
        return share(look(k, fine_replicates(), next)) - luck_ / static_cast<double>(tried_.size() + 1);
    }

    /// The smallest amount with that chance, if the chance does not fall as the amount rises; nothing where none has.
    std::optional<std::uint32_t> smallest(double wanted)
    {
        const auto reaches = [&](std::uint32_t k, const std::vector<std::uint32_t>& next) {
            return may_reach(k) && chance(k, next) >= wanted - rounding;
        };
        const std::vector<std::uint32_t> coarse = coarse_steps();
        const auto above = [&](std::uint32_t k) { return *std::upper_bound(coarse.begin(), coarse.end(), k); };
        const auto below = [&](std::uint32_t k) {
            return *std::prev(std::lower_bound(coarse.begin(), coarse.end(), k));
        };
        const auto beside = [&](std::uint32_t k) {
            std::vector<std::uint32_t> out;
            if (k > 0) out.push_back(below(k));
            if (k < question_.steps) out.push_back(above(k));
            return out;
        };
        std::uint32_t good = promising();
        while (!reaches(good, beside(good))) {
            if (good == question_.steps) return std::nullopt;
            good = above(good);
        }
        while (good > 0) { // the coarse look may have passed over smaller ones
            if (!reaches(below(good), beside(below(good)))) return halve(below(good), good, reaches);
            good = below(good);
        }
        return good;
    }

    /// Whether what was seen leaves it open that an amount has the chance asked for.
    bool may_reach(std::uint32_t k) const
    {
        const auto at = seen_.find(k);
        return at == seen_.end() || at->second.high >= question_.chance;
    }

    /// The smallest amount with the largest share so far.
    std::uint32_t promising() const
    {
        std::uint32_t best = seen_.begin()->first;
        for (const auto& [k, trial] : seen_)
            if (share(trial) > share(seen_.at(best))) best = k;
        return best;
    }

    static std::uint32_t middle_of(std::uint32_t bad, std::uint32_t good) { return bad + (good - bad) / 2; }

    template <class Reaches>
    static std::uint32_t halve(std::uint32_t bad, std::uint32_t good, Reaches reaches)
    {
        while (good - bad > 1) {
            const std::uint32_t middle = middle_of(bad, good);
            (reaches(middle, {middle_of(bad, middle), middle_of(middle, good)}) ? good : bad) = middle;
        }
        return good;
    }

    TargetTrial confirm(std::uint32_t k, std::uint32_t turn)
    {
        const double searched = share(look(k, fine_replicates()));
        const TargetSample fresh{k, fresh_, question_.confirm_replicates};
        fresh_ += sim::whole_blocks(question_.confirm_replicates);
        samples_.run("confirm." + std::to_string(turn), {fresh});
        add_trial(fresh, sim::spent_confidence(question_.confidence, turn));
        answer_.trials.back().is_confirmation = true;
        ++answer_.confirmations;
        tried_.push_back(k);
        luck_ += searched - share(answer_.trials.back());
        return answer_.trials.back();
    }

    /// After a confirmation that failed: the smallest amount that may do, now that more is known; else the largest.
    std::optional<std::uint32_t> larger(std::uint32_t failed, std::uint32_t turn)
    {
        if (failed == question_.steps || needed(turn) > 1) return std::nullopt;
        const auto next = smallest(wanted(turn));
        return next ? std::max(*next, failed + 1) : question_.steps;
    }

    /// After one that succeeded: an amount so much smaller that it is worth another try, if even odds are that it does.
    std::optional<std::uint32_t> smaller(std::uint32_t succeeded, std::uint32_t turn)
    {
        constexpr double worth_a_try = 0.05; // of the amount
        if (needed(turn) > 1) return std::nullopt;
        std::uint32_t above_failed = 0;
        for (const std::uint32_t k : tried_)
            if (k < succeeded) above_failed = std::max(above_failed, k + 1);
        const auto next = smallest(needed(turn));
        if (!next) return std::nullopt;
        const std::uint32_t k = std::max(*next, above_failed);
        const double saved = amount(succeeded) - amount(std::min(k, succeeded));
        return saved > 0 && saved >= worth_a_try * amount(succeeded) ? std::optional(k) : std::nullopt;
    }

    TargetAnswer confirmed(std::uint32_t k)
    {
        answer_.outcome = TargetOutcome::confirmed;
        answer_.amount = amount(k);
        for (const auto& [below, trial] : seen_)
            if (below < k && trial.high < question_.chance) answer_.too_little = trial.amount;
        return std::move(answer_);
    }

    TargetAnswer without_candidate()
    {
        const auto best = std::max_element(
            seen_.begin(), seen_.end(), [](const auto& a, const auto& b) { return share(a.second) < share(b.second); });
        answer_.amount = best->second.hits > 0 ? best->second.amount : amount(question_.steps);
        const bool all_below =
            std::all_of(seen_.begin(), seen_.end(), [&](const auto& of) { return of.second.high < question_.chance; });
        answer_.outcome = all_below ? TargetOutcome::unreachable : TargetOutcome::unconfirmed;
        return std::move(answer_);
    }
};

} // namespace

const TargetTrial& TargetAnswer::best() const
{
    const TargetTrial* best = &trials.back();
    for (const TargetTrial& trial : trials)
        if (trial.amount == amount && (trial.is_confirmation || !best->is_confirmation || best->amount != amount))
            best = &trial;
    return *best;
}

std::optional<std::pair<TargetTrial, TargetTrial>> TargetAnswer::change(bool falls) const
{
    std::optional<std::pair<TargetTrial, TargetTrial>> most;
    double widest = 0;
    for (const TargetTrial& below : trials)
        for (const TargetTrial& above : trials) {
            if (below.is_confirmation || above.is_confirmation || below.amount >= above.amount) continue;
            const double apart = falls ? below.low - above.high : above.low - below.high;
            if (apart <= widest) continue;
            widest = apart;
            most = {below, above};
        }
    return most;
}

std::optional<std::uint32_t> replicates_to_confirm(const TargetQuestion& question)
{
    const auto can = [&](std::uint32_t replicates, double independent) {
        TargetQuestion tried = question;
        tried.confirm_replicates = replicates;
        return share_to_confirm(tried, independent, 1) <= 1;
    };
    const auto worth = [&](std::uint32_t replicates) { return evidence_of(question.sets, replicates).effective; };
    if (can(question.confirm_replicates, worth(question.confirm_replicates))) return question.confirm_replicates;
    std::uint32_t fewest = 1;
    while (!can(fewest, fewest)) ++fewest;
    return can(fewest, worth(fewest)) ? std::optional(fewest) : std::nullopt;
}

TargetAnswer find_target(const City& city, const Plan& plan, const TargetQuestion& question)
{
    return Search(city, plan, question).answer();
}

} // namespace commitment
