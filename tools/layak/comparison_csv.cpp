#include <cmath>
#include <initializer_list>
#include <limits>
#include <optional>

#include "sim/text/csv.hpp"
#include "sim/text/number.hpp"
#include "tools/layak/comparison_report.hpp"

namespace layak {
namespace {

using commitment::Comparison;
using commitment::PairedDifference;

/// Where a row belongs: beside the plan.
struct Place
{
    std::string period;
    std::string level;
    std::string unit;
    std::string outcome;
};

class CsvTable
{
  public:
    explicit CsvTable(const ComparisonReport& report) : report_(report), of_(report.comparison) {}

    std::string write()
    {
        for (std::uint32_t plan = 0; plan < plans(); ++plan) {
            if (plan == of_.baseline) continue;
            outcomes(plan);
            districts(plan);
            institutions(plan);
            costs(plan);
        }
        for (std::uint32_t plan = 0; plan < plans(); ++plan) {
            goals(plan);
            ranks(plan);
            if (plan == of_.baseline) continue;
            prices(plan);
            crossings(plan);
        }
        return std::move(out_);
    }

  private:
    std::uint32_t plans() const { return static_cast<std::uint32_t>(report_.inputs.plans.size()); }
    const std::string& city() const { return report_.inputs.city.id; }
    std::string last_month() const { return month(report_, of_.months - 1); }
    void field(std::string_view text) { out_ += "," + sim::csv_field(text); }
    void number(double x) { out_ += "," + (std::isfinite(x) ? sim::shortest(rounded(x)) : ""); }

    void begin(std::uint32_t plan, const Place& place)
    {
        out_ += sim::csv_field(report_.inputs.plans[plan].id);
        for (const std::string& text :
             {report_.inputs.plans[of_.baseline].id, place.period, place.level, place.unit, place.outcome})
            field(text);
    }

    /// \param far      whether pairs that differ by what matters were counted
    /// \param matters  what a difference must be to matter, of outcomes
    void row(std::uint32_t plan, const Place& place, const PairedDifference& of, bool far = true,
             std::optional<double> matters = {})
    {
        begin(plan, place);
        for (const double x : {of.baseline, of.plan, of.difference, of.interval.low, of.interval.high}) number(x);
        number(of_.judging.confidence);
        field(name_of(of.interval.method));
        field(covers(report_));
        for (const std::uint32_t pairs : {of.ahead, of.tied, of.behind}) field(std::to_string(pairs));
        number(of.variance_reduction);
        const sim::Interval chance = of_.judging.chance(of.ahead);
        number(static_cast<double>(of.ahead) / of_.replicates);
        number(chance.low);
        number(chance.high);
        for (const std::uint32_t pairs : {of.far_ahead, of.far_behind}) field(far ? std::to_string(pairs) : "");
        number(of_.judging.chance_confidence());
        field(!matters ? "" : of_.judging.practically_same(of, *matters) ? "1" : "0");
        out_ += "\n";
    }

    /// Of what is no difference of an outcome: its share or amount stands in plan_mean, with its own interval.
    void single(std::uint32_t plan, const Place& place, double value, const sim::Interval& interval, double confidence,
                std::string_view method)
    {
        begin(plan, place);
        out_ += ",";
        number(value);
        out_ += ",";
        for (const double x : {interval.low, interval.high, confidence}) number(x);
        field(method);
        field(covers(report_));
        out_ += ",,,,,,,,,,,\n";
    }

    void outcomes(std::uint32_t plan)
    {
        const auto table = commitment::outcome_table();
        for (std::uint32_t m = 0; m < of_.months; ++m)
            for (std::uint32_t k = 0; k < table.size(); ++k)
                row(plan, {month(report_, m), "city", city(), table[k].name}, of_.outcomes[plan][m][k], true,
                    commitment::what_matters(report_.inputs.city, k));
    }

    void districts(std::uint32_t plan)
    {
        std::size_t at = 0;
        for (const commitment::Institution& institution : report_.inputs.city.institutions) {
            if (institution.kind != commitment::Kind::kecamatan) continue;
            for (std::size_t k = 0; k < commitment::district_outcome_names.size(); ++k)
                row(plan,
                    {last_month(), "kecamatan", institution.id, std::string(commitment::district_outcome_names[k])},
                    of_.districts[plan][at][k]);
            ++at;
        }
    }

    void institutions(std::uint32_t plan)
    {
        for (const Comparison::OfInstitution& of : of_.institutions[plan])
            row(plan,
                {last_month(), "institution", report_.inputs.city.institutions[of.institution].id,
                 std::string(commitment::field_names[static_cast<std::size_t>(of.field)])},
                of.difference, false);
    }

    void costs(std::uint32_t plan)
    {
        const auto by_lever = [&](const std::string& period, const char* what, const auto& of) {
            for (std::size_t lever = 0; lever < of.size(); ++lever)
                row(plan, {period, "city", city(), what + lever_name(report_, lever)}, of[lever]);
        };
        for (std::size_t year = 0; year < of_.years.size(); ++year) {
            const std::string period = std::to_string(of_.years[year].year);
            by_lever(period, "cost.", of_.cost[plan][year]);
            by_lever(period, "undelivered.", of_.undelivered[plan][year]);
        }
        by_lever("per_year", "cost.", of_.cost_per_year[plan]);
        row(plan, {"total", "city", city(), "cost.all"}, of_.cost_in_all[plan]);
    }

    void goals(std::uint32_t plan)
    {
        for (std::size_t goal = 0; goal < report_.goals.size(); ++goal) {
            const Comparison::Reach& reach = of_.goals[goal][plan];
            for (std::uint32_t m = 0; m < reach.not_yet.size(); ++m)
                single(plan, {month(report_, of_.first_month + m), "goal", report_.goals[goal].text, "not_yet"},
                       reach.not_yet[m].share, reach.not_yet[m].interval, of_.judging.confidence,
                       name_of(reach.not_yet[m].interval.method));
        }
    }

    void ranks(std::uint32_t plan)
    {
        for (std::size_t k = 0; k < of_.ranks.size(); ++k)
            for (std::size_t rank = 0; rank < of_.ranks[k][plan].size(); ++rank) {
                const double share = of_.ranks[k][plan][rank];
                const sim::Interval chance = of_.judging.chance(share);
                single(plan, {last_month(), "rank", std::to_string(rank + 1), commitment::outcome_table()[k].name},
                       share, chance, of_.judging.chance_confidence(), name_of(chance.method));
            }
    }

    /// A row for what has no price too: the method says why.
    void prices(std::uint32_t plan)
    {
        constexpr double missing = std::numeric_limits<double>::quiet_NaN();
        for (const commitment::Price& price : of_.prices[plan]) {
            const Place place{last_month(), "price", "rupiah per extra", price.good.name};
            if (price.has_price() && price.kind != commitment::Price::Case::cheaper)
                single(plan, place, price.rupiah, *price.interval, of_.judging.confidence,
                       price.is_ratio_of_means ? "fieller" : name_of(price.interval->method));
            else
                single(plan, place, missing, {missing, missing}, of_.judging.confidence, name_of(price.kind));
        }
    }

    void crossings(std::uint32_t plan)
    {
        constexpr double missing = std::numeric_limits<double>::quiet_NaN();
        for (const Comparison::Crossing& crossing : of_.crossings[plan])
            single(plan,
                   {month(report_, crossing.first_after), "crossing",
                    crossing.plan_ahead_after ? "to above" : "to below",
                    commitment::outcome_table()[crossing.outcome].name},
                   missing, {missing, missing}, of_.judging.confidence, "");
    }

    const ComparisonReport& report_;
    const Comparison& of_;
    std::string out_ = comparison_csv_begin +
                       ",chance_above,chance_low,chance_high,pairs_far_above,pairs_far_below,chance_confidence,"
                       "practically_same\n";
};

} // namespace

const std::string comparison_csv_begin =
    "plan,baseline,period,level,unit,outcome,baseline_mean,plan_mean,difference,low,high,confidence,method,covers,"
    "pairs_above,pairs_equal,pairs_below,variance_reduction";

double rounded(double value)
{
    if (value == 0 || !std::isfinite(value)) return value;
    const double scale = std::pow(10.0, 7 - std::ceil(std::log10(std::abs(value))));
    return std::round(value * scale) / scale;
}

std::string month(const ComparisonReport& report, std::uint32_t since_start)
{
    return to_text(report.inputs.city.start + static_cast<int>(since_start));
}

std::string lever_name(const ComparisonReport& report, std::size_t lever)
{
    return lever < report.result.levers.size() ? std::string(info(report.result.levers[lever]).name) : "all";
}

const char* covers(const ComparisonReport& report)
{
    return report.comparison.judging.evidence.covers_parameters() ? "replicates and parameters" : "replicates";
}

std::string comparison_csv(const ComparisonReport& report) { return CsvTable(report).write(); }

} // namespace layak
