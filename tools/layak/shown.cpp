#include "tools/layak/shown.hpp"

#include <algorithm>
#include <cmath>

#include "tools/layak/digits.hpp"
#include "tools/layak/format.hpp"

namespace layak {
namespace {

using commitment::Measure;
using sim::Interval;
using sim::Language;

bool shows_nothing(const std::string& text) { return text.find_first_of("123456789") == std::string::npos; }

int decimals_for(const Interval& interval, Measure measure, double scale)
{
    const double unit = measure == Measure::level ? 0.01 : measure == Measure::share ? 0.001 : 0.1;
    int decimals = (measure == Measure::level ? 2 : 1) + (interval.half_width() < unit ? 1 : 0);
    constexpr int most = 6;
    const double nearest = interval.low > 0 ? interval.low : interval.high < 0 ? interval.high : 0;
    while (nearest != 0 && decimals < most && shows_nothing(number(scale * nearest, decimals, Language::en)))
        ++decimals;
    return decimals;
}

/// Whole percentages, tenths below 10; rounded by `round`.
template <class Round>
std::string rounded_percent(double share, Language language, Round round)
{
    const double digits = share < 0.1 ? 1000 : 100;
    return percent(round(share * digits) / digits, language);
}

} // namespace

std::string shown_figure(double value, Measure measure, Language language)
{
    switch (measure) {
    case Measure::share: return shown_share(value, language);
    case Measure::count: return number_at_most(value, 1, language);
    default: return number(value, 2, language);
    }
}

std::string shown_range(double low, double high, Measure measure, Language language)
{
    const bool counts = measure == Measure::count;
    const std::string from = shown_figure(counts ? std::floor(stored_digits(low)) : low, measure, language);
    const std::string to = shown_figure(counts ? std::ceil(stored_digits(high)) : high, measure, language);
    return from == to ? from : from + " – " + to;
}

std::string shown_difference(double value, const Interval& interval, Measure measure, Language language)
{
    if (measure == Measure::rupiah) {
        const std::string text = rupiah_within(std::abs(value), interval.low, interval.high, language);
        return (value > 0 ? "+" : value < 0 ? "−" : "") + text;
    }
    const double scale = measure == Measure::share ? 100 : 1;
    const std::string text = number(scale * value, decimals_for(interval, measure, scale), language);
    return (value > 0 && !shows_nothing(text) ? "+" : "") + text;
}

std::string shown_interval(const Interval& interval, Measure measure, Language language)
{
    if (interval.method == sim::Method::none) return language == Language::id ? "tanpa selang" : "no interval";
    return shown_difference(interval.low, interval, measure, language) + " – " +
           shown_difference(interval.high, interval, measure, language);
}

std::string shown_amount(double amount, const Interval& interval, Language language)
{
    if (interval.low == interval.high) return rupiah(amount, language);
    const auto shown = [&](double value) { return rupiah_within(value, interval.low, interval.high, language); };
    if (shown(interval.low) == shown(amount) && shown(interval.high) == shown(amount)) return shown(amount);
    return shown(amount) + " (" + shown(interval.low) + " – " + shown(interval.high) + ")";
}

std::string shown_at_least(double chance, Language language)
{
    return rounded_percent(chance, language, [](double x) { return std::floor(x + 1e-9); });
}

std::string shown_chance(const Interval& chance, Language language)
{
    const bool id = language == Language::id;
    const auto up = [](double x) { return std::ceil(x - 1e-9); };
    if (chance.low <= 0 && chance.high >= 1) return id ? "tidak diketahui" : "unknown";
    if (chance.high >= 1) return shown_at_least(chance.low, language) + (id ? " atau lebih" : " or more");
    if (chance.low < 0.001) return rounded_percent(chance.high, language, up) + (id ? " atau kurang" : " or less");
    return shown_at_least(chance.low, language) + " – " +
           (chance.high > 0.99 ? (id ? "> 99\u00a0%" : "> 99%") : rounded_percent(chance.high, language, up));
}

std::string shown_share(double share, Language language)
{
    const bool id = language == Language::id;
    const double of = stored_digits(share);
    if (of == 0) return id ? "0\u00a0%" : "0%";
    if (of > 0 && of < 0.0005) return id ? "< 0,1\u00a0%" : "< 0.1%";
    if (of < 1 && of >= 0.995) return id ? "> 99\u00a0%" : "> 99%";
    return percent(share, language);
}

std::string shown_hits(std::uint64_t hits, std::uint64_t runs, const Interval& chance, Language language)
{
    if (hits == 0 || hits == runs) return shown_chance(chance, language);
    constexpr double least = 0.001; // what one decimal can show
    const double share = static_cast<double>(hits) / static_cast<double>(runs);
    const auto tenths = [&](double of) {
        return number(100 * of, 1, language) + (language == Language::id ? "\u00a0%" : "%");
    };
    if (share < least) return "< " + tenths(least);
    if (share > 1 - least) return "> " + tenths(1 - least);
    return share > 0.99 ? tenths(share) : percent(share, language);
}

std::string shown_hits_within(std::uint64_t hits, std::uint64_t runs, const Interval& chance, Language language)
{
    const std::string shown = shown_hits(hits, runs, chance, language);
    return hits == 0 || hits == runs ? shown : shown + " (" + shown_chance(chance, language) + ")";
}

std::string shown_seldom_more(std::uint64_t more, std::uint64_t pairs, const sim::Words& pairs_word, Language language)
{
    const bool id = language == Language::id;
    const std::string word = pairs_word.in(language);
    if (more == 0) return id ? "tidak ada tambahan dalam satu " + word + " pun" : "there is no more in any " + word;
    return (id ? "ada tambahan hanya dalam " : "there is any more in only ") +
           shown_at_least(static_cast<double>(more) / static_cast<double>(pairs), language) +
           (id ? " " + word : " of the " + word + "s");
}

std::string of(std::uint64_t hits, std::uint64_t all, Language language)
{
    return number(static_cast<double>(hits), 0, language) + (language == Language::id ? " dari " : " of ") +
           number(static_cast<double>(all), 0, language);
}

const char* noun(std::uint64_t count, const char* one, const char* several) { return count == 1 ? one : several; }

} // namespace layak
