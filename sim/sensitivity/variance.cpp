#include <algorithm>
#include <cmath>

#include "sim/sensitivity/resampling.hpp"

namespace sim {
namespace sensitivity_detail {

Variance variance_of(const Whole& whole)
{
    Variance out{Terms(whole.replicates), Terms(whole.replicates)};
    const auto rows = static_cast<double>(whole.rows);
    const auto others = static_cast<double>(std::max<std::size_t>(whole.blocks, 2) - 1);
    const auto replicates = static_cast<double>(whole.replicates);
    std::vector<double> block_mean(whole.replicates);
    std::vector<double> differences(whole.replicates);
    for (std::size_t block = 0; block < whole.blocks; ++block) {
        // E m² from the rows, (E m)² from pairs of different blocks, whose centred sums cancel: minus their squares.
        out.parameters.open();
        out.noise.open();
        std::fill(block_mean.begin(), block_mean.end(), 0.0);
        for (std::size_t row = 0; row < whole.rows; ++row) {
            const auto z = whole.of(whole.centred, block, row);
            out.parameters.add(Pairs(z, z), 1 / rows);
            for (std::size_t r = 0; r < whole.replicates; ++r) block_mean[r] += z[r] / rows;

            if (whole.replicates < 2) continue;
            const auto y = whole.of(whole.values, block, row);
            double sum = 0;
            double squares = 0;
            for (std::size_t r = 0; r < whole.replicates; ++r) { // exactly 0 where replicates agree
                differences[r] = y[r] - y[0];
                sum += differences[r];
                squares += differences[r] * differences[r];
            }
            out.noise.of_block.back() += (squares - sum * sum / replicates) / (replicates - 1) / rows;
            for (std::size_t r = 0; r < out.noise.without.size(); ++r) {
                const double d = differences[r];
                out.noise.without[r] +=
                    (squares - d * d - (sum - d) * (sum - d) / (replicates - 1)) / (replicates - 2) / rows;
            }
        }
        out.parameters.add(Pairs(block_mean, block_mean), 1 / others);
    }
    double largest = 0;
    double spread = 0;
    for (std::size_t i = 0; i < whole.values.size(); ++i) {
        largest = std::max(largest, std::abs(whole.values[i]));
        spread = std::max(spread, std::abs(whole.centred[i]));
    }
    out.none = spread <= 1e-13 * largest;
    return out;
}

VarianceSplit split(const Whole& whole, const Variance& variance, double confidence)
{
    VarianceSplit out;
    out.blocks = whole.blocks;
    out.left_out = whole.left_out;
    if (whole.blocks == 0) return out;
    double sum_of_all = 0;
    for (const double value : whole.values) sum_of_all += value;
    out.mean = sum_of_all / static_cast<double>(whole.values.size());
    const auto blocks = static_cast<double>(whole.blocks);
    if (whole.blocks > 1 && !variance.none) out.parameters = sum(variance.parameters) / blocks;
    if (whole.replicates < 2) return out;
    out.noise = sum(variance.noise) / blocks;
    if (whole.blocks < 2 || (variance.none && *out.noise == 0)) return out;
    if (*out.noise == 0) {
        out.noise_share = Estimate{0, {0, 0, Method::constant}};
        return out;
    }
    if (whole.replicates < 3) {
        out.noise_share = Estimate{std::min(1.0, *out.noise / (*out.noise + out.parameters)), {0, 1, Method::none}};
        return out;
    }
    Terms all(whole.replicates);
    for (std::size_t block = 0; block < whole.blocks; ++block)
        all.of_block.push_back(variance.noise.of_block[block] + variance.parameters.of_block[block]);
    for (std::size_t r = 0; r < all.without.size(); ++r)
        all.without[r] = variance.noise.without[r] + variance.parameters.without[r];
    Estimate share = estimate(ratios({&variance.noise, 1}, all).front(), whole.blocks, confidence, Scale::logarithm);
    const auto clamped = [](double x) { return std::clamp(x, 0.0, 1.0); };
    share.value = clamped(share.value);
    share.interval.low = clamped(share.interval.low);
    share.interval.high = clamped(share.interval.high);
    out.noise_share = share;
    return out;
}

} // namespace sensitivity_detail

VarianceSplit split_variance(const Outputs& outputs, std::size_t rows_per_block, double confidence)
{
    const auto whole = sensitivity_detail::whole_blocks(outputs, rows_per_block);
    return sensitivity_detail::split(whole, sensitivity_detail::variance_of(whole), confidence);
}

} // namespace sim
