// S and P (section 3), derived from the state after the processes before.

#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {
namespace {

Real base_structure(const LaneParameters& parameters, Kind kind)
{
    return kind == Kind::city  ? parameters.structure_base_city
           : kind == Kind::opd ? parameters.structure_base_opd
                               : parameters.structure_base_other;
}

Real structure_of(const State& now, const Levers& levers, const LaneParameters& parameters, Kind kind, std::uint32_t i)
{
    const Real listed = levers.technical_staff_listed;
    switch (kind) {
    case Kind::city: return base_structure(parameters, kind) + parameters.structure_technical_city * listed;
    case Kind::opd: return base_structure(parameters, kind) + parameters.structure_technical_opd * listed;
    default:
        return base_structure(parameters, kind) + parameters.structure_body * now.written[i] +
               parameters.structure_technical_other * listed;
    }
}

} // namespace

void derive(State& now, const Levers& levers, const Month& month)
{
    const PackedCity& city = month.city;
    const LaneParameters& parameters = month.parameters;
    const Real floor = parameters.diffusion_knowledge_floor;
    const Real coherent =
        Real(1.0) - parameters.overlap * (Real(1.0) - now.coordination); // what overlapping mandates leave
    for_each(month, city.staffed, [&](std::uint32_t i) {
        const Kind kind = city.kind[i];
        now.structure[i] = smaller(structure_of(now, levers, parameters, kind, i), Real(1.0));
        if (kind == Kind::lpa) {
            now.programme[i] = now.action[i] * coherent;
            return;
        }
        const Real means = raised(floor, now.capacity[i]) * now.structure[i] * now.resources[i];
        if (any(means != now.means[i])) { // at the end of a month they are mostly those of its middle
            now.means[i] = means;
            now.root_of_means[i] = sim::cube_root(means);
        }
        now.programme[i] = now.action[i] * now.root_of_means[i];
    });
    for (const std::uint32_t i : city.of_kind[static_cast<std::size_t>(Kind::forum_anak)])
        now.programme[i] = now.action[i] * coherent;
    for (std::uint32_t b = 0; b < city.businesses; ++b)
        now.programme[city.business_institution[b]] = parameters.business_programme * now.engaged[b];
    for_each(month, city.communities, [&](std::uint32_t c) {
        now.programme[city.community_institution[c]] =
            now.involved[c] / Real(city.families[c] > 0 ? city.families[c] : 1.0);
    });
}

} // namespace commitment::inline SIM_LEVEL
