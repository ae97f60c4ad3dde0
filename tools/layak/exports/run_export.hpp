#pragma once

// What every format of a result of run or compare has in common.

#include <string>
#include <vector>

#include "tools/layak/exports/export_folder.hpp"
#include "tools/layak/exports/exported_comparison.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/stored_result.hpp"

namespace layak {

struct ExportOptions
{
    sim::Language language = sim::Language::id;
    bool replicates = false;     ///< a table of every replicate, too
    bool indonesian_csv = false; ///< byte order mark, semicolons, decimal commas
};

/// A result of run or compare on its way into a folder.
struct RunExport
{
    const StoredResult& result;
    const Inputs& inputs; ///< that the result carries
    const ExportedComparison& compared;
    const ExportOptions& options;
    ExportFolder& folder;

    std::string word(const sim::Words& words) const { return words.in(options.language); }
};

/// A format each. \throws sim::WriteError, sim::Interrupted
void export_csv(const RunExport& of);
void export_xlsx(const RunExport& of);
void export_gexf(const RunExport& of);
void export_graphml(const RunExport& of);
void export_geojson(const RunExport& of);
void export_geopackage(const RunExport& of);
void export_paraview(const RunExport& of);

/// What of an institution is exported over months, with its name in files.
struct ExportedState
{
    commitment::Field field{};
    std::string name;
    sim::Words meaning;
};
/// In the order of commitment::summary_fields.
const std::vector<ExportedState>& exported_states();
/// One of them.
const ExportedState& exported_state(commitment::Field field);

sim::Words words_of(commitment::Kind kind);
sim::Words words_of(commitment::LinkType type);
/// Of an outcome: "0 – 1", "bagian (0 – 1)", of counts what is counted.
sim::Words unit_of(std::uint32_t outcome);
/// In which numbers are.
namespace unit {
inline const sim::Words level{"0 – 1", "0 – 1"};
inline const sim::Words share{"bagian (0 – 1)", "share (0 – 1)"};
inline const sim::Words rupiah{"rupiah", "rupiah"};
inline const sim::Words months{"bulan", "months"};
inline const sim::Words families{"keluarga", "families"};
inline const sim::Words posts{"jabatan", "posts"};
inline const sim::Words replicates{"ulangan", "replicates"};
inline const sim::Words pairs{"pasangan ulangan", "pairs of replicates"};
inline const sim::Words number{"nomor", "number"};
inline const sim::Words yes_or_no{"1 atau 0", "1 or 0"};
inline const sim::Words weight{"bobot", "weight"};
inline const sim::Words metres{"meter", "metres"};
inline const sim::Words degrees{"derajat", "degrees"};
inline const sim::Words of_quantity{"dari besarannya", "of the quantity"};
} // namespace unit
/// Of a lever of a result, in which it is bought; of what has none a word for that.
sim::Words unit_of(const StoredResult::Lever& lever);
/// Columns by which files know an institution: id, name, kind …
std::vector<ExportedColumn> identity_columns();

/// Places of the outcomes that the city can have.
std::vector<std::uint32_t> exported_outcomes(const commitment::City& city);

/// [plan] its id as part of a file's name: letters, digits, - and _ alone, each once.
std::vector<std::string> file_names_of_plans(const StoredResult& result);

/// First and last day of a month, "2030-12-01".
std::string first_day(sim::Month month);
std::string last_day(sim::Month month);
/// "2030-12-01T00:00:00.000Z" and "2030-12-31T23:59:59.999Z": with dates alone QGIS shows two months at once.
std::string first_instant(sim::Month month);
std::string last_instant(sim::Month month);

/// The month in which the first plan begins.
std::size_t first_month_of_plans(const RunExport& of);
/// The month before that, or the first month.
std::size_t month_of_start(const RunExport& of);

/// Ends the work where the user wants it ended. \throws sim::Interrupted
void stop_if_requested();

} // namespace layak
