#include "sim/statistics/interval.hpp"

#include <algorithm>
#include <array>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "sim/core/contract.hpp"
#include "sim/math/gamma.hpp"
#include "sim/random/draws.hpp"
#include "sim/statistics/sample.hpp"

namespace sim {
namespace {

constexpr std::size_t resamples = 999;

/// The quantile of Student's t that leaves (1 − confidence)/2 on either side.
double student_quantile(double count, double confidence)
{
    const boost::math::students_t distribution(count - 1);
    return boost::math::quantile(boost::math::complement(distribution, (1 - confidence) / 2));
}

constexpr Interval no_interval{-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity(),
                               Method::none};

/// log of what a bettor on "the mean is above m" has won, for numbers in [0,1]; falls as m grows.
///
/// Bets are predictable: of the mean and variance of the numbers before. They start from a small variance, as
/// differences of paired runs have, and grow cautious if it turns out larger; no start harms validity.
class Bettor
{
  public:
    Bettor(std::span<const double> values, double confidence, bool at_any_time)
    {
        constexpr double first_variance = 0.01;
        const double stake = std::log(2 / (1 - confidence));
        const auto n = static_cast<double>(values.size());
        double sum = 0.5; // one number of 1/2 before the first
        double squares = first_variance;
        double count = 1;
        bets_.reserve(values.size());
        for (const double value : values) {
            const double variance = squares / count;
            const double horizon = at_any_time ? count * std::log1p(count) : n;
            bets_.push_back(std::sqrt(2 * stake / (variance * horizon)));
            count += 1;
            sum += value;
            const double off = value - sum / count;
            squares += off * off;
        }
    }

    /// Whether the bettor against `m` has multiplied the stake by `target`. \param sign  1: bets on a mean above m
    bool refutes(std::span<const double> values, double m, double sign, double log_target) const
    {
        constexpr double most_of_stake = 0.9;
        const double loss = sign > 0 ? m : 1 - m; // the most that a bet of 1 can lose
        const double most = loss > 0 ? most_of_stake / loss : std::numeric_limits<double>::max();
        double product = 1;
        double log_sum = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            product *= 1 + std::min(bets_[i], most) * sign * (values[i] - m);
            if (product > 1e100 || product < 1e-100) { // no logarithm for each number
                log_sum += std::log(product);
                product = 1;
            }
        }
        return log_sum + std::log(product) >= log_target;
    }

  private:
    std::vector<double> bets_;
};

} // namespace

std::string_view name_of(Method method)
{
    static constexpr std::array<std::string_view, 10> names = {"none",        "identical",      "student_t",
                                                               "bootstrap_t", "exact",          "confidence_sequence",
                                                               "constant",    "alpha_spending", "bootstrap_percentile",
                                                               "wilson"};
    return names[static_cast<std::size_t>(method)];
}

Interval student_interval(double mean, double sd, double count, double confidence)
{
    if (count < 2) return no_interval;
    const double half = student_quantile(count, confidence) * sd / std::sqrt(count);
    return {mean - half, mean + half, Method::student_t};
}

Interval student_interval(double mean, double sd, double count, double effective, double confidence)
{
    if (count < 2 || effective < 2) return no_interval;
    // Of groups that differ in their means alone the spread over all numbers, with count − 1, is below that of the
    // means, with effective − 1.
    const double between = sd * std::sqrt((count - 1) / count * effective / (effective - 1));
    return student_interval(mean, between, effective, confidence);
}

Interval student_interval(std::span<const double> values, double confidence)
{
    const Moments of = moments(values);
    return student_interval(of.mean, std::sqrt(of.variance), static_cast<double>(of.count), confidence);
}

Bootstrap::Bootstrap(std::size_t count) : count_(count)
{
    picks_.reserve(resamples * count);
    for (std::uint32_t b = 0; b < resamples; ++b)
        for (std::size_t i = 0; i < count; ++i)
            picks_.push_back(static_cast<std::uint32_t>(Draws(0, b, {0, 0}, i / 2).index(i % 2, count)));
}

Interval Bootstrap::operator()(std::span<const double> values, double confidence) const
{
    SIM_EXPECTS(values.size() == count_);
    const Moments of = moments(values);
    if (of.count < 2) return no_interval;
    const auto n = static_cast<double>(count_);
    const double error = std::sqrt(of.variance / n);
    std::vector<double> ratios;
    for (std::size_t b = 0; b < resamples; ++b) {
        double sum = 0;
        double squares = 0;
        for (std::size_t i = 0; i < count_; ++i) {
            const double off = values[picks_[b * count_ + i]] - of.mean;
            sum += off;
            squares += off * off;
        }
        const double mean = sum / n;
        const double variance = (squares - n * mean * mean) / (n - 1);
        if (variance > 1e-12 * of.variance) ratios.push_back(mean / std::sqrt(variance / n));
    }
    if (ratios.size() < resamples / 2) return student_interval(values, confidence);
    std::sort(ratios.begin(), ratios.end());
    return {of.mean - error * quantile(ratios, (1 + confidence) / 2),
            of.mean - error * quantile(ratios, (1 - confidence) / 2), Method::bootstrap};
}

bool has_rare_exceptions(std::span<const double> values)
{
    constexpr double enough_exceptions = 20;
    double commonest = 0; // of more than half, if any is (Boyer & Moore 1991)
    std::size_t ahead = 0;
    for (const double value : values) {
        if (ahead == 0) commonest = value;
        ahead = value == commonest ? ahead + 1 : ahead - 1;
    }
    const auto exceptions =
        static_cast<double>(values.size()) - static_cast<double>(std::count(values.begin(), values.end(), commonest));
    return exceptions < enough_exceptions && 2 * exceptions < static_cast<double>(values.size());
}

bool is_near_normal(std::span<const double> values)
{
    const Moments of = moments(values);
    return of.count >= 30 && static_cast<double>(of.count) >= 25 * of.skewness * of.skewness;
}

Interval bounded_interval(std::span<const double> values, double lowest, double highest, double confidence,
                          bool at_any_time)
{
    SIM_EXPECTS(lowest < highest);
    const double width = highest - lowest;
    std::vector<double> scaled;
    scaled.reserve(values.size());
    for (const double value : values) scaled.push_back(std::clamp((value - lowest) / width, 0.0, 1.0));
    const Bettor bettor(scaled, confidence, at_any_time);
    const double log_target = std::log(2 / (1 - confidence)); // half of the stake on either side
    const auto bound = [&](double sign, double from, double to) {
        // `from` is refuted or the very end of the range, `to` is not.
        if (!bettor.refutes(scaled, from, sign, log_target)) return from;
        for (int i = 0; i < 40; ++i) {
            const double middle = 0.5 * (from + to);
            (bettor.refutes(scaled, middle, sign, log_target) ? from : to) = middle;
        }
        return to;
    };
    const double mean = values.empty() ? 0.5 : moments(scaled).mean;
    const double low = bettor.refutes(scaled, mean, 1, log_target) ? mean : bound(1, 0, mean);
    const double high = bettor.refutes(scaled, mean, -1, log_target) ? mean : bound(-1, 1, mean);
    return {lowest + width * low, lowest + width * high, at_any_time ? Method::sequence : Method::exact};
}

Interval wilson_interval(std::uint64_t hits, std::uint64_t count, double confidence)
{
    SIM_EXPECTS(hits <= count);
    const auto n = static_cast<double>(count);
    return wilson_interval_of(count > 0 ? static_cast<double>(hits) / n : 0, n, confidence);
}

Interval wilson_interval_of(double share, double effective, double confidence)
{
    SIM_EXPECTS(0 <= share && share <= 1);
    if (effective <= 0) return {0, 1, Method::none};
    const double n = effective;
    const double z = normal_quantile((1 + confidence) / 2);
    const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    return {share == 0 ? 0 : middle - half, share == 1 ? 1 : middle + half, Method::wilson};
}

Interval exact_share_interval(std::uint64_t hits, std::uint64_t count, double confidence)
{
    SIM_EXPECTS(hits <= count);
    const auto n = static_cast<double>(count);
    return exact_interval_of(count > 0 ? static_cast<double>(hits) / n : 0, n, confidence);
}

Interval exact_interval_of(double share, double effective, double confidence)
{
    SIM_EXPECTS(0 <= share && share <= 1);
    if (effective <= 0) return {0, 1, Method::none};
    const double hits = share * effective;
    const double misses = effective - hits;
    const double tail = (1 - confidence) / 2;
    using Beta = boost::math::beta_distribution<>;
    const double low = share == 0 ? 0 : boost::math::quantile(Beta(hits, misses + 1), tail);
    const double high = share == 1 ? 1 : boost::math::quantile(boost::math::complement(Beta(hits + 1, misses), tail));
    return {low, high, Method::exact};
}

Interval exact_paired_interval(std::uint64_t more, std::uint64_t less, std::uint64_t count, double confidence)
{
    if (count == 0) return {-1, 1, Method::none};
    const auto n = static_cast<double>(count);
    return exact_paired_interval_of(static_cast<double>(more) / n, static_cast<double>(less) / n, n, confidence);
}

Interval exact_paired_interval_of(double more, double less, double effective, double confidence)
{
    const double each = 1 - (1 - confidence) / 2;
    const Interval up = exact_interval_of(more, effective, each);
    const Interval down = exact_interval_of(less, effective, each);
    return {up.low - down.high, up.high - down.low, Method::exact};
}

std::optional<Interval> ratio_interval(std::span<const double> numerator, std::span<const double> denominator,
                                       double confidence)
{
    SIM_EXPECTS(numerator.size() == denominator.size());
    if (numerator.size() < 2) return std::nullopt;
    const Moments a = moments(numerator);
    const Moments b = moments(denominator);
    const auto n = static_cast<double>(a.count);
    const double t = student_quantile(n, confidence);
    const double g = t * t * b.variance / n / (b.mean * b.mean);
    if (!(b.mean != 0 && g < 1)) return std::nullopt;
    const double shared = covariance(numerator, denominator) / n;
    const double ratio = a.mean / b.mean;
    const double middle = ratio - g * (b.variance > 0 ? shared / (b.variance / n) : 0);
    const double under_root = a.variance / n - 2 * ratio * shared + ratio * ratio * b.variance / n -
                              g * (a.variance / n - (b.variance > 0 ? shared * shared / (b.variance / n) : 0));
    const double half = t / std::abs(b.mean) * std::sqrt(std::max(under_root, 0.0));
    return Interval{(middle - half) / (1 - g), (middle + half) / (1 - g), Method::student_t};
}

double spent_confidence(double confidence, std::uint32_t look)
{
    SIM_EXPECTS(look >= 1);
    constexpr double pi = 3.14159265358979323846;
    return 1 - (1 - confidence) * 6 / (pi * pi) / (static_cast<double>(look) * look);
}

} // namespace sim
