#pragma once

#include "models/commitment/state.hpp"

namespace commitment::inline SIM_LEVEL {

/// The institutions from which a session or a visit draws one, in the order of their ids.
SIM_INLINE const Indices& places_of(const PackedCity& city, Target target, bool all_opd)
{
    switch (target) {
    case Target::task_force: return all_opd ? city.pick[static_cast<std::size_t>(Kind::opd)] : city.pick_task_force;
    case Target::opd: return city.pick[static_cast<std::size_t>(Kind::opd)];
    case Target::kecamatan: return city.pick[static_cast<std::size_t>(Kind::kecamatan)];
    case Target::kelurahan: return city.pick[static_cast<std::size_t>(Kind::kelurahan)];
    case Target::communities: return city.pick[static_cast<std::size_t>(Kind::community)];
    default: return city.pick[static_cast<std::size_t>(Kind::business)];
    }
}

/// The lanes in which there is someone to take a unit.
SIM_INLINE Mask someone_in(const PackedCity& city, Target target, const Levers& levers)
{
    Real count = 0.0;
    for (int lane = 0; lane < lane_count; ++lane)
        count.set(lane, static_cast<double>(places_of(city, target, levers.opd_members[lane] > 0).size()));
    return count > Real(0.0);
}

} // namespace commitment::inline SIM_LEVEL
