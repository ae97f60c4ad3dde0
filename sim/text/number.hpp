#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sim {

/// A finite number with a point: "3", "-2", "1e3", "0.5". Nothing before or after it; no nan, inf,
/// hexadecimal, "1,5", "1_000". None either where a double would overflow or vanish. Minus zero is zero.
std::optional<double> parse_number(std::string_view text);

/// A whole number; "1e3" and "3.0" too, below 2^53.
std::optional<long long> parse_integer(std::string_view text);

/// The whole number that `value` is, if it is one and below 2^53 (above, doubles skip some).
std::optional<long long> whole(double value);

/// The shortest text that reads back as the same number: "0.1", "3e+09".
std::string shortest(double value);

/// A number as messages show it and every file accepts it: "0.05", "1000000", "1e15".
std::string readable(double value);

} // namespace sim
