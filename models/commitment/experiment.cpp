#include "models/commitment/experiment.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>

#include "models/commitment/dealt_sets.hpp"
#include "sim/core/pages.hpp"
#include "sim/ensemble/ensemble.hpp"
#include "sim/statistics/columns.hpp"

namespace commitment {
namespace {

constexpr float missing = std::numeric_limits<float>::quiet_NaN();

std::vector<std::uint32_t> institutions_with(const City& city, Field field)
{
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < city.institutions.size(); ++i)
        if (has_field(city.institutions[i].kind, field)) rows.push_back(i);
    return rows;
}

/// What is observed of every replicate: first the summary fields, one after another, then with `raw` the others, then
/// what outcomes asked for are means of.
struct Cells
{
    Cells(const City& city, const PackedCity& packed_city, const ExperimentOptions& options)
    {
        const auto add = [&](Field field) {
            starts.push_back(static_cast<std::uint32_t>(packed.size()));
            for (const std::uint32_t i : institutions_with(city, field)) {
                packed.push_back(cell(field, place_of(packed_city, field, i)));
                institution.push_back(i);
            }
            fields.push_back(field);
        };
        if (options.institutions)
            for (const Field field : summary_fields) add(field);
        summarised = static_cast<std::uint32_t>(packed.size());
        if (options.raw)
            for (std::uint32_t f = 0; f < field_count; ++f)
                if (std::find(fields.begin(), fields.end(), static_cast<Field>(f)) == fields.end())
                    add(static_cast<Field>(f));
        starts.push_back(static_cast<std::uint32_t>(packed.size()));
        for (const NamedOutcome& outcome : options.kept) {
            kept_starts.push_back(static_cast<std::uint32_t>(packed.size()));
            const std::vector<std::uint32_t> own = cells_of(outcome, packed_city);
            packed.insert(packed.end(), own.begin(), own.end());
        }
        kept_starts.push_back(static_cast<std::uint32_t>(packed.size()));
    }

    std::vector<std::uint32_t> packed;
    std::vector<std::uint32_t> institution; ///< [cell of a field]
    std::vector<Field> fields;
    std::vector<std::uint32_t> starts;      ///< [fields + 1]
    std::vector<std::uint32_t> kept_starts; ///< [kept + 1]
    std::uint32_t summarised = 0;
};

std::vector<Lever> levers_of(const City& city, const std::vector<Plan>& plans)
{
    std::array<bool, lever_count> there{};
    const auto note = [&](const Plan& plan) {
        for (const Intervention& by : plan.interventions) there[static_cast<std::size_t>(by.lever)] = true;
    };
    note(city.history);
    for (const Plan& plan : plans) note(plan);
    there[static_cast<std::size_t>(Lever::election)] = false; // costs nothing
    std::vector<Lever> levers;
    for (std::size_t lever = 0; lever < lever_count; ++lever)
        if (there[lever]) levers.push_back(static_cast<Lever>(lever));
    return levers;
}

void allocate(ExperimentResult& result, const ExperimentOptions& options)
{
    const std::size_t table = std::size_t{result.plans} * result.months * result.institutions;
    if (options.institutions)
        for (auto& summary : result.summary) {
            summary.mean.assign(table, missing);
            if (!result.has_spread()) continue;
            summary.sd.assign(table, missing);
            if (options.counts != nullptr) continue;
            summary.quantile.assign(table * quantile_levels.size(), missing);
        }
    if (options.institutions && options.baseline)
        for (auto& difference : result.difference)
            for (auto* values : {&difference.mean, &difference.sd, &difference.ahead, &difference.behind})
                values->assign(table, missing);
    const std::size_t rows = result.rows();
    sim::resize_in_large_pages(result.outcomes, rows * outcome::count);
    sim::resize_in_large_pages(result.cost, rows * result.levers.size());
    sim::resize_in_large_pages(result.undelivered, rows * result.levers.size());
    sim::resize_in_large_pages(result.lapsed, rows * result.levers.size());
    sim::resize_in_large_pages(result.trained_by, rows * trained_by_count);
    sim::resize_in_large_pages(result.trained_moved, rows);
    sim::resize_in_large_pages(result.districts, rows * result.kecamatan * district_outcome_names.size());
    sim::resize_in_large_pages(result.kept, rows * options.kept.size());
    if (options.raw)
        for (auto& field : result.raw) field.assign(rows * result.institutions, missing);
}

void keep_series(ExperimentResult& result, const sim::Observations& seen)
{
    const std::size_t rows = result.rows();
    const std::size_t levers = result.levers.size();
    const std::size_t district_outcomes = district_outcome_names.size();
    sim::for_each_in_parallel(seen.blocks, [&](std::size_t block) {
        const auto first = static_cast<std::uint32_t>(block) * sim::Block::replicates;
        const std::uint32_t lanes = std::min(sim::Block::replicates, result.replicates - first);
        const double* const of_block = seen.series_of(0, first).first;
        const std::size_t of_step = seen.series_width * sim::Block::replicates;
        const auto each = [&](std::uint32_t series, auto keep) {
            const double* from = of_block + std::size_t{series} * sim::Block::replicates;
            for (std::uint32_t lane = 0; lane < lanes; ++lane) {
                const std::size_t row = result.row(first + lane, seen.job, seen.first_step);
                for (std::uint32_t step = 0; step < seen.steps; ++step) keep(row + step, from[step * of_step + lane]);
            }
        };
        for (std::uint32_t k = 0; k < outcome::count; ++k)
            each(k, [&, to = result.outcomes.data() + k * rows](std::size_t row, double value) {
                to[row] = static_cast<float>(value);
            });
        for (std::size_t k = 0; k < levers; ++k) {
            const auto lever = outcome::count + static_cast<std::uint32_t>(result.levers[k]);
            each(lever, [&](std::size_t row, double value) { result.cost[row * levers + k] = value; });
            each(lever + lever_count,
                 [&](std::size_t row, double value) { result.undelivered[row * levers + k] = value; });
            each(lever + 2 * lever_count,
                 [&](std::size_t row, double value) { result.lapsed[row * levers + k] = static_cast<float>(value); });
        }
        for (std::uint32_t k = 0; k < trained_by_count; ++k)
            each(outcome::count + 3 * lever_count + k, [&](std::size_t row, double value) {
                result.trained_by[row * trained_by_count + k] = static_cast<float>(value);
            });
        each(trained_moved_series,
             [&](std::size_t row, double value) { result.trained_moved[row] = static_cast<float>(value); });
        for (std::uint32_t kecamatan = 0; kecamatan < result.kecamatan; ++kecamatan)
            for (std::uint32_t k = 0; k < district_outcomes; ++k)
                each(first_district_series + kecamatan * static_cast<std::uint32_t>(district_outcomes) + k,
                     [&](std::size_t row, double value) {
                         result.districts[(k * rows + row) * result.kecamatan + kecamatan] = static_cast<float>(value);
                     });
    });
}

void keep_raw(ExperimentResult& result, const Cells& cells, const sim::Observations& seen)
{
    for (std::uint32_t step = 0; step < seen.steps; ++step)
        for (std::uint32_t replicate = 0; replicate < result.replicates; ++replicate) {
            const sim::OfLane<float> from = seen.cells_of(step, replicate);
            const std::size_t row = result.row(replicate, seen.job, seen.first_step + step);
            for (std::size_t f = 0; f < cells.fields.size(); ++f) {
                std::vector<float>& raw = result.raw[static_cast<std::size_t>(cells.fields[f])];
                for (std::uint32_t k = cells.starts[f]; k < cells.starts[f + 1]; ++k)
                    raw[row * result.institutions + cells.institution[k]] = from[k];
            }
        }
}

void keep_outcomes(ExperimentResult& result, const ExperimentOptions& options, const Cells& cells,
                   const sim::Observations& seen)
{
    const std::size_t count = options.kept.size();
    for (std::uint32_t step = 0; step < seen.steps; ++step)
        for (std::uint32_t replicate = 0; replicate < result.replicates; ++replicate) {
            double* const to = result.kept.data() + result.row(replicate, seen.job, seen.first_step + step) * count;
            for (std::size_t k = 0; k < count; ++k)
                to[k] = value_of(options.kept[k], seen.series_of(step, replicate),
                                 {&seen.cells_of(step, replicate)[cells.kept_starts[k]]});
        }
}

/// Paired differences from the baseline in one month, over replicates.
void compare(ExperimentResult& result, const Cells& cells, const sim::Observations& seen, std::uint32_t baseline,
             std::uint32_t step)
{
    const std::uint32_t columns = cells.summarised;
    const float* const here = seen.table(step);
    const float* const there = seen.cells_of_job(baseline) + (here - seen.cells);
    std::vector<double> mean(columns), squares(columns);
    std::vector<std::uint32_t> ahead(columns), behind(columns);
    const auto each = [&](auto act) {
        for (std::uint32_t r = 0; r < result.replicates; ++r) {
            const std::size_t place = seen.place(r);
            for (std::uint32_t k = 0; k < columns; ++k) {
                const std::size_t at = place + std::size_t{k} * sim::Block::replicates;
                act(k, static_cast<double>(here[at]) - static_cast<double>(there[at]));
            }
        }
    };
    each([&](std::uint32_t k, double difference) {
        mean[k] += difference;
        ahead[k] += difference > 0;
        behind[k] += difference < 0;
    });
    for (double& sum : mean) sum /= result.replicates;
    each([&](std::uint32_t k, double difference) { squares[k] += (difference - mean[k]) * (difference - mean[k]); });
    const std::size_t month = seen.first_step + step;
    for (std::size_t f = 0; f < summary_fields.size(); ++f)
        for (std::uint32_t k = cells.starts[f]; k < cells.starts[f + 1]; ++k) {
            auto& out = result.difference[f];
            const std::size_t at =
                (std::size_t{seen.job} * result.months + month) * result.institutions + cells.institution[k];
            out.mean[at] = static_cast<float>(mean[k]);
            out.sd[at] =
                result.replicates > 1 ? static_cast<float>(std::sqrt(squares[k] / (result.replicates - 1))) : 0;
            out.ahead[at] = static_cast<float>(ahead[k]) / static_cast<float>(result.replicates);
            out.behind[at] = static_cast<float>(behind[k]) / static_cast<float>(result.replicates);
        }
}

/// Statistics over replicates of one month; of one replicate its values.
void summarise(ExperimentResult& result, const Cells& cells, const std::optional<sim::ColumnSummary>& summary,
               QuantileCounts* counts, const sim::Observations& seen, std::uint32_t step)
{
    const std::uint32_t columns = cells.summarised;
    const float* const table = seen.table(step);
    std::vector<float> mean(columns), sd, quantile;
    if (summary) {
        sd.resize(columns);
        quantile.resize(std::size_t{columns} * quantile_levels.size());
        (*summary)(table, static_cast<std::uint32_t>(seen.width), columns, mean.data(), sd.data(), quantile.data(),
                   columns);
    } else {
        for (std::uint32_t k = 0; k < columns; ++k) mean[k] = table[seen.place(0) + k * sim::Block::replicates];
    }
    const std::size_t month = seen.first_step + step;
    if (counts != nullptr) counts->add(std::size_t{seen.job} * result.months + month, seen, step, result.replicates);
    for (std::size_t f = 0; f < summary_fields.size(); ++f) {
        auto& out = result.summary[f];
        for (std::uint32_t k = cells.starts[f]; k < cells.starts[f + 1]; ++k) {
            const std::size_t at =
                (std::size_t{seen.job} * result.months + month) * result.institutions + cells.institution[k];
            out.mean[at] = mean[k];
            if (!result.has_spread()) continue;
            out.sd[at] = sd[k];
            for (std::size_t q = 0; q < quantile_levels.size() && counts == nullptr; ++q)
                out.quantile[((std::size_t{seen.job} * quantile_levels.size() + q) * result.months + month) *
                                 result.institutions +
                             cells.institution[k]] = quantile[q * columns + k];
        }
    }
}

} // namespace

std::vector<std::pair<std::size_t, std::uint32_t>> summarised_cells(const City& city)
{
    std::vector<std::pair<std::size_t, std::uint32_t>> cells;
    for (std::size_t f = 0; f < summary_fields.size(); ++f)
        for (const std::uint32_t i : institutions_with(city, summary_fields[f])) cells.emplace_back(f, i);
    return cells;
}

std::uint32_t months_of(const City& city, const std::vector<Plan>& plans)
{
    sim::Month last = city.history.to;
    for (const Plan& plan : plans) last = std::max(last, plan.to);
    return last < city.start ? 0 : static_cast<std::uint32_t>(last - city.start + 1);
}

namespace {

/// Of one replicate of a plan while it goes on, some 48 KiB for Kota Serang.
std::size_t bytes_in_flight(const City& city)
{
    constexpr std::size_t of_institution = 22, of_community = 4; // numbers that change: state.hpp, and room to work
    std::size_t numbers = of_institution * city.institutions.size() + of_community * city.count(Kind::community);
    for (const Institution& institution : city.institutions) numbers += static_cast<std::size_t>(institution.posts());
    return numbers * sizeof(double);
}

} // namespace

std::size_t series_bytes(const City& city, std::size_t plans, std::uint32_t months, const ExperimentOptions& options)
{
    std::size_t numbers = outcome::count + lever_count * 5 + options.what_ifs.size() * (outcome::count + 2) +
                          city.count(Kind::kecamatan) * district_outcome_names.size() + trained_by_count + 1;
    if (options.raw) numbers += city.institutions.size() * field_names.size();
    return std::max<std::size_t>(plans, 1) * months * options.replicates * numbers * sizeof(float);
}

std::size_t result_bytes(const City& city, std::size_t plans, std::uint32_t months, const ExperimentOptions& options)
{
    const std::size_t table = std::max<std::size_t>(plans, 1) * months;
    const std::size_t institutions = city.institutions.size();
    const std::size_t statistics = options.replicates > 1 ? 2 + quantile_levels.size() : 1;
    std::size_t bytes = table * institutions * summary_fields.size() * statistics * sizeof(float);
    if (options.baseline) bytes += table * institutions * summary_fields.size() * 4 * sizeof(float);
    bytes += series_bytes(city, plans, months, options);
    // Blocks in flight: all replicates of all plans go on a month at a time.
    bytes += std::max<std::size_t>(plans, 1) * options.replicates * bytes_in_flight(city);
    return bytes;
}

namespace {

/// Adds what comes of the plans with one thing otherwise.
void run_what_if(const City& city, std::vector<Plan> plans, const ExperimentOptions& options, std::size_t which,
                 ExperimentResult& result)
{
    const WhatIf& what_if = options.what_ifs[which];
    for (Plan& plan : plans) plan = apply(what_if, std::move(plan));
    ExperimentOptions own;
    own.replicates = options.replicates;
    own.first_replicate = options.first_replicate;
    own.seed = options.seed;
    own.threads = options.threads;
    own.institutions = false;
    own.sets = what_if.kind == WhatIf::Kind::standard_parameters ? nullptr : options.sets;
    own.stop = options.stop;
    const double parts = 1 + static_cast<double>(options.what_ifs.size());
    if (options.progress)
        own.progress = [&](double share) { options.progress((1 + static_cast<double>(which) + share) / parts); };
    ExperimentResult otherwise = run_experiment(city, plans, own);
    std::vector<double>& cost = result.what_if_cost.emplace_back(otherwise.outcomes.size() / outcome::count);
    for (std::size_t row = 0; row < cost.size(); ++row) cost[row] = otherwise.cost_in(row);
    result.what_if_outcomes.push_back(std::move(otherwise.outcomes));
}

} // namespace

ExperimentResult result_shape(const City& city, const std::vector<Plan>& plans, const ExperimentOptions& options)
{
    ExperimentResult result;
    result.replicates = options.replicates;
    result.plans = static_cast<std::uint32_t>(std::max<std::size_t>(plans.size(), 1));
    result.months = months_of(city, plans);
    result.institutions = static_cast<std::uint32_t>(city.institutions.size());
    result.kecamatan = static_cast<std::uint32_t>(city.count(Kind::kecamatan));
    result.levers = levers_of(city, plans);
    result.kept_count = static_cast<std::uint32_t>(options.kept.size());
    return result;
}

ExperimentResult run_experiment(const City& city, const std::vector<Plan>& plans, const ExperimentOptions& options)
{
    const PackedCity packed(city);
    std::vector<std::unique_ptr<PackedPlan>> packed_plans;
    for (const Plan& plan : plans) packed_plans.push_back(std::make_unique<PackedPlan>(city, &plan));
    if (plans.empty()) packed_plans.push_back(std::make_unique<PackedPlan>(city, nullptr));
    const ParameterSets single{{city.parameters}, {1.0}, true};
    const ParameterSets& sets = options.sets != nullptr ? *options.sets : single;
    std::optional<DealtSets> dealt;
    sim::with_threads(options.threads, [&] { dealt.emplace(sets, options.first_replicate, options.replicates); });
    const Cells cells(city, packed, options);

    ExperimentResult result = result_shape(city, plans, options);
    allocate(result, options);

    const sim::EnsembleShape shape{result.plans, result.replicates, result.months,
                                   static_cast<std::uint32_t>(cells.packed.size()), series_count(result.kecamatan)};
    const auto make = [&](std::uint32_t plan, std::uint32_t first_of_block) -> std::unique_ptr<sim::Block> {
        BlockSetting setting;
        setting.city = &packed;
        setting.plan = packed_plans[plan].get();
        dealt->deal(setting, options.first_replicate + first_of_block);
        setting.seed = options.seed;
        setting.cells = &cells.packed;
        if (first_of_block + 1 == options.replicates) setting.lanes = 1;
        setting.run_ranges = sim::run_ranges;
        return make_block(setting);
    };
    std::optional<sim::ColumnSummary> summary;
    if (options.institutions && result.has_spread())
        summary.emplace(result.replicates, options.counts != nullptr
                                               ? std::vector<double>()
                                               : std::vector<double>(quantile_levels.begin(), quantile_levels.end()));
    const auto receive = [&](const sim::Observations& seen) {
        keep_series(result, seen);
        if (options.raw) keep_raw(result, cells, seen);
        if (!options.kept.empty()) keep_outcomes(result, options, cells, seen);
        if (!options.institutions) return;
        sim::for_each_in_parallel(seen.steps, [&](std::size_t at) {
            const auto step = static_cast<std::uint32_t>(at);
            summarise(result, cells, summary, options.counts, seen, step);
            if (options.baseline && seen.job != *options.baseline)
                compare(result, cells, seen, *options.baseline, step);
        });
    };
    sim::EnsembleOptions ensemble;
    ensemble.threads = options.threads;
    ensemble.stop = options.stop;
    const double parts = 1 + static_cast<double>(options.what_ifs.size());
    if (options.progress) ensemble.progress = [&](double share) { options.progress(share / parts); };
    sim::run_ensemble(shape, make, receive, ensemble);
    for (std::size_t k = 0; k < options.what_ifs.size(); ++k) run_what_if(city, plans, options, k, result);
    return result;
}

} // namespace commitment
