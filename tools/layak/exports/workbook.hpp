#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/calendar/month.hpp"
#include "sim/text/findings.hpp"
#include "tools/layak/exports/export_folder.hpp"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace layak {

/// How a cell looks.
enum class Look : std::uint8_t {
    text,
    wrapped,
    wrapped_head, ///< bold
    aside,        ///< a text behind a number, a little away from it
    title,
    note,
    note_right,
    head,
    number_head,
    head_aside,
    middle_head,
    level,
    share,
    whole,
    tenth,
    money,
    level_more, ///< differences have their sign
    share_more,
    tenth_more,
    whole_more,
    money_more,
    month,
    year,
    fine, ///< three decimals
    any
};

/// A sheet, filled cell by cell from the left, row by row. Texts are texts whatever they begin with; what is beyond
/// Excel's last row is counted and left out.
class Sheet
{
  public:
    static constexpr std::uint32_t most_rows = 1'048'576;

    void text(std::string_view text, Look look = Look::text);
    /// One text over so many cells.
    void text_over(std::uint16_t cells, std::string_view text, Look look);
    /// Nothing where it is NaN.
    void number(double value, Look look);
    void month(sim::Month month); ///< its last day, shown as month and year
    void skip(std::uint16_t cells = 1) { column_ = static_cast<std::uint16_t>(column_ + cells); }
    /// Heads get as many lines as the longest needs.
    void end_row();

    std::uint32_t row() const { return row_; } ///< that is being filled, from 0
    std::uint16_t column() const { return column_; }
    const sim::Words& names() const { return names_; }
    const std::string& name() const { return names_.in(language_); }
    std::uint64_t left_out() const { return left_out_; }

    /// \param widths  in characters, from the first column on
    void widths(const std::vector<double>& widths);
    /// Height of the row that is being filled, in lines of text.
    void lines(int lines);
    /// The rows above this one and so many columns at the left stay in sight and come again on every page; a filter on
    /// the row before it.
    void freeze(std::uint16_t columns);
    /// The first column alone stays where it is.
    void freeze_names();
    /// On paper: landscape, as wide as a page. \param pages  on which all must fit; 0: as many as it takes
    void for_paper(std::uint16_t pages = 0);
    lxw_worksheet* raw() const { return sheet_; }

  private:
    friend class Workbook;
    Sheet(lxw_worksheet* sheet, sim::Words names, sim::Language language, const std::vector<lxw_format*>& formats)
        : sheet_(sheet), names_(std::move(names)), language_(language), formats_(formats)
    {
    }
    bool is_full() const { return row_ >= most_rows; }
    /// Lines that a head takes over so many cells from this one.
    void make_room(std::string_view head, Look look, std::uint16_t cells);
    lxw_worksheet* sheet_;
    sim::Words names_;
    sim::Language language_;
    const std::vector<lxw_format*>& formats_; ///< by Look; behind them those of numbers that show nothing but zeros
    std::uint32_t row_ = 0;
    std::uint16_t column_ = 0, widest_ = 0;
    std::uint64_t left_out_ = 0;
    std::optional<std::uint32_t> filter_;
    std::vector<double> widths_{}; ///< [column] in characters, as far as they were set
    int head_lines_ = 1;           ///< of the row that is being filled
};

/// Values of a chart: rows `first` to `last` of a column.
struct Series
{
    std::string name_sheet; ///< the cell that has its name
    std::uint32_t name_row = 0;
    std::uint16_t name_column = 0;
    const Sheet* values = nullptr;
    std::uint32_t first = 0, last = 0;
    std::uint16_t category_column = 0, column = 0;
    std::optional<std::uint32_t> colour{}; ///< 0xRRGGBB; else one of its own
};

struct Chart
{
    enum class Kind : std::uint8_t {
        lines,   ///< over months
        columns, ///< a column for each category
        points,  ///< at numbers
        bars,    ///< as columns, lying, from above
    } kind = Kind::lines;
    std::string title;
    std::vector<Series> series;
    std::string number_format;   ///< of the vertical axis
    sim::Month from, to;         ///< of lines
    std::string across{};        ///< what the axis of points, columns or bars is
    std::string across_format{}; ///< of points
};

/// A column of a table, and what the dictionary says of it.
struct SheetColumn
{
    sim::Words name;
    sim::Words unit; ///< empty of texts
    sim::Words meaning;
    bool is_behind_number = false; ///< a text that is
    bool is_number() const { return !unit.id.empty(); }
};

/// An Excel workbook in one language, whose dictionary is in both: the same calls make the same bytes. Errors are
/// sim::WriteError.
class Workbook
{
  public:
    /// \param created  the date that its properties have, in place of the clock's
    Workbook(const ExportFolder::Place& place, const std::string& title, sim::Month created, sim::Language language);
    ~Workbook();
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    Sheet& sheet(const sim::Words& name);
    /// Writes the head of a column into the next cell, and keeps it for the dictionary.
    void head(Sheet& to, const SheetColumn& column);
    /// Keeps a column for the dictionary whose head is written otherwise.
    void explain(const Sheet& of, SheetColumn column) { columns_.push_back({&of, std::move(column)}); }
    /// A row for each column that was kept, in both languages.
    void dictionary(Sheet& to) const;
    /// The same for the README of the folder: "Biaya: Tahun" …
    std::vector<ExportedColumn> columns() const;
    /// Puts a chart with its upper left corner into a cell.
    void chart(const Sheet& on, const Chart& chart, std::uint32_t row, std::uint16_t column);
    void close();

  private:
    struct Kept
    {
        const Sheet* sheet;
        SheetColumn column;
    };
    std::filesystem::path shown_;
    std::string folder_;
    sim::Language language_;
    std::vector<Kept> columns_;
    lxw_workbook* book_;
    std::vector<lxw_format*> formats_;
    std::vector<std::unique_ptr<Sheet>> sheets_;
};

} // namespace layak
