#pragma once

// Pieces that every section of a page is made of.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "models/commitment/outcomes.hpp"
#include "sim/statistics/interval.hpp"
#include "sim/text/findings.hpp"

namespace layak {

/// Words as JSON: {"id": …, "en": …}.
nlohmann::ordered_json json_of(const sim::Words& words);

/// A number as a chart's data have it: its stored digits (digits.hpp); 0 for what is none.
double drawn(double value);

/// A difference as a page has it: "+0,45", of shares in points "+2,1", of things "+53,1"; what rounds to 0 but
/// is not keeps its sign: "+0,00". The script has the rule again (shown_numbers.csv).
std::string brief_difference(double value, commitment::Measure measure, sim::Language language);
/// "−0,13 – −0,00"; of rupiah and where it has no width as shown.hpp has them.
std::string brief_interval(const sim::Interval& interval, commitment::Measure measure, sim::Language language);

/// A table of words; the first row is the head, the first cell of each row names it. Wide ones scroll by themselves, or
/// on a phone become a block a row, each figure under its head.
struct WordTable
{
    sim::Words caption; ///< what a screen reader says first; not shown
    std::vector<std::vector<sim::Words>> rows;
    bool is_stacked = false; ///< on a phone
    std::string html() const;
};

/// What the page's script draws, by the id of the figure: {"kind": …, …}.
using Charts = nlohmann::ordered_json;

/// A chart with a sentence as its title, a line with quantity, unit and date, and its numbers as a table.
struct Figure
{
    std::string id;
    sim::Words title;
    sim::Words note;
    WordTable table;
    sim::Words remark{}; ///< under the chart
    /// What a control over the chart chooses instead, in its order; the first choice is `table`.
    std::vector<WordTable> other_tables{};

    /// \param chart  what the script draws; goes into `charts`
    std::string html(nlohmann::ordered_json chart, Charts& charts) const;
};

/// Stays on one sheet of paper where it fits on one: a table with its heading.
std::string together(const std::string& html);
std::string heading(const std::string& id, const sim::Words& text);
std::string paragraph(const sim::Words& text, const char* css_class = nullptr);
/// "tiga" / "three"; figures from ten on.
std::string in_words(std::size_t count, sim::Language language);
/// "a, b dan c" / "a, b and c"
std::string listed(const std::vector<std::string>& things, sim::Language language);

} // namespace layak
