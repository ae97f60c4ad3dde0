#pragma once

#include <string>
#include <vector>

namespace layak {

/// A column of a table on the terminal: two lines of heading and a cell a row.
struct Column
{
    std::string head;
    std::string below;
    std::vector<std::string> cells;
};

/// The table; columns that do not fit beside each other on the terminal follow below, with the labels again; where not
/// even one fits beside its labels, its cells stand below them.
std::string text_table(const std::vector<std::string>& labels, const std::vector<Column>& columns,
                       std::size_t terminal);

/// The text in lines of so many columns at most; all but the first begin with the indent.
std::string wrapped(const std::string& text, std::size_t columns, const std::string& indent = "");

/// Columns of the terminal on stdout; 120 where it is none.
std::size_t terminal_columns();

} // namespace layak
