#include "models/commitment/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/commitment/divergence.hpp"
#include "models/commitment/plan_pairs.hpp"
#include "sim/ensemble/ensemble.hpp"
#include "sim/statistics/ranks.hpp"
#include "sim/statistics/sample.hpp"

namespace commitment {
namespace {

using sim::Interval;
using sim::Method;

class Comparer : PlanPairs
{
  public:
    explicit Comparer(const PlanPairs& pairs) : PlanPairs(pairs)
    {
        out_.baseline = options_.baseline;
        out_.replicates = result_.replicates;
        out_.judging = judge_.judging();
        out_.months = result_.months;
        out_.spans = spans_;
        out_.first_month = first_month_;
    }

    Comparison compare()
    {
        find_divergence();
        compare_outcomes();
        compare_districts();
        compare_institutions();
        compare_costs(*this, out_);
        find_best_plan();
        find_who_is_ahead_of_leaders();
        follow_goals();
        rank();
        find_crossings();
        return std::move(out_);
    }

  private:
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
                            return double{result_.district(r, p, last(), kecamatan, which)};
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
        const double sd = double{kept.sd[at]};
        const auto variance = [&](std::size_t of) {
            return double{result_.summary[field].sd[of]} * double{result_.summary[field].sd[of]};
        };
        out.variance_reduction = sd > 0 ? (variance(at) + variance(place(options_.baseline))) / (sd * sd)
                                        : std::numeric_limits<double>::quiet_NaN();
        const Field which = summary_fields[field];
        const Quantity of{which == Field::written ? Measure::count : Measure::level, 1, 0.05};
        out.interval = last() < out_.diverges[plan]
                           ? Interval{0, 0, Method::identical}
                           : judge_.interval_of_moments(out.difference, sd, out.ahead, out.behind, of);
        return out;
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

    /// [replicate] by how much a plan is better than the best of the leaders in an outcome of the last month.
    std::vector<double> lead_over_leaders(std::uint32_t plan, std::uint32_t k) const
    {
        const double sign = less_is_better(k) ? -1 : 1;
        std::vector<double> lead(result_.replicates, std::numeric_limits<double>::infinity());
        for (std::uint32_t r = 0; r < result_.replicates; ++r)
            for (const std::uint32_t leader : out_.best.leaders)
                lead[r] = std::min(lead[r], sign * (double{result_.outcome(r, plan, last(), k)} -
                                                    double{result_.outcome(r, leader, last(), k)}));
        return lead;
    }

    void find_who_is_ahead_of_leaders()
    {
        constexpr double likely = 0.66;
        for (std::uint32_t k = 0; k < outcome::count; ++k)
            for (const std::uint32_t plan : out_.best.others) {
                const std::vector<double> lead = lead_over_leaders(plan, k);
                if (sim::moments(lead).mean < what_matters(city_, k)) continue;
                const auto chance_of = [&](auto is_so) {
                    return out_.judging.chance(
                        static_cast<std::uint32_t>(std::count_if(lead.begin(), lead.end(), is_so)));
                };
                if (const auto chance = chance_of([](double of) { return of > 0; }); chance.low >= likely)
                    out_.ahead_of_leaders.push_back({k, plan, chance});
                else if (const auto unbeaten = chance_of([](double of) { return of >= 0; }); unbeaten.low >= likely)
                    out_.not_behind_leaders.push_back({k, plan, unbeaten});
            }
    }

    void follow_goals()
    {
        const std::size_t kept = options_.goals.size();
        const std::uint32_t months = result_.months - first_month_;
        for (std::size_t g = 0; g < kept; ++g) {
            auto& of_goal = out_.goals.emplace_back(result_.plans);
            for (std::uint32_t plan = 0; plan < result_.plans; ++plan) {
                Comparison::Reach& reach = of_goal[plan];
                for (std::uint32_t r = 0; r < result_.replicates; ++r) {
                    std::optional<std::uint32_t> when;
                    const auto holds = [&](std::uint32_t month) {
                        const std::size_t row = result_.row(r, plan, first_month_ + month);
                        return options_.goals[g].holds(result_.kept[row * result_.kept_count + g]);
                    };
                    for (std::uint32_t month = 0; month < months && !when; ++month)
                        if (holds(month)) when = month;
                    reach.never += !when;
                    reach.at_end += holds(months - 1);
                    reach.passages.push_back(when);
                }
                const Judging& judging = out_.judging;
                reach.not_yet = sim::survival_curve(reach.passages, months, judging.evidence.effective,
                                                    judging.paid(judging.confidence));
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
                for (std::uint32_t month = first_month_; month < result_.months; ++month) {
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
    return Comparer({city, plans, result, options}).compare();
}

} // namespace commitment
