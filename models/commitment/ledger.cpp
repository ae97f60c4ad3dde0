#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {
namespace {

constexpr double rounding = 0.5; // rupiah: twelfths need not add up to the last digit

Mask payable(Real cost, Real left) { return cost <= left + Real(rounding); }

void pay(State& now, const PackedIntervention& by, Real amount)
{
    Real& left = now.left[by.file];
    left = larger(left - amount, Real(0.0));
    now.cost[static_cast<std::size_t>(by.lever)] += amount;
}

bool is_due(const PackedIntervention& by, const Month& month) { return by.from <= month.step && month.step <= by.to; }

/// A twelfth of each lever's own cost, in their order; without it the lever is not in force this month.
void pay_upkeep(State& now, const Month& month)
{
    for (std::uint32_t k = 0; k < month.plan.interventions.size(); ++k) {
        const PackedIntervention& by = month.plan.interventions[k];
        if (!is_due(by, month)) {
            now.in_force[k] = 0.0;
            continue;
        }
        if (by.upkeep <= 0) {
            now.in_force[k] = 1.0;
            continue;
        }
        now.in_force[k] = as_number(payable(Real(by.upkeep), now.left[by.file]));
        pay(now, by, now.in_force[k] * Real(by.upkeep));
        if (month.trace)
            for_lanes(!is_true(now.in_force[k]), [&](int lane) {
                month.trace->record(lane, month.step, {.event = Event::unpaid, .intervention = k});
            });
        Real& lapsed = now.lapsed[static_cast<std::size_t>(by.lever)];
        lapsed = larger(lapsed, Real(1.0) - now.in_force[k]); // a month counts once, however many of a kind lapse
    }
}

const Indices& receivers(const PackedCity& city, Target target)
{
    switch (target) {
    case Target::city: return city.of_kind[static_cast<std::size_t>(Kind::city)];
    case Target::opd: return city.of_kind[static_cast<std::size_t>(Kind::opd)];
    case Target::kecamatan: return city.of_kind[static_cast<std::size_t>(Kind::kecamatan)];
    case Target::kelurahan: return city.of_kind[static_cast<std::size_t>(Kind::kelurahan)];
    case Target::lpa: return city.of_kind[static_cast<std::size_t>(Kind::lpa)];
    default: return city.of_kind[static_cast<std::size_t>(Kind::forum_anak)];
    }
}

/// A twelfth of the year's funding, or what is left of the budget; shared equally among the kind's institutions.
void pay_funding(State& now, const Month& month)
{
    for (std::uint32_t i = 0; i < month.city.institutions; ++i) now.funds[i] = 0.0;
    for (std::uint32_t k = 0; k < month.plan.interventions.size(); ++k) {
        const PackedIntervention& by = month.plan.interventions[k];
        if (by.lever != Lever::funding || !is_due(by, month)) continue;
        const Indices& to = receivers(month.city, by.target);
        if (to.empty()) continue;
        const Real wanted = now.in_force[k] * Real(by.funding);
        const Real given = smaller(wanted, now.left[by.file]);
        pay(now, by, given);
        const Real missing = wanted - given;
        now.undelivered[static_cast<std::size_t>(Lever::funding)] +=
            select(missing > Real(rounding), missing, Real(0.0));
        const Real each = given * Real(12.0) / Real(static_cast<double>(to.size()));
        for (const std::uint32_t i : to) now.funds[i] += each;
    }
}

Levers in_force(const State& now, const Month& month)
{
    Levers levers{};
    levers.technical_staff_listed = levers.direct_appointment = levers.csr_enforced = 0.0;
    levers.opd_members = levers.lpa_member = levers.forum_member = levers.businesses_members =
        levers.communities_members = 0.0;
    levers.mandate_kecamatan = levers.mandate_kelurahan = levers.firmness = 0.0;
    Real multiplier = -1.0;
    for (std::uint32_t k = 0; k < month.plan.interventions.size(); ++k) {
        const PackedIntervention& by = month.plan.interventions[k];
        if (!is_due(by, month)) continue;
        const Real acts = now.in_force[k];
        const auto at_least = [&](Real& lever, Real value) { lever = larger(lever, acts * value); };
        switch (by.lever) {
        case Lever::technical_staff_listed: at_least(levers.technical_staff_listed, 1.0); break;
        case Lever::direct_appointment: at_least(levers.direct_appointment, 1.0); break;
        case Lever::csr_enforced: at_least(levers.csr_enforced, 1.0); break;
        case Lever::instruction: at_least(levers.firmness, by.level); break;
        case Lever::mandate:
            at_least(by.target == Target::kecamatan ? levers.mandate_kecamatan : levers.mandate_kelurahan, by.level);
            break;
        case Lever::rotation: multiplier = larger(multiplier, select(is_true(acts), Real(by.level), Real(-1.0))); break;
        case Lever::membership:
            at_least(by.target == Target::opd          ? levers.opd_members
                     : by.target == Target::lpa        ? levers.lpa_member
                     : by.target == Target::forum_anak ? levers.forum_member
                     : by.target == Target::businesses ? levers.businesses_members
                                                       : levers.communities_members,
                     1.0);
            break;
        default: break;
        }
    }
    levers.rotation_multiplier = select(multiplier < Real(0.0), Real(1.0), multiplier);
    return levers;
}

} // namespace

Levers settle_accounts(State& now, const Month& month)
{
    if (month.step == 0 || (month.plan.first_month_of_year + month.step) % 12 == 0)
        for (int file = 0; file < 2; ++file)
            now.left[file] = month.plan.budget_per_year[static_cast<std::size_t>(file)];
    for (std::size_t lever = 0; lever < lever_count; ++lever)
        now.cost[lever] = now.undelivered[lever] = now.lapsed[lever] = 0.0;
    for (Real& change : now.trained_by) change = 0.0;
    now.trained_moved = 0.0;
    pay_upkeep(now, month);
    pay_funding(now, month);
    const Levers levers = in_force(now, month);
    now.firmness = levers.firmness;
    return levers;
}

Real units_due(const State& now, const Month& month, std::uint32_t intervention)
{
    const PackedIntervention& by = month.plan.interventions[intervention];
    if (!is_due(by, month)) return 0.0;
    const double whole = sim::floor(by.per_month);
    const double fraction = by.per_month - whole;
    Real units = whole;
    if (fraction > 0) units += as_number(month.draws(Decision::amount, by.key).uniform(0) < Real(fraction));
    return now.in_force[intervention] * units;
}

Mask buy(State& now, const PackedIntervention& by, Mask wanted)
{
    const Real cost = by.unit_cost;
    const Mask paid = wanted & payable(cost, now.left[by.file]);
    pay(now, by, select(paid, cost, Real(0.0)));
    now.undelivered[static_cast<std::size_t>(by.lever)] += as_number(wanted & !paid);
    return paid;
}

} // namespace commitment::inline SIM_LEVEL
