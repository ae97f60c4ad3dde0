// The page of a sweep: how much is enough, outcomes against a lever, and which factors matter.

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "models/commitment/evidence.hpp"
#include "tools/layak/factor_label.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/html.hpp"
#include "tools/layak/report/origin.hpp"
#include "tools/layak/report/page.hpp"
#include "tools/layak/report/plan_strips.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/report/sweep_answer.hpp"
#include "tools/layak/report/sweep_view.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using commitment::Measure;
using sim::Language;
using sim::Words;

const char* name_of(Measure measure)
{
    return measure == Measure::share ? "share" : measure == Measure::count ? "count" : "level";
}

/// Where the curves' levels are drawn: rupiah in the unit of the largest.
double unit_of_levels(const SweepView& sweep)
{
    if (!is_money(sweep.stored.factors()[sweep.layout.factor].name)) return 1;
    double most = 0;
    for (const CurveGroup& group : sweep.layout.groups) most = std::max(most, group.levels.back());
    return unit_of_rupiah(most);
}

Words group_name(const SweepView& sweep, std::size_t combination, std::size_t plan)
{
    const Words of = sweep.combination(combination);
    return both([&](Language language) {
        return sweep.name(plan, language) + (of.in(language).empty() ? "" : " · " + of.in(language));
    });
}

/// Tables of what is enough, and of the goals. \param only  the combination that is told; nothing: all of them
std::pair<WordTable, WordTable> enough_tables(const SweepView& sweep, std::optional<std::size_t> only)
{
    WordTable table{{"Berapa yang cukup", "How much is enough"}, {{{"Rencana", "Plan"}}}, true};
    for (std::size_t k = 0; k < sweep.curves.size(); ++k) table.rows.front().push_back(sweep.outcome_name(k));
    WordTable goals{{"Tujuan dan peluangnya", "Goals and their chances"}, {{{"Rencana", "Plan"}}}, true};
    for (std::size_t k = 0; k < sweep.curves.size(); ++k)
        if (const auto goal = sweep.goal(k)) goals.rows.front().push_back(goal->reaches);
    for (std::size_t c = only.value_or(0); c < (only ? *only + 1 : sweep.combinations()); ++c)
        for (std::size_t plan = 0; plan < sweep.plans(); ++plan) {
            const auto group = sweep.group(c, plan);
            if (!group) continue;
            std::vector<Words> row{group_name(sweep, c, plan)}, chances = row;
            for (std::size_t k = 0; k < sweep.curves.size(); ++k) {
                row.push_back(both([&](Language language) {
                    return enough_text(sweep.shown(language), sweep.curves[k].curves[*group],
                                       sweep.layout.groups[*group], sweep.layout.factor);
                }));
                if (sweep.goal(k)) chances.push_back(goal_words(sweep, k, *group));
            }
            table.rows.push_back(std::move(row));
            goals.rows.push_back(std::move(chances));
        }
    return {std::move(table), std::move(goals)};
}

std::string enough_section(const SweepView& sweep)
{
    if (sweep.curves.empty()) return "";
    const auto [enough, goals] = enough_tables(sweep, sweep.usual_combination());
    std::string out = heading("cukup", {"Berapa yang cukup", "How much is enough"}) +
                      paragraph(Words{"Tingkat terendah dari ", "The lowest level of the "} + sweep.lever() +
                                Words{" yang memberi 90 % dari perbaikan terbesar di antara tingkat yang dicoba.",
                                      " that brings 90% of the largest gain among the levels tried."}) +
                      "<div class=\"wrap words\">" + enough.html() + "</div>\n";
    const bool has_goals = goals.rows.front().size() > 1;
    if (has_goals)
        out +=
            "<h3>" + html(Words{"Tujuan tercapai mulai dari mana?", "From where on is a goal reached?"}) + "</h3>" +
            paragraph({"Tingkat terendah yang mencapai tujuan dengan peluang 90 %; yang menentukan adalah batas bawah "
                       "selang 90 % dari peluang itu. Persen: bagian ulangan yang mencapai tujuan.",
                       "The lowest level that reaches the goal with a chance of 90%; the lower limit of that chance's "
                       "90% interval counts. Per cent: the share of replicates that reach the goal."},
                      "note") +
            "<div class=\"wrap words\">" + goals.html() + "</div>\n";
    if (sweep.combinations() > 1) {
        const auto [all_enough, all_goals] = enough_tables(sweep, std::nullopt);
        out += "<details><summary>" +
               html(Words{"Dengan semua nilai faktor lain", "With all values of the other factors"}) +
               "</summary><div class=\"words\">" + all_enough.html() + (has_goals ? all_goals.html() : "") +
               "</div></details>\n";
    }
    return out;
}

Words price_head(Measure measure)
{
    switch (measure) {
    case Measure::count: return {"rupiah tiap tambahan satu", "rupiah for one more"};
    case Measure::share: return {"rupiah tiap poin persen", "rupiah a percentage point"};
    default: return {"rupiah tiap 0,01", "rupiah for 0.01"};
    }
}

/// One outcome: its chart, with a panel a plan, for each combination of the other factors.
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
            {"kind", "curve"}, {"measure", name_of(info_.measure)}, {"usual", sweep_.usual_combination()}};
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
                         "yang "
                         "cukup. Mendatar: "
                       : " of the levels that were run; dark band 50%, light band 90% of the replicates; ring: the "
                         "level "
                         "that is enough. Across: ") +
                   sweep_.lever().in(language) +
                   (unit_ >= 1e9   ? (id ? ", miliar rupiah" : ", billions of rupiah")
                    : unit_ >= 1e6 ? (id ? ", juta rupiah" : ", millions of rupiah")
                                   : "") +
                   (sweep_.plans() > 1 ? (id ? ". Titik-titik: rencana lain" : ". Dotted: the other plans") : "") +
                   "." +
                   (is_any_capped()
                        ? (id ? " Tanda kosong: pagu rencana tidak cukup, jadi tidak ada harganya."
                              : " Hollow marks: the plan's own limit does not pay for it, so it has no price.")
                        : "");
        });
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
                     return figure(band.median, l) + " (" + figure(band.low, l) + " – " + figure(band.high, l) + ")";
                 }),
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

std::string curves_section(const SweepView& sweep, Charts& charts)
{
    if (sweep.curves.empty()) return "";
    std::string out = heading("kurva", {"Hasil menurut besarnya", "Outcomes by how much of it"});
    for (std::size_t k = 0; k < sweep.curves.size(); ++k) out += CurveFigure(sweep, k).html(charts);
    return out;
}

/// What the design tries of each factor: "0,25, 0,5, 1", or from where to where.
std::map<std::string, Words> varied(const SweepView& sweep)
{
    constexpr std::size_t few = 6;
    std::map<std::string, Words> out;
    for (std::size_t f = 0; f < sweep.stored.factors().size(); ++f) {
        std::vector<double> values = sweep.stored.factors()[f].values;
        std::sort(values.begin(), values.end());
        values.erase(std::unique(values.begin(), values.end()), values.end());
        if (values.empty()) continue;
        out[sweep.stored.factors()[f].name] = both([&](Language language) {
            const auto level = [&](double value) { return sweep.shown(language).level(f, value); };
            if (values.size() > few) return level(values.front()) + " – " + level(values.back());
            std::string text;
            for (const double value : values) text += (text.empty() ? "" : "; ") + level(value);
            return text;
        });
    }
    return out;
}

std::string factors_section(const SweepView& sweep)
{
    WordTable table{{"Yang diubah", "What was varied"},
                    {{{"Faktor", "Factor"}, {"nama", "name"}, {"dicoba", "tried"}}}};
    for (const auto& [name, tried] : varied(sweep)) table.rows.push_back({factor_label(name), {name, name}, tried});
    if (table.rows.size() == 1) return "";
    return heading("diubah", {"Yang diubah", "What was varied"}) + "<div class=\"wrap words\">" + table.html() +
           "</div>\n";
}

Origin origin_of(const SweepView& sweep)
{
    const StoredSweep& stored = sweep.stored;
    sim::Month last = stored.months().back();
    return {sweep.inputs,
            both([&](Language l) {
                const bool id = l == Language::id;
                return "sweep (" + stored.sampled().sampling + ") · " + number(stored.rows(), 0, l) +
                       (id ? " baris × " : " rows × ") + number(stored.replicates(), 0, l) +
                       (id ? " ulangan" : " replicates") +
                       (stored.failed() == 0
                            ? ""
                            : " · " + number(static_cast<double>(stored.failed()), 0, l) + (id ? " gagal" : " failed"));
            }),
            both([&](Language l) {
                return month_name(sweep.inputs.city.start, l) + " – " + month_name(last, l) +
                       (l == Language::id ? "; rencana mulai " : "; plans begin ") + month_name(stored.plans_from(), l);
            }),
            std::to_string(sweep.source.options().seed),
            sweep.source.written_by(),
            stored.file().attribute<std::string>("content_sha256").value_or(""),
            stored.path().parent_path().filename().string()};
}

} // namespace

std::string sweep_page(const RepeatableSweep& source, Language language)
{
    const SweepView sweep(source);
    Charts charts;
    Strengths strengths = strengths_section(sweep.stored, charts);
    PageParts parts{sweep_title(sweep, strengths.findings),
                    sweep.stored.city_name(),
                    sweep_answer(sweep, strengths.findings) + plan_strips(sweep.inputs.plans, sweep.looks, {}),
                    "",
                    {}};
    const commitment::Evidence evidence = commitment::evidence_of(source.options().sets, source.options().replicates);
    parts.sections =
        enough_section(sweep) + curves_section(sweep, charts) + strengths.html +
        limits_section(sweep.stored.covers_parameters(), !sweep.inputs.city.assumed.empty()) + factors_section(sweep) +
        parameters_section(sweep.inputs, evidence, source.options().replicates, varied(sweep)) +
        origin_section(origin_of(sweep)) + glossary_section(sweep.inputs.city.count(commitment::Kind::business) > 0);
    parts.data = {{"plans", nlohmann::ordered_json::array()}, {"charts", std::move(charts)}};
    for (std::size_t plan = 0; plan < sweep.plans(); ++plan)
        parts.data["plans"].push_back({{"name", json_of(both([&](Language l) { return sweep.name(plan, l); }))},
                                       {"colour", sweep.looks[plan].colour},
                                       {"mark", sweep.looks[plan].mark},
                                       {"drawing", sweep.looks[plan].drawing}});
    return whole_page(parts, language);
}

} // namespace layak
