// 4.11 Resources: what funds and businesses give, against what is needed; read from the next month on.

#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {

void provide_resources(State& now, const Levers&, const Month& month)
{
    const PackedCity& city = month.city;
    const Indices& kelurahan = city.of_kind[static_cast<std::size_t>(Kind::kelurahan)];
    for_each(month, static_cast<std::uint32_t>(kelurahan.size()), [&](std::uint32_t at) {
        for (const std::uint32_t b : city.businesses_in[at])
            now.funds[kelurahan[at]] += month.parameters.resources_business_contribution * now.engaged[b];
    });
    const auto provide = [&](std::uint32_t i) {
        const auto kind = static_cast<std::size_t>(city.kind[i]);
        if (!any(now.funds[i] > Real(0.0))) { // as of most in most months
            now.resources[i] = month.rates.resources_base[kind];
            return;
        }
        const Real provided = sim::probability_of_hazard(now.funds[i] / month.rates.resources_need[kind]);
        now.resources[i] = raised(month.rates.resources_base[kind], provided);
    };
    for_each(month, city.staffed, provide);
    for (const std::uint32_t i : city.of_kind[static_cast<std::size_t>(Kind::forum_anak)]) provide(i);
}

} // namespace commitment::inline SIM_LEVEL
