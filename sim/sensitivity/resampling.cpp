#include "sim/sensitivity/resampling.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "sim/core/contract.hpp"
#include "sim/random/draws.hpp"
#include "sim/statistics/sample.hpp"

namespace sim::sensitivity_detail {
namespace {

constexpr std::uint32_t resamples = 999;
constexpr Interval no_interval{-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity(),
                               Method::none};
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

double student_quantile(double degrees, double tail)
{
    return boost::math::quantile(boost::math::complement(boost::math::students_t(degrees), tail));
}

/// The level at which a percentile of `blocks` things' resamples leaves `tail`: wider by what the bootstrap's variance
/// lacks, (n − 1)/n, and by Student's t.
double expanded_tail(std::size_t blocks, double tail)
{
    const auto n = static_cast<double>(blocks);
    const double reach = std::sqrt(n / (n - 1)) * student_quantile(n - 1, tail);
    return boost::math::cdf(boost::math::complement(boost::math::normal(), reach));
}

double scaled(double value, Scale scale)
{
    switch (scale) {
    case Scale::logarithm: return std::log(std::max(value, 1e-300)); // 0: no reach is far enough
    case Scale::fisher: return std::atanh(std::clamp(value, -1 + 1e-12, 1 - 1e-12));
    case Scale::plain: break;
    }
    return value;
}

double unscaled(double value, Scale scale)
{
    switch (scale) {
    case Scale::logarithm: return std::exp(value);
    case Scale::fisher: return std::tanh(value);
    case Scale::plain: break;
    }
    return value;
}

bool is_defined(double value) { return !std::isnan(value); }

std::vector<double> sorted_defined(const std::vector<double>& values)
{
    std::vector<double> out;
    std::copy_if(values.begin(), values.end(), std::back_inserter(out), is_defined);
    std::sort(out.begin(), out.end());
    return out;
}

/// Whether the design is large enough for an interval.
bool is_known(const Moving& moving, std::size_t blocks, double confidence)
{
    const auto lost = std::count_if(moving.resampled.begin(), moving.resampled.end(),
                                    [](double value) { return !is_defined(value); });
    return blocks >= 2 && is_defined(moving.value) &&
           static_cast<double>(lost) <= (1 - confidence) / 2 * static_cast<double>(moving.resampled.size()) &&
           std::all_of(moving.without.begin(), moving.without.end(), is_defined);
}

/// An interval by the blocks, joined with the error by the replicates.
Interval with_replicates(const Interval& by_blocks, const Moving& moving, double confidence, Scale scale)
{
    if (moving.without.empty()) return by_blocks;
    std::vector<double> without;
    for (const double value : moving.without) without.push_back(scaled(value, scale));
    const auto replicates = static_cast<double>(without.size());
    const double reach = student_quantile(replicates - 1, (1 - confidence) / 2) * (replicates - 1) *
                         std::sqrt(moments(without).variance / replicates);
    const double middle = scaled(moving.value, scale);
    const double below = std::max(0.0, middle - scaled(by_blocks.low, scale));
    const double above = std::max(0.0, scaled(by_blocks.high, scale) - middle);
    return {unscaled(middle - std::hypot(below, reach), scale), unscaled(middle + std::hypot(above, reach), scale),
            by_blocks.method};
}

} // namespace

void for_resamples(std::size_t blocks, const std::function<void(const Times&)>& use)
{
    Times times(blocks);
    for (std::uint32_t b = 0; b < resamples; ++b) {
        std::fill(times.begin(), times.end(), 0U);
        for (std::size_t i = 0; i < blocks; i += 2) { // as sim::Bootstrap draws
            const Draws draws(0, b, {0, 0}, i / 2);
            for (std::uint32_t which = 0; which < 2 && i + which < blocks; ++which) ++times[draws.index(which, blocks)];
        }
        use(times);
    }
}

Estimate estimate(const Moving& moving, std::size_t blocks, double confidence, Scale scale)
{
    if (!is_known(moving, blocks, confidence)) return {moving.value, no_interval};
    const std::vector<double> values = sorted_defined(moving.resampled);
    const double tail = expanded_tail(blocks, (1 - confidence) / 2);
    const Interval by_blocks{quantile(values, tail), quantile(values, 1 - tail), Method::resampled};
    return {moving.value, with_replicates(by_blocks, moving, confidence, scale)};
}

Estimate studentized(const Moving& moving, std::size_t blocks, double confidence)
{
    if (!is_known(moving, blocks, confidence)) return {moving.value, no_interval};
    std::vector<double> distances;
    for (std::size_t b = 0; b < moving.resampled.size(); ++b)
        distances.push_back(moving.errors[b] > 1e-6 * moving.error // else a resample without spread
                                ? (moving.resampled[b] - moving.value) / moving.errors[b]
                                : undefined);
    distances = sorted_defined(distances);
    if (distances.size() < moving.resampled.size() / 2) return estimate(moving, blocks, confidence);
    const double tail = (1 - confidence) / 2;
    const Interval by_blocks{moving.value - moving.error * quantile(distances, 1 - tail),
                             moving.value - moving.error * quantile(distances, tail), Method::bootstrap};
    return {moving.value, with_replicates(by_blocks, moving, confidence, Scale::plain)};
}

Pairs::Pairs(std::span<const double> x, std::span<const double> y) : x_(x), y_(y)
{
    SIM_EXPECTS(x.size() == y.size() && !x.empty());
    for (std::size_t r = 0; r < x.size(); ++r) {
        sum_x_ += x[r];
        sum_y_ += y[r];
        sum_xy_ += x[r] * y[r];
    }
}

double Pairs::mean() const
{
    const auto n = static_cast<double>(x_.size());
    return x_.size() == 1 ? sum_xy_ : (sum_x_ * sum_y_ - sum_xy_) / (n * (n - 1));
}

double Pairs::mean_without(std::size_t r) const
{
    const auto left = static_cast<double>(x_.size() - 1);
    return ((sum_x_ - x_[r]) * (sum_y_ - y_[r]) - (sum_xy_ - x_[r] * y_[r])) / (left * (left - 1));
}

void Terms::add(const Pairs& pairs, double weight)
{
    of_block.back() += weight * pairs.mean();
    for (std::size_t r = 0; r < without.size(); ++r) without[r] += weight * pairs.mean_without(r);
}

double sum(const Terms& terms)
{
    double out = 0;
    for (const double term : terms.of_block) out += term;
    return out;
}

double sum(const Terms& terms, const Times& times)
{
    double out = 0;
    for (std::size_t block = 0; block < times.size(); ++block) out += times[block] * terms.of_block[block];
    return out;
}

double positive_ratio(double numerator, double denominator)
{
    return denominator > 0 ? numerator / denominator : undefined;
}

std::vector<Moving> ratios(std::span<const Terms> numerators, const Terms& denominator)
{
    std::vector<Moving> out(numerators.size());
    const std::size_t blocks = denominator.of_block.size();
    /// Standard error of a ratio of sums (Cochran 1977, 2.39), but for a factor near 1.
    const auto error = [&](const Terms& numerator, const Times& times, double value, double below) {
        double squares = 0;
        for (std::size_t block = 0; block < blocks; ++block) {
            const double off = numerator.of_block[block] - value * denominator.of_block[block];
            squares += times[block] * off * off;
        }
        return std::sqrt(squares) / below;
    };
    const double all_below = sum(denominator);
    const Times once(blocks, 1);
    for (std::size_t k = 0; k < out.size(); ++k) {
        out[k].value = positive_ratio(sum(numerators[k]), all_below);
        out[k].error = error(numerators[k], once, out[k].value, all_below);
        for (std::size_t r = 0; r < denominator.without.size(); ++r)
            out[k].without.push_back(positive_ratio(numerators[k].without[r], denominator.without[r]));
    }
    for_resamples(blocks, [&](const Times& times) {
        const double below = sum(denominator, times);
        for (std::size_t k = 0; k < out.size(); ++k) {
            const double value = positive_ratio(sum(numerators[k], times), below);
            out[k].resampled.push_back(value);
            out[k].errors.push_back(error(numerators[k], times, value, below));
        }
    });
    return out;
}

Whole whole_blocks(const Outputs& outputs, std::size_t rows_per_block)
{
    SIM_EXPECTS(outputs.replicates > 0 && rows_per_block > 0);
    const std::size_t runs = rows_per_block * outputs.replicates;
    SIM_EXPECTS(outputs.values.size() % runs == 0);
    Whole out;
    out.rows = rows_per_block;
    out.replicates = outputs.replicates;
    for (std::size_t block = 0; block < outputs.values.size() / runs; ++block) {
        const auto values = outputs.values.subspan(block * runs, runs);
        if (!std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); })) {
            ++out.left_out;
            continue;
        }
        out.place.push_back(block);
        out.values.insert(out.values.end(), values.begin(), values.end());
    }
    out.blocks = out.place.size();
    out.centred = out.values;
    const std::size_t rows = out.blocks * out.rows;
    for (std::size_t r = 0; rows > 0 && r < out.replicates; ++r) {
        const double first = out.values[r]; // equal numbers are exactly 0 when centred
        double sum = 0;
        for (std::size_t row = 0; row < rows; ++row) sum += out.values[row * out.replicates + r] - first;
        const double mean = sum / static_cast<double>(rows);
        for (std::size_t row = 0; row < rows; ++row) {
            double& value = out.centred[row * out.replicates + r];
            value = (value - first) - mean;
        }
    }
    return out;
}

} // namespace sim::sensitivity_detail
