// 4.5 Meetings of the task force: who comes, in what quality, and what it does to action, doctrine and coordination.

#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {
namespace {

/// How an institution is represented: 1 its head, less a delegate, 0 nobody.
struct Attendance
{
    Real quality;
    Mask implementer; ///< came as delegate or sits beside
};

Attendance represent(const State& now, const Levers& levers, const Month& month, std::uint32_t i, std::uint64_t meeting)
{
    const LaneParameters& parameters = month.parameters;
    const sim::LaneDraws draws = month.draws(Decision::attendance, sim::key_of(meeting, month.city.key[i]));
    const sim::BitPair words = draws.pair(0);
    const Mask head = sim::uniform_of(words.first) < raised(parameters.meetings_base, now.action[i]);
    const Mask absent = !head;
    const Mask delegate = absent & (sim::uniform_of(words.second) < parameters.meetings_delegation);
    const Mask sent =
        delegate & (is_true(levers.direct_appointment) | (draws.uniform(2) < parameters.sosialisasi_consistency));
    const Mask beside = is_true(levers.technical_staff_listed) & (head | delegate);
    const Real came = select(
        head, Real(1.0),
        select(sent, parameters.meetings_implementer, select(delegate, parameters.sosialisasi_relay, Real(0.0))));
    return {select(beside, larger(came, parameters.meetings_implementer), came), sent | beside};
}

/// A member at one meeting: \return the quality of its representation, 0 in lanes where it is not invited
Real attend(State& now, const Levers& levers, const Month& month, std::uint32_t i, Mask invited, Real drive, Real value,
            std::uint64_t meeting)
{
    const Attendance attendance = represent(now, levers, month, i, meeting);
    const Real quality = select(invited, attendance.quality, Real(0.0));
    const Real effect = month.parameters.meetings_effect * quality;
    const std::uint32_t implementer = month.city.implementer(i);
    const Real learnt = select(invited & attendance.implementer, month.parameters.meetings_learning, Real(0.0));
    const Real known = now.knowledge[implementer];
    now.knowledge[implementer] = raised(known, learnt);
    if (is_government(month.city.kind[i]))
        now.trained_by[static_cast<std::size_t>(TrainedBy::meetings)] +=
            as_number(now.knowledge[implementer] >= Real(trained_knowledge)) -
            as_number(known >= Real(trained_knowledge));
    now.action[i] = raised(now.action[i], effect * drive);
    now.doctrine[i] = raised(now.doctrine[i], effect * value);
    if (month.trace)
        for_lanes(quality > Real(0.0), [&](int lane) {
            month.trace->record(lane, month.step,
                                {.event = Event::met,
                                 .institution = i,
                                 .post = learnt[lane] > 0 ? implementer : nobody,
                                 .amount = quality[lane]});
        });
    return quality;
}

/// D* of the meeting: the city's, or the mean of it and of the members from society.
Real shared_value(const State& now, const Levers& levers, const Month& month)
{
    Real sum = now.doctrine[month.city.city];
    Real count = 1.0;
    const auto include = [&](Kind kind, Real member) {
        for (const std::uint32_t i : month.city.of_kind[static_cast<std::size_t>(kind)]) {
            sum += member * now.doctrine[i];
            count += member;
        }
    };
    include(Kind::lpa, levers.lpa_member);
    include(Kind::forum_anak, levers.forum_member);
    return sum / count;
}

} // namespace

void hold_meetings(State& now, const Levers& levers, const Month& month)
{
    const PackedCity& city = month.city;
    const Indices& opd = city.of_kind[static_cast<std::size_t>(Kind::opd)];
    const Indices& kecamatan = city.of_kind[static_cast<std::size_t>(Kind::kecamatan)];
    const Indices& lpa = city.of_kind[static_cast<std::size_t>(Kind::lpa)];
    const Indices& businesses = city.pick[static_cast<std::size_t>(Kind::business)];
    Mask any_meeting = Real(0.0) > Real(0.0);
    for (std::uint32_t k = 0; k < month.plan.interventions.size(); ++k) {
        const PackedIntervention& by = month.plan.interventions[k];
        if (by.lever != Lever::meetings) continue;
        const bool all_levels = by.target == Target::all_levels;
        Real members = levers.lpa_member * Real(static_cast<double>(lpa.size()));
        for (const std::uint32_t i : opd) members += as_number(in_task_force(month, levers, i));
        if (all_levels) members += Real(static_cast<double>(kecamatan.size()));
        const Real due = units_due(now, month, k);
        std::uint32_t number = 0;
        for (Real held = 0.0; any((held < due) & (members > Real(0.0))); held += 1.0, ++number) {
            const Mask lanes = buy(now, by, (held < due) & (members > Real(0.0)));
            const std::uint64_t meeting = sim::key_of(by.key, number);
            const Real drive = firm_leadership(now, month) * now.action[city.city];
            const Real value = shared_value(now, levers, month);
            Real quality = 0.0;
            const auto invite = [&](std::uint32_t i, Mask member) {
                quality += attend(now, levers, month, i, lanes & member, drive, value, meeting);
            };
            for (const std::uint32_t i : opd)
                if (const Mask member = in_task_force(month, levers, i); any(member)) invite(i, member);
            if (all_levels)
                for (const std::uint32_t i : kecamatan) invite(i, lanes);
            if (any(is_true(levers.lpa_member)))
                for (const std::uint32_t i : lpa) invite(i, is_true(levers.lpa_member));
            const Real attended = quality / larger(members, Real(1.0));
            const Real kept = month.parameters.meetings_memory;
            now.coordination = select(lanes, kept * now.coordination + (Real(1.0) - kept) * attended, now.coordination);
            any_meeting = any_meeting | lanes;
            if (!businesses.empty())
                for_lanes(lanes & is_true(levers.businesses_members), [&](int lane) {
                    const sim::Draws draws = month.draws(Decision::meeting_business, meeting, lane);
                    now.advocacy[city.business_of[businesses[draws.index(0, businesses.size())]]].at(lane) = 1;
                });
        }
    }
    now.coordination = select(any_meeting, now.coordination, month.parameters.meetings_forgetting * now.coordination);
}

} // namespace commitment::inline SIM_LEVEL
