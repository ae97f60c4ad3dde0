#include <algorithm>
#include <cmath>

#include "models/commitment/outcomes.hpp"
#include "tools/layak/exports/csv_file.hpp"
#include "tools/layak/exports/csv_table.hpp"
#include "tools/layak/exports/sweep_findings.hpp"
#include "tools/layak/factor_label.hpp"

namespace layak {
namespace {

using sim::Words;

class SweepCsv
{
  public:
    explicit SweepCsv(const SweepExport& of) : of_(of), sweep_(of.sweep) {}

    void write()
    {
        rows();
        outcomes();
        costs();
        if (of_.options.replicates) replicates();
    }

  private:
    CsvTable table(const std::string& name, Words what) const
    {
        return {of_.folder, of_.options, name, std::move(what)};
    }

    void rows() const
    {
        CsvTable to = table("csv/rows.csv",
                            {"baris rancangan: rencana dan faktor-faktornya", "rows of the design: plan and factors"});
        to.add({"row", unit::number, {"nomor baris, dari 0", "number of the row, from 0"}});
        to.add({"plan", {}, {"id rencana", "id of the plan"}});
        to.add({"plan_name", {}, {"namanya", "its name"}});
        for (const StoredSweep::Factor& factor : sweep_.factors())
            to.add({factor.name, factor_unit(factor.name),
                    Words{"nilai faktor: ", "value of the factor: "} + factor_label(factor.name)});
        to.head();
        for (std::uint32_t row = 0; row < sweep_.rows(); ++row) {
            to.file.whole(row);
            to.file.text(sweep_.plans()[row]);
            to.file.text(of_.plan_name(row));
            for (const StoredSweep::Factor& factor : sweep_.factors()) to.file.exact(factor.values[row]);
            to.file.end_row();
        }
        to.end();
    }

    void add_row_columns(CsvTable& to) const
    {
        to.add({"row",
                unit::number,
                {"baris rancangan; faktornya di csv/rows.csv", "row of the design; its factors are in csv/rows.csv"}});
        to.add({"plan", {}, {"id rencana", "id of the plan"}});
    }

    void begin_row(CsvTable& to, std::uint32_t row) const
    {
        to.file.whole(row);
        to.file.text(sweep_.plans()[row]);
    }

    void outcomes() const
    {
        CsvTable to =
            table("csv/outcomes.csv", {"keluaran kota tiap baris rancangan, pada bulan-bulan yang disimpan",
                                       "outcomes of the city for each row of the design, in the months that are kept"});
        add_row_columns(to);
        to.add(date_column());
        to.add({"metric", {}, {"besaran; lihat di bawah", "quantity; see below"}});
        to.add({"runs", unit::replicates, {"simulasi yang selesai", "runs that did not fail"}});
        to.add_statistics();
        to.head();
        std::uint32_t place = 0;
        for (const commitment::OutcomeInfo& outcome : commitment::outcome_table()) {
            const auto values = sweep_.outcomes(outcome.name);
            for (std::size_t m = 0; m < values.size(); ++m)
                for (std::uint32_t row = 0; row < sweep_.rows(); ++row) {
                    begin_row(to, row);
                    to.file.text(last_day(sweep_.months()[m]));
                    to.file.text(outcome.name);
                    add_spread(to, values[m][row]);
                    to.file.end_row();
                }
            to.add_metric({outcome.name, unit_of(place++), outcome.meaning});
        }
        to.end();
    }

    /// Over the runs that did not fail, behind how many they are.
    static void add_spread(CsvTable& to, std::vector<double> values)
    {
        std::erase_if(values, [](double x) { return std::isnan(x); });
        to.file.whole(values.size());
        to.file.spread(spread_over(values));
    }

    void costs() const
    {
        CsvTable to = table("csv/costs.csv", {"biaya dan yang tidak terbayar, tiap tahun",
                                              "costs, and what the budget could not pay, by year"});
        add_row_columns(to);
        to.add({"year", {"tahun", "year"}, {"tahun kalender", "calendar year"}});
        to.add({"metric",
                {},
                {"cost.… dibelanjakan; undelivered.… tidak terbayar anggaran",
                 "cost.… spent; undelivered.… not paid for by the budget"}});
        add_unit_column(to);
        to.add({"runs", unit::replicates, {"simulasi yang selesai", "runs that did not fail"}});
        to.add_statistics();
        to.head();
        const auto years = sweep_.file().read<std::int32_t>("year");
        const auto levers = sweep_.file().read<std::string>("lever");
        const auto units = sweep_.file().read<std::string>("lever_unit");
        const auto put = [&](const std::vector<std::vector<std::vector<double>>>& of_years, const std::string& metric,
                             const std::string& unit) {
            for (std::size_t year = 0; year < years.size(); ++year)
                for (std::uint32_t row = 0; row < sweep_.rows(); ++row) {
                    begin_row(to, row);
                    to.file.whole(static_cast<std::uint64_t>(years[year]));
                    to.file.text(metric);
                    to.file.text(unit);
                    add_spread(to, of_years[year][row]);
                    to.file.end_row();
                }
        };
        const std::size_t at_once = sweep_.levers_at_once();
        for (std::size_t first = 0; first < levers.size(); first += at_once) {
            const std::size_t count = std::min(at_once, levers.size() - first);
            const auto costs = sweep_.accounts("cost", first, count),
                       undelivered = sweep_.accounts("undelivered", first, count);
            for (std::size_t k = 0; k < count; ++k) {
                put(costs[k], "cost." + levers[first + k], "rupiah");
                put(undelivered[k], "undelivered." + levers[first + k], units[first + k]);
            }
        }
        put(sweep_.accounts("cost_all", 0, 1).front(), "cost.all", "rupiah");
        std::vector<UnitCode> codes = {rupiah_code};
        for (std::size_t lever = 0; lever < levers.size(); ++lever)
            for (const commitment::LeverInfo& row : commitment::lever_table())
                if (row.name == levers[lever] && !row.unit.empty()) codes.push_back({units[lever], units_of(row)});
        add_unit_codes(to, codes);
        for (const commitment::LeverInfo& lever : commitment::lever_table()) {
            if (std::find(levers.begin(), levers.end(), lever.name) == levers.end()) continue;
            const std::string name(lever.name);
            to.add_metric({"cost." + name, unit::rupiah, Words{"dibelanjakan: ", "spent on: "} + lever.label});
            to.add_metric({"undelivered." + name,
                           lever.unit.id.empty() ? Words{"tanpa satuan", "no unit"} : units_of(lever),
                           Words{"tidak terbayar anggaran: ", "what the budget could not pay: "} + lever.label});
        }
        to.add_metric({"cost.all", unit::rupiah, {"dibelanjakan untuk semua", "spent on all"}});
        to.end();
    }

    /// A column for each outcome.
    void replicates() const
    {
        CsvTable to = table("csv/replicates.csv", {"keluaran kota pada tiap simulasi: satu kolom tiap keluaran",
                                                   "outcomes of the city in every run: a column for each outcome"});
        add_row_columns(to);
        to.add({"replicate", unit::number, {"nomor ulangan, dari 0", "number of the replicate, from 0"}});
        to.add(date_column());
        const auto outcomes = commitment::outcome_table();
        for (std::uint32_t k = 0; k < outcomes.size(); ++k) to.add({outcomes[k].name, unit_of(k), outcomes[k].meaning});
        to.head();
        for (std::size_t m = 0; m < sweep_.months().size(); ++m) {
            std::vector<std::vector<std::vector<double>>> values; // [outcome][row][replicate]
            for (const commitment::OutcomeInfo& outcome : outcomes) values.push_back(sweep_.outcome(outcome.name, m));
            for (std::uint32_t row = 0; row < sweep_.rows(); ++row)
                for (std::uint32_t replicate = 0; replicate < sweep_.replicates(); ++replicate) {
                    begin_row(to, row);
                    to.file.whole(replicate);
                    to.file.text(last_day(sweep_.months()[m]));
                    for (const auto& of : values) to.file.number(of[row][replicate]);
                    to.file.end_row();
                }
        }
        to.end();
    }

    const SweepExport& of_;
    const StoredSweep& sweep_;
};

} // namespace

void export_csv(const SweepExport& of, const SweepFindings& findings)
{
    SweepCsv(of).write();
    export_csv_of_findings(of, findings);
}

} // namespace layak
