#pragma once

#include <array>
#include <optional>
#include <vector>

#include "models/commitment/plan.hpp"
#include "tests/models/commitment/reference/layout.hpp"

namespace reference {

using commitment::Intervention;
using commitment::Lever;
using commitment::Rupiah;
using commitment::Target;

using ByLever = std::array<double, commitment::lever_count>;

/// What one month cost and what money did not suffice for.
struct Spending
{
    ByLever cost{};        ///< rupiah
    ByLever undelivered{}; ///< units; of funding: rupiah
    ByLever lapsed{};      ///< interventions not in force for want of `cost_per_year`
};

/// A file of interventions with its budget of the calendar year.
struct Purse
{
    const commitment::Plan* plan;
    int year = 0;
    Rupiah spent = 0; ///< in `year`

    /// Without a budget: infinite.
    Rupiah left() const;
    /// Whether it can be paid. Reading: a thousandth of a rupiah too little does no harm, so that twelve
    /// twelfths make a year.
    bool can_pay(Rupiah amount) const { return amount <= left() + 0.001; }
};

/// An intervention that is in force this month, and who pays.
struct InForce
{
    const Intervention* what;
    std::size_t purse;
};

/// All purses, and what the month cost so far.
struct Account
{
    std::vector<Purse> purses; ///< the history's, the plan's
    Spending month;

    void pay(std::size_t purse, Lever lever, Rupiah amount);
    /// Buys a unit, or counts it as not delivered.
    bool buy_unit(const InForce& intervention);
};

/// What the levers say this month (section 5).
struct Levers
{
    std::vector<InForce> in_force; ///< the history's first, then the plan's, in the files' order
    double rotation_multiplier = 1;
    bool election = false;
    double floor = 0; ///< of the city's L
    bool technical_staff_listed = false;
    bool direct_appointment = false;
    bool csr_enforced = false;
    double mandate_kecamatan = 0;
    double mandate_kelurahan = 0;
    bool members_opd = false;
    bool members_lpa = false;
    bool members_forum_anak = false;
    bool members_businesses = false;
    bool members_communities = false;
    Indices task_force;          ///< OPDs that count as the task force's
    std::vector<Rupiah> funding; ///< [institution] given this month

    /// Those of a lever, in their order.
    std::vector<InForce> of(Lever lever) const;
};

/// What is in force in `month`. Buys `cost_per_year`, then funding.
Levers take_effect(Account& account, sim::Month month, const Layout& layout);

} // namespace reference
