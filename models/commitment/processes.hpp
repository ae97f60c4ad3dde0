#pragma once

// The processes of a month, in the order of the model's section 4. Each reads what is given, changes the state, and
// leaves there what a later one needs.

#include "models/commitment/state.hpp"

namespace commitment::inline SIM_LEVEL {

/// The state of the first month's beginning; L is drawn where the city does not say it.
void begin(State& now, const Month& month);

/// Pays what being in force costs, then funding; says which levers are in force (section 5).
Levers settle_accounts(State& now, const Month& month);
/// Units of an intervention that come up this month, [lane]; the fraction is one Bernoulli draw.
Real units_due(const State& now, const Month& month, std::uint32_t intervention);
/// Buys one unit in each lane of `wanted` that can pay. \return the lanes that got it; the others count as undelivered
Mask buy(State& now, const PackedIntervention& by, Mask wanted);

void rotate_posts(State& now, const Levers& levers, const Month& month);      // 4.1
void train(State& now, const Levers& levers, const Month& month);             // 4.2
void hold_sosialisasi(State& now, const Levers& levers, const Month& month);  // 4.3
void facilitate(State& now, const Levers& levers, const Month& month);        // 4.4
void monitor(State& now, const Levers& levers, const Month& month);           // 4.4
void hold_meetings(State& now, const Levers& levers, const Month& month);     // 4.5
void forget(State& now, const Levers& levers, const Month& month);            // 4.6, and derives K
void gather_influence(State& now, const Levers& levers, const Month& month);  // E, F, N, C of all, before any update
void diffuse(State& now, const Levers& levers, const Month& month);           // 4.7
void form_bodies(State& now, const Levers& levers, const Month& month);       // 4.8
void involve_families(State& now, const Levers& levers, const Month& month);  // 4.9
void engage_businesses(State& now, const Levers& levers, const Month& month); // 4.10
void provide_resources(State& now, const Levers& levers, const Month& month); // 4.11, in force next month
void derive(State& now, const Levers& levers, const Month& month);            // S and P

/// K from the posts' knowledge.
void derive_capacity(State& now, const Month& month);

// 4.12 reports: they feed nothing back
void report_outcomes(const State& now, const Month& month, Real* series);
void report_districts(const State& now, const Month& month, Real* series); // by kecamatan, after the outcomes

/// One month. \param watch  null, or told after each process
void advance(State& now, const Month& month, Watch* watch);

} // namespace commitment::inline SIM_LEVEL
