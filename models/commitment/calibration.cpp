#include "models/commitment/calibration.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "sim/core/contract.hpp"
#include "sim/random/key.hpp"

namespace commitment {
namespace {

/// Six significant digits: what is simulated is what the table of sets says.
double as_written(double value)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.begin(), text.end(), value, std::chars_format::scientific, 5).ptr;
    std::from_chars(text.begin(), end, value);
    return value;
}

} // namespace

Calibration::Calibration(const City& city, const std::vector<std::string>& fixed, std::uint32_t replicates,
                         std::uint64_t seed, const Expectations* expectations)
    : city_(city), hindcast_(city, expectations), replicates_(replicates), seed_(seed)
{
    SIM_EXPECTS(replicates > 0 && replicates % sim::Block::replicates == 0);
    for (const ParameterInfo& row : parameter_table()) {
        const bool is_fixed = std::find(fixed.begin(), fixed.end(), row.name) != fixed.end();
        if (!row.structural && row.prior.lowest < row.prior.highest && !is_fixed) varied_.push_back(&row);
    }
}

Parameters Calibration::at(std::span<const double> place) const
{
    Parameters parameters = city_.parameters;
    for (std::size_t p = 0; p < varied_.size(); ++p) {
        const Range& prior = varied_[p]->prior;
        parameters.*varied_[p]->member = std::clamp(
            as_written(prior.lowest + place[p] * (prior.highest - prior.lowest)), prior.lowest, prior.highest);
    }
    return parameters;
}

sim::Simulated Calibration::simulate(std::span<const double> place, std::uint64_t stream) const
{
    SIM_EXPECTS(stream < most_streams());
    // Runs of plans have the same seed and replicates from 0 on: another key, so that a fit is not seen twice.
    const auto first = static_cast<std::uint32_t>(stream) * replicates_;
    const std::vector<double> runs = hindcast_.run(at(place), sim::key_of(seed_, 1), first, replicates_);
    std::vector<double> means = means_of(runs, hindcast_.numbers());
    const double misfit = hindcast_.misfit(means);
    return {misfit, std::move(means)};
}

std::uint64_t Calibration::most_streams() const { return std::numeric_limits<std::uint32_t>::max() / replicates_; }

} // namespace commitment
