#pragma once

#include "sim/text/findings.hpp"

#include <limits>
#include <optional>

namespace sim {

/// The numbers that are accepted. `{.lowest = 0, .highest = 1}`
struct Range
{
    double lowest = -std::numeric_limits<double>::infinity();
    double highest = std::numeric_limits<double>::infinity();
    Words reason = {}; ///< what is said of a number outside; if empty, "must be 0 to 1" or the like
    bool lowest_excluded = false;
    bool highest_excluded = false;
};

/// What is wrong with `value`; nothing if it lies in the range.
std::optional<Words> objection(double value, const Range& range);

} // namespace sim
