#pragma once

#include "sim/text/findings.hpp"
#include "sim/text/range.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

struct CsvRow
{
    int line = 0;                   ///< where it begins, from 1
    std::vector<std::string> cells; ///< in the order of `CsvTable::columns`
};

/// A table whose columns are known by name, wherever they stand in the file.
class CsvTable
{
  public:
    CsvTable() = default;
    /// \param columns  all that may be there; `present`: which of them are
    CsvTable(std::string name, std::vector<std::string> columns, std::vector<bool> present);

    /// The file, as it is shown.
    const std::string& name() const { return name_; }
    /// The required ones, then the optional ones.
    const std::vector<std::string>& columns() const { return columns_; }
    /// Those that the file has, in its order.
    const std::vector<std::string>& order() const { return order_; }
    /// Whether the file has the column. \pre one of `columns()`
    bool has(std::string_view column) const { return present_[index(column)]; }

    std::size_t size() const { return rows_.size(); }
    /// False if the file could not be read, if a required column is missing (then no row is kept), or some of its rows
    /// not as rows: with other cells than the heading, or with a wrong quote, behind which others may be hidden.
    bool whole() const { return whole_; }
    const std::vector<CsvRow>& rows() const { return rows_; }
    int line(std::size_t row) const { return rows_[row].line; }
    /// Exactly what the file says; line breaks within are \n. Empty where the file lacks an optional column.
    /// \pre one of `columns()`
    const std::string& cell(const CsvRow& row, std::string_view column) const { return row.cells[index(column)]; }
    const std::string& cell(std::size_t row, std::string_view column) const { return cell(rows_[row], column); }

    /// The number in a cell; nothing if it is empty, or (with an error) no number in the range.
    std::optional<double> number(const CsvRow& row, std::string_view column, const Range& range,
                                 Findings& findings) const;
    std::optional<long long> integer(const CsvRow& row, std::string_view column, const Range& range,
                                     Findings& findings) const;

    /// Says something about a cell: file, line, column and what is in it are filled in.
    void error(const CsvRow& row, std::string_view column, Words reason, Findings& findings) const;
    void warning(const CsvRow& row, std::string_view column, Words reason, Findings& findings) const;

    void set_order(std::vector<std::string> order) { order_ = std::move(order); }
    void add(CsvRow row) { rows_.push_back(std::move(row)); }
    void set_whole(bool whole) { whole_ = whole; }

  private:
    std::size_t index(std::string_view column) const;

    std::string name_;
    std::vector<std::string> columns_;
    std::vector<std::size_t> by_name_; ///< [of names in order] number of the column
    std::vector<std::string> order_;
    std::vector<bool> present_;
    std::vector<CsvRow> rows_;
    bool whole_ = false;
};

/// A workbook of the same name where there is no such CSV file: `observed.xlsx`; empty if there is none.
std::string workbook_instead_of(const std::filesystem::path& path);

/// Which characters may separate columns. Where Excel writes decimals with a comma, as in Indonesia, it separates
/// columns by semicolons.
enum class CsvSeparators { comma, comma_or_semicolon };

/// Reads RFC 4180 in UTF-8, 256 MB at most. All mistakes go into `findings`; the table then has the rows that
/// could be read, so look at `findings.failed()`.
///
/// \param shown_name  the file in messages
/// \param required    columns that must be there
/// \param optional    columns that may be there; others are errors
/// \param elsewhere   where all columns are listed, told in place of a list that is too long
CsvTable read_csv(const std::filesystem::path& path, const std::string& shown_name,
                  std::span<const std::string> required, std::span<const std::string> optional, Findings& findings,
                  const Words& elsewhere = {});

/// The same from memory.
/// \param separators  of `comma_or_semicolon` the heading decides
CsvTable parse_csv(std::string text, const std::string& shown_name, std::span<const std::string> required,
                   std::span<const std::string> optional, Findings& findings,
                   CsvSeparators separators = CsvSeparators::comma, const Words& elsewhere = {});

/// What the first line of a text that is not blank separates its columns by: a semicolon where it has more of them than
/// commas, quoted ones apart; else a comma.
char csv_separator_of(std::string_view text);

/// The text as one field of a CSV file, in quotes where it needs them.
std::string csv_field(std::string_view text);

} // namespace sim
