#pragma once

// What the month step reads and changes, eight replicates side by side, or one. Compiled once per instruction set.

#include "models/commitment/decisions.hpp"
#include "models/commitment/outcomes.hpp"
#include "models/commitment/packed.hpp"
#include "models/commitment/parameters.hpp"
#include "models/commitment/trace.hpp"
#include "sim/core/arena.hpp"
#include "sim/core/ranges.hpp"
#include "sim/random/beta.hpp"
#include "sim/random/byte_chance.hpp"
#include "sim/random/counts.hpp"

namespace commitment::inline SIM_LEVEL {

using sim::lane_count;
using sim::Mask;
using sim::Real;

using LaneParameters = BasicParameters<Real>;

/// Monthly figures that follow from the parameters.
struct Rates
{
    Real rotation[3];       ///< by PostRole: probability of a move, before the multiplier
    Real forgetting;        ///< ln 2 / half-life
    Real advocacy_kept;     ///< of the stock, in a month
    Real resources_base[8]; ///< by Kind
    Real resources_need[8];
    Real capacity_weight[8][3]; ///< ω over the sum of those present, by roles present (bit PostRole) and PostRole
};

/// Levers in force this month, a lane each (one whose cost the budget cannot pay is not). Truths are 0 or 1.
struct Levers
{
    Real technical_staff_listed;
    Real direct_appointment;
    Real csr_enforced;
    Real opd_members, lpa_member, forum_member, businesses_members, communities_members;
    Real mandate_kecamatan, mandate_kelurahan;
    Real firmness; ///< floor on the city's L
    Real rotation_multiplier;
};

/// By half of a group of posts: the chance that each starts a move, as `sim::happening` takes it.
struct GroupLimit
{
    sim::Bits half[2];
};

/// Which posts of a group may move, by its half.
struct Starts
{
    sim::ByteOrder half[2];
};
/// Groups of posts that are looked at before their occupants move.
inline constexpr std::uint32_t starts_at_once = lane_count == 1 ? 16384 : 64;

/// What changes. Every array holds a Real per thing: [institution], [post], [community] or [business].
struct State
{
    // [institution]
    Real* action;
    Real* written; ///< 0 or 1
    Real* doctrine;
    Real* leadership;
    Real* resources;
    Real* structure;
    Real* capacity;
    Real* programme;
    Real* means;         ///< what an institution can act with: its knowledge, structure and resources, multiplied
    Real* root_of_means; ///< their cube root
    Real* funds;         ///< rupiah a year that this month's funding stands for
    // [post]
    Real* knowledge;
    // [community] counts of families
    Real* unaware;
    Real* knows;
    Real* understands;
    Real* involved;
    // [business]
    Real* engaged; ///< 0 or 1
    Real* advocacy;

    Real coordination;
    Real firmness;                     ///< the floor that this month's instruction puts under the city's L
    Real trained;                      ///< posts of the government with knowledge of 0.5 or more
    Real trained_by[trained_by_count]; ///< change of that in the month; places change hands within it, and no sum
    Real trained_moved;                ///< posts that lost a trained occupant to another post in the month

    // What 4.7 gathers, [institution]
    Real* instruction; ///< I
    Real* value;       ///< D less the overlap of mandates
    Real* enabling;    ///< E
    Real* functional;  ///< F
    Real* normative;   ///< N
    Real* community;   ///< C
    // What 4.9 gathers, [institution]
    Real* understanding; ///< s of a community: share that understands or is involved
    Real* scratch;

    // What 4.1 finds before it moves anyone
    GroupLimit* group_limits; ///< [kinds of a group]
    Starts* starts;           ///< [place in a stretch of the groups]

    // The month's accounts
    Real left[2];                  ///< of the year's budget, by file
    Real* in_force;                ///< [intervention] 0 or 1
    Real cost[lever_count];        ///< rupiah
    Real undelivered[lever_count]; ///< units; of funding rupiah
    Real lapsed[lever_count];      ///< 1 where one of the kind was not in force for want of its cost

    /// Doubles that the arrays take.
    static std::size_t size(const PackedCity& city, const PackedPlan& plan);
    void place(sim::Arena& arena, const PackedCity& city, const PackedPlan& plan);
};

/// What a month's processes are given.
struct Month
{
    const PackedCity& city;
    const PackedPlan& plan;
    const LaneParameters& parameters;
    const Rates& rates;
    const sim::BetaTable* const* leadership; ///< [lane]
    const sim::PhiloxKey& key;               ///< of `seed`
    std::uint64_t seed;
    std::uint32_t first_replicate;
    std::uint32_t step;        ///< months since the start
    Trace* trace;              ///< null: nobody listens
    sim::RunRanges run_ranges; ///< null: on this thread

    SIM_INLINE sim::LaneDraws draws(Decision decision, std::uint64_t who) const
    {
        return {&key, first_replicate, {step, static_cast<std::uint32_t>(decision)}, who};
    }
    /// Of one lane alone.
    SIM_INLINE sim::Draws draws(Decision decision, std::uint64_t who, int lane) const
    {
        return {seed,
                first_replicate + static_cast<std::uint32_t>(lane),
                {step, static_cast<std::uint32_t>(decision)},
                who};
    }
};

/// Calls `act(k)` for k below `count`, in any order; one lane of a large city with the help of other threads.
template <class Act>
SIM_INLINE void for_each(const Month& month, std::uint32_t count, Act act)
{
    if constexpr (lane_count == 1) {
        if (month.run_ranges != nullptr) {
            month.run_ranges(
                count,
                [](void* body, std::uint32_t begin, std::uint32_t end) {
                    for (std::uint32_t k = begin; k < end; ++k) (*static_cast<Act*>(body))(k);
                },
                &act);
            return;
        }
    }
    for (std::uint32_t k = 0; k < count; ++k) act(k);
}

/// Calls `act(i)` for every institution of a list, likewise.
template <class Act>
SIM_INLINE void for_each(const Month& month, const Indices& of, Act act)
{
    for_each(month, static_cast<std::uint32_t>(of.size()), [&](std::uint32_t k) { act(of[k]); });
}

/// Calls `act(lane)` for every lane of the mask.
template <class Act>
SIM_INLINE void for_lanes(Mask lanes, Act act)
{
    for (unsigned left = sim::to_bitmask(lanes); left != 0; left &= left - 1) act(__builtin_ctz(left));
}

/// Tells the trace that something happened with this probability, for these reasons.
inline void record_reasons(const Month& month, int lane, Event event, std::uint32_t institution, Real probability,
                           const Real (&terms)[6])
{
    Happening happening{.event = event, .institution = institution, .amount = probability[lane], .has_reasons = true};
    for (std::size_t k = 0; k < happening.reasons.size(); ++k) happening.reasons[k] = terms[k][lane];
    month.trace->record(lane, month.step, happening);
}

SIM_INLINE Mask is_true(Real truth) { return truth > Real(0.0); }
SIM_INLINE Real as_number(Mask truth) { return select(truth, Real(1.0), Real(0.0)); }

/// x moved by a share of what is left to 1.
SIM_INLINE Real raised(Real x, Real share) { return x + share * (Real(1.0) - x); }
SIM_INLINE double raised(double x, double share) { return x + share * (1.0 - x); }

/// Weighted mean of x over the incoming links of institution i; 0 where there is none.
SIM_INLINE Real mean(const sim::PackedLinks& links, std::uint32_t i, const Real* x)
{
    Real sum = 0.0;
    const std::uint32_t* source = links.source.data();
    const double* share = links.share.data();
    const std::uint32_t end = links.first[i + 1];
    for (std::uint32_t e = links.first[i]; e < end; ++e) sum += Real(share[e]) * x[source[e]];
    return sum;
}

SIM_INLINE Real sum_over(const Indices& of, const Real* x)
{
    Real sum = 0.0;
    for (const std::uint32_t i : of) sum += x[i];
    return sum;
}

/// The plain mean of x over a list of institutions; 0 over none.
SIM_INLINE Real plain_mean(const Indices& of, const Real* x)
{
    const Real sum = sum_over(of, x);
    return of.empty() ? sum : sum / Real(static_cast<double>(of.size()));
}

/// An OPD counts as the task force's where it is a member by the city's file or by `membership`.
SIM_INLINE Mask in_task_force(const Month& month, const Levers& levers, std::uint32_t opd)
{
    return is_true(month.city.task_force[opd] ? Real(1.0) : levers.opd_members);
}

/// What an occupant of a post knows in one lane becomes `knowledge`.
inline void set_knowledge(State& now, const Month& month, int lane, std::uint32_t post, double knowledge, TrainedBy by)
{
    double& known = now.knowledge[post].at(lane);
    if (is_government(month.city.kind[month.city.institution_of[post]]))
        now.trained_by[static_cast<std::size_t>(by)].at(lane) +=
            static_cast<double>(knowledge >= trained_knowledge) - static_cast<double>(known >= trained_knowledge);
    known = knowledge;
}

/// L of the city with the floor of an instruction.
SIM_INLINE Real firm_leadership(const State& now, const Month& month)
{
    return larger(now.leadership[month.city.city], now.firmness);
}

} // namespace commitment::inline SIM_LEVEL
