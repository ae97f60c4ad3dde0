#pragma once

#include <cstddef>
#include <cstdint>

#include "models/commitment/packed.hpp"

namespace commitment {

/// What a number of a plan's accounts can be: from 0 to `most`.
struct SpendingLimit
{
    double most = 0;
    bool is_certain = true; ///< the plan alone decides it: no unit is drawn, no budget in reach
};

/// How much a plan and the history can spend, from what they ask for and their budgets (section 5 of the model).
class Spending
{
  public:
    Spending(const City& city, const Plan& plan);

    /// Rupiah in the months [first, first + months). \param lever  place in the table of levers; lever_count: all
    SpendingLimit spent(std::size_t lever, std::uint32_t first, std::uint32_t months) const;
    /// What may be missing in them: units, of funding rupiah.
    SpendingLimit undelivered(std::size_t lever, std::uint32_t first, std::uint32_t months) const;

  private:
    /// The most that is asked for in a month, of one intervention.
    struct Asked
    {
        double rupiah = 0;
        double units = 0;
        bool is_drawn = false;
    };
    static Asked asked(const PackedIntervention& by, std::uint32_t month);
    /// Whether all that a file asks for in the calendar year of a month is less than its budget.
    bool is_payable(std::uint32_t file, std::uint32_t month) const;
    std::uint32_t year_of(std::uint32_t month) const { return (plan_.first_month_of_year + month) / 12; }

    PackedPlan plan_;
};

} // namespace commitment
