#include "tools/layak/run_summary.hpp"

#include <algorithm>

#include "models/commitment/outcomes.hpp"
#include "sim/statistics/sample.hpp"

namespace layak {
namespace {

using commitment::ExperimentResult;

std::vector<RunSummary::Year> years_of(sim::Month start, std::uint32_t months)
{
    std::vector<RunSummary::Year> years;
    for (std::uint32_t first = 0; first < months;) {
        const sim::Month month = start + static_cast<int>(first);
        const auto left = static_cast<std::uint32_t>(13 - month.month_of_year());
        years.push_back({month.year(), first, std::min(left, months - first)});
        first += left;
    }
    return years;
}

template <class Number>
RunSummary::Spread spread_of(const std::vector<Number>& numbers)
{
    const std::vector<double> values(numbers.begin(), numbers.end());
    const std::vector<double> sorted = sim::sorted(values);
    return {sim::moments(values).mean, sim::quantile(sorted, 0.05), sim::quantile(sorted, 0.95)};
}

} // namespace

RunSummary::RunSummary(const Inputs& inputs, const commitment::ExperimentOptions& options)
    : start_(commitment::outcome::count), end_(inputs.plans.size(), start_), yearly_cost_(inputs.plans.size())
{
    const ExperimentResult shape = result_shape(inputs.city, inputs.plans, options);
    levers_ = shape.levers;
    years_ = years_of(inputs.city.start, shape.months);
    sums_.resize(3 * inputs.plans.size() * levers_.size() * (years_.size() + 1));
    sim::Month first = inputs.plans.front().from;
    for (const commitment::Plan& plan : inputs.plans) {
        first = std::min(first, plan.from);
        first_months_.push_back(static_cast<std::uint32_t>(std::max(0, plan.from - inputs.city.start)));
        last_months_.push_back(static_cast<std::uint32_t>(std::max(0, plan.to - inputs.city.start)));
    }
    if (first > inputs.city.start) start_month_ = static_cast<std::uint32_t>(first - inputs.city.start - 1);
}

RunSummary::RunSummary(const Inputs& inputs, const commitment::ExperimentOptions& options, const ExperimentResult& all)
    : RunSummary(inputs, options)
{
    add(all);
}

void RunSummary::add(const ExperimentResult& batch)
{
    replicates_ += batch.replicates;
    const auto sums = [&](Account account, const auto& values, std::uint32_t plan, std::size_t lever) {
        for (std::uint32_t r = 0; r < batch.replicates; ++r)
            for (std::size_t year = 0; year < years_.size(); ++year)
                for (std::uint32_t month = 0; month < years_[year].months; ++month) {
                    const std::size_t row = batch.row(r, plan, years_[year].first + month);
                    const auto value = static_cast<double>(values[row * levers_.size() + lever]);
                    sum(account, plan, lever, year) += value;
                    sum(account, plan, lever, years_.size()) += value;
                }
    };
    for (std::uint32_t plan = 0; plan < batch.plans; ++plan) {
        for (std::size_t lever = 0; lever < levers_.size(); ++lever) {
            sums(Account::cost, batch.cost, plan, lever);
            sums(Account::undelivered, batch.undelivered, plan, lever);
            sums(Account::lapsed_months, batch.lapsed, plan, lever);
        }
        const std::uint32_t first = first_months_[plan];
        const std::uint32_t end = std::min(last_months_[plan] + 1, batch.months);
        for (std::uint32_t r = 0; r < batch.replicates; ++r) {
            for (std::uint32_t k = 0; k < end_[plan].size(); ++k)
                end_[plan][k].push_back(batch.outcome(r, plan, last_months_[plan], k));
            double spent = 0;
            for (std::uint32_t month = first; month < end; ++month) spent += batch.cost_in(batch.row(r, plan, month));
            yearly_cost_[plan].push_back(first < end ? spent * 12 / (end - first) : 0);
        }
    }
    for (std::uint32_t k = 0; start_month_ && k < start_.size(); ++k)
        for (std::uint32_t r = 0; r < batch.replicates; ++r) start_[k].push_back(batch.outcome(r, 0, *start_month_, k));
}

RunSummary::Spread RunSummary::start(std::uint32_t outcome) const { return spread_of(start_[outcome]); }
RunSummary::Spread RunSummary::end(std::uint32_t plan, std::uint32_t outcome) const
{
    return spread_of(end_[plan][outcome]);
}
RunSummary::Spread RunSummary::yearly_cost(std::uint32_t plan) const { return spread_of(yearly_cost_[plan]); }

double RunSummary::total(Account account, std::uint32_t plan, std::size_t lever) const
{
    return total(account, plan, lever, years_.size());
}
double RunSummary::total(Account account, std::uint32_t plan, std::size_t lever, std::size_t year) const
{
    return sums_[place(account, plan, lever, year)] / replicates_;
}
double& RunSummary::sum(Account account, std::uint32_t plan, std::size_t lever, std::size_t year)
{
    return sums_[place(account, plan, lever, year)];
}
std::size_t RunSummary::place(Account account, std::uint32_t plan, std::size_t lever, std::size_t year) const
{
    return ((static_cast<std::size_t>(account) * end_.size() + plan) * levers_.size() + lever) * (years_.size() + 1) +
           year;
}

} // namespace layak
