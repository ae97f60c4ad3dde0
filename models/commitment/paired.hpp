#pragma once

// Differences between numbers of pairs, and how sure they are.

#include <cstdint>
#include <vector>

#include "models/commitment/outcomes.hpp"
#include "models/commitment/parameter_sets.hpp"
#include "sim/statistics/interval.hpp"

namespace commitment {

/// A number of a plan against the baseline's, over the pairs of one replicate each.
struct PairedDifference
{
    double baseline = 0; ///< means
    double plan = 0;
    double difference = 0;
    sim::Interval interval;
    std::uint32_t ahead = 0, tied = 0, behind = 0; ///< pairs in which the plan's number is larger, equal, smaller
    std::uint32_t matters = 0;                     ///< pairs in which it differs by what matters, or more
    /// Variance of the difference of independent runs by that of these pairs; NaN where nothing varies.
    double variance_reduction = 0;
};

/// How sure a difference must be, and what may be taken for it.
struct Judging
{
    double confidence = 0.9;
    bool at_any_time = false; ///< the number of replicates was chosen by looking: intervals must bear that
    std::uint32_t looks = 1;
    double effective = 0; ///< independent pairs that the replicates are worth

    /// Of intervals that no confidence sequence gives: with its looks paid for.
    double paid_confidence() const;
    /// An interval over all replicates as wide as the effective ones allow.
    sim::Interval widened(const sim::Interval& interval, double mean, std::size_t replicates) const;
};

/// Independent pairs that replicates are worth (Kish): all, or fewer where sets of parameters come again.
/// \param sets  null: the replicates have one set, and cover chance alone
double effective_pairs(const ParameterSets* sets, std::uint32_t replicates);

/// Judges differences of pairs.
class PairJudge
{
  public:
    PairJudge(const Judging& judging, std::uint32_t replicates) : judging_(judging), bootstrap_(replicates) {}

    /// \param identical  nothing can differ yet
    /// \param highest    the most that either number can be; infinity where nobody knows
    /// \param matters    what a difference must be to matter
    PairedDifference operator()(const std::vector<double>& baseline, const std::vector<double>& plan, Measure measure,
                                double highest, double matters, bool identical) const;

    /// Of the mean of differences, by the method that fits them.
    sim::Interval interval(const std::vector<double>& differences, Measure measure, double highest) const;

  private:
    sim::Interval of_independent(const std::vector<double>& differences, Measure measure, double highest) const;

    Judging judging_;
    sim::Bootstrap bootstrap_;
};

} // namespace commitment
