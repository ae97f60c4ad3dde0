// Plans with one thing otherwise, beside themselves as they are.

#include "tools/layak/exports/csv_table.hpp"

namespace layak {
namespace {

using sim::Words;

/// Numbers of every replicate by month, [replicate][month], with something otherwise and as the plan is.
struct Pair
{
    std::vector<double> otherwise, as_planned;
};

class WhatIfsCsv
{
  public:
    explicit WhatIfsCsv(const RunExport& of)
        : of_(of), result_(of.result),
          to_(of.folder, of.options, "csv/what_ifs.csv",
              {"rencana dengan satu hal yang lain (--what-if), tiap bulan sejak rencana mulai",
               "plans with one thing otherwise (--what-if), by month since the plans begin"})
    {
    }

    void write()
    {
        head();
        for (std::uint32_t plan = 0; plan < result_.plans().size(); ++plan) {
            for (const std::uint32_t k : exported_outcomes(of_.inputs.city)) {
                stop_if_requested();
                const auto as_planned = result_.outcome(k, plan, 0, result_.replicates());
                Pair of{{}, {as_planned.begin(), as_planned.end()}};
                for (std::size_t what_if = 0; what_if < result_.what_ifs().size(); ++what_if) {
                    const auto otherwise = result_.outcome_if(what_if, k, plan);
                    of.otherwise.assign(otherwise.begin(), otherwise.end());
                    rows(plan, what_if, commitment::outcome_table()[k].name, of);
                }
            }
            for (std::size_t what_if = 0; what_if < result_.what_ifs().size(); ++what_if)
                rows(plan, what_if, "cost.all", {result_.cost_if(what_if, plan), result_.cost_of_all(plan)});
        }
        to_.end();
    }

  private:
    void head()
    {
        to_.add(plan_column());
        to_.add({"what_if", {}, {"apa yang lain; lihat di bawah", "what is otherwise; see below"}});
        to_.add(date_column());
        to_.add(metric_column());
        to_.add_statistics();
        to_.add({"difference",
                 unit::of_quantity,
                 {"rata-rata selisih dari rencana seperti adanya, pada ulangan yang sama",
                  "mean of the difference from the plan as it is, in the same replicate"}});
        for (const std::string level : {"05", "50", "95"})
            to_.add({"difference_q" + level,
                     unit::of_quantity,
                     {"kuantil " + level.substr(level[0] == '0') + " % selisih itu antarulangan",
                      level.substr(level[0] == '0') + "% quantile of that difference over the replicates"}});
        to_.add({"higher", unit::replicates, {"yang lebih tinggi dari itu", "in which it is above that"}});
        to_.add({"lower", unit::replicates, {"yang lebih rendah dari itu", "in which it is below that"}});
        to_.head();
        for (std::size_t k = 0; k < result_.what_ifs().size(); ++k)
            to_.add({"what_if: " + result_.what_ifs()[k], {}, name_of(of_.compared.what_if(k))});
        add_outcome_metrics(to_, of_.inputs.city);
        to_.add_metric({"cost.all", unit::rupiah, {"dibelanjakan untuk semua", "spent on all"}});
    }

    void rows(std::uint32_t plan, std::size_t what_if, const std::string& metric, const Pair& of)
    {
        const std::size_t months = result_.months().size();
        std::vector<double> values(result_.replicates()), differences(result_.replicates());
        for (std::size_t m = first_month_of_plans(of_); m < months; ++m) {
            std::uint64_t higher = 0, lower = 0;
            for (std::size_t r = 0; r < values.size(); ++r) {
                values[r] = of.otherwise[r * months + m];
                differences[r] = values[r] - of.as_planned[r * months + m];
                higher += differences[r] > 0, lower += differences[r] < 0;
            }
            for (const std::string& text :
                 {result_.plans()[plan].id, result_.what_ifs()[what_if], last_day(result_.months()[m]), metric})
                to_.file.text(text);
            to_.file.spread(spread_over(values));
            const Spread difference = spread_over(differences);
            to_.file.number(difference.mean);
            for (const double quantile : {difference.quantile.front(), difference.median(), difference.quantile.back()})
                to_.file.number(quantile);
            to_.file.whole(higher);
            to_.file.whole(lower);
            to_.file.end_row();
        }
    }

    const RunExport& of_;
    const StoredResult& result_;
    CsvTable to_;
};

} // namespace

void export_csv_of_what_ifs(const RunExport& of) { WhatIfsCsv(of).write(); }

} // namespace layak
