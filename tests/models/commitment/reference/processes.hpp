#pragma once

#include <vector>

#include "tests/models/commitment/reference/levers.hpp"
#include "tests/models/commitment/reference/state.hpp"

/// Section 4, a process a function, in its order.
namespace reference {

/// What a process reads beside the state, and whom it asks for money and random numbers.
struct ThisMonth
{
    const Layout& layout;
    const Parameters& parameters;
    const Levers& levers;
    Account& account;
    Random& random;
};

// posts.cpp
/* 4.1 */ void rotate_posts(State& now, ThisMonth& month);
/* 4.2 */ void train(State& now, ThisMonth& month);
/* 4.3 */ void hold_sosialisasi(State& now, ThisMonth& month);
/* 4.4 */ void facilitate(State& now, ThisMonth& month);
/* 4.4 */ void monitor(State& now, ThisMonth& month);
/* 4.5 */ void hold_meetings(State& now, ThisMonth& month);
/* 4.6 */ void forget(State& now, const ThisMonth& month);

/// What an institution feels of the others (4.7), before any update.
struct Influence
{
    double enabling = 0;   ///< E
    double functional = 0; ///< F
    double normative = 0;  ///< N
    double community = 0;  ///< C
};
using Influences = std::vector<Influence>; ///< [institution]; of those without staff 0

// spread.cpp
/* 4.7 */ Influences gather(const State& now, const ThisMonth& month);
/* 4.7 */ void diffuse(State& now, const Influences& influences, const ThisMonth& month);
/* 4.8 */ void form_bodies(State& now, const Influences& influences, ThisMonth& month);
/* 4.9 */ void involve_families(State& now, ThisMonth& month);
/* 4.10 */ void engage_businesses(State& now, ThisMonth& month);
/* 4.11 */ void provide_resources(State& now, const ThisMonth& month);
/* 4.3 */ void fade_advocacy(State& now, const ThisMonth& month);

/// L of the city while an instruction may be in force (4.5, 4.7 and what is reported), else L itself.
double firmness(Index i, const State& now, const Layout& layout, const Levers& levers);

/// x moved the share `effect` of the way to 1.
inline double raised(double x, double effect) { return x + effect * (1 - x); }

} // namespace reference
