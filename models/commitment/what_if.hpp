#pragma once

// A plan with one thing otherwise, to show what that thing does: no rotation, training that ends, parameters that are
// known.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/commitment/plan.hpp"

namespace commitment {

struct WhatIf
{
    enum class Kind : std::uint8_t {
        no_rotation,        ///< from the plan's first month on nobody moves, whatever the plan says; elections stand
        training_ends,      ///< after `last` the plan trains nobody
        standard_parameters ///< the city's one set of parameters: chance alone
    } kind{};
    std::optional<sim::Month> last{};
    std::string text{}; ///< "training-ends:2022-12"
};

/// How it is written: "no-rotation", "training-ends:YYYY-MM", "standard-parameters".
/// \param objection  receives what is wrong
std::optional<WhatIf> parse_what_if(std::string_view text, sim::Words& objection);

/// What planners call it: "tanpa mutasi".
sim::Words name_of(const WhatIf& what_if);

/// The plan as it would be. Rotation that the history decrees for the plan's months holds on.
Plan apply(const WhatIf& what_if, Plan plan);

} // namespace commitment
