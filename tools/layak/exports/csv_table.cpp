#include "tools/layak/exports/csv_table.hpp"

namespace layak {

ExportedColumn date_column()
{
    return {"date",
            {"tanggal", "date"},
            {"hari terakhir bulan; keadaannya saat itu", "last day of the month; what is told is the state then"}};
}

void CsvTable::add_statistics()
{
    const sim::Words same{"dari besarannya", "of the quantity"};
    add({"mean", same, {"rata-rata ulangan", "mean of the replicates"}});
    for (const std::string level : {"05", "25", "50", "75", "95"})
        add({"q" + level,
             same,
             {"kuantil " + level + " % antarulangan", "quantile " + level + "% over the replicates"}});
}

void CsvTable::head()
{
    for (const ExportedColumn& column : described.columns) file.text(column.name);
    file.end_row();
}

void CsvTable::end()
{
    file.end();
    folder.describe(std::move(described));
}

} // namespace layak
