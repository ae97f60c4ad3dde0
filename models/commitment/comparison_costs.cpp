// What plans cost, what they lack the money for, and what one more of something costs.

#include <algorithm>

#include "models/commitment/costs_against.hpp"
#include "models/commitment/divergence.hpp"
#include "models/commitment/plan_pairs.hpp"
#include "models/commitment/spending.hpp"

namespace commitment {
namespace {

class CostComparer : PlanPairs
{
  public:
    explicit CostComparer(const PlanPairs& pairs) : PlanPairs(pairs)
    {
        for (const Plan& plan : plans_)
            diverges_.push_back(first_month_apart(city_, plans_[options_.baseline], plan, result_.months));
    }

    void compare(Comparison& out) const
    {
        for (std::uint32_t first = first_month_; first < result_.months;) {
            const sim::Month month = city_.start + static_cast<int>(first);
            const auto left = static_cast<std::uint32_t>(13 - month.month_of_year());
            out.years.push_back({month.year(), first, std::min(left, result_.months - first)});
            first += left;
        }
        const std::vector<Spending> spending = spending_of_plans();
        const std::size_t levers = result_.levers.size();
        out.cost.resize(result_.plans);
        out.undelivered.resize(result_.plans);
        out.cost_per_year.resize(result_.plans);
        for (std::uint32_t plan = 0; plan < result_.plans; ++plan) { // the baseline too: its own costs
            const Spending &mine = spending[plan], &theirs = spending[options_.baseline];
            for (const auto& year : out.years) {
                auto& row = out.cost[plan].emplace_back();
                for (std::size_t lever = 0; lever <= levers; ++lever)
                    row.push_back(difference(
                        plan,
                        [&](std::uint32_t p, std::uint32_t r) { return spent(p, r, lever, year.first, year.months); },
                        money(mine.spent(kind(lever), year.first, year.months),
                              theirs.spent(kind(lever), year.first, year.months)),
                        is_identical(plan)));
                auto& lost = out.undelivered[plan].emplace_back();
                for (std::size_t lever = 0; lever < levers; ++lever)
                    lost.push_back(difference(
                        plan,
                        [&](std::uint32_t p, std::uint32_t r) {
                            return total(result_.undelivered, p, r, lever, year.first, year.months);
                        },
                        money(mine.undelivered(kind(lever), year.first, year.months),
                              theirs.undelivered(kind(lever), year.first, year.months)),
                        is_identical(plan)));
            }
            out.cost_in_all.push_back(cost_in_all(plan, spending));
            for (std::size_t lever = 0; lever <= levers; ++lever)
                out.cost_per_year[plan].push_back(cost_per_year(plan, lever, spending));
        }
        out.prices = prices_of(result_.outcomes, [&](std::size_t row) { return result_.cost_in(row); });
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
    /// Whether a plan does the same as the baseline in every month: it costs the same then.
    bool is_identical(std::uint32_t plan) const { return diverges_[plan] == result_.months; }

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

    /// From the first plan's month to the end.
    PairedDifference cost_in_all(std::uint32_t plan, const std::vector<Spending>& spending) const
    {
        const std::uint32_t first = first_month_, months = result_.months - first;
        return difference(
            plan, [&](std::uint32_t p, std::uint32_t r) { return spent(p, r, result_.levers.size(), first, months); },
            money(spending[plan].spent(lever_count, first, months),
                  spending[options_.baseline].spent(lever_count, first, months)),
            is_identical(plan));
    }

    /// Over the plans' own months.
    PairedDifference cost_per_year(std::uint32_t plan, std::size_t lever, const std::vector<Spending>& spending) const
    {
        const auto a_year = [&](std::uint32_t p) {
            const Comparison::Span& own = spans_[p];
            SpendingLimit limit = spending[p].spent(kind(lever), own.first, own.months);
            if (own.months > 0) limit.most *= 12.0 / own.months;
            return limit;
        };
        return difference(
            plan,
            [&](std::uint32_t p, std::uint32_t r) {
                const Comparison::Span& own = spans_[p];
                return own.months > 0 ? spent(p, r, lever, own.first, own.months) * 12 / own.months : 0;
            },
            money(a_year(plan), a_year(options_.baseline)), is_identical(plan));
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

    /// \param outcomes  as the result has them
    /// \param cost_in   rupiah of a row of the result
    std::vector<std::vector<Price>> prices_of(const std::vector<float>& outcomes,
                                              const std::function<double(std::size_t row)>& cost_in) const
    {
        std::vector<std::vector<Price>> prices(result_.plans);
        const std::uint32_t months = result_.months - first_month_;
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
                for (std::uint32_t month = first_month_; month < result_.months; ++month)
                    sum += cost_in(result_.row(r, p, month));
                return sum;
            });
            const Quantity rupiah = money(Spending(city_, plans_[plan]).spent(lever_count, first_month_, months),
                                          of_baseline.spent(lever_count, first_month_, months));
            for (const Good& good : goods_of(city_)) {
                Quantity of = quantity_of(city_, *find_outcome(outcome_table()[good.outcome].name, city_));
                of.highest *= good.unit;
                const std::vector<double> extra = more([&](std::uint32_t p, std::uint32_t r) {
                    return good.unit * double{outcomes[good.outcome * result_.rows() + result_.row(r, p, last())]};
                });
                prices[plan].push_back(price_of(good, cost, rupiah, extra, of, last() < diverges_[plan], judge_));
            }
        });
        return prices;
    }

    std::vector<std::uint32_t> diverges_; ///< [plan] as Comparison::diverges
};

} // namespace

void compare_costs(const PlanPairs& pairs, Comparison& out) { CostComparer(pairs).compare(out); }

std::vector<std::vector<Price>> prices_if(const City& city, const std::vector<Plan>& plans,
                                          const ExperimentResult& result, const ComparisonOptions& options,
                                          std::size_t what_if)
{
    return CostComparer({city, plans, result, options}).prices_if(what_if);
}

std::vector<CostAgainst> costs_against(const City& city, const std::vector<Plan>& plans, const ExperimentResult& result,
                                       const ComparisonOptions& options)
{
    return CostComparer({city, plans, result, options}).costs();
}

} // namespace commitment
