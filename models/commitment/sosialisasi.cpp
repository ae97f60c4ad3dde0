// 4.3 Sosialisasi: sessions in institutions, among families and with businesses.

#include "models/commitment/places.hpp"
#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {
namespace {

/// One attendee learns; the institution's doctrine grows, less where the attendee is not the one who answers for it.
void inform_institution(State& now, const Levers& levers, const Month& month, int lane, std::uint32_t i,
                        std::uint64_t session, std::uint32_t intervention)
{
    const PackedCity& city = month.city;
    const LaneParameters& parameters = month.parameters;
    const sim::Draws draws = month.draws(Decision::session_attendee, session, lane);
    const std::uint32_t first = city.first_post[i];
    const std::uint32_t implementer = city.implementer(i);
    const bool sent =
        levers.direct_appointment[lane] > 0 || draws.bernoulli(0, parameters.sosialisasi_consistency[lane]);
    const std::uint32_t attendee =
        sent ? implementer : first + static_cast<std::uint32_t>(draws.index(1, city.first_post[i + 1] - first));
    const double knowledge = raised(now.knowledge[attendee][lane], parameters.sosialisasi_effect[lane]);
    set_knowledge(now, month, lane, attendee, knowledge, TrainedBy::sosialisasi);
    const double relay = attendee == implementer ? 1 : parameters.sosialisasi_relay[lane];
    double& doctrine = now.doctrine[i].at(lane);
    doctrine = raised(doctrine, parameters.sosialisasi_doctrine[lane] * relay);
    if (month.trace)
        month.trace->record(lane, month.step,
                            {.event = Event::attended,
                             .institution = i,
                             .post = attendee,
                             .intervention = intervention,
                             .amount = relay});
}

/// A session in one community a lane: some families come to know, some of those who know understand.
void inform_families(State& now, const Month& month, const std::uint32_t* community, Mask lanes, std::uint64_t session,
                     std::uint32_t intervention)
{
    Real families = 1.0;
    Real unaware = 0.0;
    Real knows = 0.0;
    for_lanes(lanes, [&](int lane) {
        if (month.city.families[community[lane]] <= 0) return;
        families.set(lane, month.city.families[community[lane]]);
        unaware.set(lane, now.unaware[community[lane]][lane]);
        knows.set(lane, now.knows[community[lane]][lane]);
    });
    const Real attends = smaller(month.parameters.sosialisasi_reach / families, Real(1.0));
    const Real grasps =
        smaller(month.parameters.sosialisasi_face * month.parameters.sosialisasi_reach / families, Real(1.0));
    const sim::LaneDraws awareness = month.draws(Decision::session_families, session);
    const Real aware = sim::binomial({unaware, sim::chance(attends), awareness.uniform(0), &awareness, 1});
    const sim::LaneDraws insight = month.draws(Decision::session_understanding, session);
    const Real understood = sim::binomial(
        {knows + aware, sim::chance(grasps), insight.uniform(0), &insight, 1}); // the ones just moved among them
    for_lanes(lanes, [&](int lane) {
        now.unaware[community[lane]].at(lane) -= aware[lane];
        now.knows[community[lane]].at(lane) += aware[lane] - understood[lane];
        now.understands[community[lane]].at(lane) += understood[lane];
        if (!month.trace) return;
        const std::uint32_t i = month.city.community_institution[community[lane]];
        month.trace->record(
            lane, month.step,
            {.event = Event::informed, .institution = i, .intervention = intervention, .amount = aware[lane]});
        month.trace->record(
            lane, month.step,
            {.event = Event::convinced, .institution = i, .intervention = intervention, .amount = understood[lane]});
    });
}

} // namespace

void hold_sosialisasi(State& now, const Levers& levers, const Month& month)
{
    const PackedCity& city = month.city;
    for (std::uint32_t k = 0; k < month.plan.interventions.size(); ++k) {
        const PackedIntervention& by = month.plan.interventions[k];
        if (by.lever != Lever::sosialisasi) continue;
        const Real due = units_due(now, month, k);
        const Mask someone = someone_in(city, by.target, levers);
        std::uint32_t number = 0;
        for (Real held = 0.0; any((held < due) & someone); held += 1.0, ++number) {
            const Mask lanes = buy(now, by, (held < due) & someone);
            const std::uint64_t session = sim::key_of(by.key, number);
            std::uint32_t community[lane_count] = {};
            for_lanes(lanes, [&](int lane) {
                const Indices& places = places_of(city, by.target, levers.opd_members[lane] > 0);
                const std::uint32_t i =
                    places[month.draws(Decision::session_place, session, lane).index(0, places.size())];
                if (by.target == Target::communities) {
                    community[lane] = city.community_of[i];
                } else if (by.target == Target::businesses) {
                    now.advocacy[city.business_of[i]].at(lane) = 1;
                    if (month.trace)
                        month.trace->record(lane, month.step,
                                            {.event = Event::approached, .institution = i, .intervention = k});
                } else {
                    inform_institution(now, levers, month, lane, i, session, k);
                }
            });
            if (by.target == Target::communities) inform_families(now, month, community, lanes, session, k);
        }
    }
}

} // namespace commitment::inline SIM_LEVEL
