// What the columns of a workbook hold.

#include <algorithm>
#include <cmath>

#include "tools/layak/exports/workbook.hpp"

namespace layak {

void Workbook::head(Sheet& to, const SheetColumn& column)
{
    to.text(column.name.in(language_), column.is_number()        ? Look::number_head
                                       : column.is_behind_number ? Look::head_aside
                                                                 : Look::head);
    explain(to, column);
}

void Workbook::dictionary(Sheet& to) const
{
    constexpr double of_sheet = 18, of_name = 44, of_unit = 28, of_meaning = 72;
    to.widths({of_sheet, of_name, of_name, of_unit, of_unit, of_meaning, of_meaning});
    to.for_paper();
    for (const char* const head : {"Lembar · Sheet", "Kolom", "Column", "Satuan", "Unit", "Arti", "Meaning"})
        to.text(head, Look::head);
    to.end_row();
    to.freeze(0);
    const auto lines = [](const sim::Words& words, double width) {
        const auto longest = static_cast<double>(std::max(words.id.size(), words.en.size()));
        return static_cast<int>(std::ceil(longest / (0.9 * width))); // words do not fill a line
    };
    for (const auto& [sheet, column] : columns_) {
        to.lines(
            std::max({1, lines(column.name, of_name), lines(column.unit, of_unit), lines(column.meaning, of_meaning)}));
        to.text(sheet->name(), Look::wrapped);
        for (const sim::Words* words : {&column.name, &column.unit, &column.meaning})
            for (const std::string& text : {words->id, words->en}) to.text(text, Look::wrapped);
        to.end_row();
    }
}

std::vector<ExportedColumn> Workbook::columns() const
{
    std::vector<ExportedColumn> out;
    for (const auto& [sheet, column] : columns_)
        out.push_back({sheet->name() + ": " + column.name.in(language_), column.unit, column.meaning});
    return out;
}

} // namespace layak
