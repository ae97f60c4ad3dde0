// What the columns of a workbook hold.

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
    to.widths({16, 34, 34, 18, 18, 56, 56});
    to.for_paper();
    for (const char* const head : {"Lembar · Sheet", "Kolom", "Column", "Satuan", "Unit", "Arti", "Meaning"})
        to.text(head, Look::head);
    to.end_row();
    to.freeze(0);
    for (const auto& [sheet, column] : columns_) {
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
