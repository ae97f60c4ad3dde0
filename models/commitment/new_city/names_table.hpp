#pragma once

// A table of names, row by row, before it is known how the rows hang together.

#include <optional>
#include <string>
#include <vector>

#include "models/commitment/institution_row.hpp"
#include "models/commitment/new_city/new_city.hpp"
#include "sim/text/csv.hpp"

namespace commitment {

/// A row that could be read.
struct NamedRow
{
    Institution institution;     ///< without parent; without id where the table gives none
    std::string stem;            ///< of its name
    std::string parent;          ///< as written
    std::optional<int> families; ///< of a kelurahan
    sim::CsvRow cells;           ///< for messages
};

struct NamesTable
{
    sim::CsvTable table;
    std::vector<NamedRow> rows;
    bool any_usual_posts = false; ///< some rows have posts that are assumed
};

/// Reads a table with the columns kind, name, parent and perhaps others of institutions.csv, columns and kinds also by
/// their Indonesian names, separated by commas or semicolons. Blanks around a cell and rows without a cell do not
/// count; longitude and latitude may have a decimal comma.
NamesTable read_names_table(const NamedText& text, sim::Findings& findings);

/// Reads a table of pairs of kelurahan. The cells are as written, without blanks around them.
sim::CsvTable read_neighbours_table(const NamedText& text, sim::Findings& findings);

} // namespace commitment
