// 4.4 Monitoring: visits of planner and coordinator make those act who hold the value.

#include "models/commitment/places.hpp"
#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {

void monitor(State& now, const Levers& levers, const Month& month)
{
    for (std::uint32_t k = 0; k < month.plan.interventions.size(); ++k) {
        const PackedIntervention& by = month.plan.interventions[k];
        if (by.lever != Lever::monitoring) continue;
        const Real due = units_due(now, month, k);
        const Mask someone = someone_in(month.city, by.target, levers);
        std::uint32_t number = 0;
        for (Real made = 0.0; any((made < due) & someone); made += 1.0, ++number) {
            const Mask lanes = buy(now, by, (made < due) & someone);
            for_lanes(lanes, [&](int lane) {
                const Indices& places = places_of(month.city, by.target, levers.opd_members[lane] > 0);
                const sim::Draws draws = month.draws(Decision::monitoring, sim::key_of(by.key, number), lane);
                const std::uint32_t i = places[draws.index(0, places.size())];
                now.action[i].at(lane) =
                    raised(now.action[i][lane], month.parameters.monitoring_action[lane] * now.doctrine[i][lane]);
                if (month.trace)
                    month.trace->record(lane, month.step,
                                        {.event = Event::visited, .institution = i, .intervention = k});
            });
        }
    }
}

} // namespace commitment::inline SIM_LEVEL
