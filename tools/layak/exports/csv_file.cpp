#include "tools/layak/exports/csv_file.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "sim/text/csv.hpp"

namespace layak {
namespace {

constexpr std::size_t piece = std::size_t{1} << 20; // handed over at once
constexpr double whole_from = 1e7;

} // namespace

std::string never_a_formula(std::string_view text)
{
    // Also tabs and line ends, behind which some look for one, and the wide signs of East Asian keyboards.
    static constexpr std::string_view beginnings[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};
    const bool is_like_one = std::any_of(std::begin(beginnings), std::end(beginnings),
                                         [&](std::string_view begin) { return text.starts_with(begin); });
    return (is_like_one ? "'" : "") + std::string(text);
}

CsvFile::CsvFile(ExportFolder& folder, std::string name, bool indonesian)
    : folder_(folder), name_(std::move(name)), indonesian_(indonesian)
{
    if (indonesian_) out_ = "\xef\xbb\xbf";
}

void CsvFile::begin_cell()
{
    if (!begins_row_) out_ += indonesian_ ? ';' : ',';
    begins_row_ = false;
}

void CsvFile::text(std::string_view text)
{
    begin_cell();
    std::string field = sim::csv_field(never_a_formula(text));
    if (indonesian_ && !field.starts_with('"') && field.find(';') != std::string::npos) field = '"' + field + '"';
    out_ += field;
}

void CsvFile::number(double value)
{
    begin_cell();
    if (!std::isfinite(value)) return;
    value += 0.0; // no minus zero
    char digits[32];
    const auto end = std::abs(value) >= whole_from
                         ? std::to_chars(digits, std::end(digits), std::round(value), std::chars_format::fixed, 0)
                         : std::to_chars(digits, std::end(digits), value, std::chars_format::general, 7);
    put(digits, end.ptr);
}

void CsvFile::exact(std::optional<double> value)
{
    begin_cell();
    if (!value) return;
    char digits[32];
    const double size = std::abs(*value);
    const bool is_usual = size == 0 || (size >= 1e-5 && size < 1e15); // else too many zeros
    put(digits, (is_usual ? std::to_chars(digits, std::end(digits), *value, std::chars_format::fixed)
                          : std::to_chars(digits, std::end(digits), *value))
                    .ptr);
}

void CsvFile::put(char* begin, char* end)
{
    if (indonesian_) std::replace(begin, end, '.', ',');
    out_.append(begin, end);
}

void CsvFile::whole(std::uint64_t value)
{
    begin_cell();
    out_ += std::to_string(value);
}

void CsvFile::spread(const Spread& spread)
{
    number(spread.mean);
    for (const double quantile : spread.quantile) number(quantile);
}

void CsvFile::end_row()
{
    out_ += '\n';
    begins_row_ = true;
    if (out_.size() < piece) return;
    stop_if_requested();
    end();
}

void CsvFile::end()
{
    folder_.append(name_, out_);
    out_.clear();
}

} // namespace layak
