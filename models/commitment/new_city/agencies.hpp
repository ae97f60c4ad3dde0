#pragma once

// The agencies that an Indonesian city usually has.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "models/commitment/city.hpp"

namespace commitment {

struct UsualAgency
{
    std::string_view id;
    std::string_view name;
    Role role;
    bool task_force;
    std::vector<std::string>
        clusters; ///< of child rights: 1 civil rights, 2 family, 3 health, 4 education, 5 protection
    /// What its name has in most cities: one of them is enough.
    std::vector<std::string_view> known_by;
};

/// The ones that the model needs most come first. Roles, members of the task force and clusters are those of Kota
/// Serang (scenarios/kota-serang).
std::span<const UsualAgency> usual_agencies_table();

/// Which usual agency an agency's name means; nothing where it is none of them.
const UsualAgency* usual_agency(std::string_view name);

/// So many of them; those beyond the list are called by number. Without parent.
std::vector<Institution> make_agencies(int count);

} // namespace commitment
