// 4.8 Formal bodies: task forces of kecamatan and PATBM of kelurahan come into writing, and fall dormant.

#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {
namespace {

/// One institution's month; `peers` is the share of its peers with a body, from before this process.
void form_body(State& now, const Month& month, std::uint32_t i, Real before, Real peers, Real mandate)
{
    const LaneParameters& parameters = month.parameters;
    const Mask stood = is_true(before);
    const Mask lacks = !stood;
    if (any(lacks)) {
        const Real terms[] = {parameters.formal_base,
                              parameters.formal_action * now.action[i],
                              parameters.formal_enabling * smaller(now.enabling[i] + mandate, Real(1.0)),
                              parameters.formal_peers * peers,
                              parameters.formal_community * now.community[i],
                              parameters.formal_capacity * now.capacity[i]};
        const Real log_hazard = terms[0] + terms[1] + terms[2] + terms[3] + terms[4] + terms[5];
        const Real draw = month.draws(Decision::formal_body, month.city.key[i]).uniform(0);
        if (const Mask near = lacks & (draw < sim::above_exp(log_hazard)); any(near)) { // the probability is below
            const Real probability = sim::probability_of_hazard(sim::exp(log_hazard));
            const Mask forms = near & (draw < probability);
            now.written[i] = select(forms, Real(1.0), now.written[i]);
            if (month.trace)
                for_lanes(forms, [&](int lane) { record_reasons(month, lane, Event::formed, i, probability, terms); });
        }
    }
    const Mask weak = stood & (now.action[i] < parameters.formal_dormancy_threshold);
    if (any(weak)) {
        const Mask sleeps =
            weak & (month.draws(Decision::dormancy, month.city.key[i]).uniform(0) < parameters.formal_dormancy);
        now.written[i] = select(sleeps, Real(0.0), now.written[i]);
        if (month.trace)
            for_lanes(sleeps, [&](int lane) {
                month.trace->record(lane, month.step, {.event = Event::dormant, .institution = i});
            });
    }
}

} // namespace

void form_bodies(State& now, const Levers& levers, const Month& month)
{
    const PackedCity& city = month.city;
    Real* before = now.scratch; // [institution] W at the start of this process
    const Indices& kelurahan = city.of_kind[static_cast<std::size_t>(Kind::kelurahan)];
    const Indices& kecamatan = city.of_kind[static_cast<std::size_t>(Kind::kecamatan)];
    for (const std::uint32_t i : kelurahan) before[i] = now.written[i];
    for (const std::uint32_t i : kecamatan) before[i] = now.written[i];
    const auto share = [&](sim::View<std::uint32_t> peers) {
        Real sum = 0.0;
        for (const std::uint32_t peer : peers) sum += before[peer];
        return peers.empty() ? sum : sum / Real(static_cast<double>(peers.size()));
    };
    for (std::uint32_t at = 0; at < kecamatan.size(); ++at)
        form_body(now, month, kecamatan[at], before[kecamatan[at]], share(city.own_kelurahan[at]),
                  levers.mandate_kecamatan);
    for_each(month, static_cast<std::uint32_t>(kelurahan.size()), [&](std::uint32_t at) {
        form_body(now, month, kelurahan[at], before[kelurahan[at]], share(city.neighbours[at]),
                  levers.mandate_kelurahan);
    });
}

} // namespace commitment::inline SIM_LEVEL
