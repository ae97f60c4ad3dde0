#pragma once

// What an output of a design's runs depends on: its parameters, or chance.
//
// A run's output is f(x, ω): x the row's parameters, ω the random numbers of its replicate. Parameters act through the
// mean m(x) of f over all ω, of which a run shows only a noisy piece. Estimated is the sensitivity of m, not of the
// mean over the replicates at hand: products and squares are of *different* replicates, r ≠ s, whose noise is
// independent, so that none is left in them on average. That holds
//   - where replicate r of all rows shares its random numbers (common random numbers), and where all are independent;
//   - whatever the noise: it may depend on the parameters.
// Assumed is that the replicates are alike and independent of each other, and likewise blocks of rows (base points,
// trajectories, rows). Points of a Sobol' sequence or a Latin hypercube are more even than that: intervals are then
// wider than they need be.
//
// Intervals say what other blocks *and* other random numbers would give. For that three replicates are needed. With one
// or two they hold for these very random numbers; and of one alone noise cannot be told from parameters: its effects
// are those of f(·, ω) with that ω.
//
// Blocks with a missing run are left out whole, and counted. All are pure functions of their arguments.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/design/design.hpp"
#include "sim/statistics/interval.hpp"

namespace sim {

/// One output of all runs of a design.
struct Outputs
{
    std::span<const double> values; ///< [row][replicate]; NaN (or infinite) where a run failed
    std::size_t replicates = 1;     ///< a row, 1 or more

    std::size_t rows() const { return values.size() / replicates; }
};

/// An estimate with its interval: by bootstrap over the blocks, joined with the jackknife over the replicates. Its
/// method is `none` where the design is too small to say anything.
struct Estimate
{
    double value = 0;
    Interval interval;
};

/// An output's variance, E Var(f | x) + Var m.
struct VarianceSplit
{
    std::size_t blocks = 0;   ///< used
    std::size_t left_out = 0; ///< with a missing run
    double mean = 0;
    double parameters = 0;       ///< Var m; unbiased, so below 0 at times. With one replicate: of f(·, ω)
    std::optional<double> noise; ///< E Var(f | x) with replicates − 1; nothing with one replicate
    /// noise / (noise + parameters), in [0,1]: what of the variance of single runs is chance. Nothing with one
    /// replicate or without variance; no interval with two, whose numbers share one difference. A ratio: a few common
    /// replicates give somewhat too little of a large share on average, and the interval allows for it.
    std::optional<Estimate> noise_share;
};

/// Analysis of variance of a design whose rows are drawn in independent blocks of so many.
/// \param rows_per_block  1: all rows are independent. Rows are a multiple of it.
VarianceSplit split_variance(const Outputs& outputs, std::size_t rows_per_block, double confidence);

/// Shares of Var m, each in [0,1] but for the error of the estimate.
struct GroupIndices
{
    Estimate first; ///< what the group explains alone (Saltelli et al. 2010, table 2, b), with all within it
    Estimate total; ///< what is left when all else is known (Jansen 1999): alone and together with others
};

struct VarianceIndices
{
    VarianceSplit split;
    std::vector<GroupIndices> groups; ///< empty where Var m is 0, or seems none beside the noise
};

/// First-order and total indices from the runs of `saltelli`; factors may be of any kind.
/// \param outputs  of `groups + 2` rows a base point
VarianceIndices variance_indices(const Outputs& outputs, std::size_t groups, double confidence);

/// Elementary effects of a factor: changes of the output for a change of the factor's place between 0 and 1, as if it
/// went on over the whole way.
struct FactorEffects
{
    Estimate mean;          ///< μ
    Estimate mean_absolute; ///< μ* (Campolongo, Cariboni & Saltelli 2007). Noise adds to it: see `noise`
    Estimate sd;            ///< σ, the noise's part taken off; 0 where the noise explains all
    /// The μ* that a factor without any effect has: √(2/π), normal noise's, of the standard error that finitely many
    /// replicates leave in an elementary effect. Nothing with one replicate.
    std::optional<double> noise;
};

struct Screening
{
    VarianceSplit split;                ///< blocks: trajectories
    std::vector<FactorEffects> factors; ///< empty for fewer than two whole trajectories
};

/// Elementary effects (Morris 1991) from the runs of `morris_trajectories`.
/// \param design  that table or, of factors that step otherwise than the grid, where they stood: a step changes one factor
Screening elementary_effects(const UnitDesign& design, const Outputs& outputs, double confidence);

/// Of the ranks (equal numbers share the mean of theirs) of a factor and of a row's mean over its replicates. Noise
/// left in that mean, unlike above, weakens all three: they are of a mean over as many replicates.
struct FactorRanks
{
    std::optional<Estimate> spearman; ///< numeric factors
    /// Partial rank correlation, all other factors' ranks and categories held (Marino et al. 2008); numeric factors
    /// that the others do not determine, with more rows than columns.
    std::optional<Estimate> partial;
    /// Categorical factors: share of the ranks' variance between categories, ε² (Kelley 1935), η² less what chance
    /// gives it, in [0,1].
    std::optional<Estimate> explained;
};

struct RankCorrelations
{
    VarianceSplit split;
    std::vector<FactorRanks> factors; ///< [factor]; each has nothing where the factor or the output does not vary
};

/// Rank correlations from the runs of any design.
/// \param design          [row][factor] any numbers; of a categorical factor, the numbers of its categories
/// \param is_categorical  [factor]
/// \param rows_per_block  see `split_variance`
RankCorrelations rank_correlations(const DesignTable<double>& design, const std::vector<bool>& is_categorical,
                                   const Outputs& outputs, std::size_t rows_per_block, double confidence);

} // namespace sim
