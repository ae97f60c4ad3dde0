// Plans against the baseline, and against themselves with something otherwise.

#include "models/commitment/divergence.hpp"
#include "models/commitment/paired.hpp"
#include "sim/statistics/passage.hpp"
#include "tools/layak/conclusions.hpp"
#include "tools/layak/exports/xlsx_export.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/speech.hpp"

namespace layak {

using commitment::Measure;
using commitment::PairedDifference;
using sim::Words;

namespace {

const Words unit_of_both{"dari keluarannya; bagian: 0 – 1, ditampilkan sebagai % atau poin",
                         "of the outcome; of shares 0 – 1, shown as % or points"};

/// How a plan's cost stands, before the name of the plan it is held against.
Words standing_of_cost(const PairedDifference& of)
{
    const bool is_told = of.interval.method != sim::Method::none;
    if (of.interval.method == sim::Method::identical) return {"sama dengan ", "the same as "};
    if (is_told && is_same_cost(of)) return {"praktis sama dengan ", "practically the same as "};
    if (is_told && of.interval.low > 0) return {"lebih mahal daripada ", "more than "};
    if (is_told && of.interval.high < 0) return {"lebih murah daripada ", "less than "};
    return {"belum dapat dibedakan dari ", "cannot be told apart from "};
}

} // namespace

void XlsxExport::head_difference(Sheet& to, const Words& meaning)
{
    const Words interval_of{"selang 90 % dari rata-rata selisih", "90% interval of the mean difference"};
    head(to, {{"Selisih", "Difference"},
              unit_of_both,
              meaning + Words{" (rata-rata dari pasangan ulangan)", " (mean of the pairs of replicates)"}});
    head(to, {{"Selisih, batas bawah", "Difference, lower limit"}, unit_of_both, interval_of});
    head(to, {{"Selisih, batas atas", "Difference, upper limit"}, unit_of_both, interval_of});
}

void XlsxExport::differences()
{
    Sheet& to = *differences_;
    to.widths({plan_width(), 38, money_width, money_width, money_width, money_width, money_width, 10, 10, 10, 76});
    to.for_paper();
    const std::uint32_t baseline = *result_.baseline();
    const Words name{plan_name(of_.inputs.plans, baseline, sim::Language::id),
                     plan_name(of_.inputs.plans, baseline, sim::Language::en)};
    const Words baseline_head = Words{"Pembanding: ", "Baseline: "} + name;
    head_plan(to);
    const auto month_of = [&](sim::Language language) { return month_name(result_.months().back(), language); };
    head(to, {{"Keluaran, " + month_of(sim::Language::id), "Outcome, " + month_of(sim::Language::en)},
              {},
              {"keluaran pada bulan terakhir, atau biaya", "outcome in the last month, or cost"}});
    const Words& unit = unit_of_both;
    head(to, {baseline_head, unit, Words{"rata-rata ulangan", "mean of the replicates"}});
    head(to, {{"Rencana ini", "This plan"}, unit, {"rata-rata ulangan", "mean of the replicates"}});
    head_difference(to, {"rencana ini kurang pembanding", "this plan less the baseline"});
    head(to,
         {{"Lebih tinggi", "Higher"}, unit::pairs, {"yang rencana ini lebih tinggi", "in which this plan is higher"}});
    head(to, {{"Sama", "Equal"}, unit::pairs, {"yang sama", "in which they are equal"}});
    head(to,
         {{"Lebih rendah", "Lower"}, unit::pairs, {"yang rencana ini lebih rendah", "in which this plan is lower"}});
    head(to, {{"Kesimpulan", "Conclusion"},
              {},
              {"aturan yang sama dengan halaman laporan: hampir pasti, sangat mungkin, atau mungkin bila batas bawah "
               "peluangnya 99, 90, 66 %",
               "the rule of the report's page: virtually certainly, very likely, likely where the lower limit of the "
               "chance is 99, 90, 66%"},
              true});
    to.end_row();
    to.freeze(2);
    const commitment::Comparison& compared = of_.compared.get();
    const auto row = [&](std::uint32_t plan, const Words& label, Measure measure, const PairedDifference& of,
                         const Words& conclusion) {
        to.text(name_of_plan(plan));
        to.text(word(label));
        for (const double mean : {of.baseline, of.plan}) to.number(mean, look_of(measure, true));
        for (const double more : {of.difference, of.interval.low, of.interval.high})
            to.number(more, look_of_difference(measure));
        for (const std::uint32_t pairs : {of.ahead, of.tied, of.behind}) to.number(pairs, Look::whole);
        to.text(word(conclusion), Look::aside);
        to.end_row();
    };
    const auto cost_row = [&](std::uint32_t plan, const Words& label, const PairedDifference& of) {
        row(plan, label, Measure::rupiah, of, standing_of_cost(of) + name);
    };
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
        if (plan == baseline) continue;
        for (const Headline& headline : headlines_) {
            const PairedDifference& of = compared.outcomes[plan].back()[headline.outcome];
            row(plan, headline.label, commitment::outcome_table()[headline.outcome].measure, of,
                standing_words(of, headline, compared.judging,
                               commitment::what_matters(of_.inputs.city, headline.outcome), name));
        }
        cost_row(plan, {"Biaya setahun", "Cost a year"}, compared.cost_per_year[plan].back());
        cost_row(plan, {"Biaya seluruhnya", "Cost in all"}, compared.cost_in_all[plan]);
    }
}

void XlsxExport::goals()
{
    Sheet& to = *goals_;
    to.widths({plan_width(), 50, 12, 12, 12, 12, 12, 12, 14, 14, 14, 14, 14, 14});
    to.for_paper();
    head_plan(to);
    head(to, {{"Sasaran", "Goal"}, {}, {"seperti ditanyakan dengan --goal", "as asked for with --goal"}});
    head(to, {{"Pernah tercapai dalam", "Ever reached in"},
              unit::replicates,
              {"yang mencapainya, kapan pun", "that reach it at any time"}});
    head(to, {{"Dari", "Of"}, unit::replicates, {"seluruhnya", "of all"}});
    const Words chance_of{"selang Wilson 90 % peluang mencapainya", "90% Wilson interval of the chance to reach it"};
    head(
        to,
        {{"Peluang", "Chance"}, unit::share, {"bagian ulangan yang mencapainya", "share of replicates that reach it"}});
    head(to, {{"Peluang, batas bawah", "Chance, lower limit"}, unit::share, chance_of});
    head(to, {{"Peluang, batas atas", "Chance, upper limit"}, unit::share, chance_of});
    head(to, {{"Masih pada bulan terakhir", "Still in the last month"},
              unit::replicates,
              {"yang masih mencapainya", "that still reach it"}});
    constexpr double levels[] = {0.05, 0.5, 0.95};
    for (const double level : levels) {
        const std::string percent = std::to_string(static_cast<int>(100 * level + 0.5));
        head(to, {{percent + " % ulangan sudah mencapainya", percent + "% of replicates have reached it"},
                  {},
                  {"bulan ketika sekian persen dari semua ulangan sudah mencapainya; kosong bila tidak",
                   "month by which so many of all replicates have reached it; empty where never"}});
    }
    head(to,
         {{"Lebih dulu", "Earlier"}, unit::pairs, {"yang lebih dulu dari pembanding", "earlier than the baseline"}});
    head(to, {{"Sebulan, atau keduanya tidak", "Same month, or neither"},
              unit::pairs,
              {"yang sebulan, atau keduanya tidak", "in the same month, or neither reaches it"}});
    head(to, {{"Kemudian", "Later"}, unit::pairs, {"yang kemudian, atau tidak pernah", "later, or never"}});
    to.end_row();
    to.freeze(2);
    const commitment::Comparison& compared = of_.compared.get();
    for (std::size_t goal = 0; goal < of_.compared.goals().size(); ++goal)
        for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
            const commitment::Comparison::Reach& reach = compared.goals[goal][plan];
            to.text(name_of_plan(plan));
            to.text(capital(goal_text(of_.compared.goals()[goal], of_.options.language)));
            const std::uint32_t hits = compared.replicates - reach.never;
            const sim::Interval chance = compared.judging.chance(hits);
            for (const std::uint32_t many : {hits, compared.replicates}) to.number(many, Look::whole);
            for (const double share : {static_cast<double>(hits) / compared.replicates, chance.low, chance.high})
                to.number(share, Look::share);
            to.number(reach.at_end, Look::whole);
            for (const double level : levels) {
                if (const auto step = sim::passage_quantile(reach.passages, level))
                    to.month(result_.months()[compared.first_month + *step]);
                else
                    to.skip();
            }
            const sim::Race& race = reach.against_baseline;
            if (plan != compared.baseline)
                for (const std::uint64_t pairs : {race.ahead, race.tied, race.behind})
                    to.number(static_cast<double>(pairs), Look::whole);
            to.end_row();
        }
}

void XlsxExport::what_ifs()
{
    Sheet& to = *what_ifs_;
    to.widths({plan_width(), 38, 38, 16, 16, 16, 16, 16, 16, 16, 16, 12, 12});
    to.for_paper();
    head_plan(to);
    head(to, {{"Seandainya", "What if"}, {}, {"apa yang lain dari rencana", "what is otherwise than in the plan"}});
    head(to, {{"Keluaran, bulan terakhir", "Outcome, last month"},
              {},
              {"keluaran pada bulan terakhir rencana itu", "outcome in the plan's last month"}});
    const Words& unit = unit_of_both;
    head(to, {{"Rencana seperti adanya", "The plan as it is"}, unit, {"rata-rata ulangan", "mean of the replicates"}});
    head(to, {{"Seandainya begitu", "If it were so"}, unit, {"rata-rata ulangan", "mean of the replicates"}});
    head_difference(to, {"seandainya kurang seperti adanya", "if it were so less as it is"});
    const Words of_pairs{" dari selisih pada tiap ulangan", " of the differences in the replicates"};
    head(to, {{"Selisih, nilai tengah", "Difference, median"}, unit, Words{"nilai tengah", "median"} + of_pairs});
    head(to, {{"Selisih, 5 % ulangan", "Difference, 5% of replicates"},
              unit,
              Words{"kuantil 5 %", "5% quantile"} + of_pairs});
    head(to, {{"Selisih, 95 % ulangan", "Difference, 95% of replicates"},
              unit,
              Words{"kuantil 95 %", "95% quantile"} + of_pairs});
    head(to, {{"Lebih tinggi", "Higher"}, unit::replicates, {"yang lebih tinggi seandainya", "in which it is higher"}});
    head(to, {{"Lebih rendah", "Lower"}, unit::replicates, {"yang lebih rendah seandainya", "in which it is lower"}});
    to.end_row();
    to.freeze(3);
    const commitment::PairJudge judge(of_.compared.judging());
    const std::size_t months = result_.months().size();
    /// Whether a plan has nothing that would be otherwise.
    const auto changes_nothing = [&](const commitment::WhatIf& what_if, const commitment::Plan& plan) {
        return what_if.kind != commitment::WhatIf::Kind::standard_parameters &&
               commitment::first_month_apart(of_.inputs.city, plan, apply(what_if, plan),
                                             static_cast<std::uint32_t>(months)) == months;
    };
    for (std::size_t what_if = 0; what_if < result_.what_ifs().size(); ++what_if)
        for (std::uint32_t plan = 0; plan < plan_count(); ++plan)
            for (const Headline& headline : headlines_) {
                stop_if_requested();
                const auto last = [&](const std::vector<float>& all) {
                    std::vector<double> out;
                    for (std::size_t r = 0; r < result_.replicates(); ++r)
                        out.push_back(double{all[r * months + last_month(plan)]});
                    return out;
                };
                const commitment::OutcomeInfo& outcome = commitment::outcome_table()[headline.outcome];
                const std::vector<double> as_it_is =
                                              last(result_.outcome(headline.outcome, plan, 0, result_.replicates())),
                                          otherwise = last(result_.outcome_if(what_if, headline.outcome, plan));
                std::vector<double> differences = otherwise;
                for (std::size_t r = 0; r < differences.size(); ++r) differences[r] -= as_it_is[r];
                const Spread spread = spread_over(differences);
                const PairedDifference of =
                    judge(as_it_is, otherwise,
                          quantity_of(of_.inputs.city, *commitment::find_outcome(outcome.name, of_.inputs.city)),
                          changes_nothing(of_.compared.what_if(what_if), of_.inputs.plans[plan]));
                to.text(name_of_plan(plan));
                to.text(word(name_of(of_.compared.what_if(what_if))));
                to.text(word(headline.label));
                for (const double mean : {of.baseline, of.plan}) to.number(mean, look_of(outcome.measure, true));
                for (const double more : {of.difference, of.interval.low, of.interval.high, spread.median(),
                                          spread.quantile.front(), spread.quantile.back()})
                    to.number(more, look_of_difference(outcome.measure));
                for (const std::uint32_t many : {of.ahead, of.behind}) to.number(many, Look::whole);
                to.end_row();
            }
}

} // namespace layak
