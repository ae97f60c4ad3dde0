#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "models/commitment/outcomes.hpp"
#include "tools/layak/exports/sweep_sheets.hpp"
#include "tools/layak/exports/workbook.hpp"
#include "tools/layak/exports/xlsx_export.hpp"
#include "tools/layak/factor_label.hpp"
#include "tools/layak/format.hpp"

namespace layak {
namespace {

using commitment::Measure;
using sim::Words;

constexpr const char* sweep_workbook = "results.xlsx";

/// Outcomes that the design asks for, then the usual ones.
std::vector<std::uint32_t> shown_outcomes(const StoredSweep& sweep)
{
    std::vector<std::uint32_t> out;
    const auto add = [&](std::uint32_t outcome) {
        if (std::find(out.begin(), out.end(), outcome) == out.end()) out.push_back(outcome);
    };
    for (const std::string& name : sweep.sampled().outcomes)
        if (const auto outcome = commitment::find_outcome(name)) add(*outcome);
    namespace outcome = commitment::outcome;
    for (const std::uint32_t which : {commitment::main_outcome, outcome::formal_kelurahan, outcome::layak_kelurahan,
                                      outcome::trained, outcome::families + 3, outcome::index})
        add(which);
    return out;
}

class SweepXlsx
{
  public:
    SweepXlsx(const SweepExport& of, const SweepFindings& found)
        : of_(of), sweep_(of.sweep), outcomes_(shown_outcomes(sweep_)),
          book_(of.folder.place_for(sweep_workbook), sweep_.city_name(), sweep_.months().front(), of.options.language),
          found_(found), summary_(book_.sheet({"Ringkasan", "Summary"})), rows_(book_.sheet({"Baris", "Rows"})),
          findings_(of, found, order_, book_), dictionary_(book_.sheet({"Kamus", "Dictionary"})),
          provenance_(book_.sheet({"Asal-usul", "Provenance"}))
    {
        std::vector<std::string> plans; // in the order in which they come
        for (const std::string& plan : sweep_.plans())
            if (std::find(plans.begin(), plans.end(), plan) == plans.end()) plans.push_back(plan);
        for (const std::string& plan : plans)
            for (std::uint32_t row = 0; row < sweep_.rows(); ++row)
                if (sweep_.plans()[row] == plan) order_.push_back(row);
    }

    void write()
    {
        write_sweep_summary(summary_, of_, found_);
        rows();
        findings_.write();
        charts();
        book_.dictionary(dictionary_);
        provenance();
        book_.close();
        of_.folder.describe(
            {sweep_workbook,
             {"buku kerja Excel: ringkasan dengan jawaban dan grafik; tiap baris rancangan dengan faktor dan "
              "keluarannya "
              "pada bulan terakhir; berapa yang cukup, tujuan dan peluangnya, yang menentukan; kamus",
              "Excel workbook: a summary with the answer and charts; every row of the design with its factors and "
              "outcomes in the last month; how much is enough, goals and their chances, what matters; dictionary"},
             book_.columns()});
    }

  private:
    std::string label(std::uint32_t outcome) const { return of_.word(commitment::outcome_table()[outcome].meaning); }

    void rows()
    {
        Sheet& to = rows_;
        std::vector<double> widths{8, 24};
        widths.insert(widths.end(), sweep_.factors().size(), 18);
        widths.insert(widths.end(), 4 * outcomes_.size(), 13);
        widths.insert(widths.end(), {20, 14});
        to.widths(widths);
        to.for_paper();
        to.lines(4);
        head_row(book_, to, sweep_);
        const std::pair<Words, Words> statistics[] = {{Words{", ", ", "} + mean_head, mean_of},
                                                      {Words{", ", ", "} + median_head, median_of},
                                                      {Words{", ", ", "} + low_head, low_of},
                                                      {Words{", ", ", "} + high_head, high_of}};
        for (const std::uint32_t outcome : outcomes_) {
            const Words& meaning = commitment::outcome_table()[outcome].meaning;
            for (const auto& [suffix, statistic] : statistics)
                book_.head(to, {meaning + suffix, unit_of(outcome),
                                meaning + Words{" pada bulan terakhir", " in the last month"} + statistic});
        }
        book_.head(to, {{"Biaya sejak rencana mulai", "Cost since the plans begin"},
                        unit::rupiah,
                        {"jumlah sejak tahun pertama rencana, rata-rata ulangan",
                         "sum from the first year of the plans on, mean of the replicates"}});
        book_.head(to, {{"Simulasi selesai", "Runs that did not fail"},
                        unit::replicates,
                        {"banyaknya, di balik angka-angka baris itu", "how many are behind the numbers of the row"}});
        to.end_row();
        to.freeze(2);
        std::vector<std::vector<std::vector<double>>> values; // [outcome][row][replicate]
        for (const std::uint32_t outcome : outcomes_)
            values.push_back(sweep_.outcome(commitment::outcome_table()[outcome].name, sweep_.months().size() - 1));
        const auto costs = sweep_.cost();
        for (const std::uint32_t row : order_) {
            to.number(row, Look::whole);
            to.text(of_.plan_name(row));
            for (const StoredSweep::Factor& factor : sweep_.factors())
                to.number(factor.values[row], is_money(factor.name) ? Look::money : Look::any);
            for (std::size_t k = 0; k < outcomes_.size(); ++k) {
                const Measure measure = commitment::outcome_table()[outcomes_[k]].measure;
                const Spread spread = finite_spread(values[k][row]);
                to.number(spread.mean, look_of(measure, true));
                to.number(spread.median(), look_of(measure, true));
                to.number(spread.quantile.front(), look_of(measure, false));
                to.number(spread.quantile.back(), look_of(measure, false));
            }
            to.number(finite_spread(costs[row]).mean, Look::money);
            to.number(static_cast<double>(finite(values.front()[row]).size()), Look::whole);
            to.end_row();
        }
    }

    static std::vector<double> finite(std::vector<double> values)
    {
        std::erase_if(values, [](double x) { return std::isnan(x); });
        return values;
    }
    static Spread finite_spread(const std::vector<double>& values) { return spread_over(finite(values)); }

    /// Under the summary.
    void charts()
    {
        const std::uint32_t first_row = summary_.row();
        for (std::size_t k = 0; k < std::min<std::size_t>(outcomes_.size(), 4); ++k)
            book_.chart(summary_, chart_of(k), static_cast<std::uint32_t>(first_row + k / 2 * 17), k % 2 == 0 ? 0 : 9);
    }

    /// Points of each plan over the factor of most levels; without a factor a column for each row.
    Chart chart_of(std::size_t outcome) const
    {
        Chart chart;
        chart.title = label(outcomes_[outcome]);
        chart.number_format = commitment::outcome_table()[outcomes_[outcome]].measure == Measure::share ? "0%" : "0.##";
        const auto factor = finest_factor();
        chart.kind = factor ? Chart::Kind::points : Chart::Kind::columns;
        chart.across = of_.word({"baris rancangan", "row of the design"});
        if (factor) {
            const std::string& name = sweep_.factors()[*factor].name;
            chart.across = of_.word(factor_label(name));
            if (is_money(name)) chart.across += of_.word({" (miliar rupiah)", " (billion rupiah)"});
            chart.across_format = is_money(name) ? "0.0#,,," : "General";
        }
        for (std::size_t first = 0, next = 0; first < order_.size(); first = next) {
            while (next < order_.size() && sweep_.plans()[order_[next]] == sweep_.plans()[order_[first]]) ++next;
            Series series;
            series.name_sheet = rows_.name();
            series.name_row = static_cast<std::uint32_t>(first + 1);
            series.name_column = 1;
            series.category_column = static_cast<std::uint16_t>(factor ? 2 + *factor : 0);
            series.column = static_cast<std::uint16_t>(3 + sweep_.factors().size() + 4 * outcome); // the median
            series.values = &rows_;
            series.first = static_cast<std::uint32_t>(first + 1);
            series.last = static_cast<std::uint32_t>(next);
            chart.series.push_back(series);
        }
        return chart;
    }

    /// Its place; none where no factor varies.
    std::optional<std::size_t> finest_factor() const
    {
        std::optional<std::size_t> finest;
        std::size_t most = 1;
        for (std::size_t k = 0; k < sweep_.factors().size(); ++k) {
            const std::set<double> levels(sweep_.factors()[k].values.begin(), sweep_.factors()[k].values.end());
            if (levels.size() > most) finest = k, most = levels.size();
        }
        return finest;
    }

    void provenance()
    {
        Sheet& to = provenance_;
        to.widths({32, 90});
        to.for_paper();
        const auto row = [&](const Words& what, const std::string& value) {
            to.text(of_.word(what), Look::wrapped);
            to.text(value, Look::wrapped);
            to.end_row();
        };
        const auto about = [&](const char* name) { return sweep_.file().attribute<std::string>(name).value_or(""); };
        row({"Kota", "City"}, sweep_.city_name());
        row({"Rancangan", "Design"}, about("design"));
        row({"Dibuat oleh", "Made by"}, about("source"));
        row({"Benih angka acak", "Seed"}, about("seed"));
        row({"Ulangan tiap baris", "Replicates of each row"}, std::to_string(sweep_.replicates()));
        row({"Sidik isi (SHA-256)", "Digest of the content (SHA-256)"}, about("content_sha256"));
        row({"Sidik masukan (SHA-256)", "Digest of the inputs (SHA-256)"}, about("inputs_sha256"));
        row({"Pembulatan", "Rounding"},
            of_.word({"Sel menyimpan angka penuh dan menampilkan yang terdekat; halaman laporan membulatkan batas "
                      "rentang jumlah lembaga ke luar (5,95 – 66,5 menjadi 5 – 67).",
                      "Cells hold numbers in full and show the nearest; the report's page rounds the ends of ranges of "
                      "bodies outwards (5.95 – 66.5 to 5 – 67)."}));
        row({"Catatan", "Note"},
            of_.word({"Indeks kelembagaan adalah proksi bagian kelembagaan evaluasi KLA, bukan nilai resminya.",
                      "The institutional index is a proxy of the institutional part of the KLA evaluation, never the "
                      "official score."}));
    }

    const SweepExport& of_;
    const StoredSweep& sweep_;
    std::vector<std::uint32_t> outcomes_;
    std::vector<std::uint32_t> order_{}; ///< of the rows: those of a plan together
    Workbook book_;
    const SweepFindings& found_;
    Sheet &summary_, &rows_;
    FindingsSheets findings_;
    Sheet &dictionary_, &provenance_;
};

} // namespace

void export_xlsx(const SweepExport& of, const SweepFindings& findings) { SweepXlsx(of, findings).write(); }

} // namespace layak
