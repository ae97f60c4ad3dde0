#include "models/commitment/batches.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/contract.hpp"

namespace commitment {
namespace {

/// Statistics over replicates of what came so far (Chan, Golub & LeVeque 1983, for the squares).
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
            const std::size_t cells = std::size_t{batch.months} * batch.institutions; // of a plan
            for (std::size_t at = 0; at < of.mean.size(); ++at) {
                const double sd = of.sd[at];
                const double step = of.mean[at] - field.mean[at];
                field.mean[at] += step * own / count_;
                field.squares[at] += sd * sd * (own - 1) + step * step * before * own / count_;
                for (std::size_t q = 0; q < quantile_levels.size(); ++q) {
                    const std::size_t place = (at / cells * quantile_levels.size() + q) * cells + at % cells;
                    field.quantile[place] += own * of.quantile[place];
                }
            }
        }
    }

    void give(ExperimentResult& result) const
    {
        const auto narrow = [](const std::vector<double>& from, auto value) {
            std::vector<float> to;
            to.reserve(from.size());
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

    /// Of so many numbers of each field, with what is given.
    static constexpr std::size_t bytes(std::size_t numbers)
    {
        return summary_fields.size() * numbers * (2 + quantile_levels.size()) * (sizeof(double) + sizeof(float));
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

std::vector<Batch> batches_of(const ExperimentOptions& options)
{
    SIM_EXPECTS(options.batch > 0 && options.batch % sim::Block::replicates == 0);
    const std::uint32_t all = options.replicates;
    const std::uint32_t count = options.baseline ? 1 : std::max((all + options.batch / 2) / options.batch, 1U);
    std::vector<Batch> batches;
    for (std::uint32_t k = 0; k < count; ++k) batches.push_back({k * options.batch, options.batch});
    batches.back().count = all - batches.back().first;
    return batches;
}

std::size_t bytes_in_batches(const City& city, std::size_t plans, std::uint32_t months,
                             const ExperimentOptions& options)
{
    const std::vector<Batch> batches = batches_of(options);
    ExperimentOptions largest = options;
    largest.replicates = std::max(batches.front().count, batches.back().count);
    std::size_t bytes = result_bytes(city, plans, months, largest);
    if (batches.size() > 1)
        bytes += PooledSummary::bytes(std::max<std::size_t>(plans, 1) * months * city.institutions.size());
    return bytes;
}

ExperimentResult run_in_batches(const City& city, const std::vector<Plan>& plans, const ExperimentOptions& options,
                                const ReceiveBatch& receive)
{
    const std::vector<Batch> batches = batches_of(options);
    PooledSummary pooled;
    ExperimentResult result;
    for (const Batch& batch : batches) {
        ExperimentOptions own = options;
        own.first_replicate = options.first_replicate + batch.first;
        own.replicates = batch.count;
        if (options.progress)
            own.progress = [&](double share) {
                options.progress((batch.first + share * batch.count) / options.replicates);
            };
        result = {}; // gives its memory back first
        result = run_experiment(city, plans, own);
        receive(result, batch.first);
        if (batches.size() > 1) pooled.add(result);
    }
    if (batches.size() > 1) pooled.give(result);
    return result;
}

} // namespace commitment
