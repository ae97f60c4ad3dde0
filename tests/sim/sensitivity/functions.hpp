#pragma once

// Functions of known sensitivity, noise of known variance, and how often intervals hold.

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <span>
#include <vector>

#include "sim/math/gamma.hpp"
#include "sim/random/draws.hpp"
#include "sim/sensitivity/sensitivity.hpp"

namespace tests {

using Point = std::span<const double>;

/// Ishigami & Homma (1990), a = 7, b = 0.1, of three factors in [−π, π]
inline double ishigami(Point x)
{
    const auto at = [&](std::size_t i) { return std::numbers::pi * (2 * x[i] - 1); };
    return std::sin(at(0)) + 7 * std::pow(std::sin(at(1)), 2) + 0.1 * std::pow(at(2), 4) * std::sin(at(0));
}
inline const double ishigami_variance =
    0.5 + 49.0 / 8 + 0.1 * std::pow(std::numbers::pi, 4) / 5 + 0.01 * std::pow(std::numbers::pi, 8) / 18;
inline constexpr double ishigami_first[] = {0.3139, 0.4424, 0};
inline constexpr double ishigami_total[] = {0.5576, 0.4424, 0.2437};

inline constexpr double g_weights[] = {0, 1, 4.5, 9};
/// Sobol' G (Saltelli & Sobol' 1995)
inline double sobol_g(Point x)
{
    double out = 1;
    for (std::size_t i = 0; i < x.size(); ++i) out *= (std::abs(4 * x[i] - 2) + g_weights[i]) / (1 + g_weights[i]);
    return out;
}
/// Variance of its terms in factor i alone
inline double g_part(std::size_t i) { return 1 / (3 * std::pow(1 + g_weights[i], 2)); }

/// Standard normal numbers: of a replicate (all rows share them), and of each run.
inline double shared_normal(std::uint32_t seed, std::size_t replicate, std::uint32_t which = 0)
{
    return sim::normal_quantile(sim::Draws(101, seed, {1, which}, replicate).uniform(0));
}
inline double own_normal(std::uint32_t seed, std::size_t replicate, std::size_t row)
{
    return sim::normal_quantile(sim::Draws(102, seed, {2, 0}, row * 1000 + replicate).uniform(0));
}

enum class Noise {
    none,
    independent, ///< of each run
    common,      ///< the same for all rows: nothing of it is in their differences
    mixed,       ///< both, and a part that grows with the first factor
};

/// Standard normal noise of a run: mean 0 and variance 1 for a uniform first factor.
inline double noise(Noise kind, std::uint32_t seed, std::size_t replicate, std::size_t row, double first)
{
    switch (kind) {
    case Noise::none: return 0;
    case Noise::independent: return own_normal(seed, replicate, row);
    case Noise::common: return shared_normal(seed, replicate);
    case Noise::mixed:
        return 0.6 * shared_normal(seed, replicate) +
               0.6 * shared_normal(seed, replicate, 1) * (first - 0.5) * std::sqrt(12.0) +
               std::sqrt(1 - 2 * 0.36) * own_normal(seed, replicate, row);
    }
    return 0;
}

/// Outputs [row][replicate] of a function with noise of this variance.
inline std::vector<double> run(const sim::UnitDesign& design, const std::function<double(Point)>& f,
                               std::size_t replicates, Noise kind, double noise_variance, std::uint32_t seed)
{
    std::vector<double> out;
    for (std::size_t row = 0; row < design.rows(); ++row)
        for (std::size_t r = 0; r < replicates; ++r)
            out.push_back(f(design.row(row)) +
                          std::sqrt(noise_variance) * noise(kind, seed, r, row, design.at(row, 0)));
    return out;
}

/// A Saltelli design of independent points, each factor a group: intervals assume no more even ones.
inline sim::UnitDesign random_saltelli(std::size_t base_points, std::size_t factors, std::uint32_t seed)
{
    sim::UnitDesign out;
    out.factors = factors;
    for (std::size_t point = 0; point < base_points; ++point) {
        const auto at = [&](std::size_t factor, bool is_b) {
            return sim::Draws(103, seed, {3, is_b}, point * factors + factor).uniform(0);
        };
        for (std::size_t row = 0; row < factors + 2; ++row)
            for (std::size_t factor = 0; factor < factors; ++factor)
                out.values.push_back(at(factor, row == sim::saltelli_b || row == sim::saltelli_first_mixed + factor));
    }
    return out;
}

/// Share of intervals that hold the truth.
class Coverage
{
  public:
    void add(const sim::Estimate& estimate, double truth)
    {
        ++count_;
        held_ += estimate.interval.holds(truth);
    }
    double share() const { return held_ / count_; }
    /// At least as often as said, less 3.5 standard errors.
    void check_at_least(double confidence) const
    {
        CAPTURE(share(), count_);
        CHECK(share() > confidence - 3.5 * std::sqrt(confidence * (1 - confidence) / count_));
    }

  private:
    double count_ = 0;
    double held_ = 0;
};

} // namespace tests
