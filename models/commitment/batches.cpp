#include "models/commitment/batches.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace commitment {
namespace {

/// Statistics over replicates of what came so far.
class PooledSummary
{
  public:
    void add(const ExperimentResult& batch)
    {
        const double before = count_;
        const double own = batch.replicates;
        count_ += own;
        for (std::size_t f = 0; f < fields_.size(); ++f) {
            const ExperimentResult::Summary& of = batch.summary[f];
            Field& field = fields_[f];
            field.mean.resize(of.mean.size());
            field.squares.resize(of.mean.size());
            field.quantile.resize(of.mean.size() * quantile_levels.size());
            const std::size_t plan = std::size_t{batch.months} * batch.institutions;
            for (std::size_t at = 0; at < of.mean.size(); ++at) {
                const double sd = of.sd.empty() ? 0 : of.sd[at];
                const double step = of.mean[at] - field.mean[at];
                field.mean[at] += step * own / count_;
                field.squares[at] += sd * sd * (own - 1) + step * step * before * own / count_;
                for (std::size_t q = 0; q < quantile_levels.size(); ++q) {
                    const std::size_t place = (at / plan * quantile_levels.size() + q) * plan + at % plan;
                    field.quantile[place] += own * (of.quantile.empty() ? of.mean[at] : of.quantile[place]);
                }
            }
        }
    }

    void give(ExperimentResult& result) const
    {
        const auto narrow = [](const std::vector<double>& from, auto value) {
            std::vector<float> to;
            for (const double x : from) to.push_back(static_cast<float>(value(x)));
            return to;
        };
        for (std::size_t f = 0; f < fields_.size(); ++f) {
            const Field& field = fields_[f];
            result.summary[f] = {
                narrow(field.mean, [](double mean) { return mean; }),
                narrow(field.squares, [&](double squares) { return std::sqrt(squares / (count_ - 1)); }),
                narrow(field.quantile, [&](double sum) { return sum / count_; })};
        }
    }

  private:
    struct Field
    {
        std::vector<double> mean, squares, quantile; ///< as ExperimentResult::Summary; quantiles times replicates
    };
    double count_ = 0;
    std::array<Field, summary_fields.size()> fields_;
};

} // namespace

std::uint32_t replicates_at_once(const City& city, const std::vector<Plan>& plans, const ExperimentOptions& options)
{
    constexpr std::uint32_t least = 128; // quantiles of fewer would be too far from those of all
    const std::uint32_t months = months_of(city, plans);
    ExperimentOptions own = options;
    const auto bytes = [&](std::uint32_t replicates) {
        own.replicates = replicates;
        return result_bytes(city, plans.size(), months, own);
    };
    if (options.baseline || bytes(options.replicates) <= options.batch_bytes) return options.replicates;
    std::uint32_t batch = std::max(std::bit_floor(options.replicates), least);
    while (batch > least && bytes(batch) > options.batch_bytes) batch /= 2;
    return std::min(batch, options.replicates);
}

ExperimentResult run_in_batches(const City& city, const std::vector<Plan>& plans, const ExperimentOptions& options,
                                const ReceiveBatch& receive)
{
    const std::uint32_t batch = replicates_at_once(city, plans, options);
    PooledSummary pooled;
    ExperimentResult result;
    for (std::uint32_t first = 0; first < options.replicates; first += batch) {
        ExperimentOptions own = options;
        own.first_replicate = options.first_replicate + first;
        own.replicates = std::min(batch, options.replicates - first);
        if (options.progress)
            own.progress = [&](double share) {
                options.progress((first + share * own.replicates) / options.replicates);
            };
        result = {}; // gives its memory back first
        result = run_experiment(city, plans, own);
        receive(result, first);
        if (batch < options.replicates) pooled.add(result);
    }
    if (batch < options.replicates) pooled.give(result);
    return result;
}

} // namespace commitment
