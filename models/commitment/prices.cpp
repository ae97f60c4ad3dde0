#include "models/commitment/prices.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "sim/statistics/sample.hpp"

namespace commitment {
namespace {

using sim::Interval;
using sim::Method;

/// Of a ratio from the intervals of both, the denominator's above 0.
Interval from_limits(const Interval& cost, const Interval& extra)
{
    const auto corners = {cost.low / extra.low, cost.low / extra.high, cost.high / extra.low, cost.high / extra.high};
    return {std::min(corners), std::max(corners), extra.method};
}

} // namespace

std::vector<Good> goods_of(const City& city)
{
    double families = 0;
    for (const Institution& institution : city.institutions) families += institution.families;
    return {{"layak.kelurahan",
             {"kelurahan layak", "kelurahan layak"},
             {"kelurahan layak", "kelurahan layak"},
             outcome::layak_kelurahan,
             1},
            {"formal.kelurahan", {"PATBM", "PATBM"}, {"PATBM", "PATBM"}, outcome::formal_kelurahan, 1},
            {"formal.kecamatan",
             {"gugus tugas kecamatan", "kecamatan task force"},
             {"gugus tugas kecamatan", "kecamatan task forces"},
             outcome::formal_kecamatan,
             1},
            {"families.involved",
             {"keluarga terlibat", "family involved"},
             {"keluarga terlibat", "families involved"},
             outcome::families + 3,
             families}};
}

std::string_view name_of(Price::Case kind)
{
    static constexpr std::array<std::string_view, 6> names = {"dearer",    "cheaper", "open",
                                                              "undefined", "fewer",   "none"};
    return names[static_cast<std::size_t>(kind)];
}

Price price_of(const Good& good, std::span<const double> cost, const Quantity& money, std::span<const double> extra,
               const Quantity& of, bool identical, const PairJudge& judge)
{
    Price out;
    out.good = good;
    out.extra = sim::moments(extra).mean;
    constexpr double one_in_twenty = 0.05;
    const std::vector<double> sorted = sim::sorted(extra);
    out.low_extra = sim::quantile(sorted, one_in_twenty);
    out.high_extra = sim::quantile(sorted, 1 - one_in_twenty);
    out.pairs = static_cast<std::uint32_t>(extra.size());
    out.more = static_cast<std::uint32_t>(
        std::count_if(extra.begin(), extra.end(), [](double of_pair) { return of_pair > 0; }));
    out.extra_interval = identical ? Interval{0, 0, Method::identical} : judge.interval(extra, of);
    if (identical) {
        out.kind = Price::Case::none;
        return out;
    }
    out.kind = out.extra_interval.high < 0 ? Price::Case::fewer : Price::Case::undefined;
    if (out.extra_interval.low <= 0 || out.is_often_none()) return out;
    if (sim::has_rare_exceptions(extra) || sim::has_rare_exceptions(cost)) {
        // A ratio of means would take what is rare for sure. Half of the error for either interval.
        Judging half = judge.judging();
        half.confidence = 1 - (1 - half.confidence) / 2;
        const PairJudge halved(half);
        const Interval of_extra = halved.interval(extra, of);
        const Interval of_cost = halved.interval(cost, money);
        if (of_extra.low > 0 && of_cost.method != Method::none) out.interval = from_limits(of_cost, of_extra);
    } else {
        const Evidence& evidence = judge.judging().evidence;
        out.interval = sim::ratio_interval(evidence.independent(cost), evidence.independent(extra),
                                           judge.judging().paid(judge.judging().confidence));
        out.is_ratio_of_means = true;
    }
    out.kind = Price::Case::undefined;
    if (!out.interval) return out;
    out.rupiah = sim::moments(cost).mean / out.extra;
    out.kind = out.interval->low > 0    ? Price::Case::dearer
               : out.interval->high < 0 ? Price::Case::cheaper
                                        : Price::Case::open;
    return out;
}

} // namespace commitment
