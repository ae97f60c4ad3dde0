// 4.4 Facilitation: technical help to form a PATBM.

#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {

void facilitate(State& now, const Levers&, const Month& month)
{
    const Indices& kelurahan = month.city.pick[static_cast<std::size_t>(Kind::kelurahan)];
    for (std::uint32_t k = 0; k < month.plan.interventions.size(); ++k) {
        const PackedIntervention& by = month.plan.interventions[k];
        if (by.lever != Lever::facilitation) continue;
        const Real due = units_due(now, month, k);
        if (!any(due > Real(0.0))) continue;
        Real without_body = 0.0; // no unit forms a body at once: the number stays
        for (const std::uint32_t i : kelurahan) without_body += Real(1.0) - now.written[i];
        const Mask someone = without_body > Real(0.0);
        std::uint32_t number = 0;
        for (Real given = 0.0; any((given < due) & someone); given += 1.0, ++number) {
            const Mask lanes = buy(now, by, (given < due) & someone);
            for_lanes(lanes, [&](int lane) {
                const sim::Draws draws = month.draws(Decision::facilitation, sim::key_of(by.key, number), lane);
                auto place = draws.index(0, static_cast<std::uint64_t>(without_body[lane]));
                for (const std::uint32_t i : kelurahan) {
                    if (now.written[i][lane] > 0 || place-- != 0) continue;
                    now.action[i].at(lane) = raised(now.action[i][lane], month.parameters.facilitation_action[lane]);
                    now.doctrine[i].at(lane) =
                        raised(now.doctrine[i][lane], month.parameters.facilitation_doctrine[lane]);
                    if (month.trace)
                        month.trace->record(lane, month.step,
                                            {.event = Event::facilitated, .institution = i, .intervention = k});
                    break;
                }
            });
        }
    }
}

} // namespace commitment::inline SIM_LEVEL
