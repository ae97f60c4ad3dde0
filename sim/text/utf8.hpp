#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sim {

/// Where the first byte lies that belongs to no UTF-8 character; `npos` if all is UTF-8.
std::size_t first_not_utf8(std::string_view text);

/// The text as it may be shown on a terminal: what is no UTF-8, controls, and characters that turn the
/// direction of writing or are not seen become \n, \t, \x1b, \u202e …
std::string escaped(std::string_view text);

/// At most `characters` characters, the last one an ellipsis if something was cut; a closing quote is kept.
std::string shortened(std::string_view text, std::size_t characters = 60);

/// In double quotes; those within are led by a backslash.
std::string in_quotes(std::string_view text);

} // namespace sim
