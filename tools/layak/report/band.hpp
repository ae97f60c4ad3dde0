#pragma once

#include <vector>

#include "models/commitment/outcomes.hpp"

namespace layak {

/// Over replicates: mean and quantiles.
struct Band
{
    double mean = 0;
    double low = 0, lower = 0, median = 0, upper = 0, high = 0; ///< 5, 25, 50, 75, 95 %
};

Band band_of(std::vector<double> values);

/// Whether an outcome is a count so small that its median would jump: then the mean stands for the middle.
/// \param most  how many there can be
bool is_small_count(std::uint32_t outcome, double most);

/// The name that charts have for what an outcome is: "share", "count" or "level".
const char* chart_name(commitment::Measure measure);

} // namespace layak
