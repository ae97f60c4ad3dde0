#include <algorithm>
#include <cmath>
#include <optional>

#include "tools/layak/exports/csv_table.hpp"
#include "tools/layak/exports/places.hpp"
#include "tools/layak/exports/run_export.hpp"

namespace layak {
namespace {

using sim::Words;

constexpr std::size_t numbers_at_once = std::size_t{1} << 23; // 32 MiB of replicates

const ExportedColumn kecamatan_metrics[] = {
    {"kelurahan.action",
     unit::level,
     {"rata-rata komitmen dalam tindakan (A) kelurahannya", "mean commitment in action (A) of its kelurahan"}},
    {"kelurahan.formal", {"kelurahan", "kelurahan"}, {"kelurahannya yang punya PATBM", "its kelurahan with a PATBM"}},
    {"kelurahan.layak", {"kelurahan", "kelurahan"}, {"kelurahannya yang layak", "its kelurahan that are layak"}},
    {"families.involved", unit::share, {"bagian keluarganya yang terlibat", "share of its families involved"}}};
static_assert(std::size(kecamatan_metrics) == commitment::district_outcome_names.size());

/// Tidy tables: a row for each plan, time, place and quantity.
class CsvExport
{
  public:
    explicit CsvExport(const RunExport& of) : of_(of), result_(of.result) {}

    void write()
    {
        city();
        if (!result_.kecamatan().empty()) kecamatan();
        institutions();
        costs();
        trained();
        if (result_.baseline()) export_csv_of_differences(of_);
        if (!of_.compared.goals().empty()) export_csv_of_goals(of_);
        if (!result_.what_ifs().empty()) export_csv_of_what_ifs(of_);
        if (of_.options.replicates) replicates();
        units();
        plans();
    }

  private:
    std::uint32_t plan_count() const { return static_cast<std::uint32_t>(result_.plans().size()); }
    const StoredResult::Institution& institution(std::size_t row) const { return result_.institutions()[row]; }

    CsvTable tidy_table(const std::string& name, const Words& what) const
    {
        CsvTable table(of_.folder, of_.options, name, what);
        add_place(table, date_column());
        table.add_statistics();
        table.head();
        return table;
    }

    /// A row a month of one quantity of one place; none where it has no such quantity.
    void months(CsvTable& table, std::uint32_t plan, const Spreads& spreads, std::size_t thing,
                const About& about) const
    {
        for (std::size_t m = 0; m < result_.months().size(); ++m) {
            if (std::isnan(spreads.at(m, thing).mean)) continue;
            begin_row(table, result_.plans()[plan], last_day(result_.months()[m]), about);
            table.file.spread(spreads.at(m, thing));
            table.file.end_row();
        }
    }

    void city() const
    {
        CsvTable table = tidy_table(
            "csv/city.csv", {"keluaran dan biaya kota, tiap bulan", "outcomes and costs of the city, by month"});
        const auto outcomes = commitment::outcome_table();
        const auto levers = [&](std::uint32_t plan, const Spreads& of, const std::string& what) {
            for (std::size_t lever = 0; lever < of.things; ++lever)
                months(table, plan, of, lever, {"city", result_.city(), what + lever_name(result_, lever)});
        };
        for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
            for (const std::uint32_t k : exported_outcomes(of_.inputs.city))
                months(table, plan, result_.outcome_spread(k, plan), 0, {"city", result_.city(), outcomes[k].name});
            levers(plan, result_.cost_by_month(plan), "cost.");
            levers(plan, result_.undelivered_by_month(plan), "undelivered.");
        }
        add_outcome_metrics(table, of_.inputs.city);
        add_lever_metrics(table, result_);
        table.end();
    }

    void kecamatan() const
    {
        CsvTable table = tidy_table("csv/kecamatan.csv", {"kelurahan dan keluarga dalam tiap kecamatan, tiap bulan",
                                                          "kelurahan and families within each kecamatan, by month"});
        for (std::uint32_t plan = 0; plan < plan_count(); ++plan)
            for (std::size_t k = 0; k < std::size(kecamatan_metrics); ++k) {
                const Spreads spreads = result_.kecamatan_spread(k, plan);
                for (std::size_t at = 0; at < spreads.things; ++at)
                    months(table, plan, spreads, at,
                           {"kecamatan", institution(result_.kecamatan()[at]).id, kecamatan_metrics[k].name});
            }
        for (const ExportedColumn& metric : kecamatan_metrics) table.add_metric(metric);
        table.end();
    }

    void institutions() const
    {
        sim::Words content{"keadaan tiap lembaga, tiap bulan", "the state of every institution, by month"};
        if (result_.has_rounded_quantiles())
            content = content + sim::Words{"; kuantilnya dari angka yang dibulatkan ke kelipatan 1/255",
                                           "; its quantiles are of numbers rounded to multiples of 1/255"};
        CsvTable table = tidy_table("csv/institutions.csv", content);
        for (std::uint32_t plan = 0; plan < plan_count(); ++plan)
            for (const ExportedState& state : exported_states()) {
                const Spreads spreads = result_.institutions_spread(state.field, plan);
                for (std::size_t row = 0; row < spreads.things; ++row)
                    months(table, plan, spreads, row,
                           {name_of(institution(row).kind), institution(row).id, state.name});
            }
        for (const ExportedState& state : exported_states()) table.add_metric({state.name, unit::level, state.meaning});
        table.end();
    }

    void costs() const
    {
        CsvTable table(
            of_.folder, of_.options, "csv/costs.csv",
            {"biaya dan yang tidak terbayar, tiap tahun", "costs, and what the budget could not pay, by year"});
        add_place(table, year_column());
        add_unit_column(table);
        table.add_statistics();
        table.head();
        const auto years = [&](std::uint32_t plan, const Spreads& of, const std::string& what,
                               const std::optional<UnitCode>& unit) {
            for (std::size_t lever = 0; lever < of.things; ++lever)
                for (std::size_t year = 0; year < result_.years().size(); ++year) {
                    begin_row(table, result_.plans()[plan], std::to_string(result_.years()[year]),
                              {"city", result_.city(), what + lever_name(result_, lever)});
                    table.file.text(unit ? unit->code : result_.levers()[lever].unit_code);
                    table.file.spread(of.at(year, lever));
                    table.file.end_row();
                }
        };
        for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
            years(plan, result_.cost_by_year(plan), "cost.", rupiah_code);
            years(plan, result_.undelivered_by_year(plan), "undelivered.", std::nullopt);
            years(plan, result_.lapsed_by_year(plan), "lapsed.", months_code);
        }
        std::vector<UnitCode> units = units_of_levers(result_);
        units.push_back(months_code);
        add_unit_codes(table, units);
        add_lever_metrics(table, result_);
        for (const StoredResult::Lever& lever : result_.levers())
            table.add_metric({"lapsed." + lever.name, unit::months,
                              Words{"bulan tidak berlaku karena biayanya tidak terbayar: ",
                                    "months out of force because the cost could not be paid: "} +
                                  lever.label});
        table.end();
    }

    /// Trained posts that each cause gave or took.
    void trained() const
    {
        if (result_.trained_by_year(0).things != commitment::trained_by_count) return;
        const Words meanings[] = {{"karena pelatihan", "by training"},
                                  {"karena sosialisasi", "by sosialisasi"},
                                  {"karena rapat", "by meetings"},
                                  {"karena orangnya pergi", "as the person left"},
                                  {"karena lupa", "as it was forgotten"}};
        CsvTable table(of_.folder, of_.options, "csv/trained.csv",
                       {"jabatan yang menjadi terlatih atau tidak lagi, tiap tahun dan sebab",
                        "posts that became trained or ceased to be, by year and cause"});
        add_place(table, year_column());
        table.add_statistics();
        table.head();
        for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
            const Spreads of = result_.trained_by_year(plan);
            for (std::size_t cause = 0; cause < of.things; ++cause)
                for (std::size_t year = 0; year < result_.years().size(); ++year) {
                    begin_row(
                        table, result_.plans()[plan], std::to_string(result_.years()[year]),
                        {"city", result_.city(), "trained_by." + std::string(commitment::trained_by_names[cause])});
                    table.file.spread(of.at(year, cause));
                    table.file.end_row();
                }
            const Spreads moved = result_.trained_moved_by_year(plan);
            for (std::size_t year = 0; year < moved.all.size(); ++year) {
                begin_row(table, result_.plans()[plan], std::to_string(result_.years()[year]),
                          {"city", result_.city(), "trained_moved"});
                table.file.spread(moved.at(year));
                table.file.end_row();
            }
        }
        if (!result_.trained_moved_by_year(0).all.empty())
            table.add_metric(
                {"trained_moved",
                 unit::posts,
                 {"jabatan pemerintah yang kehilangan orang terlatih ke jabatan lain (mutasi di dalam kota); "
                  "sebanyak itu pula jabatan yang mendapatkannya, jadi tidak termasuk dalam trained_by",
                  "government posts that lost a trained occupant to another post (moves within the city); as "
                  "many posts gained one by it, so it is no part of trained_by"}});
        for (std::size_t cause = 0; cause < commitment::trained_by_count; ++cause)
            table.add_metric(
                {"trained_by." + std::string(commitment::trained_by_names[cause]), unit::posts,
                 Words{"perubahan jabatan pemerintah yang terlatih ", "change of the government's trained posts "} +
                     meanings[cause]});
        table.end();
    }

    /// A column for each outcome: one row for each would be a file of gigabytes.
    void replicates() const
    {
        CsvTable table(of_.folder, of_.options, "csv/replicates.csv",
                       {"keluaran kota pada tiap ulangan, tiap bulan: satu kolom tiap keluaran",
                        "outcomes of the city in every replicate, by month: a column for each outcome"});
        const bool has_sets = !result_.parameter_sets().empty();
        table.add(plan_column());
        table.add({"replicate", unit::number, {"nomor ulangan, dari 0", "number of the replicate, from 0"}});
        if (has_sets)
            table.add({"parameter_set",
                       unit::number,
                       {"baris tabel parameter, dari 0", "row of the parameter table, from 0"}});
        table.add(date_column());
        const std::vector<std::uint32_t> outcomes = exported_outcomes(of_.inputs.city);
        for (const std::uint32_t k : outcomes)
            table.add({commitment::outcome_table()[k].name, unit_of(k), commitment::outcome_table()[k].meaning});
        table.head();
        const std::size_t months = result_.months().size();
        const auto most =
            static_cast<std::uint32_t>(std::max<std::size_t>(1, numbers_at_once / (months * outcomes.size())));
        for (std::uint32_t plan = 0; plan < plan_count(); ++plan)
            for (std::uint32_t first = 0, count = 0; first < result_.replicates(); first += count) {
                count = std::min(most, result_.replicates() - first);
                std::vector<std::vector<float>> values;
                for (const std::uint32_t k : outcomes) values.push_back(result_.outcome(k, plan, first, count));
                for (std::size_t row = 0; row < count * months; ++row) {
                    const std::size_t replicate = first + row / months;
                    table.file.text(result_.plans()[plan].id);
                    table.file.whole(replicate);
                    if (has_sets) table.file.whole(static_cast<std::uint64_t>(result_.parameter_sets()[replicate]));
                    table.file.text(last_day(result_.months()[row % months]));
                    for (const auto& of : values) table.file.number(double{of[row]});
                    table.file.end_row();
                }
            }
        table.end();
    }

    void units() const
    {
        CsvTable table(of_.folder, of_.options, "csv/units.csv", {"lembaga-lembaganya", "the institutions"});
        for (ExportedColumn& column : identity_columns()) table.add(std::move(column));
        table.add({"role", {}, {"peran OPD", "role of an agency"}});
        table.add({"task_force", unit::yes_or_no, {"1: OPD anggota gugus tugas", "1: an agency of the task force"}});
        table.add({"families",
                   unit::families,
                   {"jumlah keluarga; pada kelurahan, kecamatan, dan kota: semua yang di dalamnya (jangan dijumlahkan "
                    "dengan baris keluarga)",
                    "number of families; of kelurahan, kecamatan and the city: all within (not to be summed with the "
                    "rows of families)"}});
        table.add({"posts", unit::posts, {"jumlah jabatan", "number of posts"}});
        table.add({"longitude", unit::degrees, {"bujur (WGS 84)", "longitude (WGS 84)"}});
        table.add({"latitude", unit::degrees, {"lintang (WGS 84)", "latitude (WGS 84)"}});
        table.head();
        const std::vector<int> families = families_within(result_);
        for (std::size_t row = 0; row < result_.institutions().size(); ++row) {
            const StoredResult::Institution& of = institution(row);
            const std::string parent = of.parent ? institution(*of.parent).id : "";
            for (const std::string_view text : {std::string_view(of.id), std::string_view(of.name), name_of(of.kind),
                                                std::string_view(parent), std::string_view(of.code), name_of(of.role)})
                table.file.text(text);
            table.file.whole(of.task_force);
            table.file.whole(static_cast<std::uint64_t>(families[row]));
            table.file.whole(static_cast<std::uint64_t>(of.posts));
            table.file.exact(of.longitude);
            table.file.exact(of.latitude);
            table.file.end_row();
        }
        table.end();
    }

    void plans() const
    {
        CsvTable table(of_.folder, of_.options, "csv/plans.csv", {"rencana-rencananya", "the plans"});
        table.add({"plan", {}, {"id rencana: nama berkasnya", "id of the plan: the name of its file"}});
        table.add({"name_id", {}, {"nama dalam bahasa Indonesia", "name in Indonesian"}});
        table.add({"name_en", {}, {"nama dalam bahasa Inggris", "name in English"}});
        table.head();
        for (const StoredResult::Plan& plan : result_.plans()) {
            for (const std::string& text : {plan.id, plan.name.id, plan.name.en}) table.file.text(text);
            table.file.end_row();
        }
        table.end();
    }

    const RunExport& of_;
    const StoredResult& result_;
};

} // namespace

void export_csv(const RunExport& of) { CsvExport(of).write(); }

} // namespace layak
