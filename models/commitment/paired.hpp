#pragma once

// Differences between numbers of pairs, and how sure they are.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/commitment/evidence.hpp"
#include "models/commitment/named_outcome.hpp"
#include "sim/statistics/interval.hpp"

namespace commitment {

/// What a number is, as far as judging its differences depends on it.
struct Quantity
{
    Measure measure{};
    double highest = 1; ///< the most that it can be; the least is 0. Infinity: nobody knows
    double matters = 0; ///< what a difference must be to matter
    /// The plans alone decide it, with nothing random in it. Of all else that all pairs agree is chance, for all that
    /// is known.
    bool is_certain = false;
    std::optional<double> highest_of_baseline{}; ///< where it is another

    double most() const { return highest; } ///< that a difference can be
    double least() const { return -highest_of_baseline.value_or(highest); }
};

/// What a difference must be to matter: A and other levels 0.05, one body or business, one percentage point.
double what_matters(const City& city, std::uint32_t outcome);

Quantity quantity_of(const City& city, const NamedOutcome& outcome);

/// A number of a plan against the baseline's, over the pairs of one replicate each.
struct PairedDifference
{
    double baseline = 0; ///< means
    double plan = 0;
    double difference = 0;
    sim::Interval interval;
    std::uint32_t ahead = 0, tied = 0, behind = 0; ///< pairs in which the plan's number is larger, equal, smaller
    std::uint32_t far_ahead = 0, far_behind = 0;   ///< those in which it is so by what matters, or more
    /// Variance of the difference of independent runs by that of these pairs; NaN where nothing varies.
    double variance_reduction = 0;
};

/// How sure a difference must be, and what may be taken for it.
struct Judging
{
    double confidence = 0.9;
    bool at_any_time = false; ///< the number of replicates was chosen by looking: intervals must bear that
    std::uint32_t looks = 1;
    Evidence evidence{};

    /// Of intervals that no confidence sequence gives: with its looks paid for.
    double paid(double of) const { return at_any_time ? sim::spent_confidence(of, looks) : of; }
    /// Of the intervals of chances, whatever other intervals have: words go by them.
    double chance_confidence() const { return paid(0.9); }
    /// The interval of a chance, from the share of pairs that showed it.
    sim::Interval chance(double share) const;
    sim::Interval chance(std::uint32_t pairs) const { return chance(static_cast<double>(pairs) / evidence.replicates); }
    /// Whether a difference is none that matters: in no pair, very likely, and in the mean for all that is known; of
    /// numbers that are equal in every pair also where that is likely (from six pairs).
    bool practically_same(const PairedDifference& difference, double matters) const;
};

/// Judges differences of pairs.
class PairJudge
{
  public:
    explicit PairJudge(Judging judging);

    /// \param identical  nothing can differ yet
    PairedDifference operator()(std::span<const double> baseline, std::span<const double> plan, const Quantity& of,
                                bool identical) const;

    /// Of the mean of differences, by the method that fits them and what they are of.
    sim::Interval interval(std::span<const double> differences, const Quantity& of) const;

    /// The same where of all pairs only mean and spread are kept, and the pairs above 0 and below it: Student's where
    /// enough pairs differ, else what the counts of pairs alone allow.
    sim::Interval interval_of_moments(double mean, double sd, std::uint32_t ahead, std::uint32_t behind,
                                      const Quantity& of) const;

    const Judging& judging() const { return judging_; }

  private:
    sim::Interval of_range(std::span<const double> differences, const Quantity& of) const;

    Judging judging_;
    sim::Bootstrap bootstrap_;
};

} // namespace commitment
