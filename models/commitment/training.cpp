// 4.2 Training: the seats of a month go to the least trained eligible posts, one seat a post.

#include "models/commitment/choose.hpp"
#include "models/commitment/least_trained.hpp"
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

/// One seat, taken.
void teach(State& now, const Month& month, int lane, std::uint32_t post, std::uint32_t intervention)
{
    const double knowledge = raised(now.knowledge[post][lane], month.parameters.training_effect[lane]);
    set_knowledge(now, month, lane, post, knowledge, TrainedBy::training);
    if (month.trace)
        month.trace->record(lane, month.step,
                            {.event = Event::trained,
                             .institution = month.city.institution_of[post],
                             .post = post,
                             .intervention = intervention});
}

/// Seats to one list of posts, [lane].
void give_seats(State& now, const Month& month, std::uint32_t intervention, const Indices& posts, Real seats)
{
    const PackedCity& city = month.city;
    const std::uint64_t key = month.plan.interventions[intervention].key;
    const Mask few = seats <= Real(static_cast<double>(LeastTrained::most));
    if (const Real of_few = select(few, seats, Real(0.0)); any(of_few > Real(0.0))) {
        const sim::Bits salt = month.draws(Decision::training_ties, key).pair(0).first;
        double most = 0;
        for (int lane = 0; lane < lane_count; ++lane) most = sim::larger(most, of_few[lane]);
        const LeastTrained least(now.knowledge, posts, city.post_key, salt, static_cast<std::uint32_t>(most));
        for_lanes(of_few > Real(0.0), [&](int lane) {
            const auto count = static_cast<std::uint32_t>(seats[lane]);
            for (std::uint32_t seat = 0; seat < count; ++seat)
                teach(now, month, lane, least.post(lane, seat), intervention);
        });
    }
    for_lanes(!few, [&](int lane) {
        const auto count = static_cast<std::uint32_t>(seats[lane]);
        const LeastTrainedPosts least(&now.knowledge[0].at(lane), lane_count, posts, city.post_key,
                                      month.draws(Decision::training_ties, key, lane).bits(0), count);
        for (std::uint32_t seat = 0; seat < count; ++seat) teach(now, month, lane, least.post(seat), intervention);
    });
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
        const Mask all_opd = is_true(levers.opd_members);
        if (any(all_opd)) give_seats(now, month, k, eligible(city, by.target, true), select(all_opd, seats, Real(0.0)));
        if (any(!all_opd))
            give_seats(now, month, k, eligible(city, by.target, false), select(all_opd, Real(0.0), seats));
    }
}

} // namespace commitment::inline SIM_LEVEL
