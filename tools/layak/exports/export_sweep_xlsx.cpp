#include <algorithm>
#include <cmath>
#include <optional>

#include "models/commitment/outcomes.hpp"
#include "sim/results/digest.hpp"
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
        // Those of a plan together, of these those of a curve.
        std::vector<bool> is_placed(sweep_.rows());
        const auto place = [&](std::uint32_t row) {
            if (!is_placed[row]) order_.push_back(row);
            is_placed[row] = true;
        };
        for (const commitment::Plan& plan : found.view.inputs.plans) {
            for (const CurveGroup& curve : found.view.layout.groups)
                if (sweep_.plans()[curve.rows.front()] == plan.id)
                    for (const std::uint32_t row : curve.rows) place(row);
            for (std::uint32_t row = 0; row < sweep_.rows(); ++row)
                if (sweep_.plans()[row] == plan.id) place(row);
        }
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
              "keluarannya pada bulan terakhir; berapa yang cukup, tujuan dan peluangnya, yang menentukan; kamus",
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
            to.text(of_.plan_name(row), Look::aside);
            for (const StoredSweep::Factor& factor : sweep_.factors())
                to.number(factor.values[row], look_of_factor(factor));
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
        const bool of_strengths = charts_of(found_) == SweepCharts::strengths;
        // Of outcomes beyond those that the design asks for a median alone may mislead.
        const std::size_t all =
            of_strengths ? findings_.strengths().size()
                         : std::min(outcomes_.size(), std::max<std::size_t>(sweep_.sampled().outcomes.size(), 1));
        for (std::size_t k = 0; k < std::min<std::size_t>(all, 4); ++k)
            book_.chart(summary_, of_strengths ? strengths_chart(findings_.strengths()[k]) : rows_chart(k),
                        static_cast<std::uint32_t>(first_row + k / 2 * 17), k % 2 == 0 ? 0 : 9);
    }

    Chart strengths_chart(const FindingsSheets::Strengths& of) const
    {
        Chart chart;
        chart.title = of.title;
        chart.kind = Chart::Kind::bars;
        chart.number_format = "0.0##";
        Series series;
        series.values = findings_.sheet_of_strengths();
        series.name_sheet = series.values->name();
        series.name_row = series.first = of.first;
        series.name_column = FindingsSheets::measure_column;
        series.category_column = FindingsSheets::factor_column;
        series.column = FindingsSheets::value_column;
        series.last = of.last;
        series.colour = 0x16202B; // no plan's
        chart.series.push_back(series);
        return chart;
    }

    /// Points of each plan's curve, with the other factors as usual; where there are no curves a column a row.
    Chart rows_chart(std::size_t outcome) const
    {
        const SweepView& view = found_.view;
        const bool has_curves = !view.curves.empty();
        Chart chart;
        chart.title = label(outcomes_[outcome]);
        chart.number_format = commitment::outcome_table()[outcomes_[outcome]].measure == Measure::share ? "0%" : "0.##";
        chart.kind = has_curves ? Chart::Kind::points : Chart::Kind::columns;
        chart.across = of_.word({"baris rancangan", "row of the design"});
        if (has_curves) {
            const std::string& name = sweep_.factors()[view.layout.factor].name;
            chart.across = of_.word(factor_label(name));
            if (is_money(name)) chart.across += of_.word({" (miliar rupiah)", " (billion rupiah)"});
            chart.across_format = is_money(name) ? "0.0#,,," : "General";
        }
        for (std::size_t plan = 0; plan < view.plans(); ++plan) {
            const auto group = has_curves ? view.group(view.usual_combination(), plan) : std::nullopt;
            const auto is_shown = [&](std::uint32_t row) {
                return has_curves ? group && row == view.layout.groups[*group].rows.front()
                                  : sweep_.plans()[row] == view.inputs.plans[plan].id;
            };
            const auto first = std::find_if(order_.begin(), order_.end(), is_shown);
            if (first == order_.end()) continue;
            const auto rows = has_curves
                                  ? view.layout.groups[*group].rows.size()
                                  : static_cast<std::size_t>(std::count_if(order_.begin(), order_.end(), is_shown));
            Series series;
            series.values = &rows_;
            series.name_sheet = rows_.name();
            series.first = static_cast<std::uint32_t>(first - order_.begin() + 1); // under the head
            series.last = static_cast<std::uint32_t>(series.first + rows - 1);
            series.name_row = series.first;
            series.name_column = 1;
            series.category_column = static_cast<std::uint16_t>(has_curves ? 2 + view.layout.factor : 0);
            series.column = static_cast<std::uint16_t>(3 + sweep_.factors().size() + 4 * outcome); // the median
            series.colour = static_cast<std::uint32_t>(std::stoul(view.looks[plan].colour.substr(1), nullptr, 16));
            chart.series.push_back(series);
        }
        return chart;
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
        for (const InputFile& file : found_.view.inputs.files)
            row(Words{"Masukan: ", "Input: "} + Words{file.name, file.name}, sim::digest_of(file.text));
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
