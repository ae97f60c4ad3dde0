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
#include "tools/layak/report/sweep_curve_figure.hpp"
#include "tools/layak/report/sweep_view.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using sim::Language;
using sim::Words;

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
    const Words whole = only ? Words{"", ""} : Words{", semua nilai faktor lain", ", all values of the other factors"};
    WordTable table{Words{"Berapa yang cukup", "How much is enough"} + whole, {{{"Rencana", "Plan"}}}, true};
    for (std::size_t k = 0; k < sweep.curves.size(); ++k) table.rows.front().push_back(sweep.outcome_name(k));
    WordTable goals{Words{"Sasaran dan peluangnya", "Goals and their chances"} + whole, {{{"Rencana", "Plan"}}}, true};
    const GoalChances& asked = sweep.chances();
    for (const SweepGoal& goal : asked.goals().all) goals.rows.front().push_back(goal.text);
    if (asked.has_all()) goals.rows.front().push_back({"semua sekaligus", "all together"});
    for (std::size_t c = only.value_or(0); c < (only ? *only + 1 : sweep.combinations()); ++c)
        for (std::size_t plan = 0; plan < sweep.plans(); ++plan) {
            const auto group = sweep.group(c, plan);
            if (!group) continue;
            std::vector<Words> row{group_name(sweep, c, plan)}, chances = row;
            for (std::size_t k = 0; k < asked.count(); ++k) chances.push_back(goal_words(sweep, k, *group));
            if (asked.has_all())
                chances.push_back(both([&](Language language) {
                    return asked.told_of_all(sweep.shown(language), sweep.layout, sweep.layout.groups[*group]);
                }));
            for (std::size_t k = 0; k < sweep.curves.size(); ++k)
                row.push_back(both([&](Language language) {
                    return enough_text(sweep.shown(language), sweep.curves[k].curves[*group],
                                       sweep.layout.groups[*group], sweep.layout.factor);
                }));
            table.rows.push_back(std::move(row));
            goals.rows.push_back(std::move(chances));
        }
    return {std::move(table), std::move(goals)};
}

/// From where on goals are reached.
std::string goals_part(const SweepView& sweep, const WordTable& goals)
{
    if (goals.rows.front().size() < 2) return "";
    const Words chance = both([&](Language language) { return sweep.asked_chance(language); });
    return "<h3>" +
           html(sweep.has_asked_goals() ? Words{"Sasaran tercapai mulai dari mana?", "From where on is a goal reached?"}
                                        : Words{"Tujuan bawaan halaman ini, karena tidak ada sasaran yang diminta",
                                                "The page's own goals, as none was asked for"}) +
           "</h3>" +
           paragraph(
               sweep.caution() +
                   Words{"Tingkat terendah yang mulai darinya tercapai dengan peluang ",
                         "The lowest level from which on it is reached with a chance of "} +
                   chance +
                   Words{"; yang menentukan adalah batas bawah selang 90 % dari peluang itu. Persen: bagian "
                         "ulangan yang mencapainya.",
                         "; the lower limit of that chance's 90% interval counts. Per cent: the share of "
                         "replicates that reach it."} +
                   (sweep.has_asked_goals()
                        ? Words{}
                        : Words{" Sasaran sendiri: layak report … --goal \"formal.kelurahan >= 60\" --chance 0.9.",
                                " Goals of your own: layak report … --goal \"formal.kelurahan >= 60\" --chance "
                                "0.9."}),
               "note") +
           "<div class=\"wrap words\">" + goals.html() + "</div>\n";
}

std::string enough_section(const SweepView& sweep)
{
    if (sweep.curves.empty()) return "";
    const auto [enough, goals] = enough_tables(sweep, sweep.usual_combination());
    const std::string goals_html = goals_part(sweep, goals);
    const std::string enough_html =
        paragraph(sweep.caution() + Words{"Tingkat terendah dari ", "The lowest level of the "} + sweep.lever() +
                  Words{" yang memberi 90 % dari perbaikan terbesar di antara tingkat yang dicoba, "
                        "menurut rata-rata ulangan.",
                        " that brings 90% of the largest gain among the levels tried, by the means of "
                        "the replicates."}) +
        "<div class=\"wrap words\">" + enough.html() + "</div>\n";
    const bool goals_first = sweep.has_asked_goals();
    std::string out = heading("cukup", {"Berapa yang cukup", "How much is enough"}) +
                      (goals_first ? goals_html + enough_html : enough_html + goals_html);
    if (sweep.combinations() > 1) {
        const auto [all_enough, all_goals] = enough_tables(sweep, std::nullopt);
        out += "<details><summary>" +
               html(Words{"Dengan semua nilai faktor lain", "With all values of the other factors"}) +
               "</summary><div class=\"words\">" + all_enough.html() + (goals_html.empty() ? "" : all_goals.html()) +
               "</div></details>\n";
    }
    return out;
}

/// Of rows that make no curves: with which chance each reaches what was asked for.
std::string goal_rows_section(const SweepView& sweep)
{
    constexpr std::uint32_t most_rows = 64;
    if (!sweep.curves.empty() || !sweep.has_asked_goals()) return "";
    const StoredSweep& stored = sweep.stored;
    const std::uint32_t rows = std::min(stored.rows(), most_rows);
    WordTable table{{"Sasaran dan peluangnya, tiap baris", "Goals and their chances, by row"},
                    {{{"Baris", "Row"}, {"Rencana", "Plan"}}}};
    for (const StoredSweep::Factor& factor : stored.factors()) table.rows.front().push_back(factor_label(factor.name));
    for (const SweepGoal& goal : sweep.chances().goals().all) table.rows.front().push_back(goal.text);
    if (sweep.chances().has_all()) table.rows.front().push_back({"semua sekaligus", "all together"});
    for (std::uint32_t row = 0; row < rows; ++row) {
        auto& cells = table.rows.emplace_back();
        cells.push_back({std::to_string(row), std::to_string(row)});
        cells.push_back(
            {printable(stored.plan_names(Language::id)[row]), printable(stored.plan_names(Language::en)[row])});
        for (std::size_t f = 0; f < stored.factors().size(); ++f)
            cells.push_back(both([&](Language l) { return sweep.shown(l).level(f, stored.factors()[f].values[row]); }));
        for (std::size_t k = 0; k < sweep.chances().count(); ++k)
            cells.push_back(
                both([&](Language language) { return shown_chance(sweep.chances().of(k, row).interval, language); }));
        if (sweep.chances().has_all())
            cells.push_back(
                both([&](Language language) { return shown_chance(sweep.chances().of_all(row).interval, language); }));
    }
    const Words shown = both([&](Language language) {
        const bool id = language == Language::id;
        const std::string all = number(stored.rows(), 0, language), some = number(rows, 0, language);
        return rows == stored.rows() ? (id ? "Semua " + all + " baris" : "All " + all + " rows")
                                     : (id ? some + " baris pertama dari " + all +
                                                 " (semuanya ada di csv/goals.csv dari "
                                                 "layak export)"
                                           : "The first " + some + " of " + all +
                                                 " rows (all are in csv/goals.csv of "
                                                 "layak export)");
    });
    return heading("sasaran", {"Sasaran", "Goals"}) +
           paragraph({"Peluang sasaran tercapai dalam tiap baris rancangan, selang 90 %.",
                      "The chance that a row of the design reaches the goal, 90% interval."},
                     "note") +
           "<details><summary>" + html(shown) + "</summary><div class=\"wrap words\">" + table.html() +
           "</div></details>\n";
}

std::string curves_section(const SweepView& sweep, Charts& charts)
{
    std::string out;
    for (std::size_t k = 0; k < sweep.outcomes.size(); ++k)
        out += sweep.curves.empty() ? scatter_figure(sweep, k, charts) : curve_figure(sweep, k, charts);
    return out.empty() ? "" : heading("kurva", {"Hasil menurut besarnya", "Outcomes by how much of it"}) + out;
}

/// The range that the design gives a factor; of levels none.
std::optional<std::pair<double, double>> range_of(const SweepView& sweep, const std::string& factor)
{
    for (const commitment::Factor& of : sweep.source.design().design.factors)
        if (of.name == factor && of.range) return std::pair(of.range->lowest, of.range->highest);
    return std::nullopt;
}

/// What the design tries of each factor: "0,25, 0,5, 1", or from where to where: the range as designed, which what was
/// drawn from it need not fill.
std::map<std::string, Words> varied(const SweepView& sweep)
{
    constexpr std::size_t few = 6;
    std::map<std::string, Words> out;
    for (std::size_t f = 0; f < sweep.stored.factors().size(); ++f) {
        std::vector<double> values = sweep.stored.factors()[f].values;
        std::sort(values.begin(), values.end());
        values.erase(std::unique(values.begin(), values.end()), values.end());
        if (values.empty()) continue;
        const auto range = range_of(sweep, sweep.stored.factors()[f].name);
        const double lowest = range ? range->first : values.front(), highest = range ? range->second : values.back();
        out[sweep.stored.factors()[f].name] = both([&](Language language) {
            if (range || values.size() > few) {
                const LevelTexts ends(sweep.stored.factors()[f].name, {lowest, highest});
                return ends(lowest, language) + " – " + ends(highest, language);
            }
            const auto level = [&](double value) { return sweep.shown(language).level(f, value); };
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
    const StoredSweep::Sampled& sampled = sweep.stored.sampled();
    const bool has_groups = std::any_of(sampled.factors.begin(), sampled.factors.end(),
                                        [&](const std::string& factor) { return !group_of(sampled, factor).empty(); });
    if (has_groups) table.rows.front().push_back({"berubah bersama kelompok", "varies with the group"});
    for (const auto& [name, tried] : varied(sweep)) {
        auto& row = table.rows.emplace_back();
        row = {factor_label(name), {name, name}, tried};
        if (!has_groups) continue;
        const Words group = factor_group_name(group_of(sampled, name));
        row.push_back(group.id.empty() ? Words{"–", "–"} : Words{printable(group.id), printable(group.en)});
    }
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

std::string sweep_page(const RepeatableSweep& source, SweepGoals goals, Language language)
{
    const SweepView sweep(source, std::move(goals));
    Charts charts;
    Strengths strengths = strengths_section(sweep.stored, sweep.outcomes, !sweep.curves.empty(), charts);
    PageParts parts{
        sweep_title(sweep, strengths.findings),
        sweep.stored.city_name(),
        sweep_answer(sweep, strengths.findings) + plan_strips(sweep.inputs.plans, sweep.looks, {}, sweep.inputs.city) +
            paragraph({"Rencana seperti tertulis di berkasnya; yang diubah rancangan menggantikan jumlahnya.",
                       "Plans as their files have them; what the design varies takes the place of their amounts."},
                      "note"),
        "",
        {}};
    const commitment::Evidence evidence = commitment::evidence_of(source.options().sets, source.options().replicates);
    parts.sections = curves_section(sweep, charts) + enough_section(sweep) + goal_rows_section(sweep) + strengths.html +
                     limits_section(coverage_of(evidence.replicates, evidence.covers_parameters()),
                                    !sweep.inputs.city.assumed.empty()) +
                     factors_section(sweep) +
                     parameters_section(sweep.inputs, evidence, source.options().replicates, varied(sweep)) +
                     origin_section(origin_of(sweep)) + glossary_section(sweep.inputs.city);
    parts.data = {{"plans", drawn_plans(sweep.inputs.plans, sweep.looks)}, {"charts", std::move(charts)}};
    return whole_page(parts, language);
}

} // namespace layak
