#include "tools/layak/exports/csv_table.hpp"

#include <set>

namespace layak {

ExportedColumn date_column()
{
    return {"date",
            {"tanggal", "date"},
            {"hari terakhir bulan; keadaannya saat itu", "last day of the month; what is told is the state then"}};
}

ExportedColumn plan_column()
{
    return {"plan", {}, {"id rencana; namanya di csv/plans.csv", "id of the plan; its name is in csv/plans.csv"}};
}

ExportedColumn year_column() { return {"year", {"tahun", "year"}, {"tahun kalender", "calendar year"}}; }

ExportedColumn metric_column() { return {"metric", {}, {"besaran; lihat di bawah", "quantity; see below"}}; }

void add_place(CsvTable& table, const ExportedColumn& when)
{
    table.add(plan_column());
    table.add(when);
    table.add({"level",
               {},
               {"tingkat: kota, kecamatan … (jenis lembaga)", "level: city, kecamatan … (kind of institution)"}});
    table.add({"unit",
               {},
               {"id lembaga, seperti di csv/units.csv; dari seluruh kota nama foldernya",
                "id of the institution, as in csv/units.csv; of the city as a whole its folder's name"}});
    table.add(metric_column());
}

void begin_row(CsvTable& table, const StoredResult::Plan& plan, std::string_view when, const About& about)
{
    for (const std::string_view text : {std::string_view(plan.id), when, about.level, about.unit, about.metric})
        table.file.text(text);
}

void add_chance(CsvTable& table)
{
    table.add({"chance", unit::share, {"bagian ulangan yang mencapainya", "share of the replicates that reach it"}});
    table.add({"chance_low",
               unit::share,
               {"batas bawah selang Wilson 90 % peluang itu", "lower limit of that chance's 90% Wilson interval"}});
    table.add({"chance_high", unit::share, {"batas atasnya", "its upper limit"}});
}

void add_outcome_metrics(CsvTable& table, const commitment::City& city)
{
    for (const std::uint32_t k : exported_outcomes(city))
        table.add_metric({commitment::outcome_table()[k].name, unit_of(k), commitment::outcome_table()[k].meaning});
}

void add_lever_metrics(CsvTable& table, const StoredResult& result)
{
    using sim::Words;
    for (const StoredResult::Lever& lever : result.levers()) {
        table.add_metric({"cost." + lever.name, unit::rupiah, Words{"dibelanjakan: ", "spent on: "} + lever.label});
        table.add_metric({"undelivered." + lever.name, unit_of(lever),
                          Words{"tidak terbayar anggaran: ", "what the budget could not pay: "} + lever.label});
    }
    table.add_metric({"cost.all", unit::rupiah, {"dibelanjakan untuk semua", "spent on all"}});
}

void add_unit_column(CsvTable& table)
{
    table.add({"measured_in",
               {},
               {"kode satuan besarannya, sama dalam kedua bahasa; lihat di bawah",
                "code of the quantity's unit, the same in both languages; see below"}});
}

std::vector<UnitCode> units_of_levers(const StoredResult& result)
{
    std::vector<UnitCode> units = {rupiah_code};
    for (const StoredResult::Lever& lever : result.levers()) units.push_back({lever.unit_code, lever.unit});
    return units;
}

void add_unit_codes(CsvTable& table, const std::vector<UnitCode>& units)
{
    std::set<std::string> told;
    for (const UnitCode& unit : units)
        if (!unit.code.empty() && told.insert(unit.code).second)
            table.add({"measured_in: " + unit.code, {}, unit.words});
}

std::string lever_name(const StoredResult& result, std::size_t lever)
{
    return lever < result.levers().size() ? result.levers()[lever].name : "all";
}

void CsvTable::add_statistics()
{
    const sim::Words& same = unit::of_quantity;
    add({"mean", same, {"rata-rata ulangan", "mean of the replicates"}});
    for (const std::string level : {"05", "25", "50", "75", "95"})
        add({"q" + level,
             same,
             {"kuantil " + level.substr(level[0] == '0') + " % antarulangan",
              level.substr(level[0] == '0') + "% quantile over the replicates"}});
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
