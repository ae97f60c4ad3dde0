// 4.7 Diffusion of commitment: what authority, services, values and society press for, against what wears it down.

#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {
namespace {

/// I: authority that acts, is firm and has its commitment in writing.
void gather_instruction(State& now, const Month& month)
{
    const Real unwritten = month.parameters.diffusion_unwritten;
    for_each(month, month.city.staffed, [&](std::uint32_t i) {
        const Real firmness = i == month.city.city ? firm_leadership(now, month) : now.leadership[i];
        now.instruction[i] = now.action[i] * firmness * raised(unwritten, now.written[i]);
    });
}

/// D, less what overlapping mandates take from LPA, Forum Anak and coordinator.
void gather_value(State& now, const Month& month)
{
    for_each(month, month.city.institutions, [&](std::uint32_t i) { now.value[i] = now.doctrine[i]; });
    const Real coherent = Real(1.0) - month.parameters.overlap * (Real(1.0) - now.coordination);
    for (const std::uint32_t i : month.city.overlapping) now.value[i] *= coherent;
}

/// C: families that take part, and neighbours that act.
Real society(const State& now, const Month& month, std::uint32_t i, Real families)
{
    const LaneParameters& parameters = month.parameters;
    return parameters.diffuse_communities * smaller(parameters.diffuse_saturation * families, Real(1.0)) +
           parameters.diffuse_kelurahan * mean(month.city.from_kelurahan, i, now.action);
}

/// Exact monthly step of dx/dt = gain (1 − x) − loss x.
SIM_INLINE Real relaxed(Real x, Real gain, Real loss)
{
    const Real speed = gain + loss;
    const Real limit = gain / larger(speed, Real(1e-300));
    return select(speed > Real(0.0), limit + (x - limit) * sim::exp(Real(0.0) - speed), x);
}

} // namespace

void gather_influence(State& now, const Levers& levers, const Month& month)
{
    const PackedCity& city = month.city;
    gather_instruction(now, month);
    gather_value(now, month);
    const Real all_families = plain_mean(city.community_institution, now.programme);
    for_each(month, city.staffed, [&](std::uint32_t i) {
        now.enabling[i] = mean(city.enabling, i, now.instruction);
        now.functional[i] = mean(city.functional, i, now.programme);
        now.normative[i] = mean(city.normative, i, now.value);
        Real families = mean(city.from_communities, i, now.programme);
        const Real represented = i == city.city ? levers.communities_members
                                 : city.kind[i] == Kind::opd
                                     ? select(in_task_force(month, levers, i), levers.communities_members, Real(0.0))
                                     : Real(0.0);
        families = select(is_true(represented), all_families, families);
        now.community[i] = society(now, month, i, families);
    });
    for (const std::uint32_t i : city.business_institution) now.functional[i] = mean(city.functional, i, now.programme);
}

void diffuse(State& now, const Levers&, const Month& month)
{
    const PackedCity& city = month.city;
    const LaneParameters& parameters = month.parameters;
    for_each(month, city.staffed, [&](std::uint32_t i) {
        const Real pressure =
            parameters.diffusion_enabling * now.enabling[i] + parameters.diffusion_functional * now.functional[i] +
            parameters.diffusion_normative * now.normative[i] + parameters.diffusion_diffuse * now.community[i];
        Real gain =
            parameters.diffusion_rate * pressure * raised(parameters.diffusion_knowledge_floor, now.capacity[i]);
        if (i == city.city) gain += parameters.city_outside_expectation * parameters.diffusion_rate;
        const Real firmness = i == city.city ? firm_leadership(now, month) : now.leadership[i];
        const Real support = (now.resources[i] + now.structure[i] + now.doctrine[i] + firmness) * Real(0.25);
        const Real loss = parameters.diffusion_loss * (Real(1.0) - support) + parameters.diffusion_loss_floor;
        now.action[i] = relaxed(now.action[i], gain, loss);
        const Real conviction = Real(0.5) * parameters.doctrine_rate * (now.capacity[i] + now.normative[i]);
        now.doctrine[i] = relaxed(now.doctrine[i], conviction, parameters.doctrine_loss);
    });
}

} // namespace commitment::inline SIM_LEVEL
