#include "tests/models/commitment/reference/levers.hpp"

#include <algorithm>
#include <limits>

namespace reference {
namespace {

std::size_t number(Lever lever) { return static_cast<std::size_t>(lever); }

/// Those whose months include this one and that pay for being in force.
std::vector<InForce> buy_force(Account& account, sim::Month month)
{
    std::vector<InForce> in_force;
    for (std::size_t purse = 0; purse < account.purses.size(); ++purse)
        for (const Intervention& one : account.purses[purse].plan->interventions) {
            if (month < one.from || one.to < month) continue;
            const Rupiah twelfth = one.cost_per_year / 12;
            if (twelfth > 0 && !account.purses[purse].can_pay(twelfth)) {
                ++account.month.lapsed[number(one.lever)];
                continue;
            }
            account.pay(purse, one.lever, twelfth);
            in_force.push_back({&one, purse});
        }
    return in_force;
}

/// Institutions that a `funding` or another lever's target names by their kind.
const Indices& of_target(Target target, const Layout& layout)
{
    switch (target) {
    case Target::city: return layout.of(Kind::city);
    case Target::opd: return layout.of(Kind::opd);
    case Target::kecamatan: return layout.of(Kind::kecamatan);
    case Target::kelurahan: return layout.of(Kind::kelurahan);
    case Target::lpa: return layout.of(Kind::lpa);
    default: return layout.of(Kind::forum_anak);
    }
}

void buy_funding(Levers& levers, Account& account, const Layout& layout)
{
    levers.funding.assign(layout.institutions(), 0);
    for (const InForce& one : levers.of(Lever::funding)) {
        const Indices& receivers = of_target(one.what->target, layout);
        if (receivers.empty()) continue; // Reading: nobody is there to take it, so nothing is bought
        const Rupiah asked = one.what->budget_per_year / 12;
        const Rupiah given =
            account.purses[one.purse].can_pay(asked) ? asked : std::max(0.0, account.purses[one.purse].left());
        account.pay(one.purse, Lever::funding, given);
        account.month.undelivered[number(Lever::funding)] += asked - given;
        for (const Index i : receivers) levers.funding[i] += given / static_cast<double>(receivers.size());
    }
}

void widen_task_force(Levers& levers, Target members)
{
    levers.members_opd |= members == Target::opd;
    levers.members_lpa |= members == Target::lpa;
    levers.members_forum_anak |= members == Target::forum_anak;
    levers.members_businesses |= members == Target::businesses;
    levers.members_communities |= members == Target::communities;
}

/// Of mandates, floors and multipliers the largest holds.
void read_levels(Levers& levers)
{
    std::optional<double> multiplier;
    for (const InForce& one : levers.in_force) {
        const double level = one.what->level;
        switch (one.what->lever) {
        case Lever::rotation: multiplier = std::max(multiplier.value_or(0), level); break;
        case Lever::election: levers.election = true; break; // Reading: two in one month are one
        case Lever::instruction: levers.floor = std::max(levers.floor, level); break;
        case Lever::technical_staff_listed: levers.technical_staff_listed = true; break;
        case Lever::direct_appointment: levers.direct_appointment = true; break;
        case Lever::csr_enforced: levers.csr_enforced = true; break;
        case Lever::membership: widen_task_force(levers, one.what->target); break;
        case Lever::mandate: {
            double& mandate =
                one.what->target == Target::kecamatan ? levers.mandate_kecamatan : levers.mandate_kelurahan;
            mandate = std::max(mandate, level);
            break;
        }
        default: break;
        }
    }
    levers.rotation_multiplier = multiplier.value_or(1);
}

} // namespace

Rupiah Purse::left() const
{
    return plan->budget_per_year ? *plan->budget_per_year - spent : std::numeric_limits<Rupiah>::infinity();
}

void Account::pay(std::size_t purse, Lever lever, Rupiah amount)
{
    purses[purse].spent += amount;
    month.cost[number(lever)] += amount;
}

bool Account::buy_unit(const InForce& intervention)
{
    const Lever lever = intervention.what->lever;
    if (!purses[intervention.purse].can_pay(intervention.what->unit_cost)) {
        ++month.undelivered[number(lever)];
        return false;
    }
    pay(intervention.purse, lever, intervention.what->unit_cost);
    return true;
}

std::vector<InForce> Levers::of(Lever lever) const
{
    std::vector<InForce> found;
    for (const InForce& one : in_force)
        if (one.what->lever == lever) found.push_back(one);
    return found;
}

Levers take_effect(Account& account, sim::Month month, const Layout& layout)
{
    account.month = Spending{};
    for (Purse& purse : account.purses)
        if (purse.year != month.year()) {
            purse.year = month.year();
            purse.spent = 0;
        }
    Levers levers;
    levers.in_force = buy_force(account, month);
    buy_funding(levers, account, layout);
    read_levels(levers);
    levers.task_force = levers.members_opd ? layout.of(Kind::opd) : layout.task_force;
    return levers;
}

} // namespace reference
