#include "tools/layak/exports/sweep_sheets.hpp"

#include <algorithm>
#include <cmath>

#include "models/commitment/outcomes.hpp"
#include "tools/layak/exports/xlsx_export.hpp"
#include "tools/layak/factor_label.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/sweep_shown.hpp"

namespace layak {
namespace {

using commitment::Measure;
using sim::Words;

/// Both limits of an interval; empty cells where there is none.
void limits(Sheet& to, const sim::Interval& of, Look look)
{
    for (const double value : {of.low, of.high}) of.method == sim::Method::none ? to.skip() : to.number(value, look);
}

} // namespace

Look look_of_factor(const StoredSweep::Factor& factor)
{
    if (is_money(factor.name)) return Look::money;
    const bool is_whole = std::all_of(factor.values.begin(), factor.values.end(),
                                      [](double value) { return value == std::round(value); });
    return is_whole ? Look::whole : Look::fine;
}

SweepCharts charts_of(const SweepFindings& found)
{
    return !found.view.curves.empty() ? SweepCharts::curves
           : !found.analyses.empty()  ? SweepCharts::strengths
                                      : SweepCharts::rows;
}

void head_factor(Workbook& book, Sheet& to, const std::string& name)
{
    book.head(to, {capital(factor_label(name)), factor_unit(name),
                   Words{"nilai faktor ", "value of the factor "} + Words{name, name}});
}

void head_row(Workbook& book, Sheet& to, const StoredSweep& sweep)
{
    book.head(to, {{"Baris", "Row"}, unit::number, {"baris rancangan, dari 0", "row of the design, from 0"}});
    book.head(to, {{"Rencana", "Plan"}, {}, {"nama rencana", "name of the plan"}, true});
    for (const StoredSweep::Factor& factor : sweep.factors()) head_factor(book, to, factor.name);
}

FindingsSheets::FindingsSheets(const SweepExport& of, const SweepFindings& found,
                               const std::vector<std::uint32_t>& order, Workbook& book)
    : of_(of), found_(found), sweep_(of.sweep), order_(order), book_(book),
      enough_(found.view.curves.empty() ? nullptr : &book.sheet({"Berapa yang cukup", "How much is enough"})),
      goals_(found.view.chances().count() == 0 ? nullptr : &book.sheet({"Sasaran", "Goals"})),
      sensitivity_(found.analyses.empty() ? nullptr : &book.sheet({"Yang menentukan", "What matters"}))
{
}

void FindingsSheets::write()
{
    if (enough_ != nullptr) enough();
    if (goals_ != nullptr) goals();
    if (sensitivity_ != nullptr) sensitivity();
}

Words FindingsSheets::goal_head() const
{
    return found_.view.chances().goals().are_asked ? Words{"Sasaran", "Goal"} : Words{"Tujuan bawaan", "Usual goal"};
}

void FindingsSheets::enough_heads()
{
    Sheet& to = *enough_;
    const auto& factors = sweep_.factors();
    const std::string& varied = factors[found_.view.layout.factor].name;
    const Words of_factor = factor_unit(varied);
    const std::vector<std::size_t>& others = found_.view.layout.groups.front().others;
    std::vector<double> widths{24};
    widths.insert(widths.end(), others.size(), 18);
    widths.insert(widths.end(), {38, 18, 18, 18, 18, 18, 18, 18, 50, 18, 50, 90});
    to.widths(widths);
    to.for_paper();
    book_.head(to, {{"Rencana", "Plan"}, {}, {"nama rencana", "name of the plan"}});
    for (const std::size_t f : others) head_factor(book_, to, factors[f].name);
    book_.head(to, {{"Keluaran, bulan terakhir", "Outcome, last month"}, {}, {"namanya", "its name"}, !others.empty()});
    const Words tried = Words{"tingkat ", "level of the "} + factor_label(varied);
    book_.head(to, {{"Tingkat terbaik", "Best level"},
                    of_factor,
                    tried + Words{" dengan rata-rata terbaik", " with the best mean"}});
    const Words unit{"dari keluarannya; bagian: 0 – 1, ditampilkan sebagai % atau poin",
                     "of the outcome; of shares 0 – 1, shown as % or points"};
    book_.head(to, {{"Perbaikan terbesar", "Largest gain"},
                    unit,
                    {"dari tingkat terendah ke yang terbaik, rata-rata pada ulangan yang sama",
                     "from the lowest level to the best, mean over the same replicates"}});
    const Words interval{"selang 90 % dari itu", "90% interval of that"};
    book_.head(to, {{"Perbaikan, batas bawah", "Gain, lower limit"}, unit, interval});
    book_.head(to, {{"Perbaikan, batas atas", "Gain, upper limit"}, unit, interval});
    book_.head(to, {{"Yang cukup", "Enough"},
                    of_factor,
                    {"tingkat terendah yang memberi 90 % dari perbaikan itu; kosong bila belum dapat dikatakan",
                     "lowest level that brings 90% of that gain; empty where that cannot be told"}});
    book_.head(to, {{"Yang cukup, batas bawah", "Enough, lower limit"}, of_factor, interval});
    book_.head(to, {{"Yang cukup, batas atas", "Enough, upper limit"}, of_factor, interval});
    const GoalChances& chances = found_.view.chances();
    const Words share = both([&](sim::Language language) { return percent(chances.goals().chance, language); });
    book_.head(to, {goal_head(),
                    {},
                    {"sasaran keluaran itu; satu baris tiap sasaran bila ada beberapa; kosong bila tidak ada",
                     "a goal of the outcome; a line each where it has several; empty where it has none"},
                    true});
    book_.head(to, {Words{"Tercapai mulai, peluang ", "Reached from, chance "} + share,
                    of_factor,
                    {"tingkat terendah yang mulai darinya sasaran tercapai dengan peluang itu, menurut batas bawah "
                     "selang 90 %-nya; kosong bila tidak ada",
                     "lowest level from which on the goal is reached with that chance, by the lower limit of its 90% "
                     "interval; empty where none is"}});
    book_.head(to, {{"Sasaran dan peluangnya", "The goal and its chance"},
                    {},
                    {"tercapai mulai dari mana; atau tidak, atau belum dapat dikatakan, dan peluang tertinggi",
                     "from where on it is reached; or that it is not, or cannot be told, and the highest chance"},
                    true});
    book_.head(to, {{"Kesimpulan", "Conclusion"}, {}, {"seperti di halaman laporan", "as on the report's page"}, true});
    to.end_row();
    to.freeze(1);
}

void FindingsSheets::enough()
{
    enough_heads();
    Sheet& to = *enough_;
    const auto& factors = sweep_.factors();
    const std::vector<std::size_t>& others = found_.view.layout.groups.front().others;
    const ShownSweep shown(sweep_, of_.options.language, 100);
    const Look look = look_of_factor(factors[found_.view.layout.factor]);
    const auto line = [&](const SweepCurves& curves, std::size_t g, std::optional<std::size_t> goal) {
        const CurveGroup& group = found_.view.layout.groups[g];
        const sim::ResponseCurve& curve = curves.curves[g];
        const Measure measure = info_of(curves.outcome).measure;
        to.text(of_.plan_name(group.rows.front()));
        for (const std::size_t f : others) to.number(factors[f].values[group.rows.front()], look_of_factor(factors[f]));
        to.text(label(curves.outcome), others.empty() ? Look::text : Look::aside);
        to.number(group.levels[curve.best], look);
        to.number(curve.total_gain, look_of_difference(measure));
        limits(to, curve.total_gain_interval, look_of_difference(measure));
        for (const std::size_t at : {curve.enough.value_or(0), curve.enough_from, curve.enough_to})
            curve.enough ? to.number(group.levels[at], look) : to.skip();
        if (goal) {
            const auto from = found_.view.chances().reaching(*goal, group);
            to.text(capital(of_.word(found_.view.chances().goal(*goal).text)), Look::aside);
            from ? to.number(group.levels[*from], look) : to.skip();
            to.text(found_.view.chances().told(shown, found_.view.layout, *goal, group), Look::aside);
        } else {
            for (int k = 0; k < 3; ++k) to.skip();
        }
        to.text(of_.word(caution_of(sweep_.replicates())) +
                    curve_conclusion(shown, curve, group, found_.view.layout.factor, measure),
                Look::aside);
        to.end_row();
    };
    for (const SweepCurves& curves : found_.view.curves)
        for (std::size_t g = 0; g < found_.view.layout.groups.size(); ++g) {
            const std::vector<std::size_t> goals = found_.goals_of(curves.outcome);
            if (goals.empty()) line(curves, g, std::nullopt);
            for (const std::size_t goal : goals) line(curves, g, goal);
        }
}

void FindingsSheets::goals()
{
    Sheet& to = *goals_;
    std::vector<double> widths{8, 24};
    widths.insert(widths.end(), sweep_.factors().size(), 18);
    widths.insert(widths.end(), {50, 12, 12, 12, 14, 14});
    to.widths(widths);
    to.for_paper();
    head_row(book_, to, sweep_);
    book_.head(to, {goal_head() + Words{", bulan terakhir", ", last month"},
                    {},
                    {"seperti di halaman laporan", "as on the report's page"},
                    true});
    book_.head(to, {{"Tercapai dalam", "Reached in"}, unit::replicates, {"yang mencapainya", "that reach it"}});
    book_.head(to, {{"Dari", "Of"}, unit::replicates, {"yang selesai", "that did not fail"}});
    book_.head(to, {{"Peluang", "Chance"}, unit::share, {"bagian yang mencapainya", "share that reaches it"}});
    const Words interval{"selang Wilson 90 % peluang itu", "90% Wilson interval of that chance"};
    book_.head(to, {{"Peluang, batas bawah", "Chance, lower limit"}, unit::share, interval});
    book_.head(to, {{"Peluang, batas atas", "Chance, upper limit"}, unit::share, interval});
    to.end_row();
    to.freeze(2);
    const GoalChances& chances = found_.view.chances();
    for (std::size_t k = 0; k < chances.count() + chances.has_all(); ++k)
        for (const std::uint32_t row : order_) {
            const bool is_all = k == chances.count();
            const GoalChance& of = is_all ? chances.of_all(row) : chances.of(k, row);
            to.number(row, Look::whole);
            to.text(of_.plan_name(row), Look::aside);
            for (const StoredSweep::Factor& factor : sweep_.factors())
                to.number(factor.values[row], look_of_factor(factor));
            to.text(capital(of_.word(
                        is_all ? Words{"semua sekaligus, dalam simulasi yang sama", "all together, in the same run"}
                               : chances.goal(k).text)),
                    Look::aside);
            for (const std::uint32_t many : {of.reached, of.runs}) to.number(many, Look::whole);
            for (const double share : {of.share(), of.interval.low, of.interval.high})
                of.runs == 0 ? to.skip() : to.number(share, Look::share);
            to.end_row();
        }
}

void FindingsSheets::sensitivity()
{
    Sheet& to = *sensitivity_;
    to.widths({24, 38, 38, 70, 14, 14, 14});
    to.for_paper();
    book_.head(to, {{"Rencana", "Plan"},
                    {},
                    {"rencana yang barisnya dipakai; kosong bila rencana sendiri sebuah faktor",
                     "plan whose rows these are; empty where the plan is a factor itself"}});
    book_.head(to, {{"Keluaran, bulan terakhir", "Outcome, last month"}, {}, {"namanya", "its name"}});
    book_.head(to, {{"Faktor", "Factor"},
                    {},
                    {"faktor atau kelompok faktor, atau yang berbeda antarulangan",
                     "factor or group of factors, or what differs between replicates"}});
    book_.head(to, {{"Ukuran", "Measure"},
                    {},
                    {"apa yang diukur; ilustratif: bukan rancangan Saltelli atau Morris, jadi urutannya juga "
                     "mencerminkan tingkat yang dipilih",
                     "what is measured; illustrative: no Saltelli or Morris design, so the order also reflects the "
                     "levels that were chosen"}});
    const Words unit{"dari ukurannya", "of the measure"}, interval{"selang 90 % dari itu", "90% interval of that"};
    book_.head(to, {{"Nilai", "Value"}, unit, {"nilainya", "its value"}});
    book_.head(to, {{"Batas bawah", "Lower limit"}, unit, interval});
    book_.head(to, {{"Batas atas", "Upper limit"}, unit, interval});
    to.end_row();
    to.freeze(3);
    for (const SensitivityAnalysis& of : found_.analyses) {
        // A measure's figures one under another, so that a chart can have them.
        std::vector<SensitivityFigure> figures = sensitivity_figures(sweep_, of);
        std::vector<std::string> measures;
        for (const SensitivityFigure& figure : figures)
            if (std::find(measures.begin(), measures.end(), figure.measure) == measures.end())
                measures.push_back(figure.measure);
        const auto place = [&](const SensitivityFigure& figure) {
            return std::find(measures.begin(), measures.end(), figure.measure) - measures.begin();
        };
        std::stable_sort(figures.begin(), figures.end(),
                         [&](const auto& a, const auto& b) { return place(a) < place(b); });
        const std::string charted = of.variance ? "total" : of.screening ? "mu_star" : "spearman";
        const std::string plan = of_.word({of.part->name_id, of.part->name_en}),
                          outcome = label(*commitment::find_outcome(of.outcome));
        Strengths strengths{outcome + (plan.empty() ? "" : ", " + plan)};
        for (const SensitivityFigure& figure : figures) {
            if (figure.measure == charted) {
                if (strengths.first == 0) strengths.first = to.row();
                strengths.last = to.row();
            }
            to.text(plan);
            to.text(outcome);
            to.text(capital(of_.word(strength_label(figure.factor))));
            to.text(of_.word(words_of_measure(figure.measure) +
                             (is_illustrative(of) ? Words{" (ilustratif)", " (illustrative)"} : Words{})));
            to.number(figure.estimate.value, Look::fine);
            limits(to, figure.estimate.interval, Look::fine);
            to.end_row();
        }
        if (strengths.first > 0) strengths_.push_back(std::move(strengths));
    }
}

} // namespace layak
