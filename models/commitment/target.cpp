#include "models/commitment/target.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>

#include "models/commitment/evidence.hpp"
#include "models/commitment/experiment.hpp"
#include "sim/statistics/interval.hpp"

namespace commitment {
namespace {

constexpr std::uint32_t coarse_amounts = 8; ///< and the lowest
constexpr std::uint32_t most_confirmations = 8;

std::uint32_t whole_blocks(std::uint32_t replicates)
{
    constexpr std::uint32_t lanes = sim::Block::replicates;
    return (replicates + lanes - 1) / lanes * lanes;
}

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

class Search
{
  public:
    Search(const City& city, const Plan& plan, const TargetQuestion& question)
        : city_(city), plan_(plan), question_(question), fresh_(whole_blocks(fine_replicates())),
          needed_share_(needed_share())
    {
    }

    TargetAnswer answer()
    {
        const std::vector<std::uint32_t> coarse = coarse_steps();
        for (const std::uint32_t k : coarse) {
            look(k);
            if (good(k)) break; // what lies above need not be looked at
        }
        std::uint32_t candidate = question_.steps + 1;
        for (const std::uint32_t k : coarse)
            if (seen_.contains(k) && good(k)) {
                candidate = k;
                break;
            }
        if (candidate <= question_.steps) candidate = halve(coarse, candidate);
        if (candidate > question_.steps) return without_candidate();
        for (std::uint32_t turn = 1; turn <= most_confirmations; ++turn) {
            const TargetTrial trial = confirm(candidate, turn);
            if (trial.low >= question_.chance) return confirmed(candidate);
            if (candidate == question_.steps) break;
            candidate = next_larger(candidate, trial);
        }
        answer_.outcome = TargetOutcome::unconfirmed;
        answer_.amount = amount(candidate);
        return std::move(answer_);
    }

  private:
    const City& city_;
    const Plan& plan_;
    const TargetQuestion& question_;
    std::uint32_t fresh_; ///< the first replicate that nobody has seen
    double needed_share_;
    std::map<std::uint32_t, TargetTrial> seen_; ///< of the search, by step
    TargetAnswer answer_;

    static double share(const TargetTrial& trial)
    {
        return static_cast<double>(trial.hits) / static_cast<double>(trial.replicates);
    }

    double amount(std::uint32_t k) const { return question_.lowest + k * question_.step; }

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

    TargetTrial run(std::uint32_t k, std::uint32_t first, std::uint32_t replicates, double confidence)
    {
        Plan plan = plan_;
        if (const sim::Words wrong = set_lever(plan, question_.lever, amount(k), city_.unit_costs); !wrong.empty())
            throw std::invalid_argument(wrong.en);
        ExperimentOptions options;
        options.first_replicate = first;
        options.replicates = replicates;
        options.seed = question_.seed;
        options.threads = question_.threads;
        options.institutions = false;
        options.kept = {question_.goal.outcome};
        options.sets = question_.sets;
        const ExperimentResult result = run_experiment(city_, {plan}, options);
        TargetTrial trial;
        trial.amount = amount(k);
        trial.replicates = replicates;
        for (std::uint32_t r = 0; r < replicates; ++r)
            trial.hits += question_.goal.holds(result.kept[result.row(r, 0, question_.month)]);
        std::tie(trial.low, trial.high) = limits_of(trial.hits, replicates, independent(replicates), confidence);
        const int begins = std::max(0, plan.from - city_.start);
        const int ends = std::min<int>(plan.to - city_.start, static_cast<int>(result.months) - 1);
        const std::size_t levers = result.levers.size();
        for (std::uint32_t r = 0; r < replicates; ++r)
            for (int month = begins; month <= ends; ++month)
                for (std::size_t lever = 0; lever < levers; ++lever) {
                    const std::size_t at = result.row(r, 0, static_cast<std::uint32_t>(month)) * levers + lever;
                    trial.cost_per_year += result.cost[at];
                    trial.undelivered = trial.undelivered || result.undelivered[at] > 0;
                }
        trial.cost_per_year *= 12.0 / replicates / std::max(1, ends - begins + 1);
        answer_.trials.push_back(trial);
        if (question_.progress) question_.progress(static_cast<double>(answer_.trials.size()));
        return trial;
    }

    std::uint32_t fine_replicates() const
    {
        return std::max(question_.search_replicates, question_.confirm_replicates);
    }

    const TargetTrial& look(std::uint32_t k, bool finely = false)
    {
        const std::uint32_t replicates = finely ? fine_replicates() : question_.search_replicates;
        const auto at = seen_.find(k);
        if (at != seen_.end() && at->second.replicates >= replicates) return at->second;
        return seen_[k] = run(k, 0, replicates, question_.confidence);
    }

    /// The share in a confirmation from which its lower limit is high enough.
    double needed_share() const
    {
        const std::uint32_t n = question_.confirm_replicates;
        std::uint32_t low = 0;
        std::uint32_t high = n;
        while (low < high) {
            const std::uint32_t middle = (low + high) / 2;
            if (limits_of(middle, n, independent(n), sim::spent_confidence(question_.confidence, 1)).first >=
                question_.chance)
                high = middle;
            else
                low = middle + 1;
        }
        return static_cast<double>(low) / n;
    }

    bool good(std::uint32_t k, bool finely = false)
    {
        const TargetTrial& trial = look(k, finely);
        return static_cast<double>(trial.hits) >= needed_share_ * static_cast<double>(trial.replicates) - 1e-9;
    }

    /// The first good amount from the last coarse one that is not good on, if the chance rises with the amount, seen as
    /// finely as a confirmation will; beyond the last where there is none.
    std::uint32_t halve(const std::vector<std::uint32_t>& coarse, std::uint32_t good_one)
    {
        std::uint32_t bad = good_one;
        for (const std::uint32_t k : coarse)
            if (k < good_one) bad = k;
        const std::uint32_t stride = std::max(1U, question_.steps / coarse_amounts);
        while (!good(good_one, true)) {
            if (good_one == question_.steps) return question_.steps + 1;
            bad = good_one;
            good_one = std::min(question_.steps, good_one + stride);
        }
        while (good_one - bad > 1) {
            const std::uint32_t middle = bad + (good_one - bad) / 2;
            (good(middle, true) ? good_one : bad) = middle;
        }
        return good_one;
    }

    TargetTrial confirm(std::uint32_t k, std::uint32_t turn)
    {
        const std::uint32_t first = fresh_;
        fresh_ += whole_blocks(question_.confirm_replicates);
        run(k, first, question_.confirm_replicates, sim::spent_confidence(question_.confidence, turn));
        answer_.trials.back().is_confirmation = true;
        ++answer_.confirmations;
        return answer_.trials.back();
    }

    /// By how much more is guessed from the search: where its share is larger by what was lacking.
    std::uint32_t next_larger(std::uint32_t k, const TargetTrial& failed)
    {
        const double lacking = needed_share_ - share(failed);
        const double here = share(look(k, true));
        std::uint32_t stride = std::max(1U, question_.steps / 200);
        for (std::uint32_t next = k + stride; next < question_.steps; next += stride, stride *= 2)
            if (share(look(next, true)) >= std::min(1.0, here + std::max(lacking, 0.0))) return next;
        return question_.steps;
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

TargetAnswer find_target(const City& city, const Plan& plan, const TargetQuestion& question)
{
    return Search(city, plan, question).answer();
}

} // namespace commitment
