#pragma once

#include <string>
#include <string_view>

namespace layak {

/// The text with a replacement character for what XML cannot hold, however it is written: most control characters,
/// U+FFFE and U+FFFF. \param text  UTF-8
std::string xml_characters(std::string_view text);

/// The same as XML shows it, also within quotes.
std::string xml(std::string_view text);

} // namespace layak
