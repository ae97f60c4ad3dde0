#pragma once

#include "tools/layak/exports/csv_file.hpp"
#include "tools/layak/exports/export_folder.hpp"
#include "tools/layak/exports/run_export.hpp"

namespace layak {

inline const sim::Words unit_one{"1", "1"};
inline const sim::Words unit_rupiah{"rupiah", "rupiah"};

/// A table under way, with what the README of its folder says of it.
struct CsvTable
{
    CsvFile file;
    ExportFolder& folder;
    ExportedFile described;

    CsvTable(ExportFolder& to, const ExportOptions& options, const std::string& name, sim::Words what)
        : file(to, name, options.indonesian_csv), folder(to), described{name, std::move(what), {}}
    {
    }

    void add(ExportedColumn column) { described.columns.push_back(std::move(column)); }
    /// Mean and quantiles.
    void add_statistics();
    /// A value that the column `metric` has.
    void add_metric(const ExportedColumn& of) { add({"metric: " + of.name, of.unit, of.meaning}); }
    /// Writes the names of the columns added so far.
    void head();
    void end();
};

/// The column of a month's last day.
ExportedColumn date_column();

} // namespace layak
