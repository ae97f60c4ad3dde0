#include "tools/layak/exports/xlsx_export.hpp"
#include "tools/layak/plan_looks.hpp"

namespace layak {

using commitment::Measure;
using sim::Words;

namespace {

const char* axis_format(Measure measure)
{
    return measure == Measure::share ? "0%" : measure == Measure::count ? "0" : "0.0";
}

} // namespace

void XlsxExport::summary_table()
{
    Sheet& to = summary_;
    std::vector<double> widths{38, 16};
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan) widths.insert(widths.end(), {16, 11, 11, 11});
    to.widths(widths);
    to.for_paper(1);
    to.text(result_.city_name(), Look::title);
    to.end_row();
    to.text(
        word(result_.covers_parameters() ? Words{"Rentang 5–95 % memuat kebetulan dan ketidakpastian parameter",
                                                 "The 5–95% range covers chance and what the parameters leave open"}
                                         : Words{"Rentang 5–95 % memuat kebetulan saja, dengan satu himpunan parameter",
                                                 "The 5–95% range covers chance alone, with one set of parameters"}) +
            "; " + std::to_string(result_.replicates()) + word({" ulangan tiap rencana.", " replicates of each plan."}),
        Look::note);
    to.end_row();
    to.text(
        word({"Nilai tengah dan rata-rata berdampingan; halaman laporan memakai nilai tengah, untuk jumlah sampai 10 "
              "rata-rata, untuk biaya rata-rata. Grafik menunjukkan nilai tengah.",
              "Medians and means side by side; the report's page has medians, of counts up to 10 means, of costs "
              "means. The charts show medians."}),
        Look::note);
    to.end_row();
    to.text(word({"Indeks kelembagaan adalah proksi, bukan nilai resmi KLA.",
                  "The institutional index is a proxy, not the official KLA score."}),
            Look::note);
    to.end_row();
    to.end_row();
    const std::size_t start = month_of_start(of_);
    head_row_ = to.row();
    to.lines(2);
    to.text(word({"Keluaran", "Outcome"}), Look::head);
    to.text(word({"Awal", "Start"}), Look::number_head);
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
        to.text(name_of_plan(plan), Look::number_head);
        to.text(word(mean_head), Look::number_head);
        to.text(percent(5), Look::number_head);
        to.text(percent(95), Look::number_head);
    }
    to.end_row();
    to.text(word({"Keadaan pada akhir", "State at the end of"}), Look::note);
    to.text(month(start), Look::note_right);
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
        to.text(month(last_month(plan)), Look::note_right);
        to.skip(3);
    }
    to.end_row();
    to.text("", Look::note);
    to.text(word(median_head), Look::note_right);
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
        to.text(word(median_head), Look::note_right);
        to.skip(3);
    }
    to.end_row();
    for (const Headline& headline : headlines_) {
        const Measure measure = commitment::outcome_table()[headline.outcome].measure;
        to.text(word(headline.label));
        for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
            const Spreads spreads = result_.outcome_spread(headline.outcome, plan);
            const Spread& last = spreads.at(last_month(plan));
            if (plan == 0) to.number(spreads.at(start).median(), look_of(measure, true));
            to.number(last.median(), look_of(measure, true));
            add_spread(to, last, measure);
        }
        to.end_row();
    }
    to.end_row();
}

void XlsxExport::yearly_costs()
{
    Sheet& to = summary_;
    to.text(word({"Biaya per tahun (rata-rata ulangan)", "Cost by year (mean of the replicates)"}), Look::head);
    to.text("", Look::head);
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
        to.text(name_of_plan(plan), Look::number_head);
        for (int empty = 0; empty < 3; ++empty) to.text("", Look::head);
    }
    to.end_row();
    first_year_row_ = to.row();
    std::vector<Spreads> costs;
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan) costs.push_back(result_.cost_by_year(plan));
    for (std::size_t year = 0; year < result_.years().size(); ++year) {
        to.number(result_.years()[year], Look::year);
        to.skip();
        for (const Spreads& cost : costs) {
            to.number(cost.at(year, cost.things - 1).mean, Look::money);
            to.skip(3);
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
            one.name_row = head_row_;
            one.name_column = static_cast<std::uint16_t>(2 + 4 * plan);
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
            one.column = static_cast<std::uint16_t>(3 + 4 * k); // the median
            return one;
        });
    }
    Chart chart;
    chart.title = word({"Biaya per tahun (miliar rupiah), rata-rata", "Cost by year (billion rupiah), mean"});
    chart.columns = true;
    chart.number_format = "0.0,,,";
    put(std::move(chart), [&](std::uint32_t plan) {
        Series one;
        one.values = &summary_;
        one.first = first_year_row_;
        one.last = first_year_row_ + years - 1;
        one.column = static_cast<std::uint16_t>(2 + 4 * plan);
        return one;
    });
}

} // namespace layak
