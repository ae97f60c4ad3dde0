#include "tools/layak/exports/places.hpp"
#include "tools/layak/exports/xlsx_export.hpp"

namespace layak {

using commitment::Field;
using commitment::Measure;
using sim::Words;

void XlsxExport::city()
{
    Sheet& to = city_;
    std::vector<double> widths{24, 12};
    widths.insert(widths.end(), 4 * headlines_.size() + 1, 13);
    to.widths(widths);
    to.lines(4);
    to.text(word({"Rencana", "Plan"}), Look::head);
    to.text(word({"Bulan", "Month"}), Look::head);
    for (const Headline& headline : headlines_)
        for (const std::string& suffix :
             {", " + word(mean_head), ", " + word(median_head), ", " + percent(5), ", " + percent(95)})
            to.text(word(headline.label) + suffix, Look::number_head);
    to.text(word({"Biaya bulan itu", "Cost of the month"}), Look::number_head);
    to.end_row();
    to.freeze(2);
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
        std::vector<Spreads> spreads;
        for (const Headline& headline : headlines_) spreads.push_back(result_.outcome_spread(headline.outcome, plan));
        const Spreads cost = result_.cost_by_month(plan);
        for (std::size_t m = 0; m < result_.months().size(); ++m) {
            to.text(name_of_plan(plan));
            to.month(result_.months()[m]);
            for (std::size_t k = 0; k < headlines_.size(); ++k)
                add_with_median(to, spreads[k].at(m), commitment::outcome_table()[headlines_[k].outcome].measure);
            to.number(cost.at(m, cost.things - 1).mean, Look::money);
            to.end_row();
        }
    }
}

/// At the end of each year, and in the last month.
void XlsxExport::kelurahan()
{
    Sheet& to = kelurahan_;
    to.widths({24, 12, 24, 16, 20, 11, 11, 11, 11, 13, 11, 13});
    to.for_paper();
    to.lines(4);
    for (const Words& head :
         {Words{"Rencana", "Plan"}, Words{"Bulan", "Month"}, Words{"Kelurahan", "Kelurahan"}, Words{"Kode", "Code"},
          Words{"Kecamatan", "Kecamatan"}, Words{"Keluarga", "Families"}, action_head, Words{"A, 5 %", "A, 5%"},
          Words{"A, 95 %", "A, 95%"}, written_head, programme_head, Words{"Keluarga terlibat", "Families involved"}})
        to.text(word(head), Look::head);
    to.end_row();
    to.freeze(3);
    const auto& all = result_.institutions();
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
        const Spreads action = result_.institutions_spread(Field::action, plan);
        const Spreads written = result_.institutions_spread(Field::written, plan);
        const Spreads programme = result_.institutions_spread(Field::programme, plan);
        for (std::size_t m = 0; m < result_.months().size(); ++m) {
            if (result_.months()[m].month_of_year() != 12 && m + 1 < result_.months().size()) continue;
            for (const KelurahanFamilies& one : kelurahan_with_families(result_)) {
                to.text(name_of_plan(plan));
                to.month(result_.months()[m]);
                to.text(all[one.row].name);
                to.text(all[one.row].code);
                to.text(all[one.row].parent ? all[*all[one.row].parent].name : "");
                to.number(one.families, Look::whole);
                add_spread(to, action.at(m, one.row), Measure::level);
                to.number(written.at(m, one.row).mean, Look::share);
                to.number(programme.at(m, one.row).mean, Look::level);
                to.number(one.mean(result_, programme, m), Look::share);
                to.end_row();
            }
        }
    }
}

void XlsxExport::costs()
{
    Sheet& to = costs_;
    to.widths({24, 8, 36, 18, 18, 18, 16, 20, 16});
    to.for_paper();
    to.lines(2);
    for (const Words& head :
         {Words{"Rencana", "Plan"}, Words{"Tahun", "Year"}, Words{"Jenis", "Kind"}, Words{"Biaya", "Cost"},
          Words{"Biaya, 5 %", "Cost, 5%"}, Words{"Biaya, 95 %", "Cost, 95%"},
          Words{"Tidak terbayar anggaran", "Not paid for by the budget"}, Words{"Satuan", "Unit"}, lapsed_head})
        to.text(word(head), Look::head);
    to.end_row();
    to.freeze(2);
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
        const Spreads cost = result_.cost_by_year(plan), undelivered = result_.undelivered_by_year(plan),
                      lapsed = result_.lapsed_by_year(plan);
        for (std::size_t year = 0; year < result_.years().size(); ++year)
            for (std::size_t lever = 0; lever < cost.things; ++lever) {
                const bool is_sum = lever == result_.levers().size();
                to.text(name_of_plan(plan));
                to.number(result_.years()[year], Look::year);
                to.text(is_sum ? word({"semua", "all"}) : word(result_.levers()[lever].label));
                add_spread(to, cost.at(year, lever), Measure::rupiah);
                if (!is_sum) {
                    to.number(undelivered.at(year, lever).mean, Look::tenth);
                    to.text(word(result_.levers()[lever].unit));
                    to.number(lapsed.at(year, lever).mean, Look::tenth);
                }
                to.end_row();
            }
    }
}

} // namespace layak
