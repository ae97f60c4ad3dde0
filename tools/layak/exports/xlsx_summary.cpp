#include <algorithm>

#include "tools/layak/conclusions.hpp"
#include "tools/layak/exports/xlsx_export.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/plan_looks.hpp"

namespace layak {

using commitment::Measure;
using sim::Words;

namespace {

const char* axis_format(Measure measure)
{
    return measure == Measure::share ? "0%" : measure == Measure::count ? "0" : "0.0";
}

constexpr std::uint16_t cells_of_start = 2, cells_of_plan = 4;
constexpr double median_width = 17, other_width = 10; ///< of the cells of a plan, in characters

} // namespace

double XlsxExport::plan_width() const
{
    std::size_t most = 0;
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan) most = std::max(most, width(name_of_plan(plan)));
    return std::max(name_width, static_cast<double>(most) + 2);
}

void XlsxExport::summary_heads(std::size_t start)
{
    Sheet& to = summary_;
    to.text("", Look::head);
    to.text_over(cells_of_start, word({"Awal", "Start"}) + ", " + month(start), Look::middle_head);
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan)
        to.text_over(cells_of_plan, name_of_plan(plan) + ", " + month(last_month(plan)), Look::middle_head);
    to.end_row();
    to.text(word({"Keadaan pada akhir bulan", "State at the end of the month"}), Look::head);
    for (const Words& statistic : {median_head, mean_head}) to.text(word(statistic), Look::number_head);
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan)
        for (const Words& statistic : {median_head, mean_head, low_head, high_head})
            to.text(word(statistic), Look::number_head);
    to.end_row();
    const Words unit{"dari keluarannya", "of the outcome"};
    const Words at_end{"keluaran itu pada bulan terakhir rencana", "the outcome in the plan's last month"};
    const auto explain = [&](const Words& name, const Words& meaning) { book_.explain(to, {name, unit, meaning}); };
    explain({"Awal", "Start"}, {"nilai tengah dan rata-rata ulangan sebelum rencana mulai",
                                "median and mean of the replicates before the plans begin"});
    explain(median_head, at_end + median_of);
    explain(mean_head, at_end + mean_of);
    explain(low_head, at_end + low_of);
    explain(high_head, at_end + high_of);
}

void XlsxExport::summary_table()
{
    Sheet& to = summary_;
    std::vector<double> widths{38, median_width, other_width};
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan)
        widths.insert(widths.end(), {median_width, other_width, other_width, other_width});
    to.widths(widths);
    to.for_paper(1);
    to.freeze_names();
    to.text(result_.city_name(), Look::title);
    to.end_row();
    if (differences_ != nullptr) {
        const Conclusions found = conclude(of_.inputs, of_.compared.get(), of_.compared.goals());
        to.text(word(found.title) + ".");
        to.end_row();
    }
    const auto note = [&](const Words& words) {
        to.text(word(words), Look::note);
        to.end_row();
    };
    const std::string replicates = std::to_string(result_.replicates());
    if (result_.replicates() == 1)
        note(
            {"Satu ulangan saja: satu jalan yang mungkin. Jadi tidak ada rentang (sel 5 % dan 95 % kosong), dan nilai "
             "tengah sama dengan rata-rata.",
             "One replicate: one possible course. So there is no range (cells of 5% and 95% are empty), and median and "
             "mean are the same."});
    else
        note((result_.covers_parameters()
                  ? Words{"Rentang 5–95 % memuat kebetulan dan ketidakpastian parameter",
                          "The 5–95% range covers chance and what the parameters leave open"}
                  : Words{"Rentang 5–95 % memuat kebetulan saja, dengan satu himpunan parameter",
                          "The 5–95% range covers chance alone, with one set of parameters"}) +
             Words{"; " + replicates + " ulangan tiap rencana.", "; " + replicates + " replicates of each plan."});
    note({"Nilai tengah dan rata-rata berdampingan; halaman laporan memakai nilai tengah, untuk jumlah sampai 10 "
          "rata-rata, untuk biaya rata-rata. Grafik menunjukkan nilai tengah.",
          "Medians and means side by side; the report's page has medians, of counts up to 10 means, of costs means. "
          "The charts show medians."});
    if (differences_ != nullptr)
        note(Words{"Apakah sebuah rencana lebih baik dari yang lain: lembar ",
                   "Whether one plan is better than another: sheet "} +
             differences_->names() +
             Words{", bukan selisih angka di sini; di situ juga biaya setahun.",
                   ", not the difference of figures here; costs a year are there, too."});
    note({"Indeks kelembagaan adalah proksi, bukan nilai resmi KLA.",
          "The institutional index is a proxy, not the official KLA score."});
    to.end_row();
    const std::size_t start = month_of_start(of_);
    summary_heads(start);
    for (const Headline& headline : headlines_) {
        const Measure measure = commitment::outcome_table()[headline.outcome].measure;
        to.text(word(headline.label));
        for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
            const Spreads spreads = result_.outcome_spread(headline.outcome, plan);
            if (plan == 0) {
                to.number(spreads.at(start).median(), look_of(measure, true));
                to.number(spreads.at(start).mean, look_of(measure, true));
            }
            add_with_median(to, spreads.at(last_month(plan)), measure);
        }
        to.end_row();
    }
    to.end_row();
}

void XlsxExport::yearly_costs()
{
    Sheet& to = summary_;
    const Words head{"Biaya per tahun (rata-rata ulangan)", "Cost by year (mean of the replicates)"};
    to.text(word(head), Look::head);
    book_.explain(to, {head, unit::rupiah, {"dibelanjakan dalam tahun itu", "spent in the year"}});
    for (std::uint16_t cell = 0; cell < cells_of_start; ++cell) to.text("", Look::head);
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan)
        to.text_over(cells_of_plan, name_of_plan(plan), Look::head);
    to.end_row();
    first_year_row_ = to.row();
    std::vector<Spreads> costs;
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan) costs.push_back(result_.cost_by_year(plan));
    for (std::size_t year = 0; year < result_.years().size(); ++year) {
        to.number(result_.years()[year], Look::year);
        to.skip(cells_of_start);
        for (const Spreads& cost : costs) {
            to.number(cost.at(year, cost.things - 1).mean, Look::money);
            to.skip(cells_of_plan - 1);
        }
        to.end_row();
    }
    to.end_row();
}

void XlsxExport::charts()
{
    const auto months = static_cast<std::uint32_t>(result_.months().size());
    const auto years = static_cast<std::uint32_t>(result_.years().size());
    const std::uint32_t first_row = summary_.row();
    std::uint32_t place = 0;
    const std::vector<PlanLook> looks = looks_of(of_.inputs.plans);
    const auto put = [&](Chart chart, auto series) {
        for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
            Series one = series(plan);
            one.name_sheet = summary_.name();
            one.name_row = first_year_row_ - 1;
            one.name_column = static_cast<std::uint16_t>(1 + cells_of_start + cells_of_plan * plan);
            one.colour = static_cast<std::uint32_t>(std::stoul(looks[plan].colour.substr(1), nullptr, 16));
            chart.series.push_back(one);
        }
        book_.chart(summary_, chart, first_row + place / 2 * 17, place % 2 == 0 ? 0 : 5);
        ++place;
    };
    for (std::size_t k = 0; k < headlines_.size(); ++k) {
        const std::uint32_t outcome = headlines_[k].outcome;
        if (outcome != commitment::main_outcome && outcome != commitment::outcome::formal_kelurahan &&
            outcome != commitment::outcome::families + 3)
            continue;
        Chart chart;
        chart.title = word(headlines_[k].label) + ", " + word(median_head);
        chart.number_format = axis_format(commitment::outcome_table()[outcome].measure);
        chart.from = result_.months().front();
        chart.to = result_.months().back();
        put(std::move(chart), [&](std::uint32_t plan) {
            Series one;
            one.values = &city_;
            one.first = 1 + plan * months;
            one.last = one.first + months - 1;
            one.category_column = 1;
            one.column = static_cast<std::uint16_t>(2 + 4 * k); // the median
            return one;
        });
    }
    Chart chart;
    chart.title = word({"Biaya per tahun (miliar rupiah), rata-rata", "Cost by year (billion rupiah), mean"});
    chart.kind = Chart::Kind::columns;
    chart.number_format = "0.0,,,";
    put(std::move(chart), [&](std::uint32_t plan) {
        Series one;
        one.values = &summary_;
        one.first = first_year_row_;
        one.last = first_year_row_ + years - 1;
        one.column = static_cast<std::uint16_t>(1 + cells_of_start + cells_of_plan * plan);
        return one;
    });
}

} // namespace layak
