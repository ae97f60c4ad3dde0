#include "models/commitment/batches.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/ensemble/ensemble.hpp"

namespace commitment {
namespace {

constexpr std::uint32_t batch_replicates = 256;
static_assert(batch_replicates % sim::Block::replicates == 0);

/// Means and squared distances from them over replicates of what came so far (Chan, Golub & LeVeque 1983).
class PooledMoments
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
            for (std::size_t at = 0; at < of.mean.size(); ++at) {
                const double sd = of.sd.empty() ? 0 : of.sd[at]; // of one replicate
                const double step = of.mean[at] - field.mean[at];
                field.mean[at] += step * own / count_;
                field.squares[at] += sd * sd * (own - 1) + step * step * before * own / count_;
            }
        }
    }

    void give(ExperimentResult& result) const
    {
        for (std::size_t f = 0; f < fields_.size(); ++f) {
            ExperimentResult::Summary& of = result.summary[f];
            of.mean.assign(fields_[f].mean.begin(), fields_[f].mean.end());
            of.sd.clear();
            of.sd.reserve(of.mean.size());
            for (const double squares : fields_[f].squares)
                of.sd.push_back(static_cast<float>(std::sqrt(squares / (count_ - 1))));
        }
    }

    /// Of so many numbers of each field.
    static constexpr std::size_t bytes(std::size_t numbers)
    {
        return summary_fields.size() * numbers * 2 * sizeof(double);
    }

  private:
    struct Field
    {
        std::vector<double> mean, squares; ///< as ExperimentResult::Summary
    };
    double count_ = 0;
    std::array<Field, summary_fields.size()> fields_;
};

void give_quantiles(const City& city, const QuantileCounts& counts, ExperimentResult& result)
{
    const std::size_t of_plan = std::size_t{result.months} * result.institutions;
    for (ExperimentResult::Summary& of : result.summary)
        of.quantile.assign(result.plans * quantile_levels.size() * of_plan, std::numeric_limits<float>::quiet_NaN());
    const auto cells = summarised_cells(city);
    sim::for_each_in_parallel(std::size_t{result.plans} * result.months, [&](std::size_t table) {
        const std::size_t plan = table / result.months, month = table % result.months;
        for (std::uint32_t k = 0; k < cells.size(); ++k)
            for (std::size_t q = 0; q < quantile_levels.size(); ++q)
                result.summary[cells[k].first].quantile[(plan * quantile_levels.size() + q) * of_plan +
                                                        month * result.institutions + cells[k].second] =
                    static_cast<float>(counts.quantile(table, k, quantile_levels[q]));
    });
}

} // namespace

std::vector<Batch> batches_of(const ExperimentOptions& options)
{
    if (options.baseline || options.replicates <= options.at_once) return {{0, options.replicates}};
    std::vector<Batch> batches;
    for (std::uint32_t first = 0; first < options.replicates; first += batch_replicates)
        batches.push_back({first, std::min(batch_replicates, options.replicates - first)});
    return batches;
}

std::size_t bytes_in_batches(const City& city, std::size_t plans, std::uint32_t months,
                             const ExperimentOptions& options)
{
    const std::vector<Batch> batches = batches_of(options);
    ExperimentOptions largest = options;
    largest.replicates = batches.front().count;
    std::size_t bytes = result_bytes(city, plans, months, largest);
    const std::size_t tables = std::max<std::size_t>(plans, 1) * months;
    if (batches.size() > 1)
        bytes += PooledMoments::bytes(tables * city.institutions.size()) +
                 QuantileCounts::bytes(tables, summarised_cells(city).size());
    return bytes;
}

ExperimentResult run_in_batches(const City& city, const std::vector<Plan>& plans, const ExperimentOptions& options,
                                const ReceiveBatch& receive)
{
    const std::vector<Batch> batches = batches_of(options);
    ExperimentResult result;
    PooledMoments moments;
    std::optional<QuantileCounts> counts;
    if (batches.size() > 1) {
        const ExperimentResult shape = result_shape(city, plans, options);
        counts.emplace(std::size_t{shape.plans} * shape.months,
                       static_cast<std::uint32_t>(summarised_cells(city).size()));
    }
    for (const Batch& batch : batches) {
        ExperimentOptions own = options;
        own.first_replicate = options.first_replicate + batch.first;
        own.replicates = batch.count;
        own.counts = counts ? &*counts : nullptr;
        if (options.progress)
            own.progress = [&](double share) {
                options.progress((batch.first + share * batch.count) / options.replicates);
            };
        result = {}; // gives its memory back first
        result = run_experiment(city, plans, own);
        receive(result, batch.first);
        if (counts) moments.add(result);
    }
    if (counts) {
        moments.give(result);
        sim::with_threads(options.threads, [&] { give_quantiles(city, *counts, result); });
    }
    return result;
}

} // namespace commitment
