#pragma once

// Goals: an outcome and the value that it should reach.

#include <optional>
#include <string>
#include <string_view>

#include "models/commitment/named_outcome.hpp"

namespace commitment {

/// "formal.kelurahan >= 60"
struct Goal
{
    enum class Relation : std::uint8_t { at_least, above, at_most, below };

    std::string text; ///< as it was given
    NamedOutcome outcome;
    Relation relation{};
    double value = 0;

    bool holds(double x) const;
};

/// Reads a goal. \return nothing, and what is wrong with it in `wrong`
std::optional<Goal> parse_goal(std::string_view text, const City& city, sim::Words& wrong);

} // namespace commitment
