// Goals that were asked for, plan by plan.

#include "sim/statistics/passage.hpp"
#include "tools/layak/exports/csv_table.hpp"

namespace layak {

using commitment::Comparison;
using sim::Words;

void export_csv_of_goals(const RunExport& of)
{
    const StoredResult& result = of.result;
    CsvTable to{of.folder,
                of.options,
                "csv/goals.csv",
                {"sasaran yang ditanyakan (--goal): dalam berapa ulangan tercapai, dan kapan",
                 "goals that were asked for (--goal): in how many replicates they are reached, and when"}};
    to.add({"goal", {}, {"seperti ditulis pada --goal", "as written with --goal"}});
    to.add(plan_column());
    to.add({"reached", unit::replicates, {"yang mencapainya, kapan pun", "that reach it at any time"}});
    to.add({"replicates", unit::replicates, {"seluruhnya", "of all"}});
    add_chance(to);
    to.add({"at_end",
            unit::replicates,
            {"yang masih mencapainya pada bulan terakhir", "that still reach it in the last month"}});
    for (const double level : commitment::quantile_levels) {
        const std::string percent = std::to_string(static_cast<int>(100 * level + 0.5));
        to.add(
            {"by" + std::string(percent.size() < 2 ? "0" : "") + percent,
             {},
             {"hari terakhir bulan ketika " + percent + " % dari semua ulangan sudah mencapainya; kosong bila tidak",
              "last day of the month by which " + percent + "% of all replicates have reached it; empty where never"}});
    }
    to.add({"before_baseline", unit::pairs, {"yang lebih dulu dari rencana pembanding", "earlier than the baseline"}});
    to.add({"same", unit::pairs, {"yang sebulan, atau keduanya tidak", "in the same month, or neither reaches it"}});
    to.add({"after_baseline", unit::pairs, {"yang kemudian, atau tidak pernah", "later, or never"}});
    to.head();
    const Comparison& compared = of.compared.get();
    for (std::size_t goal = 0; goal < of.compared.goals().size(); ++goal)
        for (std::uint32_t plan = 0; plan < result.plans().size(); ++plan) {
            const Comparison::Reach& reach = compared.goals[goal][plan];
            to.file.text(of.compared.goals()[goal].text);
            to.file.text(result.plans()[plan].id);
            const std::uint32_t hits = compared.replicates - reach.never;
            const sim::Interval chance = compared.judging.chance(hits);
            for (const std::uint32_t many : {hits, compared.replicates}) to.file.whole(many);
            for (const double share : {static_cast<double>(hits) / compared.replicates, chance.low, chance.high})
                to.file.number(share);
            to.file.whole(reach.at_end);
            for (const double level : commitment::quantile_levels) {
                const auto step = sim::passage_quantile(reach.passages, level);
                to.file.text(step ? last_day(result.months()[compared.first_month + *step]) : "");
            }
            const sim::Race& race = reach.against_baseline;
            for (const std::uint64_t pairs : {race.ahead, race.tied, race.behind})
                plan == compared.baseline ? to.file.text("") : to.file.whole(pairs);
            to.file.end_row();
        }
    to.end();
}

} // namespace layak
