#pragma once

// What tests of the plain engine share.

#include <cmath>
#include <limits>
#include <vector>

#include "tests/models/commitment/reference/reference.hpp"

namespace tiny {

using namespace commitment;
using reference::Engine;
using reference::Families;
using reference::Index;

inline constexpr double never = -1000; // log hazard of what is not to happen

/// A city made by hand, in which nothing happens but what a test turns on.
struct TinyTown
{
    City city;
    Parameters parameters;
    Plan plan;

    TinyTown()
    {
        city.start = sim::Month(2015, 1);
        add(Kind::city);
        Parameters& p = parameters;
        p.rotation_head = p.rotation_official = p.rotation_technical = 0;
        p.knowledge_half_life = std::numeric_limits<double>::infinity();
        p.diffusion_rate = p.diffusion_loss = p.diffusion_loss_floor = p.doctrine_rate = p.doctrine_loss = 0;
        p.formal_base = p.business_base = never;
        p.formal_dormancy = p.business_lapse = p.overlap = 0;
        p.families_word_of_mouth = p.families_learn = p.families_join = p.families_join_floor = p.families_spread = 0;
        p.families_lapse = p.families_forget = p.families_turnover = p.families_outreach = p.families_service = 0;
    }

    /// One head where it is staffed; A = D = L = κ = 0.
    Index add(Kind kind, Index parent = 0)
    {
        Institution one;
        one.kind = kind;
        if (kind != Kind::city) one.parent = id(parent);
        one.heads = is_staffed(kind) ? 1 : 0;
        city.institutions.push_back(one);
        InitialState start;
        start.leadership = 0;
        city.initial.push_back(start);
        return city.institutions.size() - 1;
    }
    Institution& at(Index i) { return city.institutions[i]; }
    InitialState& start(Index i) { return city.initial[i]; }
    void link(Index from, Index to, LinkType type, double weight = 1)
    {
        city.links.push_back({id(from), id(to), type, weight});
    }

    /// In force for ever.
    Intervention& intervene(Lever lever, Target target = Target::none, double per_year = 0)
    {
        Intervention one;
        one.lever = lever;
        one.target = target;
        one.from = city.start;
        one.to = city.start + 10000;
        one.per_year = per_year;
        plan.interventions.push_back(one);
        return plan.interventions.back();
    }
    Engine engine(std::uint64_t seed = 1) const { return {city, &plan, parameters, seed}; }

    static InstitutionId id(Index i) { return InstitutionId(static_cast<std::uint32_t>(i)); }
};

inline void run(Engine& engine, int months)
{
    for (int month = 0; month < months; ++month) engine.advance();
}

inline double sum(const std::vector<double>& all)
{
    double total = 0;
    for (const double x : all) total += x;
    return total;
}

/// Mean of independent values, and its standard error.
struct Estimate
{
    double mean;
    double error;
    /// 4.5 standard errors: one false alarm in some 150,000 comparisons.
    bool agrees_with(double expected) const { return std::abs(mean - expected) <= 4.5 * error; }
};

inline Estimate estimate(const std::vector<double>& values)
{
    const double n = static_cast<double>(values.size());
    const double mean = sum(values) / n;
    double squares = 0;
    for (const double x : values) squares += (x - mean) * (x - mean);
    return {mean, std::sqrt(squares / (n - 1) / n)};
}

/// `value(replicate)` for so many replicates.
template <class Value>
Estimate estimate(int replicates, Value value)
{
    std::vector<double> values;
    for (int r = 0; r < replicates; ++r) values.push_back(value(static_cast<std::uint64_t>(r) + 1));
    return estimate(values);
}

inline double monthly(double yearly_rate) { return 1 - std::exp(-yearly_rate / 12); }

} // namespace tiny
