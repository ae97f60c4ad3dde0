#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace sim {

/// First moments of some numbers. Sums run in their order.
struct Moments
{
    std::size_t count = 0;
    double mean = 0;
    double variance = 0; ///< with count − 1; 0 for one number
    double skewness = 0; ///< third central moment by the 3/2 power of the second; 0 where all are equal
};

Moments moments(std::span<const double> values);

/// Covariance with count − 1 of two samples of one length.
double covariance(std::span<const double> a, std::span<const double> b);

/// Quantile between order statistics (type 7 of Hyndman & Fan). \pre `sorted` is sorted and not empty
double quantile(std::span<const double> sorted, double level);

std::vector<double> sorted(std::span<const double> values);

} // namespace sim
