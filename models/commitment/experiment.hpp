#pragma once

// Plans on a city, many replicates of each: the model's door for the program.

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "models/commitment/block.hpp"
#include "models/commitment/city.hpp"
#include "models/commitment/named_outcome.hpp"
#include "models/commitment/parameter_sets.hpp"
#include "models/commitment/plan.hpp"
#include "models/commitment/quantile_counts.hpp"
#include "models/commitment/what_if.hpp"

namespace commitment {

/// Levels of the quantiles kept of institutions: the 50 and 90 % bands and the median.
inline constexpr std::array<double, 5> quantile_levels = {0.05, 0.25, 0.5, 0.75, 0.95};

/// State variables whose statistics are kept of each institution.
inline constexpr std::array<Field, 6> summary_fields = {Field::action,    Field::doctrine, Field::capacity,
                                                        Field::programme, Field::written,  Field::resources};

struct ExperimentOptions
{
    std::uint32_t replicates = 200;
    std::uint32_t first_replicate = 0; ///< a multiple of 8
    std::uint64_t seed = 1;
    int threads = 0;
    bool raw = false;                        ///< keep every replicate's institutions
    bool institutions = true;                ///< statistics of institutions over replicates
    std::optional<std::uint32_t> baseline{}; ///< a plan: paired differences of the others from it, too
    std::vector<WhatIf> what_ifs{};          ///< each plan with one thing otherwise, too: the city's outcomes and costs
    std::vector<NamedOutcome> kept{};        ///< more outcomes, of every replicate
    const ParameterSets* sets = nullptr;     ///< a parameter set a replicate; null: the city's for all
    std::uint32_t at_once = 2000;            ///< run_in_batches: more replicates than this go in batches
    QuantileCounts* counts = nullptr;        ///< of plan × months + month: counts for quantiles, in place of these
    const std::atomic<bool>* stop = nullptr;
    std::function<void(double)> progress{};
};

/// What came of it. Missing numbers (an institution without that state) are NaN.
struct ExperimentResult
{
    std::uint32_t replicates = 0;
    std::uint32_t plans = 0;
    std::uint32_t months = 0;
    std::uint32_t institutions = 0;

    /// Over replicates, of each summary field: [plan][month][institution]; quantiles [plan][level][month][institution].
    /// Of one replicate `mean` is its value, and there is no spread: the others are empty.
    struct Summary
    {
        std::vector<float> mean, sd, quantile;
    };
    std::array<Summary, summary_fields.size()> summary;

    /// With a baseline, of each summary field, [plan][month][institution]: mean and spread of the difference from the
    /// baseline in the same replicate, and the share of replicates in which it is above 0, and below.
    struct Difference
    {
        std::vector<float> mean, sd, ahead, behind;
    };
    std::array<Difference, summary_fields.size()> difference;

    /// [outcome][replicate][plan][month]
    std::vector<float> outcomes;
    std::vector<Lever> levers; ///< those that history or a plan has
    /// [replicate][plan][month][place in levers]: rupiah; units (of funding rupiah) not delivered; 1 in months in which
    /// one of the kind lapsed
    std::vector<double> cost, undelivered;
    std::vector<float> lapsed;
    /// [replicate][plan][month][cause] change of the government's trained posts
    std::vector<float> trained_by;
    /// [replicate][plan][month] posts of the government that lost a trained occupant to another of its posts, by which
    /// that became trained; none of it is in `trained_by`
    std::vector<float> trained_moved;
    /// [outcome][replicate][plan][month][kecamatan]
    std::vector<float> districts;
    std::uint32_t kecamatan = 0;
    /// [replicate][plan][month][place in `kept`]
    std::vector<double> kept;
    std::uint32_t kept_count = 0;
    /// [what-if], as `outcomes` are
    std::vector<std::vector<float>> what_if_outcomes;
    /// [what-if][replicate][plan][month] rupiah for all
    std::vector<std::vector<double>> what_if_cost;
    /// Of every field, with `raw`: [replicate][plan][month][institution]; of communities and businesses by theirs
    std::array<std::vector<float>, field_names.size()> raw;

    bool has_spread() const { return replicates > 1; }
    std::size_t rows() const { return std::size_t{replicates} * plans * months; }
    std::size_t row(std::uint32_t replicate, std::uint32_t plan, std::uint32_t month) const
    {
        return (std::size_t{replicate} * plans + plan) * months + month;
    }
    float outcome(std::uint32_t replicate, std::uint32_t plan, std::uint32_t month, std::uint32_t which) const
    {
        return outcomes[which * rows() + row(replicate, plan, month)];
    }
    float district(std::uint32_t replicate, std::uint32_t plan, std::uint32_t month, std::uint32_t which,
                   DistrictOutcome outcome) const
    {
        return districts[(static_cast<std::size_t>(outcome) * rows() + row(replicate, plan, month)) * kecamatan +
                         which];
    }
    /// Rupiah for all levers together.
    double cost_in(std::size_t row) const
    {
        double sum = 0;
        for (std::size_t k = 0; k < levers.size(); ++k) sum += cost[row * levers.size() + k];
        return sum;
    }
};

/// Cells of which statistics are kept, in their order: of each summary field the institutions that have it.
std::vector<std::pair<std::size_t, std::uint32_t>> summarised_cells(const City& city);

/// What a run will give, without its numbers.
ExperimentResult result_shape(const City& city, const std::vector<Plan>& plans, const ExperimentOptions& options);

/// Runs every plan with the same random numbers, from the city's start to the last month of the longest plan.
/// With no plan the history alone is run.
/// \throws sim::Interrupted
ExperimentResult run_experiment(const City& city, const std::vector<Plan>& plans, const ExperimentOptions& options);

/// Bytes of what is kept of each replicate, before compression.
std::size_t series_bytes(const City& city, std::size_t plans, std::uint32_t months, const ExperimentOptions& options);

/// Bytes of memory that such a run takes at its end: its result before compression, and all replicates, which go on a
/// month at a time.
std::size_t result_bytes(const City& city, std::size_t plans, std::uint32_t months, const ExperimentOptions& options);

/// Months that are run: from the city's start to the last month of the history or of the longest plan.
std::uint32_t months_of(const City& city, const std::vector<Plan>& plans);

} // namespace commitment
