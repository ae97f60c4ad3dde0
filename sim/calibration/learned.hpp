#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/calibration/abc.hpp"

namespace sim {

/// How far a calibrated parameter has moved from its prior.
enum class Lesson : unsigned char {
    nothing, ///< it cannot be told from the prior
    little,  ///< it can, but what was possible is possible still
    much     ///< a quarter of the spread is gone, or it lies elsewhere
};

/// What calibration says of one parameter, in places of the prior (0: its lowest value, 1: its highest).
struct Learned
{
    double low = 0, median = 0, high = 0; ///< 5, 50 and 95 %
    double spread = 1;                    ///< standard deviation, of the prior's
    double distance = 0;                  ///< largest difference of the distribution functions (Kolmogorov), 0 to 1
    Lesson lesson{};
};

/// [parameter] of the sets. Told from the prior is what differs at 5 % for all parameters together; sets that were
/// moved count half, since they have not forgotten all.
std::vector<Learned> learned_from(const AbcResult& result);

/// Two parameters of which the data know more together than alone.
struct KnownTogether
{
    std::size_t first = 0, second = 0;
    double correlation = 0;
};

/// The pairs with a correlation of `least` or more (or −`least` or less), the strongest first; none that so few sets
/// would show by chance (5 % for all pairs together, Fisher's z).
std::vector<KnownTogether> known_together(const AbcResult& result, double least);

} // namespace sim
