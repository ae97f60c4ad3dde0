#include "tools/layak/format.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "tools/layak/digits.hpp"

namespace layak {

using sim::Language;

std::string number(double value, int decimals, Language language)
{
    const std::string digits = rounded_digits(std::abs(value), decimals);
    const bool zero = digits.find_first_not_of("0.") == std::string::npos;
    const std::size_t point = digits.find('.');
    std::string whole = digits.substr(0, point);
    const char group = language == Language::id ? '.' : ',';
    for (std::size_t at = whole.size(); at > 3;) whole.insert(at -= 3, 1, group);
    std::string out = value < 0 && !zero ? "−" : "";
    out += whole;
    if (point != std::string::npos) out += (language == Language::id ? "," : ".") + digits.substr(point + 1);
    return out;
}

std::string number_at_most(double value, int decimals, Language language)
{
    std::string text = number(value, decimals, language);
    if (decimals == 0) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with(language == Language::id ? ',' : '.')) text.pop_back();
    return text;
}

std::string percent(double share, Language language)
{
    const double points = stored_digits(100 * share);
    return number(points, std::abs(points) < 9.95 ? 1 : 0, language) + (language == Language::id ? "\u00a0%" : "%");
}

namespace {

struct Scale
{
    double size;
    const char* id;
    const char* en;
};

const Scale& scale_of(double amount)
{
    static constexpr std::array<Scale, 5> scales = {Scale{1e12, "triliun", "trillion"},
                                                    {1e9, "miliar", "billion"},
                                                    {1e6, "juta", "million"},
                                                    {1e3, "ribu", "thousand"},
                                                    {1, "", ""}};
    for (const Scale& scale : scales)
        if (std::abs(amount) >= 0.9995 * scale.size) return scale;
    return scales.back();
}

std::string rupiah_at(double amount, const Scale& scale, int decimals, Language language)
{
    const std::string name = language == Language::id ? scale.id : scale.en;
    const std::string shown = number(std::abs(amount) / scale.size, decimals, language);
    const bool is_negative = amount < 0 && shown.find_first_of("123456789") != std::string::npos;
    return (is_negative ? "−Rp\u00a0" : "Rp\u00a0") + shown + (name.empty() ? "" : "\u00a0" + name);
}

/// One decimal below ten of a unit.
int usual_decimals(double amount, const Scale& scale)
{
    return scale.size > 1 && std::abs(amount) / scale.size < 9.95 ? 1 : 0;
}

} // namespace

std::string rupiah(double amount, Language language)
{
    const Scale& scale = scale_of(amount);
    return rupiah_at(amount, scale, usual_decimals(amount, scale), language);
}

std::string rupiah_within(double amount, double low, double high, Language language)
{
    if (!(high > low) || std::isinf(high - low)) return rupiah(amount, language);
    const double largest = std::max({std::abs(amount), std::abs(low), std::abs(high)});
    const Scale& scale = scale_of(largest);
    int decimals = usual_decimals(largest, scale);
    constexpr int most = 4;
    const int fit = largest / scale.size < 9.95 ? 2 : largest / scale.size < 99.5 ? 1 : 0; // three digits in all
    while (scale.size > 1 && decimals < fit && decimals < most && std::pow(10.0, -decimals) * scale.size > high - low)
        ++decimals;
    return rupiah_at(amount, scale, decimals, language);
}

double unit_of_rupiah(double amount) { return scale_of(amount).size; }

std::string rupiah_in_unit_of(double largest, double amount, int decimals, Language language)
{
    const Scale& scale = scale_of(largest);
    const std::string name = language == Language::id ? scale.id : scale.en;
    return "Rp\u00a0" + number_at_most(amount / scale.size, decimals, language) +
           (name.empty() || amount == 0 ? "" : "\u00a0" + name);
}

std::string month_name(sim::Month month, Language language)
{
    static const char* const id[] = {"Januari", "Februari", "Maret",     "April",   "Mei",      "Juni",
                                     "Juli",    "Agustus",  "September", "Oktober", "November", "Desember"};
    static const char* const en[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
    return std::string((language == Language::id ? id : en)[month.month_of_year() - 1]) + " " +
           std::to_string(month.year());
}

std::string duration(double seconds, Language language)
{
    const bool id = language == Language::id;
    if (seconds < 99.5) return number(seconds, 0, language) + (id ? " detik" : " s");
    if (seconds < 99 * 60) return number(seconds / 60, 0, language) + (id ? " menit" : " min");
    return number(seconds / 3600, 1, language) + (id ? " jam" : " h");
}

std::size_t width(std::string_view text)
{
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    return count;
}

std::string printable(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool c1 =
            c == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0; // U+0080 to U+009F
        if (c < 0x20 || c == 0x7f)
            out += '?';
        else if (c1)
            out += '?', ++i;
        else
            out += text[i];
    }
    return out;
}

std::string padded(std::string text, std::size_t columns, bool right_aligned)
{
    const std::size_t taken = width(text);
    if (taken >= columns) return text;
    const std::string blanks(columns - taken, ' ');
    return right_aligned ? blanks + text : text + blanks;
}

} // namespace layak
