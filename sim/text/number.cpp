#include "sim/text/number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace sim {

namespace {

template <class Number>
std::optional<Number> whole_field(std::string_view text)
{
    Number value{};
    const char* end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, value);
    if (text.empty() || problem != std::errc{} || stop != end) return std::nullopt;
    return value;
}

} // namespace

std::optional<double> parse_number(std::string_view text)
{
    const auto value = whole_field<double>(text);
    if (!value || !std::isfinite(*value)) return std::nullopt;
    return *value + 0.0; // -0 + 0 is 0
}

std::optional<long long> parse_integer(std::string_view text)
{
    if (const auto value = whole_field<long long>(text)) return value;
    const auto value = parse_number(text);
    return value ? whole(*value) : std::nullopt;
}

std::optional<long long> whole(double value)
{
    if (!(std::abs(value) < 0x1p53) || std::trunc(value) != value) return std::nullopt;
    return static_cast<long long>(value);
}

std::string shortest(double value)
{
    std::array<char, 32> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return std::string(buffer.data(), end);
}

std::string readable(double value)
{
    constexpr double most_zeros = 1e9; // nobody counts more
    const auto n = whole(value);
    if (n && std::abs(value) < most_zeros) return std::to_string(*n);
    std::string text = shortest(value);
    const std::size_t exponent = std::min(text.find('e'), text.size());
    for (const char c : {'0', '+'}) // 1e+09
        if (exponent + 2 < text.size() && text[exponent + 1 + (c == '0')] == c)
            text.erase(exponent + 1 + (c == '0'), 1);
    return text;
}

} // namespace sim
