#include <cmath>
#include <map>

#include "tools/layak/exports/geopackage.hpp"
#include "tools/layak/exports/map_style.hpp"
#include "tools/layak/exports/run_export.hpp"

namespace layak {
namespace {

using commitment::Field;
using sim::Words;

constexpr const char* file_name = "kelurahan.gpkg";

enum class Figure : std::uint8_t { mean, low, high, of_families, difference };

/// A number of a kelurahan in a month.
struct StateColumn
{
    std::string name;
    Words meaning;
    Field field;
    Figure figure;
};

std::vector<StateColumn> state_columns(bool compared)
{
    std::vector<StateColumn> columns;
    const Words mean{"; rata-rata ulangan", "; mean of the replicates"};
    for (const auto& [field, name, meaning] : exported_states()) {
        columns.push_back({name, meaning + mean, field, Figure::mean});
        if (field != Field::action) continue;
        columns.push_back({name + "_q05", meaning + Words{"; kuantil 5 %", "; 5% quantile"}, field, Figure::low});
        columns.push_back({name + "_q95", meaning + Words{"; kuantil 95 %", "; 95% quantile"}, field, Figure::high});
        if (compared)
            columns.push_back(
                {name + "_difference",
                 meaning + Words{"; selisih dari rencana pembanding", "; difference from the baseline"} + mean, field,
                 Figure::difference});
    }
    columns.push_back({"families_involved",
                       Words{"bagian keluarga yang terlibat", "share of the families involved"} + mean,
                       Field::programme, Figure::of_families});
    return columns;
}

/// As SQL has a text.
std::string quoted(const std::string& text)
{
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
    return out + "'";
}

class GeoPackageExport
{
  public:
    explicit GeoPackageExport(const RunExport& of)
        : of_(of), result_(of.result), kelurahan_(mapped_kelurahan(result_)), type_(geometry_type(kelurahan_)),
          box_(box_of(kelurahan_)), columns_(state_columns(result_.baseline().has_value())),
          attribution_(attribution_of(of.inputs.files)),
          package_(of.folder.place_for(file_name), first_instant(result_.months().front()))
    {
    }

    void write()
    {
        package_.sql().run("BEGIN");
        outlines();
        states();
        for (std::size_t plan = 0; plan < result_.plans().size(); ++plan) layer(plan);
        package_.sql().run("COMMIT");
        describe();
    }

  private:
    /// What QGIS calls the columns.
    FieldLabels labels() const
    {
        FieldLabels labels = {{"name", of_.word({"kelurahan", "kelurahan"})},
                              {"code", of_.word({"kode", "code"})},
                              {"families", of_.word({"keluarga", "families"})},
                              {"month_start", of_.word({"awal bulan", "begin of the month"})},
                              {"month_end", of_.word({"akhir bulan", "end of the month"})}};
        for (const StateColumn& column : columns_) labels.emplace_back(column.name, of_.word(column.meaning));
        return labels;
    }

    std::string whose_map() const
    {
        return attribution_.empty() ? "" : of_.word({"Sumber peta: ", "Map data: "}) + attribution_ + ".";
    }

    /// Once: the layers of the plans share them.
    void outlines()
    {
        package_.sql().run("CREATE TABLE kelurahan (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom " + type_ +
                           ", id TEXT NOT NULL, name TEXT NOT NULL, code TEXT, kecamatan TEXT, families INTEGER)");
        package_.register_layer(
            "kelurahan",
            {of_.word({"Kelurahan (tanpa keadaan)", "Kelurahan (without a state)"}), whose_map(), attribution_}, type_,
            box_);
        auto insert = package_.sql().prepare("INSERT INTO kelurahan VALUES (?1,?2,?3,?4,?5,?6,?7)");
        std::int64_t fid = 0;
        for (const MappedKelurahan& each : kelurahan_) {
            const StoredResult::Institution& at = result_.institutions()[each.row];
            const std::string kecamatan = at.parent ? result_.institutions()[*at.parent].name : "";
            const auto shape = geometry_blob(each);
            insert({++fid, std::span<const unsigned char>(shape), at.id, at.name, at.code, kecamatan,
                    std::int64_t{each.families}});
        }
    }

    void states()
    {
        std::string definition = "CREATE TABLE state (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, plan TEXT NOT "
                                 "NULL, kelurahan_fid INTEGER NOT NULL, month_start DATETIME NOT NULL, month_end "
                                 "DATETIME NOT NULL";
        std::string places = "?1,?2,?3,?4,?5";
        for (std::size_t k = 0; k < columns_.size(); ++k) {
            definition += ", " + columns_[k].name + " REAL";
            places += ",?" + std::to_string(k + 6);
        }
        package_.sql().run(definition + "); CREATE INDEX state_by_plan ON state (plan, month_start);");
        package_.register_table(
            "state", of_.word({"Keadaan tiap rencana, bulan, dan kelurahan", "State by plan, month and kelurahan"}));
        auto insert = package_.sql().prepare("INSERT INTO state VALUES (" + places + ")");
        std::int64_t fid = 0;
        std::vector<SqliteValue> row(5 + columns_.size());
        for (std::uint32_t plan = 0; plan < result_.plans().size(); ++plan) {
            read_plan(plan);
            for (std::size_t m = 0; m < result_.months().size(); ++m) {
                stop_if_requested();
                const std::string from = first_instant(result_.months()[m]);
                const std::string to = last_instant(result_.months()[m]);
                for (std::size_t k = 0; k < kelurahan_.size(); ++k) {
                    row[0] = ++fid;
                    row[1] = std::string_view(result_.plans()[plan].id);
                    row[2] = static_cast<std::int64_t>(k + 1);
                    row[3] = std::string_view(from);
                    row[4] = std::string_view(to);
                    for (std::size_t c = 0; c < columns_.size(); ++c) {
                        const double x = figure(columns_[c], kelurahan_[k], m);
                        row[5 + c] = std::isfinite(x) ? SqliteValue(x) : SqliteValue();
                    }
                    insert(row);
                }
            }
        }
    }

    void read_plan(std::uint32_t plan)
    {
        for (const ExportedState& state : exported_states())
            spreads_[state.field] = result_.institutions_spread(state.field, plan);
        differences_ = result_.institutions_difference(Field::action, plan);
    }

    double figure(const StateColumn& column, const MappedKelurahan& kelurahan, std::size_t month) const
    {
        const Spreads& spreads = spreads_.at(column.field);
        const Spread& spread = spreads.at(month, kelurahan.row);
        switch (column.figure) {
        case Figure::mean: return spread.mean;
        case Figure::low: return spread.quantile.front();
        case Figure::high: return spread.quantile.back();
        case Figure::of_families: return kelurahan.mean(result_, spreads, month);
        case Figure::difference: break;
        }
        return differences_.empty() ? NAN : double{differences_[month * spreads.things + kelurahan.row].mean};
    }

    /// The outlines with a plan's states, month by month, as QGIS shows them by itself.
    void layer(std::size_t plan)
    {
        const std::string table = "plan_" + file_names_of_plans(result_)[plan];
        std::string columns;
        for (const StateColumn& column : columns_) columns += ", s." + column.name;
        // QGIS and GDAL know the key of a view by this name.
        package_.sql().run("CREATE VIEW \"" + table +
                           "\" AS SELECT s.fid AS OGC_FID, k.geom AS geom, k.id AS id, k.name AS name, k.code AS code, "
                           "k.kecamatan AS kecamatan, k.families AS families, s.month_start AS month_start, "
                           "s.month_end AS month_end" +
                           columns + " FROM state s JOIN kelurahan k ON k.fid = s.kelurahan_fid WHERE s.plan = " +
                           quoted(result_.plans()[plan].id));
        const Words states{"Rata-rata ulangan tiap bulan. ", "Means of the replicates, by month. "};
        const std::string name = of_.word(result_.plans()[plan].name) + " (" + result_.plans()[plan].id + ")";
        package_.register_layer(table, {name, of_.word(states) + whose_map(), attribution_}, type_, box_);
        if (type_ == "GEOMETRY") return; // QGIS takes it as two layers, and one style does not fit both
        const std::string style = map_style(type_ == "POINT", labels(), of_.options.language);
        package_.sql().prepare("INSERT INTO layer_styles VALUES (?1,'','',?2,'geom','action',?3,'',1,'','','',?4)")(
            {static_cast<std::int64_t>(plan + 1), table, style, package_.changed()});
    }

    void describe() const
    {
        ExportedFile described{
            file_name,
            {"peta untuk QGIS: satu lapisan tiap rencana (plan_…), bulan demi bulan",
             "the map for QGIS: a layer for each plan (plan_…), month by month"},
            {{"kelurahan, state",
              {},
              {"tabel di belakang lapisan-lapisan plan_…: tempat kelurahan sekali saja, dan keadaannya (fid, plan, "
               "kelurahan_fid: nomor barisnya dan hubungannya)",
               "tables behind the layers plan_…: each kelurahan's place once, and its states (fid, plan, "
               "kelurahan_fid: numbers of rows and what they belong to)"}},
             {"OGC_FID", unit::number, {"nomor baris", "number of the row"}},
             {"geom", unit::degrees, {"batas atau titik, WGS 84", "outline or point, WGS 84"}},
             {"id, name, code", {}, {"id, nama, dan kode kelurahan", "id, name and code of the kelurahan"}},
             {"kecamatan", {}, {"nama kecamatannya", "name of its kecamatan"}},
             {"families", unit::families, {"jumlah keluarga", "number of families"}},
             {"month_start, month_end",
              {"waktu (UTC)", "time (UTC)"},
              {"awal dan akhir bulan, untuk pengendali waktu QGIS",
               "begin and end of the month, for QGIS's temporal controller"}}}};
        for (const StateColumn& column : columns_)
            described.columns.push_back(
                {column.name, column.figure == Figure::of_families ? unit::share : unit::level, column.meaning});
        of_.folder.describe(std::move(described));
    }

    const RunExport& of_;
    const StoredResult& result_;
    std::vector<MappedKelurahan> kelurahan_;
    std::string type_;
    Box box_;
    std::vector<StateColumn> columns_;
    std::string attribution_; ///< of points and outlines
    GeoPackage package_;
    std::map<Field, Spreads> spreads_; ///< of the plan under way
    std::vector<StoredResult::Difference> differences_;
};

} // namespace

void export_geopackage(const RunExport& of) { GeoPackageExport(of).write(); }

} // namespace layak
