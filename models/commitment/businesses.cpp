// 4.10 Business: engagement by advocacy, rules, example and a liaison that knows its programme; lost where not kept up.

#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {

void engage_businesses(State& now, const Levers& levers, const Month& month)
{
    const PackedCity& city = month.city;
    const LaneParameters& parameters = month.parameters;
    if (city.businesses == 0) return;
    Real peers = 0.0;
    for (std::uint32_t b = 0; b < city.businesses; ++b) peers += now.engaged[b];
    peers = peers / Real(static_cast<double>(city.businesses));
    const Real enforced = levers.csr_enforced;
    for_each(month, city.businesses, [&](std::uint32_t b) {
        const std::uint32_t i = city.business_institution[b];
        const std::uint32_t kelurahan = city.business_kelurahan[b];
        const Mask engaged = is_true(now.engaged[b]);
        const Real terms[] = {parameters.business_base,
                              parameters.business_advocacy * now.advocacy[b],
                              parameters.business_csr * enforced,
                              parameters.business_peer * peers,
                              parameters.business_liaison * now.functional[i],
                              kelurahan == nobody ? Real(0.0) : now.programme[kelurahan]};
        const Real log_joins = terms[0] + terms[1] + terms[2] + terms[3] + terms[4] + terms[5];
        const Real kept = larger(now.advocacy[b], parameters.business_retention_csr * enforced);
        const Real leaves = parameters.business_lapse * (Real(1.0) - parameters.business_retention * kept);
        now.advocacy[b] *= month.rates.advocacy_kept; // the end of the month for it: nothing reads it later
        const Real draw = month.draws(Decision::business, city.key[i]).uniform(0);
        if (!any(draw < select(engaged, leaves, sim::above_exp(log_joins)))) return; // the probability is below
        const Real probability = sim::probability_of_hazard(select(engaged, leaves, sim::exp(log_joins)));
        const Mask changes = draw < probability;
        now.engaged[b] = select(changes, Real(1.0) - now.engaged[b], now.engaged[b]);
        if (month.trace)
            for_lanes(changes, [&](int lane) {
                if (now.engaged[b][lane] > 0)
                    record_reasons(month, lane, Event::engaged, i, probability, terms);
                else
                    month.trace->record(lane, month.step,
                                        {.event = Event::disengaged, .institution = i, .amount = probability[lane]});
            });
    });
}

} // namespace commitment::inline SIM_LEVEL
