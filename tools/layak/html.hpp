#pragma once

// Pieces of pages that hold both languages, of which one is shown.

#include <string>
#include <string_view>

#include "sim/text/findings.hpp"

namespace layak {

/// Without the characters that turn the direction of writing, also of what stands behind them: a name may hold them.
std::string without_turns(std::string_view text);
/// Text as HTML shows it: names are data.
std::string escaped_html(std::string_view text);
/// The same of a name that may be written from right to left: what stands beside it keeps its order.
std::string isolated_html(std::string_view name);
/// Both languages, each marked as what it is.
std::string html(const sim::Words& words);
/// Two radio buttons, before `main`, with which the style shows one language alone; no script.
std::string language_switch(sim::Language language);
/// The beginning of an SVG of this size that is one image with a label.
std::string image(double width, double height, const sim::Words& label);

} // namespace layak
