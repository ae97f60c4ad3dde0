#include "models/commitment/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "models/commitment/costs_against.hpp"
#include "models/commitment/divergence.hpp"
#include "models/commitment/spending.hpp"
#include "sim/ensemble/ensemble.hpp"
#include "sim/statistics/ranks.hpp"
#include "sim/statistics/sample.hpp"

namespace commitment {
namespace {

using sim::Interval;
using sim::Method;

/// Of one quantity: a number a replicate, for each plan.
using ByReplicate = std::function<double(std::uint32_t plan, std::uint32_t replicate)>;

class Comparer
{
  public:
    Comparer(const City& city, const std::vector<Plan>& plans, const ExperimentResult& result,
             const ComparisonOptions& options)
        : city_(city), plans_(plans), result_(result), options_(options),
          judge_({options.confidence, options.at_any_time, options.looks, evidence_of(options.sets, result.replicates)})
    {
        out_.baseline = options.baseline;
        out_.replicates = result.replicates;
        out_.judging = judge_.judging();
        out_.months = result.months;
        sim::Month first = plans.front().from;
        for (const Plan& plan : plans) {
            first = std::min(first, plan.from);
            const int begins = std::clamp(plan.from - city.start, 0, static_cast<int>(result.months) - 1);
            const int ends = std::min(plan.to - city.start, static_cast<int>(result.months) - 1);
            out_.spans.push_back(
                {static_cast<std::uint32_t>(begins), static_cast<std::uint32_t>(std::max(ends - begins + 1, 0))});
        }
        out_.first_month =
            static_cast<std::uint32_t>(std::clamp(first - city.start, 0, static_cast<int>(result.months) - 1));
    }

    Comparison compare()
    {
        find_divergence();
        compare_outcomes();
        compare_districts();
        compare_institutions();
        compare_costs();
        find_prices();
        find_best_plan();
        find_where_leaders_are_behind();
        follow_goals();
        rank();
        find_crossings();
        return std::move(out_);
    }

    std::vector<std::vector<Price>> prices_if(std::size_t what_if) const
    {
        return prices_of(result_.what_if_outcomes.at(what_if),
                         [&](std::size_t row) { return result_.what_if_cost.at(what_if)[row]; });
    }

    std::vector<CostAgainst> costs() const
    {
        const std::vector<Spending> spending = spending_of_plans();
        std::vector<CostAgainst> out;
        for (std::uint32_t plan = 0; plan < result_.plans; ++plan)
            out.push_back({cost_per_year(plan, result_.levers.size(), spending), cost_in_all(plan, spending)});
        return out;
    }

  private:
    std::uint32_t last() const { return result_.months - 1; }
    bool is_baseline(std::uint32_t plan) const { return plan == options_.baseline; }

    std::vector<double> numbers(std::uint32_t plan, const ByReplicate& value) const
    {
        std::vector<double> out(result_.replicates);
        for (std::uint32_t r = 0; r < result_.replicates; ++r) out[r] = value(plan, r);
        return out;
    }

    PairedDifference difference(std::uint32_t plan, const ByReplicate& value, const Quantity& of, bool identical) const
    {
        return judge_(numbers(options_.baseline, value), numbers(plan, value), of, identical);
    }

    /// Calls `body(plan)` for every plan but the baseline.
    template <class Body>
    void for_others(Body body) const
    {
        for (std::uint32_t plan = 0; plan < result_.plans; ++plan)
            if (!is_baseline(plan)) body(plan);
    }

    void find_divergence()
    {
        out_.diverges.assign(result_.plans, result_.months);
        for_others([&](std::uint32_t plan) {
            out_.diverges[plan] = first_month_apart(city_, plans_[options_.baseline], plans_[plan], result_.months);
        });
    }

    void compare_outcomes()
    {
        out_.outcomes.resize(result_.plans);
        const auto table = outcome_table();
        std::vector<Quantity> of;
        for (const OutcomeInfo& row : table) of.push_back(quantity_of(city_, *find_outcome(row.name, city_)));
        for_others([&](std::uint32_t plan) {
            out_.outcomes[plan].resize(result_.months);
            sim::for_each_in_parallel(result_.months, [&](std::size_t at) {
                const auto month = static_cast<std::uint32_t>(at);
                for (std::uint32_t k = 0; k < table.size(); ++k)
                    out_.outcomes[plan][month].push_back(difference(
                        plan, [&](std::uint32_t p, std::uint32_t r) { return double{result_.outcome(r, p, month, k)}; },
                        of[k], month < out_.diverges[plan]));
            });
        });
    }

    void compare_districts()
    {
        out_.districts.resize(result_.plans);
        const std::size_t count = district_outcome_names.size();
        std::vector<double> own(result_.kecamatan);
        std::vector<std::uint32_t> places;
        for (std::uint32_t i = 0; i < city_.institutions.size(); ++i)
            if (city_.institutions[i].kind == Kind::kecamatan) places.push_back(i);
        for (const Institution& institution : city_.institutions)
            if (institution.kind == Kind::kelurahan && institution.parent)
                for (std::size_t k = 0; k < places.size(); ++k) own[k] += places[k] == institution.parent->value();
        for_others([&](std::uint32_t plan) {
            for (std::uint32_t kecamatan = 0; kecamatan < result_.kecamatan; ++kecamatan) {
                auto& row = out_.districts[plan].emplace_back();
                for (std::size_t k = 0; k < count; ++k) {
                    const auto which = static_cast<DistrictOutcome>(k);
                    const bool counted = which == DistrictOutcome::formal || which == DistrictOutcome::layak;
                    const Quantity of = counted ? Quantity{Measure::count, std::max(own[kecamatan], 1.0), 1}
                                        : which == DistrictOutcome::involved ? Quantity{Measure::share, 1, 0.01}
                                                                             : Quantity{Measure::level, 1, 0.05};
                    row.push_back(difference(
                        plan,
                        [&](std::uint32_t p, std::uint32_t r) {
                            return double{
                                result_.districts[(result_.row(r, p, last()) * result_.kecamatan + kecamatan) * count +
                                                  k]};
                        },
                        of, last() < out_.diverges[plan]));
                }
            }
        });
    }

    /// From the statistics that the experiment kept: mean and spread of the paired differences.
    void compare_institutions()
    {
        out_.institutions.resize(result_.plans);
        if (result_.difference[0].mean.empty()) return;
        for_others([&](std::uint32_t plan) {
            for (std::uint32_t i = 0; i < result_.institutions; ++i)
                for (std::size_t f = 0; f < summary_fields.size(); ++f)
                    if (has_field(city_.institutions[i].kind, summary_fields[f]))
                        out_.institutions[plan].push_back({i, summary_fields[f], of_institution(plan, i, f)});
        });
    }

    PairedDifference of_institution(std::uint32_t plan, std::uint32_t institution, std::size_t field) const
    {
        const auto place = [&](std::uint32_t of) {
            return (std::size_t{of} * result_.months + last()) * result_.institutions + institution;
        };
        const auto& kept = result_.difference[field];
        const std::size_t at = place(plan);
        const double n = result_.replicates;
        const auto pairs = [&](float share) { return static_cast<std::uint32_t>(std::lround(double{share} * n)); };
        PairedDifference out;
        out.baseline = double{result_.summary[field].mean[place(options_.baseline)]};
        out.plan = double{result_.summary[field].mean[at]};
        out.difference = double{kept.mean[at]};
        out.ahead = pairs(kept.ahead[at]);
        out.behind = pairs(kept.behind[at]);
        out.tied = result_.replicates - out.ahead - out.behind;
        const double sd_plan = double{result_.summary[field].sd[at]};
        const double sd_baseline = double{result_.summary[field].sd[place(options_.baseline)]};
        const double sd = double{kept.sd[at]};
        out.variance_reduction = sd > 0 ? (sd_plan * sd_plan + sd_baseline * sd_baseline) / (sd * sd)
                                        : std::numeric_limits<double>::quiet_NaN();
        const Field which = summary_fields[field];
        const Quantity of{which == Field::written ? Measure::count : Measure::level, 1, 0.05};
        out.interval = last() < out_.diverges[plan]
                           ? Interval{0, 0, Method::identical}
                           : judge_.interval_of_moments(out.difference, sd, out.ahead, out.behind, of);
        return out;
    }

    double spent(std::uint32_t plan, std::uint32_t replicate, std::size_t lever, std::uint32_t first,
                 std::uint32_t months) const
    {
        return total(result_.cost, plan, replicate, lever, first, months);
    }

    /// Of an account by month and lever. \param lever  as many as there are: all of them
    double total(const std::vector<double>& account, std::uint32_t plan, std::uint32_t replicate, std::size_t lever,
                 std::uint32_t first, std::uint32_t months) const
    {
        const std::size_t levers = result_.levers.size();
        double sum = 0;
        for (std::uint32_t month = first; month < first + months; ++month) {
            const double* const row = account.data() + result_.row(replicate, plan, month) * levers;
            for (std::size_t k = 0; k < levers; ++k)
                if (lever == levers || lever == k) sum += row[k];
        }
        return sum;
    }

    void compare_costs()
    {
        for (std::uint32_t first = out_.first_month; first < result_.months;) {
            const sim::Month month = city_.start + static_cast<int>(first);
            const auto left = static_cast<std::uint32_t>(13 - month.month_of_year());
            out_.years.push_back({month.year(), first, std::min(left, result_.months - first)});
            first += left;
        }
        const std::vector<Spending> spending = spending_of_plans();
        const std::size_t levers = result_.levers.size();
        out_.cost.resize(result_.plans);
        out_.undelivered.resize(result_.plans);
        out_.cost_per_year.resize(result_.plans);
        for (std::uint32_t plan = 0; plan < result_.plans; ++plan) { // the baseline too: its own costs
            const Spending &mine = spending[plan], &theirs = spending[options_.baseline];
            for (const auto& year : out_.years) {
                auto& row = out_.cost[plan].emplace_back();
                for (std::size_t lever = 0; lever <= levers; ++lever)
                    row.push_back(difference(
                        plan,
                        [&](std::uint32_t p, std::uint32_t r) { return spent(p, r, lever, year.first, year.months); },
                        money(mine.spent(kind(lever), year.first, year.months),
                              theirs.spent(kind(lever), year.first, year.months)),
                        is_baseline(plan)));
                auto& lost = out_.undelivered[plan].emplace_back();
                for (std::size_t lever = 0; lever < levers; ++lever)
                    lost.push_back(difference(
                        plan,
                        [&](std::uint32_t p, std::uint32_t r) {
                            return total(result_.undelivered, p, r, lever, year.first, year.months);
                        },
                        money(mine.undelivered(kind(lever), year.first, year.months),
                              theirs.undelivered(kind(lever), year.first, year.months)),
                        is_baseline(plan)));
            }
            out_.cost_in_all.push_back(cost_in_all(plan, spending));
            for (std::size_t lever = 0; lever <= levers; ++lever)
                out_.cost_per_year[plan].push_back(cost_per_year(plan, lever, spending));
        }
    }

    /// From the first plan's month to the end.
    PairedDifference cost_in_all(std::uint32_t plan, const std::vector<Spending>& spending) const
    {
        const std::uint32_t first = out_.first_month, months = result_.months - first;
        return difference(
            plan, [&](std::uint32_t p, std::uint32_t r) { return spent(p, r, result_.levers.size(), first, months); },
            money(spending[plan].spent(lever_count, first, months),
                  spending[options_.baseline].spent(lever_count, first, months)),
            is_baseline(plan));
    }

    /// Over the plans' own months.
    PairedDifference cost_per_year(std::uint32_t plan, std::size_t lever, const std::vector<Spending>& spending) const
    {
        const auto a_year = [&](std::uint32_t p) {
            const Comparison::Span& own = out_.spans[p];
            SpendingLimit limit = spending[p].spent(kind(lever), own.first, own.months);
            if (own.months > 0) limit.most *= 12.0 / own.months;
            return limit;
        };
        return difference(
            plan,
            [&](std::uint32_t p, std::uint32_t r) {
                const Comparison::Span& own = out_.spans[p];
                return own.months > 0 ? spent(p, r, lever, own.first, own.months) * 12 / own.months : 0;
            },
            money(a_year(plan), a_year(options_.baseline)), is_baseline(plan));
    }

    std::vector<Spending> spending_of_plans() const
    {
        std::vector<Spending> spending;
        for (const Plan& plan : plans_) spending.emplace_back(city_, plan);
        return spending;
    }

    /// Place of a lever of the result in the table of levers; of all together its length.
    std::size_t kind(std::size_t lever) const
    {
        return lever < result_.levers.size() ? static_cast<std::size_t>(result_.levers[lever]) : lever_count;
    }

    /// Of an account of a plan against the baseline's. Sums of doubles may exceed their limit by their last digits.
    static Quantity money(const SpendingLimit& plan, const SpendingLimit& baseline)
    {
        constexpr double rounding = 1 + 1e-9;
        return {.measure = Measure::rupiah,
                .highest = plan.most * rounding,
                .is_certain = plan.is_certain && baseline.is_certain,
                .highest_of_baseline = baseline.most * rounding};
    }

    void find_prices()
    {
        out_.prices = prices_of(result_.outcomes, [&](std::size_t row) { return result_.cost_in(row); });
    }

    /// \param outcomes  as the result has them
    /// \param cost_in   rupiah of a row of the result
    std::vector<std::vector<Price>> prices_of(const std::vector<float>& outcomes,
                                              const std::function<double(std::size_t row)>& cost_in) const
    {
        std::vector<std::vector<Price>> prices(result_.plans);
        const std::uint32_t months = result_.months - out_.first_month;
        const Spending of_baseline(city_, plans_[options_.baseline]);
        for_others([&](std::uint32_t plan) {
            const auto more = [&](const ByReplicate& value) {
                std::vector<double> out(result_.replicates);
                for (std::uint32_t r = 0; r < result_.replicates; ++r)
                    out[r] = value(plan, r) - value(options_.baseline, r);
                return out;
            };
            const std::vector<double> cost = more([&](std::uint32_t p, std::uint32_t r) {
                double sum = 0;
                for (std::uint32_t month = out_.first_month; month < result_.months; ++month)
                    sum += cost_in(result_.row(r, p, month));
                return sum;
            });
            const Quantity rupiah = money(Spending(city_, plans_[plan]).spent(lever_count, out_.first_month, months),
                                          of_baseline.spent(lever_count, out_.first_month, months));
            const std::uint32_t diverges =
                first_month_apart(city_, plans_[options_.baseline], plans_[plan], result_.months);
            for (const Good& good : goods_of(city_)) {
                Quantity of = quantity_of(city_, *find_outcome(outcome_table()[good.outcome].name, city_));
                of.highest *= good.unit;
                const std::vector<double> extra = more([&](std::uint32_t p, std::uint32_t r) {
                    return good.unit * double{outcomes[result_.row(r, p, last()) * outcome::count + good.outcome]};
                });
                prices[plan].push_back(price_of(good, cost, rupiah, extra, of, last() < diverges, judge_));
            }
        });
        return prices;
    }

    void find_best_plan()
    {
        std::vector<std::vector<double>> values;
        for (std::uint32_t plan = 0; plan < result_.plans; ++plan)
            values.push_back(numbers(plan, [&](std::uint32_t p, std::uint32_t r) {
                return double{result_.outcome(r, p, last(), main_outcome)};
            }));
        const auto identical = [&](std::uint32_t a, std::uint32_t b) {
            return first_month_apart(city_, plans_[a], plans_[b], out_.months) == out_.months;
        };
        out_.best = find_best(values, quantity_of(city_, *find_outcome(outcome_table()[main_outcome].name, city_)),
                              judge_, identical);
    }

    void find_where_leaders_are_behind()
    {
        constexpr double likely = 0.66;
        for (std::uint32_t k = 0; k < outcome::count; ++k) {
            const double sign = less_is_better(k) ? -1 : 1;
            const bool behind = std::any_of(out_.best.others.begin(), out_.best.others.end(), [&](std::uint32_t plan) {
                std::uint32_t pairs = 0;
                double mean = 0; // of how far it is ahead of the best of the leaders
                for (std::uint32_t r = 0; r < result_.replicates; ++r) {
                    double ahead = std::numeric_limits<double>::infinity();
                    for (const std::uint32_t leader : out_.best.leaders)
                        ahead = std::min(ahead, sign * (double{result_.outcome(r, plan, last(), k)} -
                                                        double{result_.outcome(r, leader, last(), k)}));
                    pairs += ahead > 0;
                    mean += ahead / result_.replicates;
                }
                return mean >= what_matters(city_, k) && out_.judging.chance(pairs).low >= likely;
            });
            if (behind) out_.leaders_behind_in.push_back(k);
        }
    }

    void follow_goals()
    {
        const std::size_t kept = options_.goals.size();
        const std::uint32_t months = result_.months - out_.first_month;
        for (std::size_t g = 0; g < kept; ++g) {
            auto& of_goal = out_.goals.emplace_back(result_.plans);
            for (std::uint32_t plan = 0; plan < result_.plans; ++plan) {
                Comparison::Reach& reach = of_goal[plan];
                for (std::uint32_t r = 0; r < result_.replicates; ++r) {
                    std::optional<std::uint32_t> when;
                    for (std::uint32_t month = 0; month < months && !when; ++month) {
                        const std::size_t row = result_.row(r, plan, out_.first_month + month);
                        if (options_.goals[g].holds(result_.kept[row * result_.kept_count + g])) when = month;
                    }
                    reach.never += !when;
                    reach.passages.push_back(when);
                }
                const Judging& judging = out_.judging;
                reach.not_yet = sim::survival_curve(reach.passages, months, judging.evidence.effective,
                                                    judging.paid(judging.confidence));
                reach.never_interval = reach.not_yet.back().interval;
            }
            for (Comparison::Reach& reach : of_goal)
                reach.against_baseline = sim::race(of_goal[options_.baseline].passages, reach.passages);
        }
    }

    void rank()
    {
        if (result_.plans < 3) return;
        for (std::uint32_t k = 0; k < outcome::count; ++k) {
            std::vector<double> values;
            for (std::uint32_t r = 0; r < result_.replicates; ++r)
                for (std::uint32_t plan = 0; plan < result_.plans; ++plan)
                    values.push_back((less_is_better(k) ? -1 : 1) * double{result_.outcome(r, plan, last(), k)});
            out_.ranks.push_back(sim::rank_probabilities(values, result_.plans));
        }
    }

    void find_crossings()
    {
        out_.crossings.resize(result_.plans);
        for_others([&](std::uint32_t plan) {
            for (std::uint32_t k = 0; k < outcome::count; ++k) {
                constexpr std::uint32_t lasting = 3; // months in a row
                int sign = 0;
                std::uint32_t when = 0;
                int run_sign = 0;
                std::uint32_t run = 0;
                for (std::uint32_t month = out_.first_month; month < result_.months; ++month) {
                    const Interval& interval = out_.outcomes[plan][month][k].interval;
                    const int now = interval.low > 0 ? 1 : interval.high < 0 ? -1 : 0;
                    run = now == run_sign ? run + 1 : 1;
                    run_sign = now;
                    if (now == 0 || run < lasting) continue;
                    if (sign != 0 && now != sign)
                        out_.crossings[plan].push_back({k, when, month - lasting + 1, now > 0});
                    sign = now;
                    when = month;
                }
            }
        });
    }

    const City& city_;
    const std::vector<Plan>& plans_;
    const ExperimentResult& result_;
    const ComparisonOptions& options_;
    PairJudge judge_;
    Comparison out_;
};

} // namespace

bool Comparison::same_months() const
{
    return std::all_of(spans.begin(), spans.end(), [&](const Span& span) {
        return span.first == spans.front().first && span.months == spans.front().months;
    });
}

Comparison compare_plans(const City& city, const std::vector<Plan>& plans, const ExperimentResult& result,
                         const ComparisonOptions& options)
{
    return Comparer(city, plans, result, options).compare();
}

std::vector<std::vector<Price>> prices_if(const City& city, const std::vector<Plan>& plans,
                                          const ExperimentResult& result, const ComparisonOptions& options,
                                          std::size_t what_if)
{
    return Comparer(city, plans, result, options).prices_if(what_if);
}

std::vector<CostAgainst> costs_against(const City& city, const std::vector<Plan>& plans, const ExperimentResult& result,
                                       const ComparisonOptions& options)
{
    return Comparer(city, plans, result, options).costs();
}

} // namespace commitment
