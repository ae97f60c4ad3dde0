#include "tools/layak/digits.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace layak {
namespace {

constexpr int stored = 7;
constexpr int most = 17; // which a double has

/// A size as "d.ddde±xx": its digits, and the power of ten of the first.
struct Scientific
{
    std::string digits; ///< "5.25"
    int power;
};

Scientific scientific(double size, int digits)
{
    std::array<char, 40> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), size, std::chars_format::scientific,
                                   std::clamp(digits, 1, most) - 1);
    const std::string_view all(text.data(), end.ptr);
    const std::size_t e = all.find('e');
    return {std::string(all.substr(0, e)), std::stoi(std::string(all.substr(e + 1)))};
}

double number_of(const Scientific& of, int shift)
{
    const std::string text = of.digits + "e" + std::to_string(of.power + shift);
    double out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

} // namespace

double stored_digits(double value)
{
    if (!std::isfinite(value) || value == 0) return value;
    const double size = std::abs(value);
    const int place = scientific(size, stored).power;
    return std::copysign(number_of(scientific(size, std::max(stored, place + 1)), 0), value);
}

std::string rounded_digits(double size, int decimals)
{
    if (!std::isfinite(size)) return "inf";
    const int place = scientific(size, stored).power;
    const double whole = std::round(number_of(scientific(size, std::max(stored, place + decimals + 2)), decimals));
    std::array<char, 400> text;
    std::string out(text.data(),
                    std::to_chars(text.data(), text.data() + text.size(), whole, std::chars_format::fixed, 0).ptr);
    if (decimals == 0) return out;
    const auto least = static_cast<std::size_t>(decimals) + 1;
    if (out.size() < least) out.insert(0, least - out.size(), '0');
    return out.insert(out.size() - static_cast<std::size_t>(decimals), 1, '.');
}

} // namespace layak
