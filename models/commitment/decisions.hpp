#pragma once

#include <cstdint>

namespace commitment {

/// Each kind of decision draws its own random numbers, so that no branch shifts another's. The numbers are part of
/// what makes a result repeatable: new decisions go to the end.
enum class Decision : std::uint32_t {
    initial_leadership,
    amount,
    rotation_start,
    rotation_tie,
    rotation,
    leadership,
    election,
    training_ties,
    session_place,
    session_attendee,
    session_families,
    session_understanding,
    facilitation,
    monitoring,
    attendance,
    meeting_business,
    formal_body,
    dormancy,
    families_outer,
    families_knowing,
    families_understanding,
    business
};

} // namespace commitment
