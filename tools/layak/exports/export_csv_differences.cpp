// Plans held against the baseline, by pairs of replicates.

#include <cmath>

#include "sim/statistics/interval.hpp"
#include "tools/layak/exports/csv_table.hpp"

namespace layak {
namespace {

using commitment::Comparison;
using commitment::PairedDifference;
using commitment::Price;
using sim::Words;

class DifferencesCsv
{
  public:
    explicit DifferencesCsv(const RunExport& of)
        : of_(of), result_(of.result), baseline_(result_.plans()[*result_.baseline()].id)
    {
    }

    void write() const
    {
        of_city();
        of_costs();
        prices();
        of_institutions();
    }

  private:
    CsvTable table(const std::string& name, const Words& what) const
    {
        return {of_.folder, of_.options, name, what + Words{" (" + baseline_ + ")", " (" + baseline_ + ")"}};
    }

    /// Calls `body(plan)` for every plan but the baseline.
    template <class Body>
    void for_others(Body body) const
    {
        for (std::uint32_t plan = 0; plan < result_.plans().size(); ++plan) {
            stop_if_requested();
            if (plan != *result_.baseline()) body(plan);
        }
    }

    static void add_pairs(CsvTable& table)
    {
        const Words& same = unit::of_quantity;
        table.add({"baseline_mean", same, {"rata-rata rencana pembanding", "mean of the baseline"}});
        table.add({"plan_mean", same, {"rata-rata rencana ini", "mean of this plan"}});
        table.add({"difference",
                   same,
                   {"rata-rata selisih dari pembanding pada ulangan yang sama",
                    "mean of the difference from the baseline in the same replicate"}});
        table.add({"low", same, {"batas bawah selang 90 % selisih itu", "lower limit of its 90% interval"}});
        table.add({"high", same, {"batas atas selang itu", "upper limit of it"}});
        table.add({"method",
                   {},
                   {"cara selang dihitung: identical, constant, student_t, bootstrap_t, exact, none (tak diketahui)",
                    "how the interval was made: identical, constant, student_t, bootstrap_t, exact, none (unknown)"}});
        table.add({"higher", unit::pairs, {"yang lebih tinggi dari pembanding", "in which it is above the baseline"}});
        table.add({"equal", unit::pairs, {"yang sama", "in which they are equal"}});
        table.add({"lower", unit::pairs, {"yang lebih rendah", "in which it is below the baseline"}});
    }

    static void put_pairs(CsvTable& table, const PairedDifference& of)
    {
        for (const double x : {of.baseline, of.plan, of.difference, of.interval.low, of.interval.high})
            table.file.number(x);
        table.file.text(name_of(of.interval.method));
        for (const std::uint32_t pairs : {of.ahead, of.tied, of.behind}) table.file.whole(pairs);
    }

    void of_city() const
    {
        CsvTable to = table("csv/city_differences.csv",
                            {"selisih keluaran kota dari rencana pembanding, tiap bulan sejak rencana mulai",
                             "difference of the city's outcomes from the baseline, by month since the plans begin"});
        to.add(plan_column());
        to.add(date_column());
        to.add(metric_column());
        add_pairs(to);
        to.add({"chance_higher", unit::share, {"bagian pasangan yang lebih tinggi", "share of pairs that are higher"}});
        to.add({"chance_low",
                unit::share,
                {"batas bawah selang Wilson 90 % peluang itu", "lower limit of that chance's 90% Wilson interval"}});
        to.add({"chance_high", unit::share, {"batas atasnya", "its upper limit"}});
        to.add({"higher_enough",
                unit::pairs,
                {"yang lebih tinggi dengan selisih berarti: 0,05 dari A dan indeks, satu badan, satu poin persen",
                 "in which it is higher by what matters: 0.05 of A and the index, one body, one percentage point"}});
        to.add({"lower_enough", unit::pairs, {"yang lebih rendah sebesar itu", "in which it is lower by as much"}});
        to.head();
        const Comparison& compared = of_.compared.get();
        const auto outcomes = exported_outcomes(of_.inputs.city);
        for_others([&](std::uint32_t plan) {
            for (const std::uint32_t k : outcomes)
                for (std::uint32_t month = compared.first_month; month < compared.months; ++month) {
                    const PairedDifference& of = compared.outcomes[plan][month][k];
                    to.file.text(result_.plans()[plan].id);
                    to.file.text(last_day(result_.months()[month]));
                    to.file.text(commitment::outcome_table()[k].name);
                    put_pairs(to, of);
                    const sim::Interval chance = compared.judging.chance(of.ahead);
                    to.file.number(static_cast<double>(of.ahead) / compared.replicates);
                    to.file.number(chance.low);
                    to.file.number(chance.high);
                    to.file.whole(of.far_ahead);
                    to.file.whole(of.far_behind);
                    to.file.end_row();
                }
        });
        add_outcome_metrics(to, of_.inputs.city);
        to.end();
    }

    void of_costs() const
    {
        CsvTable to = table("csv/cost_differences.csv",
                            {"selisih biaya dan yang tidak terbayar dari rencana pembanding, tiap tahun",
                             "difference of costs, and of what could not be paid, from the baseline, by year"});
        to.add(plan_column());
        to.add({"period",
                {},
                {"tahun; per_year: rata-rata setahun selama bulan-bulan rencana sendiri; total: jumlah sejak rencana "
                 "pertama mulai",
                 "the year; per_year: a year, over the plan's own months; total: sum since the first plan begins"}});
        to.add(metric_column());
        add_unit_column(to);
        add_pairs(to);
        to.head();
        const Comparison& compared = of_.compared.get();
        for_others([&](std::uint32_t plan) {
            const auto row = [&](const std::string& period, const std::string& metric, const std::string& unit,
                                 const PairedDifference& of) {
                for (const std::string& text : {result_.plans()[plan].id, period, metric, unit}) to.file.text(text);
                put_pairs(to, of);
                to.file.end_row();
            };
            const auto costs = [&](const std::string& period, const std::vector<PairedDifference>& by_lever) {
                for (std::size_t lever = 0; lever < by_lever.size(); ++lever)
                    row(period, "cost." + lever_name(result_, lever), rupiah_code.code, by_lever[lever]);
            };
            for (std::size_t year = 0; year < compared.years.size(); ++year) {
                const std::string period = std::to_string(compared.years[year].year);
                costs(period, compared.cost[plan][year]);
                for (std::size_t lever = 0; lever < result_.levers().size(); ++lever)
                    row(period, "undelivered." + lever_name(result_, lever), result_.levers()[lever].unit_code,
                        compared.undelivered[plan][year][lever]);
            }
            costs("per_year", compared.cost_per_year[plan]);
            row("total", "cost.all", rupiah_code.code, compared.cost_in_all[plan]);
        });
        add_unit_codes(to, units_of_levers(result_));
        add_lever_metrics(to, result_);
        to.end();
    }

    void prices() const
    {
        CsvTable to = table("csv/prices.csv", {"rupiah untuk satu tambahan dibanding rencana pembanding",
                                               "rupiah for one more than the baseline has"});
        to.add(plan_column());
        to.add({"parameters",
                {},
                {"as_run: seperti hasil ini; default: parameter baku saja (--what-if standard-parameters)",
                 "as_run: as this result; default: default parameters alone (--what-if standard-parameters)"}});
        to.add({"good", {}, {"yang bertambah; lihat di bawah", "what there is more of; see below"}});
        to.add({"extra", {"dari barangnya", "of the good"}, {"rata-rata tambahan", "mean of how many more"}});
        to.add({"extra_q05",
                {"dari barangnya", "of the good"},
                {"kuantil 5 % tambahan antarulangan", "5% quantile of that over the replicates"}});
        to.add({"extra_q95",
                {"dari barangnya", "of the good"},
                {"kuantil 95 % tambahan antarulangan", "95% quantile of that over the replicates"}});
        to.add({"more", unit::pairs, {"yang ada tambahannya", "in which there is any more"}});
        to.add(
            {"case",
             {},
             {"dearer: lebih banyak, lebih mahal; cheaper: lebih banyak, lebih murah; open: lebih banyak, lebih mahal "
              "atau tidak belum jelas. Tanpa harga: undefined (mungkin tidak ada tambahan), fewer, none",
              "dearer: more for more money; cheaper: more for less; open: more, for more money or not is open. "
              "Without a price: undefined (there may be no more), fewer, none"}});
        to.add({"price",
                unit::rupiah,
                {"harga satu tambahan; kosong di mana tidak ada", "price of one more; empty where there is none"}});
        to.add({"low", unit::rupiah, {"batas bawah selang 90 %", "lower limit of its 90% interval"}});
        to.add({"high", unit::rupiah, {"batas atasnya", "its upper limit"}});
        to.head();
        const auto put = [&](std::uint32_t plan, const char* parameters, const Price& price) {
            for (const std::string& text : {result_.plans()[plan].id, std::string(parameters), price.good.name})
                to.file.text(text);
            for (const double x : {price.extra, price.low_extra, price.high_extra}) to.file.number(x);
            to.file.whole(price.more);
            to.file.text(name_of(price.kind));
            const bool has_price = price.has_price() && price.kind != Price::Case::cheaper;
            to.file.number(has_price ? price.rupiah : NAN);
            to.file.number(has_price ? price.interval->low : NAN);
            to.file.number(has_price ? price.interval->high : NAN);
            to.file.end_row();
        };
        const auto& by_default = of_.compared.prices_by_default();
        for_others([&](std::uint32_t plan) {
            for (const Price& price : of_.compared.get().prices[plan]) put(plan, "as_run", price);
            if (!by_default.empty())
                for (const Price& price : by_default[plan]) put(plan, "default", price);
        });
        for (const commitment::Good& good : commitment::goods_of(of_.inputs.city))
            to.add({"good: " + good.name, good.of, good.many});
        to.end();
    }

    void of_institutions() const
    {
        CsvTable to =
            table("csv/differences.csv", {"selisih tiap lembaga dari rencana pembanding, pada ulangan yang sama",
                                          "difference of every institution from the baseline, in the same replicate"});
        add_place(to, date_column());
        to.add({"difference", unit::of_quantity, {"rata-rata selisih", "mean of the difference"}});
        to.add({"sd", unit::of_quantity, {"simpangan baku selisih itu", "standard deviation of that difference"}});
        to.add(
            {"ahead", unit::share, {"bagian ulangan yang lebih tinggi", "share of replicates in which it is higher"}});
        to.add(
            {"behind", unit::share, {"bagian ulangan yang lebih rendah", "share of replicates in which it is lower"}});
        to.head();
        const auto& institutions = result_.institutions();
        for_others([&](std::uint32_t plan) {
            for (const ExportedState& state : exported_states()) {
                const auto of = result_.institutions_difference(state.field, plan);
                for (std::size_t at = 0; at < of.size(); ++at) {
                    if (std::isnan(of[at].mean)) continue;
                    const StoredResult::Institution& one = institutions[at % institutions.size()];
                    begin_row(to, result_.plans()[plan], last_day(result_.months()[at / institutions.size()]),
                              {name_of(one.kind), one.id, state.name});
                    for (const float x : {of[at].mean, of[at].sd, of[at].ahead, of[at].behind})
                        to.file.number(double{x});
                    to.file.end_row();
                }
            }
        });
        for (const ExportedState& state : exported_states()) to.add_metric({state.name, unit::level, state.meaning});
        to.end();
    }

    const RunExport& of_;
    const StoredResult& result_;
    std::string baseline_;
};

} // namespace

void export_csv_of_differences(const RunExport& of) { DifferencesCsv(of).write(); }

} // namespace layak
