// 4.2 Training: the seats of a month go to the least trained eligible posts, one seat a post.

#include "models/commitment/choose.hpp"
#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {
namespace {

const Indices& eligible(const PackedCity& city, Target target, bool all_opd)
{
    switch (target) {
    case Target::leaders: return all_opd ? city.leaders_all_opd : city.leaders;
    case Target::technical: return all_opd ? city.technical_all_opd : city.technical_staff;
    case Target::kecamatan: return city.kecamatan_posts;
    case Target::kelurahan: return city.kelurahan_posts;
    default: return city.government_posts;
    }
}

} // namespace

void train(State& now, const Levers& levers, const Month& month)
{
    const PackedCity& city = month.city;
    for (std::uint32_t k = 0; k < month.plan.interventions.size(); ++k) {
        const PackedIntervention& by = month.plan.interventions[k];
        if (by.lever != Lever::training) continue;
        Real takers = 0.0; // posts that can take a seat
        for (int lane = 0; lane < lane_count; ++lane)
            takers.set(lane, static_cast<double>(eligible(city, by.target, levers.opd_members[lane] > 0).size()));
        const Real wanted = smaller(units_due(now, month, k), takers);
        Real seats = 0.0;
        for (Real bought = 0.0; any(bought < wanted); bought += 1.0) seats += as_number(buy(now, by, bought < wanted));
        for_lanes(seats > Real(0.0), [&](int lane) {
            const Indices& posts = eligible(city, by.target, levers.opd_members[lane] > 0);
            const auto count = static_cast<std::uint32_t>(seats[lane]);
            std::uint32_t* const chosen = now.chosen;
            choose_least_trained(&now.knowledge[0].at(lane), posts, city.post_key,
                                 month.draws(Decision::training_ties, by.key, lane).bits(0), count, chosen,
                                 now.workspace);
            for (std::uint32_t s = 0; s < count; ++s) {
                const double knowledge = raised(now.knowledge[chosen[s]][lane], month.parameters.training_effect[lane]);
                set_knowledge(now, month, lane, chosen[s], knowledge, TrainedBy::training);
                if (month.trace)
                    month.trace->record(lane, month.step,
                                        {.event = Event::trained,
                                         .institution = city.institution_of[chosen[s]],
                                         .post = chosen[s],
                                         .intervention = k});
            }
        });
    }
}

} // namespace commitment::inline SIM_LEVEL
