// 4.6 Forgetting: knowledge halves in h months; practice slows it. Then K (section 3).

#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {
namespace {

/// The staff of institution i keep a share of what they know; K from what is left.
/// \return trained posts of the government
SIM_INLINE Real keep(State& now, const Month& month, std::uint32_t i, Real share)
{
    const PackedCity& city = month.city;
    const std::uint32_t count[3] = {city.heads[i], city.officials[i], city.technical[i]};
    const bool government = is_government(city.kind[i]);
    const unsigned present = (count[0] > 0 ? 1U : 0U) | (count[1] > 0 ? 2U : 0U) | (count[2] > 0 ? 4U : 0U);
    Real* known = now.knowledge + city.first_post[i];
    Real capacity = 0.0;
    Real trained = 0.0;
    for (std::size_t role = 0; role < 3; ++role) {
        Real sum = 0.0;
        for (const Real* const end = known + count[role]; known < end; ++known) {
            *known *= share;
            sum += *known;
            if (government) trained += as_number(*known >= Real(trained_knowledge));
        }
        capacity += month.rates.capacity_weight[present][role] * (sum * Real(city.one_of[count[role]]));
    }
    now.capacity[i] = capacity;
    return trained;
}

} // namespace

void forget(State& now, const Levers&, const Month& month)
{
    Real before = now.trained;
    for (const Real& change : now.trained_by) before += change;
    Real* const trained = now.scratch; // [institution]
    for_each(month, month.city.staffed, [&](std::uint32_t i) {
        const Real unpractised = Real(1.0) - month.parameters.knowledge_practice * now.programme[i];
        trained[i] = keep(now, month, i, sim::exp(Real(0.0) - month.rates.forgetting * unpractised));
    });
    now.trained = sum_over(month.city.staffed, trained);
    now.trained_by[static_cast<std::size_t>(TrainedBy::forgetting)] = now.trained - before;
}

void derive_capacity(State& now, const Month& month)
{
    Real* const trained = now.scratch; // [institution]
    for (const std::uint32_t i : month.city.staffed) trained[i] = keep(now, month, i, Real(1.0));
    now.trained = sum_over(month.city.staffed, trained);
}

} // namespace commitment::inline SIM_LEVEL
