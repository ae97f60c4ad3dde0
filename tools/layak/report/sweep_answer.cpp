// The first screen of a sweep's page.

#include "tools/layak/report/sweep_answer.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/statistics/sample.hpp"
#include "tools/layak/factor_label.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/html.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using sim::Language;
using sim::Words;

std::string asked_of_factors(const SweepView& sweep, Language language)
{
    const bool id = language == Language::id;
    if (sweep.stored.sampled().factors.empty())
        return (id ? "sejauh mana rencana membawa komitmen dari kertas ke tindakan, dengan "
                   : "how far do plans take commitment from paper into action, with ") +
               sweep.names(language) + "?";
    if (sweep.curves.empty()) {
        const std::string many = number(static_cast<double>(sweep.stored.sampled().factors.size()), 0, language);
        return (id ? "mana dari " + many + " hal yang diubah paling menentukan hasil, dengan "
                   : "which of the " + many + " things that were varied decides the outcome most, with ") +
               sweep.names(language) + "?";
    }
    const std::string& factor = sweep.stored.factors()[sweep.layout.factor].name;
    const std::string lever = sweep.lever().in(language);
    const bool is_parameter = commitment::find_parameter(factor) != nullptr;
    std::string text =
        is_parameter ? (id ? "apa bedanya bila " : "what difference does it make to vary the ") + lever +
                           (id ? " lain, dengan " : ", with ")
                     : (id ? "berapa " : "how much ") + lever + (id ? " yang cukup, dengan " : " is enough, with ");
    text += sweep.names(language);
    const std::vector<std::size_t>& others = sweep.layout.groups.front().others;
    for (const std::size_t f : others) {
        const std::string label = factor_label(sweep.stored.factors()[f].name).in(language);
        text += (id ? ", bila " : ", with ") + label.substr(0, label.find(',')) + (id ? " berbeda-beda" : " varied");
    }
    return text + "?";
}

/// The same, with the goals that were asked for.
std::string asked(const SweepView& sweep, Language language)
{
    const bool id = language == Language::id;
    std::string text = asked_of_factors(sweep, language);
    if (!sweep.has_asked_goals()) return text;
    std::vector<std::string> goals;
    for (const SweepGoal& goal : sweep.chances().goals().all) goals.push_back(goal.text.in(language));
    text += goals.size() == 1 ? (id ? " Sasaran: " : " Goal: ") : (id ? " Sasaran: " : " Goals: ");
    for (std::size_t k = 0; k < goals.size(); ++k) text += (k > 0 ? "; " : "") + goals[k];
    return text + (id ? ", pada " : ", in ") + sweep.month().in(language) +
           (id ? ", dengan peluang " : ", with a chance of ") + sweep.asked_chance(language) + ".";
}

/// Each plan's level that is enough, with the other factors as usual.
std::string enough_by_plan(const SweepView& sweep, Language language)
{
    const bool id = language == Language::id;
    const std::size_t main = sweep.main_curve();
    std::vector<std::string> parts;
    for (std::size_t plan = 0; plan < sweep.plans(); ++plan) {
        const auto group = sweep.group(sweep.usual_combination(), plan);
        if (!group) continue;
        const sim::ResponseCurve& of = sweep.curves[main].curves[*group];
        const std::vector<double>& levels = sweep.layout.groups[*group].levels;
        std::string text = sweep.name(plan, language) + " ";
        if (!of.enough)
            text += id ? "– belum dapat dikatakan apakah ada tingkat yang lebih baik"
                       : "– it cannot be told whether any level is better";
        else if (*of.enough + 1 == levels.size())
            text += (id ? "masih naik sampai " : "still rising at ") + sweep.level(levels.back(), language);
        else
            text += sweep.level(levels[*of.enough], language) +
                    (of.enough_from == of.enough_to
                         ? ""
                         : (id ? " (selang 90\u00a0%: " : " (90% interval: ") +
                               sweep.range(levels[of.enough_from], levels[of.enough_to], language) + ")");
        parts.push_back(text);
    }
    const std::string usual = sweep.combination(sweep.usual_combination()).in(language);
    std::string text = (id ? "Untuk 90\u00a0% dari perbaikan terbesar dalam " : "For 90% of the largest gain in ") +
                       sweep.outcome_name(main).in(language) + (usual.empty() ? "" : " (" + usual + ")") + ": ";
    for (std::size_t part = 0; part < parts.size(); ++part) text += (part > 0 ? "; " : "") + parts[part];
    return text + ".";
}

/// Of rows that are plans as they are: what each reaches.
std::string reached_by_rows(const SweepView& sweep, Language language)
{
    const std::size_t main = sweep.main_curve();
    const commitment::Measure measure = info_of(sweep.outcomes[main]).measure;
    std::string text =
        capital(sweep.outcome_name(main).in(language)) +
        (language == Language::id ? ", nilai tengah dan rentang 90\u00a0%: " : ", median and 90% range: ");
    for (std::uint32_t row = 0; row < sweep.stored.rows(); ++row) {
        const Band& band = sweep.bands[main][row];
        text += (row > 0 ? "; " : "") + sweep.stored.plan_names(language)[row] + " " +
                shown_figure(band.median, measure, language) + " (" +
                shown_range(band.low, band.high, measure, language) + ")";
    }
    return text + ".";
}

std::string asked_goal(const SweepView& sweep, std::size_t goal, Language language)
{
    return sweep.curves.empty() ? goal_finding(sweep, goal).in(language) + "." : goal_sentence(sweep, goal, language);
}

/// Where several goals are reached together: "Semua sasaran sekaligus (…): Campuran mulai dari Rp 2 miliar setahun; …"
std::string all_goals(const SweepView& sweep, Language language)
{
    const bool id = language == Language::id;
    std::string text;
    for (std::size_t plan = 0; plan < sweep.plans(); ++plan) {
        const auto group = sweep.group(sweep.usual_combination(), plan);
        if (!group) continue;
        const auto at = sweep.told_place(*group);
        const CurveGroup& curve = sweep.layout.groups[*group];
        const auto chance = [&](std::uint32_t row) {
            return shown_chance(sweep.chances().of_all(row).interval, language);
        };
        const std::uint32_t best = *std::max_element(curve.rows.begin(), curve.rows.end(), [&](auto one, auto other) {
            return sweep.chances().of_all(one).share() < sweep.chances().of_all(other).share();
        });
        text += (text.empty() ? "" : "; ") + sweep.name(plan, language) +
                (at ? (id ? " mulai dari " : " from ") + sweep.told_level(curve.levels[*at], language) +
                          (id ? " (peluang " : " on (chance ") + chance(curve.rows[*at]) + ")"
                    : (sweep.chances().is_missed_by_all(curve)
                           ? (id ? " pada tingkat mana pun tidak (peluang tertinggi "
                                 : " at no level tried (highest chance ")
                           : (id ? " pada tingkat mana pun belum terbukti (peluang tertinggi "
                                 : " not known at any level tried (highest chance ")) +
                          chance(best) + ")");
    }
    const std::string usual = sweep.combination(sweep.usual_combination()).in(language);
    return (id ? "Semua sasaran sekaligus, dalam ulangan yang sama" : "All goals together, in the same replicate") +
           (usual.empty() ? "" : " (" + usual + ")") + ": " + text + ".";
}

std::vector<Words> goals_list(const SweepView& sweep)
{
    std::vector<Words> out;
    if (!sweep.has_asked_goals() || sweep.chances().count() == 1) return out;
    for (std::size_t goal = 0; goal < sweep.chances().count(); ++goal)
        out.push_back(both([&](Language language) { return asked_goal(sweep, goal, language); }));
    return out;
}

std::string which_level(const SweepView& sweep, const std::vector<Words>& strengths, Language language)
{
    const bool id = language == Language::id;
    const std::string goals = !sweep.has_asked_goals() || sweep.curves.empty() ? "" // the title has it
                              : sweep.chances().count() == 1                   ? asked_goal(sweep, 0, language) + " "
                                                                               : all_goals(sweep, language) + " ";
    if (sweep.stored.sampled().factors.empty()) return goals + reached_by_rows(sweep, language);
    if (sweep.curves.empty()) {
        std::string text;
        for (const Words& of : strengths) text += (text.empty() ? "" : ". ") + of.in(language);
        return goals + (text.empty() ? (id ? "Belum dapat dikatakan." : "It cannot be told.") : text + ".");
    }
    const std::string caution = sweep.caution().in(language), enough = enough_by_plan(sweep, language);
    if (sweep.has_asked_goals()) return caution + goals + enough;
    const auto usual = goal_of(sweep, sweep.outcomes[sweep.main_curve()]);
    if (!usual) return caution + enough;
    const std::string goal = goal_sentence(sweep, *usual, language);
    return caution + (is_missed_everywhere(sweep, *usual) ? goal + " " + enough : enough + " " + goal);
}

/// "Rp 2,9 miliar setahun (Rp 2,8 miliar – Rp 3,0 miliar)": mean and where 90 % of the replicates lie.
std::string cost_with_range(const SweepView& sweep, std::uint32_t row, Language language)
{
    const std::vector<double> costs = sweep.costs_of(row);
    if (costs.empty()) return language == Language::id ? "tidak ada simulasi yang selesai" : "no run was finished";
    const Band band = band_of(costs);
    const auto shown = [&](double value) { return rupiah_within(value, band.low, band.high, language); };
    return (band.low == band.high ? rupiah(band.mean, language) : shown(band.mean)) +
           (language == Language::id ? " setahun" : " a year") +
           (band.low == band.high ? "" : " (" + shown(band.low) + " – " + shown(band.high) + ")");
}

/// ", Rp 99 juta (Rp 98 juta – Rp 99 juta) lebih mahal daripada pada Rp 0": in the same replicates, with the 90 %
/// interval of the mean difference.
std::string cost_against_lowest(const SweepView& sweep, const CurveGroup& of, std::size_t at, Language language)
{
    const bool id = language == Language::id;
    const std::vector<double>&here = sweep.costs[of.rows[at]], &lowest = sweep.costs[of.rows.front()];
    const auto is_whole = [](const std::vector<double>& all) {
        return std::all_of(all.begin(), all.end(), [](double value) { return std::isfinite(value); });
    };
    if (!is_whole(here) || !is_whole(lowest)) return ""; // pairs are missing
    commitment::Quantity quantity;
    quantity.measure = commitment::Measure::rupiah;
    quantity.highest = std::numeric_limits<double>::infinity();
    const commitment::PairedDifference cost = commitment::PairJudge(sweep.judging())(lowest, here, quantity, false);
    return cost_beside(cost, (id ? "pada " : "at ") + sweep.level(of.levels.front(), language), language);
}

std::string cost_text(const SweepView& sweep, const std::vector<Words>&, Language language)
{
    const bool id = language == Language::id;
    if (sweep.curves.empty()) {
        Reach reach;
        for (std::uint32_t row = 0; row < sweep.stored.rows(); ++row) reach.add(sweep.mean_cost(row));
        const std::string low = rupiah(reach.low, language), high = rupiah(reach.high, language);
        return (low == high ? low : (id ? "Dari " + low + " sampai " : "From " + low + " to ") + high) +
               (id ? " setahun menurut baris rancangan: rata-rata ulangan tiap baris."
                   : " a year depending on the row of the design: means of the replicates of each row.");
    }
    bool is_any_told = false;
    std::string text;
    for (std::size_t plan = 0; plan < sweep.plans(); ++plan) {
        const auto group = sweep.group(sweep.usual_combination(), plan);
        if (!group) continue;
        const CurveGroup& of = sweep.layout.groups[*group];
        text += (text.empty() ? "" : "; ") + sweep.name(plan, language);
        if (const auto at = sweep.told_place(*group)) {
            is_any_told = true;
            text += (id ? " pada " : " at ") + sweep.told_level(of.levels[*at], language) + ": " +
                    cost_with_range(sweep, of.rows[*at], language);
            if (*at > 0) text += cost_against_lowest(sweep, of, *at, language);
            continue;
        }
        // No level is told, so none is priced as if it were: what those tried cost.
        Reach reach;
        for (const std::uint32_t row : of.rows) reach.add(sweep.mean_cost(row));
        const std::string low = rupiah(reach.low, language), high = rupiah(reach.high, language);
        const bool several = sweep.has_asked_goals() && sweep.chances().count() > 1;
        bool is_any_reached = false; // then its sentence below has the cost
        for (std::size_t goal = 0; several && goal < sweep.chances().count(); ++goal)
            is_any_reached = is_any_reached || sweep.chances().reaching(goal, of);
        text += (several && is_any_reached
                     ? (id ? ": tidak ada tingkat yang terbukti mencapai semua sasaran sekaligus (biaya yang "
                             "tercapai: di bawah); semua tingkat yang dicoba "
                           : ": no level is known to reach all goals together (what those reached cost: below); "
                             "all levels tried cost ")
                 : several ? (id ? ": tidak ada tingkat yang terbukti mencapai satu sasaran pun, jadi tidak ada "
                                   "biayanya; semua tingkat yang dicoba "
                                 : ": no level is known to reach any of the goals, so it has no cost; all levels tried "
                                   "cost ")
                 : sweep.has_asked_goals()
                     ? (id ? ": tidak ada tingkat yang terbukti mencapai sasaran, jadi tidak ada biayanya; semua "
                             "tingkat yang dicoba "
                           : ": no level is known to reach what was asked for, so it has no cost; all levels tried "
                             "cost ")
                     : (id ? ": tingkat yang cukup belum dapat dikatakan, jadi biayanya juga; semua tingkat yang "
                             "dicoba "
                           : ": which level is enough cannot be told, so neither can its cost; all levels tried "
                             "cost ")) +
                (low == high ? low : low + " – " + high) + (id ? " setahun" : " a year");
    }
    if (!is_any_told)
        return text + (id ? ". Biaya seluruh rencana: dari rata-rata tingkat termurah sampai termahal."
                          : ". Costs of the whole plan: from the mean of the cheapest level to that of the dearest.");
    return text + (id ? ". Biaya seluruh rencana: rata-rata, dan di antara mana 90 % ulangan terletak; selisih dengan "
                        "selang 90 %-nya."
                      : ". Costs of the whole plan: means, and between what 90% of the replicates lie; differences "
                        "with their 90% interval.");
}

std::string open_text(const SweepView& sweep, const std::vector<Words>&, Language language)
{
    const bool id = language == Language::id;
    std::string text;
    if (sweep.curves.empty()) {
        const std::size_t main = sweep.main_curve();
        const commitment::Measure measure = info_of(sweep.outcomes[main]).measure;
        Reach middles;
        for (std::uint32_t row = 0; row < sweep.stored.rows(); ++row) middles.add(sweep.middle(main, row));
        text = (id ? "Dari baris ke baris " : "From row to row ") + sweep.outcome_name(main).in(language) +
               (id ? " dari " : " goes from ") + shown_figure(middles.low, measure, language) +
               (id ? " sampai " : " to ") + shown_figure(middles.high, measure, language) +
               (id ? (sweep.is_small_count(main) ? " (rata-rata). " : " (nilai tengah). ")
                   : (sweep.is_small_count(main) ? " (means). " : " (medians). "));
    }
    if (!sweep.curves.empty()) {
        const std::size_t main = sweep.main_curve();
        const commitment::Measure measure = info_of(sweep.curves[main].outcome).measure;
        for (std::size_t plan = 0; plan < sweep.plans(); ++plan) {
            const auto group = sweep.group(sweep.usual_combination(), plan);
            if (!group) continue;
            const CurveGroup& of = sweep.layout.groups[*group];
            const auto enough = sweep.told_place(*group);
            const std::size_t at = enough.value_or(of.levels.size() - 1);
            const Band& band = sweep.bands[main][of.rows[at]];
            text += (text.empty() ? "" : "; ") + sweep.name(plan, language) + (id ? " pada " : " at ") +
                    sweep.told_level(of.levels[at], language) +
                    (enough ? ""
                     : id   ? ", yang tertinggi yang dicoba,"
                            : ", the highest tried,") +
                    " " + shown_figure(sweep.middle(main, of.rows[at]), measure, language) + " (" +
                    shown_range(band.low, band.high, measure, language) +
                    (!sweep.is_bimodal(main, of.rows[at]) ? ""
                     : id ? "; hampir semua atau hampir tidak ada, jadi nilai tengahnya kurang berarti"
                          : "; almost all or almost nothing, so that the median means little") +
                    ")";
        }
        text = (id ? "Satu masa depan bisa jauh dari yang lain, dalam " : "One future may be far from another, in ") +
               sweep.outcome_name(main).in(language) + ": " + text +
               (sweep.is_small_count(main)
                    ? (id ? " (rata-rata dan rentang 90\u00a0%). " : " (means and 90% ranges). ")
                    : (id ? " (nilai tengah dan rentang 90\u00a0%). " : " (medians and 90% ranges). "));
    }
    text += sweep.stored.covers_parameters()
                ? (id ? "Rentang dan selang mencakup kebetulan dan ketidakpastian parameter."
                      : "Ranges and intervals cover chance and what the parameters leave open.")
                : (id ? "Rentang dan selang mencakup kebetulan saja: apa yang dibiarkan terbuka oleh parameter jauh "
                        "lebih lebar."
                      : "Ranges and intervals cover chance alone: what the parameters leave open is much wider.");
    if (sweep.stored.failed() > 0)
        text += " " + number(static_cast<double>(sweep.stored.failed()), 0, language) +
                (id ? " simulasi gagal dan tidak dihitung."
                    : noun(sweep.stored.failed(), " run failed and is left out.", " runs failed and are left out."));
    return text;
}

} // namespace

SweepAnswer answer_of(const SweepView& sweep, const std::vector<Words>& strengths)
{
    const auto part = [&](const Words& question, auto say) {
        return SweepAnswer::Part{question, both([&](Language language) { return say(sweep, strengths, language); })};
    };
    return {sweep_title(sweep, strengths),
            both([&](Language language) {
                const bool id = language == Language::id;
                return number(sweep.stored.rows(), 0, language) +
                       (id ? " baris rancangan × " : " rows of a design × ") +
                       number(sweep.stored.replicates(), 0, language) +
                       (id ? " ulangan, sampai " : " replicates, to ") + sweep.month().in(language);
            }),
            both([&](Language language) { return asked(sweep, language); }),
            {part(!sweep.curves.empty()                    ? Words{"Berapa yang cukup?", "How much is enough?"}
                  : sweep.stored.sampled().factors.empty() ? Words{"Apa yang dicapai?", "What is reached?"}
                                                           : Words{"Apa yang menentukan?", "What matters?"},
                  which_level),
             part({"Berapa biayanya?", "What does it cost?"}, cost_text),
             part({"Apa yang belum pasti?", "What is uncertain?"}, open_text)},
            goals_list(sweep)};
}

SweepAnswer answer_of(const SweepView& sweep)
{
    Charts charts; // nobody draws them
    return answer_of(sweep, strengths_section(sweep.stored, sweep.outcomes, !sweep.curves.empty(), charts).findings);
}

std::string sweep_answer(const SweepView& sweep, const std::vector<Words>& strengths)
{
    const SweepAnswer answer = answer_of(sweep, strengths);
    std::string parts, goals;
    for (std::size_t k = 0; k < answer.parts.size(); ++k) {
        const std::string place = std::to_string(k + 1) + ". ";
        parts += "<div><h2 class=\"small\">" + html(Words{place, place} + answer.parts[k].question) + "</h2><p>" +
                 html(answer.parts[k].text) + "</p></div>";
    }
    for (const Words& goal : answer.goals) goals += "<li>" + html(goal) + "</li>";
    if (!goals.empty()) goals = "<ul class=\"answers\">" + goals + "</ul>\n";
    return "<p class=\"note\">" + html({"Kota Layak Anak · ", "Child-friendly city · "}) +
           isolated_html(sweep.stored.city_name()) + html(Words{" · ", " · "} + answer.extent) + "</p><h1>" +
           html(answer.title) + "</h1>\n<p class=\"asked\"><b>" + html({"Yang ditanyakan:", "What was asked:"}) +
           "</b> " + html(answer.asked) + "</p>\n<div class=\"answer\">" + parts + "</div>\n" + goals +
           "<p class=\"proxy\">" +
           html({"Semua angka adalah hasil model. Indeks dan status “layak” adalah proksi, bukan skor resmi evaluasi "
                 "KLA.",
                 "All figures come from a model. The index and “layak” are proxies, not the official KLA score."}) +
           "<span class=\"screen\">" +
           html({" Ulangan: satu masa depan yang mungkin.", " A replicate: one possible future."}) + "</span>" +
           html(few_text(static_cast<std::uint32_t>(sweep.stored.replicates()))) + "</p>\n";
}

} // namespace layak
