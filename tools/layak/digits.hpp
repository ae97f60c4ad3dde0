#pragma once

// The one rule by which numbers are rounded where they are shown: on the terminal, in tables, in the charts of a page
// (report/script_basis.js has it again, and tests/tools/shown_numbers.csv holds both to it).

#include <string>

namespace layak {

/// A number to the seven digits that results are stored with; whole numbers with all of theirs. What is said of a
/// number goes by these: 0.525 is a half of a percentage point whether it comes as a float or as a double.
double stored_digits(double value);

/// "1234.50": a size (0 or more) in so many decimals. Its stored digits decide, a half goes up. Of an infinite one
/// "inf".
std::string rounded_digits(double size, int decimals);

} // namespace layak
