// Numbers of outcomes as a page writes them.

#include <algorithm>
#include <cmath>

#include "models/commitment/outcomes.hpp"
#include "tools/layak/digits.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/shown.hpp"

namespace layak {

using sim::Language;

std::string figure_text(double value, std::uint32_t outcome, Language language)
{
    return shown_figure(value, commitment::outcome_table()[outcome].measure, language);
}

std::string band_text(const Band& band, std::uint32_t outcome, Language language)
{
    return shown_range(band.low, band.high, commitment::outcome_table()[outcome].measure, language);
}

std::string with_range(const ReportedRun& run, const Band& band, std::uint32_t outcome, Language language)
{
    const std::string middle = figure_text(middle_of(run, band, outcome), outcome, language);
    return run.is_single() ? middle : middle + " (" + band_text(band, outcome, language) + ")";
}

sim::Words told(const ReportedRun& run, const sim::Words& title)
{
    return run.is_single() ? title + sim::Words{", dalam satu jalan ini", ", in this one course"} : title;
}

bool is_bimodal(const ReportedRun& run, std::uint32_t outcome, std::uint32_t plan)
{
    const Band& band = run.band(outcome, plan, run.last_month());
    return band.upper - band.lower > std::max(1.0, counted_out_of(run.city, outcome)) / 2;
}

bool is_stronger(const sim::Interval& one, const sim::Interval& other)
{
    const double least = one.holds(0) ? 0 : std::min(std::abs(one.low), std::abs(one.high));
    return least > std::max(std::abs(other.low), std::abs(other.high));
}

bool is_small_count(const ReportedRun& run, std::uint32_t outcome)
{
    return is_small_count(outcome, counted_out_of(run.city, outcome));
}

double middle_of(const ReportedRun& run, const Band& band, std::uint32_t outcome)
{
    return is_small_count(run, outcome) ? band.mean : band.median;
}

std::string brief_difference(double value, commitment::Measure measure, sim::Language language)
{
    const bool is_share = measure == commitment::Measure::share;
    const int decimals = measure == commitment::Measure::level ? 2 : 1;
    const double scaled = stored_digits(is_share ? 100 * value : value);
    const std::string sign = scaled < 0 ? "−" : scaled > 0 ? "+" : "";
    return sign + number(std::abs(scaled), decimals, language);
}

std::string brief_interval(const sim::Interval& interval, commitment::Measure measure, sim::Language language)
{
    if (interval.method == sim::Method::none || measure == commitment::Measure::rupiah)
        return shown_interval(interval, measure, language);
    return brief_difference(interval.low, measure, language) + " – " +
           brief_difference(interval.high, measure, language);
}

} // namespace layak
