#pragma once

// Intervals for means and shares, each valid under what is said of it. Quantiles are Boost.Math's.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace sim {

/// How an interval was made.
enum class Method : std::uint8_t {
    none,      ///< there is none: one number alone, or too few to say anything; it reaches from −∞ to ∞
    identical, ///< nothing differs, by construction
    student_t, ///< near normal
    bootstrap, ///< bootstrap-t: not near normal
    exact,     ///< holds for every distribution on the range, in samples of every size
    sequence,  ///< the same, and at any time of looking: a confidence sequence
    constant,  ///< all numbers are equal, and nothing random can be in them
    spending,  ///< Student's t, or exact, at a level that pays for every look before
    resampled, ///< percentiles of an estimate over resamples
    wilson,    ///< of a share
};
/// "student_t" …
std::string_view name_of(Method method);

struct Interval
{
    double low = 0;
    double high = 0;
    Method method = Method::none;

    double half_width() const { return (high - low) / 2; }
    bool holds(double value) const { return low <= value && value <= high; }
};

/// Student's t.
Interval student_interval(std::span<const double> values, double confidence);
/// The same from mean and standard deviation (with count − 1). \param count  independent numbers; need not be whole
Interval student_interval(double mean, double sd, double count, double confidence);
/// The same of numbers that hang together, as if there were only `effective` independent ones (Kish 1965): never
/// narrower than the means of groups that share one value allow.
Interval student_interval(double mean, double sd, double count, double effective, double confidence);

/// Bootstrap-t (Efron & Tibshirani 1993, ch. 12), from 999 resamples whose random numbers are fixed by the sample's
/// size: the same numbers, the same interval. Resamples without spread are left out.
class Bootstrap
{
  public:
    explicit Bootstrap(std::size_t count);
    Interval operator()(std::span<const double> values, double confidence) const;
    /// The places that a resample takes, below 999 of them.
    std::span<const std::uint32_t> picks(std::size_t resample) const
    {
        return std::span(picks_).subspan(resample * count_, count_);
    }

  private:
    std::size_t count_;
    std::vector<std::uint32_t> picks_; ///< [resample][place]
};

/// Whether Student's t may be trusted with a mean: at least 25 times as many numbers as the square of the skewness
/// (Cochran 1977, 2.15), 30 at least.
bool is_near_normal(std::span<const double> values);

/// Numbers of which most are one and the same, and fewer than 20 are not: how often those come and how large they are,
/// so few of them do not say.
bool has_rare_exceptions(std::span<const double> values);

/// Of fewer numbers that differ from the commonest nothing but the range says how large those to come may be.
inline constexpr std::size_t few_differing = 10;
/// Of fewer numbers resamples are too coarse.
inline constexpr double enough_to_resample = 20;

/// For the mean of numbers that lie in [lowest, highest], whatever their distribution (Waudby-Smith & Ramdas 2024,
/// hedged capital). The numbers stand in the order in which they were drawn.
///
/// \param at_any_time  false: for this size of sample alone (method exact). true: a confidence sequence: whenever one
///                     looks and stops, for whatever reason in the numbers, it still covers with the confidence said
Interval bounded_interval(std::span<const double> values, double lowest, double highest, double confidence,
                          bool at_any_time);

/// For a share: `hits` of `count` (Wilson 1927).
Interval wilson_interval(std::uint64_t hits, std::uint64_t count, double confidence);
/// The same, exact (Clopper & Pearson 1934).
Interval exact_share_interval(std::uint64_t hits, std::uint64_t count, double confidence);
/// Both of a share seen in numbers that are worth `effective` independent ones (Korn & Graubard 1998).
Interval wilson_interval_of(double share, double effective, double confidence);
Interval exact_interval_of(double share, double effective, double confidence);

/// For the difference of two shares of the same pairs: in `more` pairs only the second happened, in `less` only the
/// first. Exact by two Clopper-Pearson intervals of half the error each; wide.
Interval exact_paired_interval(std::uint64_t more, std::uint64_t less, std::uint64_t count, double confidence);
/// The same of shares of pairs that are worth `effective` independent ones.
Interval exact_paired_interval_of(double more, double less, double effective, double confidence);

/// For a ratio of two means of pairs (Fieller 1954); nothing where the denominator's own interval holds 0.
std::optional<Interval> ratio_interval(std::span<const double> numerator, std::span<const double> denominator,
                                       double confidence);

/// The confidence at which look number `look` (from 1) is made so that all looks together keep `confidence`: the error
/// is spent as 6/π² 1/look².
double spent_confidence(double confidence, std::uint32_t look);

} // namespace sim
