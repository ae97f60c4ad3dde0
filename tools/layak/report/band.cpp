#include "tools/layak/report/band.hpp"

#include "sim/statistics/sample.hpp"

namespace layak {

using commitment::Measure;

Band band_of(std::vector<double> values)
{
    const double mean = sim::moments(values).mean;
    const std::vector<double> sorted = sim::sorted(values);
    const auto at = [&](double level) { return sim::quantile(sorted, level); };
    return {mean, at(0.05), at(0.25), at(0.5), at(0.75), at(0.95)};
}

bool is_small_count(std::uint32_t outcome, double most)
{
    constexpr double small = 10;
    return commitment::outcome_table()[outcome].measure == Measure::count && most <= small;
}

const char* chart_name(Measure measure)
{
    return measure == Measure::share ? "share" : measure == Measure::count ? "count" : "level";
}

} // namespace layak
