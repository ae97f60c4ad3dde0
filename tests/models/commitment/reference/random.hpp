#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

namespace reference {

/// Random numbers drawn one after another.
class Random
{
  public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}

    /// In [0,1).
    double uniform() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }
    bool chance(double probability) { return uniform() < probability; }
    /// \return 0 to count − 1
    std::size_t index(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(engine_); }
    /// How many of `count` happen; a probability above 1 counts as 1.
    int binomial(int count, double probability);
    /// Beta with this mean and precision (the sum of its two parameters).
    double beta(double mean, double precision);
    /// A whole number with this mean: the fraction is one Bernoulli draw.
    int whole(double amount);

  private:
    std::mt19937_64 engine_;
};

} // namespace reference
