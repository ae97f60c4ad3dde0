#include "sim/text/range.hpp"

#include "sim/text/number.hpp"

#include <cmath>

namespace sim {

namespace {

Words description(const Range& range)
{
    const std::string low = readable(range.lowest);
    const std::string high = readable(range.highest);
    const bool no_lowest = std::isinf(range.lowest);
    const bool no_highest = std::isinf(range.highest);
    if (!no_lowest && !no_highest && !range.lowest_excluded && !range.highest_excluded) {
        return {"harus " + low + " sampai " + high, "must be " + low + " to " + high};
    }
    const Words above = range.lowest_excluded ? Words{"lebih dari " + low, "more than " + low}
                                              : Words{low + " atau lebih", low + " or more"};
    const Words below = range.highest_excluded ? Words{"kurang dari " + high, "less than " + high}
                        : no_lowest            ? Words{high + " atau kurang", high + " or less"}
                                               : Words{"paling besar " + high, "at most " + high};
    const Words must{"harus ", "must be "};
    if (no_highest) return must + above;
    if (no_lowest) return must + below;
    return must + above + Words{" dan ", " and "} + below;
}

} // namespace

std::optional<Words> objection(double value, const Range& range)
{
    const bool high_enough = range.lowest_excluded ? value > range.lowest : value >= range.lowest;
    const bool low_enough = range.highest_excluded ? value < range.highest : value <= range.highest;
    if (high_enough && low_enough) return std::nullopt;
    return range.reason.empty() ? description(range) : range.reason;
}

} // namespace sim
