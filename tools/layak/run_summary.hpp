#pragma once

#include <optional>
#include <vector>

#include "models/commitment/experiment.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

/// What a table tells of a run, gathered batch by batch: outcomes of a few months by replicate, accounts as sums.
class RunSummary
{
  public:
    enum class Account : std::uint8_t { cost, undelivered, lapsed_months };
    /// Over replicates: mean, and the range in which nine of ten lie.
    struct Spread
    {
        double mean, low, high;
    };
    /// Months of the run that lie in one calendar year.
    struct Year
    {
        int year;
        std::uint32_t first, months;
    };

    RunSummary(const Inputs& inputs, const commitment::ExperimentOptions& options);
    RunSummary(const Inputs& inputs, const commitment::ExperimentOptions& options,
               const commitment::ExperimentResult& all);
    void add(const commitment::ExperimentResult& batch);
    /// Of memory, about.
    static std::size_t bytes(std::size_t plans, std::size_t replicates)
    {
        return replicates * ((plans + 1) * commitment::outcome::count * sizeof(float) + plans * sizeof(double));
    }

    std::uint32_t replicates() const { return replicates_; }
    const std::vector<commitment::Lever>& levers() const { return levers_; }
    const std::vector<Year>& years() const { return years_; }
    /// The month before the first plan begins, if it is run.
    std::optional<std::uint32_t> start_month() const { return start_month_; }
    /// Of the first plan in that month.
    Spread start(std::uint32_t outcome) const;
    /// In the plan's last month.
    Spread end(std::uint32_t plan, std::uint32_t outcome) const;
    /// Rupiah a year, over the plan's own months.
    Spread yearly_cost(std::uint32_t plan) const;
    /// Mean over replicates of all months' sum. \param lever  a place in `levers`
    double total(Account account, std::uint32_t plan, std::size_t lever) const;
    /// The same of a year. \param year  a place in `years`
    double total(Account account, std::uint32_t plan, std::size_t lever, std::size_t year) const;

  private:
    double& sum(Account account, std::uint32_t plan, std::size_t lever, std::size_t year);
    std::size_t place(Account account, std::uint32_t plan, std::size_t lever, std::size_t year) const;

    std::vector<std::uint32_t> first_months_, last_months_; ///< [plan], of its own
    std::vector<commitment::Lever> levers_;
    std::vector<Year> years_;
    std::optional<std::uint32_t> start_month_;
    std::uint32_t replicates_ = 0;
    std::vector<std::vector<float>> start_;            ///< [outcome][replicate]
    std::vector<std::vector<std::vector<float>>> end_; ///< [plan][outcome][replicate]
    std::vector<std::vector<double>> yearly_cost_;     ///< [plan][replicate]
    std::vector<double> sums_;                         ///< [account][plan][lever][year, then all months]
};

} // namespace layak
