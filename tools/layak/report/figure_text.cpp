// Numbers of outcomes as a page writes them.

#include "models/commitment/outcomes.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/report/sections.hpp"

namespace layak {

using commitment::Measure;
using sim::Language;

std::string figure_text(double value, std::uint32_t outcome, Language language)
{
    switch (commitment::outcome_table()[outcome].measure) {
    case Measure::share: return percent(value, language);
    case Measure::count: return number_at_most(value, value < 10 ? 1 : 0, language);
    default: return number(value, 2, language);
    }
}

std::string band_text(const Band& band, std::uint32_t outcome, Language language)
{
    return figure_text(band.low, outcome, language) + " – " + figure_text(band.high, outcome, language);
}

std::string chance_text(std::size_t hits, std::size_t replicates, Language language)
{
    const auto all = static_cast<double>(replicates);
    if (hits == 0) return "< " + percent(1 / all, language);
    if (hits == replicates)
        return "> " + number(100 * (1 - 1 / all), 1, language) + (language == Language::id ? "\u00a0%" : "%");
    return percent(static_cast<double>(hits) / all, language);
}

bool is_small_count(const ReportedRun& run, std::uint32_t outcome)
{
    constexpr double small = 10;
    return commitment::outcome_table()[outcome].measure == Measure::count && counted_out_of(run.city, outcome) <= small;
}

double middle_of(const ReportedRun& run, const Band& band, std::uint32_t outcome)
{
    return is_small_count(run, outcome) ? band.mean : band.median;
}

} // namespace layak
