// 4.6 Forgetting: knowledge halves in h months; practice slows it. Then K.

#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {

void forget(State& now, const Levers&, const Month& month)
{
    const PackedCity& city = month.city;
    for (const std::uint32_t i : city.staffed) {
        const Real unpractised = Real(1.0) - month.parameters.knowledge_practice * now.programme[i];
        const Real kept = sim::exp(Real(0.0) - month.rates.forgetting * unpractised);
        for (std::uint32_t post = city.first_post[i]; post < city.first_post[i + 1]; ++post)
            now.knowledge[post] *= kept;
    }
    Real trained = now.trained;
    for (const Real& change : now.trained_by) trained += change;
    derive_capacity(now, month);
    now.trained_by[static_cast<std::size_t>(TrainedBy::forgetting)] = now.trained - trained;
}

} // namespace commitment::inline SIM_LEVEL
