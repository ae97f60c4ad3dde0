// What a sweep found as tidy tables: how much is enough, with which chance goals are reached, which factors matter.

#include <algorithm>

#include "tools/layak/exports/csv_table.hpp"
#include "tools/layak/exports/sweep_findings.hpp"
#include "tools/layak/factor_label.hpp"

namespace layak {
namespace {

using sim::Words;

constexpr const char* all_goals = "all"; ///< in one run

class FindingsCsv
{
  public:
    FindingsCsv(const SweepExport& of, const SweepFindings& found) : of_(of), found_(found), sweep_(of.sweep) {}

    void write() const
    {
        if (!found_.view.curves.empty()) enough();
        if (found_.view.chances().count() > 0) goals();
        if (!found_.analyses.empty()) sensitivity();
    }

  private:
    CsvTable table(const std::string& name, Words what) const
    {
        return {of_.folder, of_.options, name, std::move(what)};
    }

    /// A limit of an interval; empty where there is none.
    static void limit(CsvTable& to, const sim::Interval& of, double value)
    {
        of.method == sim::Method::none ? to.file.text("") : to.file.number(value);
    }
    static void interval(CsvTable& to, const sim::Interval& of)
    {
        limit(to, of, of.low);
        limit(to, of, of.high);
    }

    static void describe_metric(CsvTable& to, std::uint32_t outcome)
    {
        to.add_metric({info_of(outcome).name, unit_of(outcome), info_of(outcome).meaning});
    }

    void enough() const
    {
        const auto& factors = sweep_.factors();
        const std::string& varied = factors[found_.view.layout.factor].name;
        const Words label = factor_label(varied), of_factor = factor_unit(varied);
        CsvTable to = table("csv/enough.csv",
                            Words{"berapa yang cukup, tiap kurva: baris-baris yang berbeda hanya dalam ",
                                  "how much is enough, of each curve: rows that differ only in "} +
                                label + Words{" (" + varied + "); bulan terakhir", " (" + varied + "); last month"});
        to.add({"curve", unit::number, {"nomor kurva, dari 0", "number of the curve, from 0"}});
        to.add({"plan", {}, {"id rencana", "id of the plan"}});
        const std::vector<std::size_t>& others = found_.view.layout.groups.front().others;
        for (const std::size_t f : others)
            to.add({factors[f].name, factor_unit(factors[f].name),
                    Words{"nilai faktor: ", "value of the factor: "} + factor_label(factors[f].name)});
        to.add({"metric", {}, {"besaran; lihat di bawah", "quantity; see below"}});
        to.add({"lowest_level", of_factor, {"tingkat terendah yang dicoba", "lowest level tried"}});
        to.add({"best_level", of_factor, {"tingkat dengan rata-rata terbaik", "level with the best mean"}});
        to.add({"gain",
                unit::of_quantity,
                {"perbaikan dari tingkat terendah ke yang terbaik, rata-rata pada ulangan yang sama",
                 "gain from the lowest level to the best, mean over the same replicates"}});
        to.add({"gain_low", unit::of_quantity, {"batas bawah selang 90 %-nya", "lower limit of its 90% interval"}});
        to.add({"gain_high", unit::of_quantity, {"batas atasnya", "its upper limit"}});
        to.add({"enough",
                of_factor,
                {"tingkat terendah yang memberi 90 % dari perbaikan itu; kosong bila belum dapat dikatakan apakah ada "
                 "tingkat yang lebih baik",
                 "lowest level that brings 90% of that gain; empty where it cannot be told whether any is better"}});
        to.add({"enough_low", of_factor, {"batas bawah selang 90 %-nya", "lower limit of its 90% interval"}});
        to.add({"enough_high", of_factor, {"batas atasnya", "its upper limit"}});
        to.add({"still_rises",
                unit::yes_or_no,
                {"1: baru tingkat tertinggi yang cukup, jadi kurvanya masih naik",
                 "1: only the highest level is enough, so the curve still rises"}});
        to.add({"goal",
                {},
                whose_goals() + Words{": sasaran besaran itu; satu baris tiap sasaran bila ada beberapa; kosong bila "
                                      "tidak ada",
                                      ": a goal of the quantity; a line each where it has several; empty where it has "
                                      "none"}});
        to.add({"goal_chance", unit::share, {"peluang yang diminta", "chance that is asked for"}});
        to.add({"goal_from",
                of_factor,
                {"tingkat terendah yang mulai darinya sasaran tercapai dengan peluang itu (batas bawah selang "
                 "90 %-nya); kosong bila tidak ada",
                 "lowest level from which on the goal is reached with that chance (the lower limit of its 90% "
                 "interval); empty where none is"}});
        to.add({"goal_state",
                {},
                {"reached: tercapai; missed: pasti tidak, pada tingkat mana pun; open: belum dapat dikatakan",
                 "reached; missed: surely not, at any level; open: cannot be told"}});
        to.head();
        for (const SweepCurves& curves : found_.view.curves)
            for (std::size_t g = 0; g < found_.view.layout.groups.size(); ++g) {
                const std::vector<std::size_t> of_outcome = found_.goals_of(curves.outcome);
                if (of_outcome.empty()) row(to, curves, g, others, std::nullopt);
                for (const std::size_t goal : of_outcome) row(to, curves, g, others, goal);
            }
        for (const SweepCurves& curves : found_.view.curves) describe_metric(to, curves.outcome);
        to.end();
    }

    Words whose_goals() const
    {
        return found_.view.chances().goals().are_asked
                   ? Words{"yang diminta", "as asked for"}
                   : Words{"bawaan, karena tidak ada yang diminta", "usual, as none was asked for"};
    }

    void row(CsvTable& to, const SweepCurves& curves, std::size_t g, const std::vector<std::size_t>& others,
             std::optional<std::size_t> goal) const
    {
        const CurveGroup& group = found_.view.layout.groups[g];
        const sim::ResponseCurve& curve = curves.curves[g];
        to.file.whole(g);
        to.file.text(sweep_.plans()[group.rows.front()]);
        for (const std::size_t f : others) to.file.exact(sweep_.factors()[f].values[group.rows.front()]);
        to.file.text(info_of(curves.outcome).name);
        to.file.exact(group.levels.front());
        to.file.exact(group.levels[curve.best]);
        to.file.number(curve.total_gain);
        interval(to, curve.total_gain_interval);
        if (curve.enough) {
            for (const std::size_t at : {*curve.enough, curve.enough_from, curve.enough_to})
                to.file.exact(group.levels[at]);
            to.file.whole(*curve.enough + 1 == group.levels.size());
        } else {
            for (int k = 0; k < 4; ++k) to.file.text("");
        }
        const GoalChances& chances = found_.view.chances();
        const auto from = goal ? chances.reaching(*goal, group) : std::nullopt;
        to.file.text(goal ? chances.goal(*goal).goal.text : "");
        to.file.exact(goal ? std::optional(chances.goals().chance) : std::nullopt);
        to.file.exact(from ? std::optional(group.levels[*from]) : std::nullopt);
        to.file.text(goal ? name_of(chances.state(*goal, group)) : "");
        to.file.end_row();
    }

    void goals() const
    {
        CsvTable to = table("csv/goals.csv",
                            Words{"sasaran (", "goals ("} + whose_goals() +
                                Words{") dan peluang tercapainya, tiap baris rancangan; bulan terakhir",
                                      ") and the chance that they are reached, by row of the design; last month"});
        to.add({"row",
                unit::number,
                {"baris rancangan; faktornya di csv/rows.csv", "row of the design; its factors are in csv/rows.csv"}});
        to.add({"plan", {}, {"id rencana", "id of the plan"}});
        to.add({"metric", {}, {"besaran; lihat di bawah", "quantity; see below"}});
        to.add({"goal",
                {},
                {"sasaran: besaran, tanda, nilai; all: semua sasaran dalam simulasi yang sama, bila beberapa diminta",
                 "goal: quantity, sign, value; all: all goals in the same run, where several were asked for"}});
        to.add({"relation", {}, {">=, >, <= atau <", ">=, >, <= or <"}});
        to.add({"value", unit::of_quantity, {"nilai sasaran", "the goal's value"}});
        to.add({"runs", unit::replicates, {"simulasi yang selesai", "runs that did not fail"}});
        to.add({"reached", unit::replicates, {"yang mencapainya", "that reach it"}});
        add_chance(to);
        to.head();
        const GoalChances& chances = found_.view.chances();
        for (std::size_t k = 0; k <= chances.count(); ++k)
            for (std::uint32_t row = 0; row < sweep_.rows(); ++row) {
                const bool is_all = k == chances.count();
                if (is_all && !chances.has_all()) break;
                const GoalChance& of = is_all ? chances.of_all(row) : chances.of(k, row);
                to.file.whole(row);
                to.file.text(sweep_.plans()[row]);
                to.file.text(is_all ? "" : info_of(chances.goal(k).outcome).name);
                to.file.text(is_all ? all_goals : chances.goal(k).goal.text);
                to.file.text(is_all ? "" : sign_of(chances.goal(k).goal.relation));
                to.file.exact(is_all ? std::nullopt : std::optional(chances.goal(k).goal.value));
                to.file.whole(of.runs);
                to.file.whole(of.reached);
                for (const double share : {of.share(), of.interval.low, of.interval.high})
                    of.runs == 0 ? to.file.text("") : to.file.number(share);
                to.file.end_row();
            }
        for (std::uint32_t outcome = 0; outcome < commitment::outcome::count; ++outcome) {
            Words goals;
            for (const std::size_t goal : found_.goals_of(outcome))
                goals = goals + Words{"; sasaran: ", "; goal: "} + found_.view.chances().goal(goal).text;
            if (!goals.id.empty())
                to.add_metric({info_of(outcome).name, unit_of(outcome), info_of(outcome).meaning + goals});
        }
        to.end();
    }

    void sensitivity() const
    {
        CsvTable to = table("csv/sensitivity.csv",
                            {"faktor mana yang menentukan keluaran pada bulan terakhir (layak sensitivity)",
                             "which factors decide the outcome in the last month (layak sensitivity)"});
        to.add({"plan",
                {},
                {"id rencana yang barisnya dipakai; kosong bila rencana sendiri sebuah faktor",
                 "id of the plan whose rows these are; empty where the plan is a factor itself"}});
        to.add({"metric", {}, {"besaran; lihat di bawah", "quantity; see below"}});
        to.add({"factor",
                {},
                {"faktor atau kelompok; replicates: apa yang berbeda antarulangan; lihat di bawah",
                 "factor or group; replicates: what differs between replicates; see below"}});
        to.add({"measure", {}, {"ukuran; lihat di bawah", "measure; see below"}});
        const Words of_measure{"dari ukurannya", "of the measure"};
        to.add({"value", of_measure, {"nilainya", "its value"}});
        to.add({"low",
                of_measure,
                {"batas bawah selang 90 %-nya; kosong bila tidak ada",
                 "lower limit of its 90% interval; empty where there is none"}});
        to.add({"high", of_measure, {"batas atasnya", "its upper limit"}});
        to.add({"illustrative",
                unit::yes_or_no,
                {"1: bukan rancangan Saltelli atau Morris, jadi urutannya juga mencerminkan tingkat yang dipilih",
                 "1: no Saltelli or Morris design, so the order also reflects the levels that were chosen"}});
        to.head();
        std::vector<std::string> factors, measures;
        const auto keep = [](std::vector<std::string>& all, const std::string& one) {
            if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
        };
        for (const SensitivityAnalysis& of : found_.analyses)
            for (const SensitivityFigure& figure : sensitivity_figures(sweep_, of)) {
                keep(factors, figure.factor);
                keep(measures, figure.measure);
                for (const std::string& text : {of.part->plan, of.outcome, figure.factor, figure.measure})
                    to.file.text(text);
                to.file.number(figure.estimate.value);
                interval(to, figure.estimate.interval);
                to.file.whole(is_illustrative(of));
                to.file.end_row();
            }
        for (const std::uint32_t outcome : found_.view.outcomes) describe_metric(to, outcome);
        for (const std::string& factor : factors) to.add({"factor: " + factor, {}, strength_label(factor)});
        for (const std::string& measure : measures) to.add({"measure: " + measure, {}, words_of_measure(measure)});
        to.end();
    }

    const SweepExport& of_;
    const SweepFindings& found_;
    const StoredSweep& sweep_;
};

} // namespace

void export_csv_of_findings(const SweepExport& of, const SweepFindings& findings) { FindingsCsv(of, findings).write(); }

} // namespace layak
