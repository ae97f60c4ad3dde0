#pragma once

// Rupiah for one more of what a plan is for.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/commitment/paired.hpp"

namespace commitment {

/// What has a price: one of it is counted in `unit` of an outcome of the table.
struct Good
{
    std::string name;
    sim::Words of;   ///< one of it
    sim::Words many; ///< several
    std::uint32_t outcome = 0;
    double unit = 1;
};

/// Kelurahan that are layak, bodies of kelurahan and of kecamatan, families involved.
std::vector<Good> goods_of(const City& city);

/// Rupiah for one more of something than the baseline has in the last month: only where there is more of it in the mean
/// for sure, and in nearly every pair too.
struct Price
{
    enum class Case : std::uint8_t {
        dearer,    ///< more of it for more money: a price
        cheaper,   ///< more of it for less money
        open,      ///< more of it; whether for more money or less cannot be told
        undefined, ///< there may be no more of it: in the mean, or in one pair of twenty
        fewer,     ///< there is less of it
        none,      ///< there is exactly as much of it
    } kind{};
    Good good;
    double extra = 0;                  ///< mean
    double low_extra = 0;              ///< less than that in one pair of twenty
    double high_extra = 0;             ///< more than that in one pair of twenty
    std::uint32_t more = 0, pairs = 0; ///< pairs in which there is more of it, of so many
    sim::Interval extra_interval;
    double rupiah = 0;                       ///< extra cost by extra
    std::optional<sim::Interval> interval{}; ///< of the first three cases
    bool has_price() const { return kind == Case::dearer || kind == Case::cheaper || kind == Case::open; }
    /// Whether in too many pairs there is no more of it, whatever the mean is.
    bool is_often_none() const { return low_extra <= 0; }

    bool is_ratio_of_means = false; ///< Fieller; else from the limits of cost and extra
};

/// "dearer", "undefined" …
std::string_view name_of(Price::Case kind);

/// \param cost, extra  [replicate] more than the baseline's
/// \param money, of    what the cost is, and the extra in units of the good
/// \param identical    nothing differs
Price price_of(const Good& good, std::span<const double> cost, const Quantity& money, std::span<const double> extra,
               const Quantity& of, bool identical, const PairJudge& judge);

} // namespace commitment
