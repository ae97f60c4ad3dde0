#pragma once

#include "tools/layak/exports/csv_file.hpp"
#include "tools/layak/exports/export_folder.hpp"
#include "tools/layak/exports/run_export.hpp"

namespace layak {

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
/// Columns that tables share.
ExportedColumn plan_column();
ExportedColumn year_column();
ExportedColumn metric_column();

/// What a row is about, beside its plan and time.
struct About
{
    std::string_view level;
    std::string_view unit;
    std::string_view metric;
};
/// Columns that say what a row is about, and their cells.
void add_place(CsvTable& table, const ExportedColumn& when);
void begin_row(CsvTable& table, const StoredResult::Plan& plan, std::string_view when, const About& about);
/// The columns of a chance and its interval.
void add_chance(CsvTable& table);
/// The outcomes that the city can have, as values of the column `metric`.
void add_outcome_metrics(CsvTable& table, const commitment::City& city);
/// Costs by lever, and units that the budget could not pay.
void add_lever_metrics(CsvTable& table, const StoredResult& result);
/// The column `measured_in`: the unit of a row's quantity, by a code that is the same whatever the language; the
/// dictionary has the words for each.
void add_unit_column(CsvTable& table);
struct UnitCode
{
    std::string code;
    sim::Words words;
};
void add_unit_codes(CsvTable& table, const std::vector<UnitCode>& units);
inline const UnitCode rupiah_code{"rupiah", unit::rupiah}, months_code{"months", unit::months};
/// Rupiah and the units of levers.
std::vector<UnitCode> units_of_levers(const StoredResult& result);
/// Its name; behind the last of the result "all".
std::string lever_name(const StoredResult& result, std::size_t lever);

/// Plans held against the baseline, and against themselves with something otherwise.
void export_csv_of_differences(const RunExport& of);
void export_csv_of_goals(const RunExport& of);
void export_csv_of_what_ifs(const RunExport& of);

} // namespace layak
