#include "tools/layak/report/sweep_curve_figure.hpp"

#include <algorithm>

#include "tools/layak/factor_label.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/report/sweep_answer.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using commitment::Measure;
using sim::Language;
using sim::Words;

/// Where the curves' levels are drawn: rupiah in the unit of the largest.
double unit_of_levels(const SweepView& sweep)
{
    if (!is_money(sweep.stored.factors()[sweep.layout.factor].name)) return 1;
    double most = 0;
    for (const CurveGroup& group : sweep.layout.groups) most = std::max(most, group.levels.back());
    return unit_of_rupiah(most);
}

Words price_head(Measure measure)
{
    switch (measure) {
    case Measure::count: return {"rupiah tiap tambahan satu", "rupiah for one more"};
    case Measure::share: return {"rupiah tiap poin persen", "rupiah a percentage point"};
    default: return {"rupiah tiap 0,01", "rupiah for 0.01"};
    }
}

class CurveFigure
{
  public:
    CurveFigure(const SweepView& sweep, std::size_t curve)
        : sweep_(sweep), curve_(curve), info_(info_of(sweep.curves[curve].outcome)), unit_(unit_of_levels(sweep))
    {
    }

    std::string html(Charts& charts) const
    {
        nlohmann::ordered_json chart{
            {"kind", "curve"}, {"measure", chart_name(info_.measure)}, {"usual", sweep_.usual_combination()}};
        Figure figure;
        figure.id = "kurva-" + std::string(info_.name);
        std::replace(figure.id.begin(), figure.id.end(), '.', '-');
        for (std::size_t c = 0; c < sweep_.combinations(); ++c) {
            const Words name = sweep_.combination(c);
            nlohmann::ordered_json combination{{"name", json_of(name)}, {"plans", nlohmann::ordered_json::array()}};
            WordTable table = empty_table(name);
            for (std::size_t plan = 0; plan < sweep_.plans(); ++plan) {
                const auto group = sweep_.group(c, plan);
                combination["plans"].push_back(group ? drawn_group(*group) : nullptr);
                if (group) add_rows(plan, *group, table);
            }
            chart["combinations"].push_back(std::move(combination));
            if (c == 0)
                figure.table = std::move(table);
            else
                figure.other_tables.push_back(std::move(table));
        }
        figure.title = curve_title(sweep_, curve_);
        figure.note = note();
        return figure.html(std::move(chart), charts);
    }

  private:
    Words note() const
    {
        return both([&](Language language) {
            const bool id = language == Language::id;
            const bool small = sweep_.is_small_count(curve_);
            return sweep_.month().in(language) +
                   (id ? std::string(". Tanda: ") + (small ? "rata-rata" : "nilai tengah")
                       : std::string(". Marks: ") + (small ? "means" : "medians")) +
                   (id ? " tiap tingkat yang dihitung; pita tua 50 %, pita muda 90 % dari ulangan; lingkaran: tingkat "
                         "yang cukup"
                       : " of the levels that were run; dark band 50%, light band 90% of the replicates; ring: the "
                         "level that is enough") +
                   (small ? ""
                    : id  ? ", menurut rata-rata"
                          : ", by the means") +
                   (id ? ". Mendatar: " : ". Across: ") + sweep_.lever().in(language) +
                   (unit_ >= 1e9   ? (id ? ", miliar rupiah" : ", billions of rupiah")
                    : unit_ >= 1e6 ? (id ? ", juta rupiah" : ", millions of rupiah")
                                   : "") +
                   (sweep_.plans() > 1 ? (id ? ". Titik-titik: rencana lain" : ". Dotted: the other plans") : "") +
                   "." +
                   (is_any_bimodal()
                        ? (id ? " Pada sebagian tingkat sangat menyebar antarulangan, hampir semua atau hampir tidak "
                                "ada: "
                                "nilai tengahnya di situ kurang berarti."
                              : " At some levels very spread over the replicates, almost all or almost nothing: the "
                                "median there means little.")
                        : "") +
                   (is_any_capped()
                        ? (id ? " Tanda kosong: pagu rencana tidak cukup, jadi tidak ada harganya."
                              : " Hollow marks: the plan's own limit does not pay for it, so it has no price.")
                        : "");
        });
    }

    bool is_any_bimodal() const
    {
        for (const CurveGroup& group : sweep_.layout.groups)
            for (const std::uint32_t row : group.rows)
                if (sweep_.is_bimodal(curve_, row)) return true;
        return false;
    }
    bool is_capped(std::uint32_t row) const { return sweep_.shown(Language::id).is_capped(row, sweep_.layout.factor); }
    bool is_any_capped() const
    {
        for (const CurveGroup& group : sweep_.layout.groups)
            for (const std::uint32_t row : group.rows)
                if (is_capped(row)) return true;
        return false;
    }

    nlohmann::ordered_json drawn_group(std::size_t group) const
    {
        const CurveGroup& of = sweep_.layout.groups[group];
        const sim::ResponseCurve& curve = sweep_.curves[curve_].curves[group];
        nlohmann::ordered_json out{{"enough", curve.enough ? nlohmann::ordered_json(*curve.enough) : nullptr}};
        for (std::size_t at = 0; at < of.rows.size(); ++at) {
            const Band& band = sweep_.bands[curve_][of.rows[at]];
            out["levels"].push_back({drawn(of.levels[at] / unit_), drawn(band.low), drawn(band.lower),
                                     drawn(sweep_.middle(curve_, of.rows[at])), drawn(band.upper), drawn(band.high),
                                     is_capped(of.rows[at])});
        }
        out["says"] = json_of(both([&](Language language) {
            return curve_conclusion(sweep_.shown(language), curve, of, sweep_.layout.factor, info_.measure);
        }));
        return out;
    }

    WordTable empty_table(const Words& combination) const
    {
        return {combination.id.empty() ? info_.meaning : info_.meaning + Words{", ", ", "} + combination,
                {{{"Rencana, tingkat", "Plan, level"},
                  {"nilai tengah (rentang 90 %)", "median (90% range)"},
                  {"rentang 50 %", "50% range"},
                  {"rata-rata", "mean"},
                  {"rata-rata di atas tingkat sebelumnya (selang 90 %)", "mean over the level before (90% interval)"},
                  price_head(info_.measure)}}};
    }

    void add_rows(std::size_t plan, std::size_t group, WordTable& table) const
    {
        const CurveGroup& of = sweep_.layout.groups[group];
        const sim::ResponseCurve& curve = sweep_.curves[curve_].curves[group];
        for (std::size_t at = 0; at < curve.levels.size(); ++at) {
            const sim::Response& response = curve.levels[at];
            const Band& band = sweep_.bands[curve_][of.rows[at]];
            const bool capped = is_capped(of.rows[at]), capped_before = at > 0 && is_capped(of.rows[at - 1]);
            const auto figure = [&](double value, Language l) { return sweep_figure(value, info_.measure, l); };
            table.rows.push_back(
                {both([&](Language l) {
                     return sweep_.name(plan, l) + ", " + sweep_.level(of.levels[at], l) + (capped ? " *" : "");
                 }),
                 both([&](Language l) {
                     return shown_figure(band.median, info_.measure, l) + " (" +
                            shown_range(band.low, band.high, info_.measure, l) + ")";
                 }),
                 both([&](Language l) { return shown_range(band.lower, band.upper, info_.measure, l); }),
                 both([&](Language l) { return figure(response.mean, l); }),
                 at == 0 ? Words{"", ""} : both([&](Language l) {
                     return gain_text(response.gain, response.gain_interval, info_.measure, l);
                 }),
                 at == 0                                      ? Words{"", ""}
                 : is_price_of_cap(capped_before, capped)     ? Words{"* (pagu)", "* (limit)"}
                 : response.price && response.extra_cost <= 0 ? Words{"tidak lebih mahal", "no dearer"}
                 : response.price
                     ? both([&](Language l) { return rupiah(*response.price * priced_amount(info_.measure), l); })
                     : Words{"–", "–"}});
        }
    }

    const SweepView& sweep_;
    std::size_t curve_;
    const commitment::OutcomeInfo& info_;
    double unit_;
};

} // namespace

std::string curve_figure(const SweepView& sweep, std::size_t curve, Charts& charts)
{
    return CurveFigure(sweep, curve).html(charts);
}

} // namespace layak
