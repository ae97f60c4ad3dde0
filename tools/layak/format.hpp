#pragma once

#include <string>
#include <string_view>

#include "sim/calendar/month.hpp"
#include "sim/text/findings.hpp"

namespace layak {

/// "1.234,5" in Indonesian, "1,234.5" in English; a true minus sign.
std::string number(double value, int decimals, sim::Language language);
/// A share as "36 %" (id, no-break space) or "36%" (en): whole, one decimal below 10 %.
std::string percent(double share, sim::Language language);
/// "Rp 2,9 miliar", "Rp 199 juta"; "Rp 2.9 billion".
std::string rupiah(double amount, sim::Language language);
/// The same as finely as an interval that it lies in asks for, so that its ends can be told apart.
std::string rupiah_within(double amount, double low, double high, sim::Language language);
/// The same in the unit of `largest`, with so many decimals but no zeros at their end: "Rp 0,25 miliar".
std::string rupiah_in_unit_of(double largest, double amount, int decimals, sim::Language language);
/// Rupiah of the unit in which an amount is written: 10^9 of "Rp 2,9 miliar".
double unit_of_rupiah(double amount);
/// A number with so many decimals but no zeros at their end.
std::string number_at_most(double value, int decimals, sim::Language language);
/// "Desember 2030"
std::string month_name(sim::Month month, sim::Language language);
/// "5 menit", for progress.
std::string duration(double seconds, sim::Language language);
/// Columns that a UTF-8 text takes on a terminal; combining marks are not expected.
std::size_t width(std::string_view text);
/// The text without control characters, for a terminal.
std::string printable(std::string_view text);
/// Filled with blanks to `columns`, at the right or (numbers) at the left.
std::string padded(std::string text, std::size_t columns, bool right_aligned = false);

} // namespace layak
