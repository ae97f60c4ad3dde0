#pragma once

// Intervals of estimates for which both the blocks of a design (base points, trajectories, rows) and the replicates'
// random numbers are samples. Within sim/sensitivity.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "sim/sensitivity/sensitivity.hpp"

namespace sim::sensitivity_detail {

/// How often a resample has each block; adds up to their number.
using Times = std::vector<std::uint32_t>;
/// Calls `use` for each of 999 resamples, fixed by the number of blocks alone.
void for_resamples(std::size_t blocks, const std::function<void(const Times&)>& use);

/// An estimate and how it moves; NaN where it is not defined.
struct Moving
{
    double value = 0;
    std::vector<double> resampled; ///< [resample] of the blocks
    std::vector<double> without;   ///< [replicate] left out; empty for fewer than three
    double error = 0;              ///< standard error by the blocks; of ratios alone
    std::vector<double> errors;    ///< [resample] its standard error
};

/// Where an estimate's error by replicates is nearer to Student's t.
enum class Scale : std::uint8_t {
    plain,
    logarithm, ///< shares of variance
    fisher,    ///< correlations
};

/// Interval by the blocks: percentiles of the resamples, wider for few blocks (Hesterberg 2015, section 5.3).
/// By the replicates: the jackknife with Student's t, on a scale. Joined as independent errors (Zou & Donner 2008).
/// No interval where the estimate is undefined in more resamples than one of its tails has, or without some replicate.
Estimate estimate(const Moving& moving, std::size_t blocks, double confidence, Scale scale = Scale::plain);

/// The same with bootstrap-t by the blocks: for skewed ratios, of which percentiles miss too many.
Estimate studentized(const Moving& moving, std::size_t blocks, double confidence);

/// Sums over pairs of different replicates, from which independent noise of the replicates falls out on average.
class Pairs
{
  public:
    /// Numbers of one thing and another, or of the same: [replicate]
    Pairs(std::span<const double> x, std::span<const double> y);
    /// Mean of x_r y_s over r ≠ s; of one replicate alone x_0 y_0, with its noise.
    double mean() const;
    /// Without replicate r, of three or more.
    double mean_without(std::size_t r) const;

  private:
    std::span<const double> x_;
    std::span<const double> y_;
    double sum_x_ = 0;
    double sum_y_ = 0;
    double sum_xy_ = 0;
};

/// Numbers of so many blocks and, added up over them, without each replicate.
struct Terms
{
    std::vector<double> of_block;
    std::vector<double> without;

    explicit Terms(std::size_t replicates) : without(replicates >= 3 ? replicates : 0) {}
    /// Opens a block of which the next terms are.
    void open() { of_block.push_back(0); }
    void add(const Pairs& pairs, double weight);
};

/// Sum over blocks, each as often as said.
double sum(const Terms& terms);
double sum(const Terms& terms, const Times& times);

/// numerator / denominator, of which the second must be positive.
double positive_ratio(double numerator, double denominator);
std::vector<Moving> ratios(std::span<const Terms> numerators, const Terms& denominator);

/// Blocks of rows all of whose runs finished.
struct Whole
{
    std::size_t blocks = 0;
    std::size_t left_out = 0;
    std::size_t rows = 0; ///< a block
    std::size_t replicates = 0;
    std::vector<std::size_t> place; ///< [block] in the design
    std::vector<double> values;     ///< [block][row][replicate]
    std::vector<double> centred;    ///< less each replicate's mean over the rows: less what its numbers do to all alike

    std::span<const double> of(const std::vector<double>& table, std::size_t block, std::size_t row) const
    {
        return std::span<const double>(table).subspan((block * rows + row) * replicates, replicates);
    }
};
Whole whole_blocks(const Outputs& outputs, std::size_t rows_per_block);

/// Variance by the parameters and by the replicates' random numbers, block by block.
struct Variance
{
    Terms parameters; ///< their mean over the blocks is the variance
    Terms noise;
    bool none = false; ///< all rows give the same, but for rounding
};
Variance variance_of(const Whole& whole);
VarianceSplit split(const Whole& whole, const Variance& variance, double confidence);

} // namespace sim::sensitivity_detail
