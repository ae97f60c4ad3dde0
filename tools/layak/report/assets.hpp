#pragma once

#include <string_view>

namespace layak {

/// What a page carries: its style, its script, and the chart libraries (npm packages of package-lock.json), all of them
/// text within the program.
std::string_view page_style();
std::string_view page_script();
std::string_view chart_libraries();

} // namespace layak
