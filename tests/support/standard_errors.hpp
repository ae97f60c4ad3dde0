#pragma once

// Bounds of statistical tests, in standard errors. Seeds are fixed, so a test that passes passes always; 4.5 standard
// errors are left by chance in one of 150,000 comparisons, whatever the seed.

#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>

namespace tests {

inline constexpr double most_errors = 4.5;

/// A sample's mean and its standard error.
class Tally
{
  public:
    void add(double x)
    {
        ++count_;
        const double step = x - mean_;
        mean_ += step / static_cast<double>(count_);
        squares_ += step * (x - mean_);
    }
    std::size_t count() const { return count_; }
    double mean() const { return mean_; }
    double variance() const { return count_ < 2 ? 0 : squares_ / static_cast<double>(count_ - 1); }
    double error() const { return std::sqrt(variance() / static_cast<double>(count_)); }

  private:
    std::size_t count_ = 0;
    double mean_ = 0;
    double squares_ = 0;
};

/// The sample's mean is what was expected; one without spread to rounding.
inline void check_mean(const Tally& sample, double expected)
{
    const double off = sample.mean() - expected;
    const double error = sample.error();
    CAPTURE(sample.count(), sample.mean(), expected, error);
    CHECK(std::abs(off) <= most_errors * error + 1e-11 * (1 + std::abs(expected)));
}

/// A mean with a standard error known from theory.
inline void check_mean(const Tally& sample, double expected, double theoretical_error)
{
    const double off = sample.mean() - expected;
    CAPTURE(sample.count(), sample.mean(), expected, theoretical_error);
    CHECK(std::abs(off) <= most_errors * theoretical_error + 1e-11 * (1 + std::abs(expected)));
}

/// So many of so many, each with probability p.
inline void check_share(double successes, double trials, double p)
{
    const double error = std::sqrt(p * (1 - p) / trials);
    CAPTURE(successes, trials, p, error);
    CHECK(std::abs(successes / trials - p) <= most_errors * error + 1e-12);
}

} // namespace tests
