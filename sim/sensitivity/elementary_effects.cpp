#include <algorithm>
#include <cmath>
#include <numbers>

#include "sim/core/contract.hpp"
#include "sim/sensitivity/resampling.hpp"
#include "sim/statistics/sample.hpp"

namespace sim {
namespace {

using namespace sensitivity_detail;

/// One factor's effects.
class Effects
{
  public:
    /// \param values    [trajectory][replicate]
    /// \param rounding  what is not above it is no spread
    Effects(const std::vector<double>& values, std::size_t replicates, double rounding)
        : replicates_(replicates), trajectories_(values.size() / replicates), rounding_(rounding), centred_(values),
          squares_(replicates)
    {
        const auto n = static_cast<double>(trajectories_);
        std::vector<double> centre(replicates_);
        for (std::size_t i = 0; i < values.size(); ++i) centre[i % replicates_] += values[i] / n;
        for (std::size_t i = 0; i < values.size(); ++i) centred_[i] -= centre[i % replicates_];
        mean_.without.resize(squares_.without.size());
        mean_absolute_.without.resize(squares_.without.size());
        for (std::size_t t = 0; t < trajectories_; ++t) {
            const auto effects = std::span<const double>(values).subspan(t * replicates_, replicates_);
            const Moments of = moments(effects);
            means_.push_back(of.mean);
            noise_ += of.variance / static_cast<double>(replicates_) / n;
            for (std::size_t r = 0; r < squares_.without.size(); ++r) {
                const double left = of.mean + (of.mean - effects[r]) / static_cast<double>(replicates_ - 1);
                mean_.without[r] += left / n;
                mean_absolute_.without[r] += std::abs(left) / n;
            }
            const auto off = std::span<const double>(centred_).subspan(t * replicates_, replicates_);
            squares_.open();
            squares_.add(Pairs(off, off), 1);
        }
        set_means(Times(trajectories_, 1), mean_.value, mean_absolute_.value);
        sd_.value = spread(sum(squares_), n - 1);
        for (const double squares : squares_.without) sd_.without.push_back(spread(squares, n - 1));
    }

    void resample(const Times& times)
    {
        set_means(times, mean_.resampled.emplace_back(), mean_absolute_.resampled.emplace_back());
        // Off the resample's own centre; the mean square of resamples is smaller by (n − 1)/n.
        const auto n = static_cast<double>(trajectories_);
        std::vector<double> centre(replicates_);
        for (std::size_t t = 0; t < trajectories_; ++t)
            for (std::size_t r = 0; r < replicates_; ++r) centre[r] += times[t] * centred_[t * replicates_ + r] / n;
        const double squares = sum(squares_, times) - n * Pairs(centre, centre).mean();
        sd_.resampled.push_back(spread(squares, (n - 1) * (n - 1) / n));
    }

    FactorEffects summary(double confidence) const
    {
        FactorEffects out{estimate(mean_, trajectories_, confidence),
                          estimate(mean_absolute_, trajectories_, confidence), estimate(sd_, trajectories_, confidence),
                          std::nullopt};
        if (replicates_ > 1) out.noise = std::sqrt(2 / std::numbers::pi * noise_);
        return out;
    }

  private:
    void set_means(const Times& times, double& mean, double& mean_absolute) const
    {
        const auto n = static_cast<double>(trajectories_);
        mean = mean_absolute = 0;
        for (std::size_t t = 0; t < trajectories_; ++t) {
            mean += times[t] * means_[t] / n;
            mean_absolute += times[t] * std::abs(means_[t]) / n;
        }
    }

    double spread(double squares, double degrees) const
    {
        const double sd = std::sqrt(std::max(0.0, squares / degrees));
        return sd > rounding_ ? sd : 0;
    }

    std::size_t replicates_;
    std::size_t trajectories_;
    double rounding_;
    std::vector<double> centred_; ///< [trajectory][replicate] less the replicate's mean
    std::vector<double> means_;   ///< [trajectory] over the replicates
    Terms squares_;               ///< of the centred, over pairs of replicates: without noise
    double noise_ = 0;            ///< variance of an effect's mean over the replicates
    Moving mean_, mean_absolute_, sd_;
};

} // namespace

Screening elementary_effects(const UnitDesign& design, const Outputs& outputs, double confidence)
{
    SIM_EXPECTS(outputs.rows() == design.rows());
    const std::size_t factors = design.factors;
    const Whole whole = whole_blocks(outputs, factors + 1);
    Screening out{split(whole, variance_of(whole), confidence), {}};
    if (whole.blocks < 2) return out;

    std::vector<std::vector<double>> effects(factors); // [factor][trajectory][replicate]
    for (std::size_t block = 0; block < whole.blocks; ++block)
        for (std::size_t step = 1; step <= factors; ++step) {
            const auto before = design.row(whole.place[block] * (factors + 1) + step - 1);
            const auto after = design.row(whole.place[block] * (factors + 1) + step);
            const auto moved = static_cast<std::size_t>(
                std::mismatch(before.begin(), before.end(), after.begin()).first - before.begin());
            SIM_EXPECTS(moved < factors && effects[moved].size() == block * whole.replicates);
            const auto y_before = whole.of(whole.values, block, step - 1);
            const auto y_after = whole.of(whole.values, block, step);
            for (std::size_t r = 0; r < whole.replicates; ++r)
                effects[moved].push_back((y_after[r] - y_before[r]) / (after[moved] - before[moved]));
        }
    double largest = 0;
    for (const double value : whole.values) largest = std::max(largest, std::abs(value));
    std::vector<Effects> factor_effects;
    for (const std::vector<double>& of : effects) factor_effects.emplace_back(of, whole.replicates, 1e-13 * largest);
    for_resamples(whole.blocks, [&](const Times& times) {
        for (Effects& of : factor_effects) of.resample(times);
    });
    for (const Effects& of : factor_effects) out.factors.push_back(of.summary(confidence));
    return out;
}

} // namespace sim
