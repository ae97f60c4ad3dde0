// What becomes of every plan with one thing otherwise, against itself as it is, replicate by replicate.

#include <algorithm>

#include "models/commitment/outcomes.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/html.hpp"
#include "tools/layak/outcome_rows.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/report/what_if_titles.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/verdict.hpp"

namespace layak {
namespace {

using commitment::main_outcome;
using sim::Language;
using sim::Words;

/// A plan with something otherwise less the same plan as it is, in the last month.
struct Otherwise
{
    Band difference;
    std::uint32_t higher = 0, lower = 0; ///< replicates
};

Otherwise otherwise_of(const ReportedRun& run, std::uint32_t outcome, std::uint32_t plan, std::size_t what_if)
{
    const std::vector<double> as_it_is = run.values(outcome, plan, run.last_month());
    std::vector<double> differences = run.values(outcome, plan, run.last_month(), what_if);
    Otherwise out;
    for (std::size_t r = 0; r < differences.size(); ++r) {
        differences[r] -= as_it_is[r];
        out.higher += differences[r] > 0, out.lower += differences[r] < 0;
    }
    out.difference = band_of(std::move(differences));
    return out;
}

/// "−0,12 (−0,30 – −0,01)": the middle of the differences and where 90 % of them lie.
std::string otherwise_difference(const ReportedRun& run, const Otherwise& of, std::uint32_t outcome, Language language)
{
    const commitment::Measure measure = commitment::outcome_table()[outcome].measure;
    const sim::Interval range{of.difference.low, of.difference.high, sim::Method::resampled};
    const std::string unit = measure != commitment::Measure::share ? ""
                             : language == Language::id            ? " poin"
                                                                   : " points";
    const std::string middle = brief_difference(middle_of(run, of.difference, outcome), measure, language) + unit;
    return run.is_single() ? middle : middle + " (" + brief_interval(range, measure, language) + ")";
}

/// "rendah", "lower": what is not the way up.
std::string other_way(bool is_up, Language language)
{
    if (language == Language::id) return is_up ? "rendah" : "tinggi";
    return is_up ? "lower" : "higher";
}

/// "sangat mungkin lebih rendah: 187 dari 200", by the rule of words.
std::string direction_text(const ReportedRun& run, const Otherwise& of, Language language)
{
    const bool id = language == Language::id;
    const std::uint32_t all = run.result.replicates;
    const bool is_up = of.higher >= of.lower;
    const std::uint32_t most = std::max(of.higher, of.lower);
    const Certainty sure = certainty_of(run.judging().chance(most));
    const std::string way = is_up ? (id ? "lebih tinggi" : "higher") : (id ? "lebih rendah" : "lower");
    if (sure != Certainty::unclear)
        return words_for(sure).in(language) + " " + way + (id ? ": " : ": ") + layak::of(most, all, language);
    if (of.higher == 0 || of.lower == 0) // ties tell no other way
        return (id ? "tidak pernah lebih " : "never ") + other_way(is_up, language) + ": " + way +
               (id ? " dalam " : " in ") + number(most, 0, language) + (id ? ", sama dalam " : ", the same in ") +
               layak::of(all - most, all, language);
    return (id ? "lebih tinggi atau lebih rendah belum dapat dikatakan: lebih tinggi dalam "
               : "higher or lower cannot be told: higher in ") +
           number(of.higher, 0, language) + (id ? ", lebih rendah dalam " : ", lower in ") +
           layak::of(of.lower, all, language);
}

/// "0,36; selisih −0,12 (−0,30 – −0,01); sangat mungkin lebih rendah: 187 dari 200"
std::string otherwise_text(const ReportedRun& run, std::uint32_t outcome, std::uint32_t plan, std::size_t what_if,
                           Language language)
{
    const bool id = language == Language::id;
    const Otherwise of = otherwise_of(run, outcome, plan, what_if);
    const std::string figure = with_range(run, run.band(outcome, plan, run.last_month(), what_if), outcome, language);
    if (of.higher == 0 && of.lower == 0)
        return figure + (run.is_single() ? (id ? "; sama" : "; the same")
                                         : (id ? "; sama dalam semua " : "; the same in all ") +
                                               number(run.result.replicates, 0, language));
    return figure + (id ? "; selisih " : "; difference ") + otherwise_difference(run, of, outcome, language) +
           (run.is_single() ? "" : "; " + direction_text(run, of, language));
}

WordTable what_if_table(const ReportedRun& run, const OutcomeRow& row)
{
    WordTable table{row.name + Words{", seandainya", ", what if"},
                    {{{"Rencana", "Plan"}, {"seperti direncanakan", "as planned"}}},
                    true};
    for (const commitment::WhatIf& what_if : run.what_ifs())
        table.rows.front().push_back(both([&](Language l) { return what_if_name(what_if, l); }));
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        auto& cells = table.rows.emplace_back();
        cells.push_back(run.name(plan));
        cells.push_back(both([&](Language l) {
            return with_range(run, run.band(row.outcome, plan, run.last_month()), row.outcome, l);
        }));
        for (std::size_t k = 0; k < run.what_ifs().size(); ++k)
            cells.push_back(both([&](Language l) { return otherwise_text(run, row.outcome, plan, k, l); }));
    }
    return table;
}

/// Which of two plans is ahead in action of the kelurahan, where that is likely and more than practically the same.
Order order_of(const ReportedRun& run, std::uint32_t one, std::uint32_t other, ReportedRun::Source source)
{
    const std::vector<double> a = run.values(main_outcome, one, run.last_month(), source),
                              b = run.values(main_outcome, other, run.last_month(), source);
    const commitment::Judging judging = run.judging(source);
    const commitment::Quantity quantity = commitment::quantity_of(
        run.city, *commitment::find_outcome(commitment::outcome_table()[main_outcome].name, run.city));
    const commitment::PairedDifference of = commitment::PairJudge(judging)(b, a, quantity, false);
    if (judging.practically_same(of, quantity.matters)) return Order::unclear;
    if (certainty_of(judging.chance(of.ahead)) >= Certainty::likely) return Order::above;
    if (certainty_of(judging.chance(of.behind)) >= Certainty::likely) return Order::below;
    return Order::unclear;
}

/// All pairs of plans, as they are and with something otherwise.
std::vector<PairOfPlans> pairs_of(const ReportedRun& run, std::size_t what_if)
{
    std::vector<PairOfPlans> pairs;
    for (std::uint32_t one = 0; one < run.plans(); ++one)
        for (std::uint32_t other = one + 1; other < run.plans(); ++other)
            pairs.push_back({one, other, order_of(run, one, other, {}), order_of(run, one, other, what_if)});
    return pairs;
}

/// What each what-if does to the order of the plans, a sentence each.
Words order_sentences(const ReportedRun& run)
{
    Words text{"Apakah urutan rencana menurut tindakan di kelurahan berubah?",
               "Does the order of the plans by action in the kelurahan change?"};
    for (std::size_t k = 0; k < run.what_ifs().size(); ++k) {
        const Words name = both([&](Language l) { return what_if_name(run.what_ifs()[k], l); });
        text = text + Words{" ", " "} + what_if_order(name, pairs_of(run, k), run.all_names());
    }
    return text;
}

Words tables_note(const ReportedRun& run)
{
    const Words month = both([&](Language l) { return run.month_text(run.last_month(), l); });
    if (run.is_single())
        return month +
               Words{". Selisih: rencana dengan hal itu dikurangi rencana seperti adanya, dalam satu jalan ini.",
                     ". Difference: the plan with that less the plan as it is, in this one course."};
    return month +
           Words{". Nilai tengah dan rentang 90 % (jumlah kecil: rata-rata); lalu selisihnya dari rencana yang "
                 "sama seperti direncanakan, ulangan demi ulangan dengan kebetulan",
                 ". Medians and 90% ranges (small counts: means); then the difference from the same plan as "
                 "planned, replicate by replicate with the same chance"} +
           (run.covers_parameters() ? Words{" dan himpunan parameter", " and parameter set"} : Words{"", ""}) +
           Words{" yang sama", ""} +
           (run.chance_alone() ? Words{" (dengan parameter baku: kebetulan saja)", " (with default parameters: chance "
                                                                                   "alone)"}
                               : Words{"", ""}) +
           Words{
               ": nilai tengah, dan di antara mana 90 % selisih itu terletak (poin = poin persen). Kata menurut aturan "
               "kata.",
               ": its median, and between what 90% of these differences lie (points = percentage points). Words go by "
               "the rule of words."};
}

/// "praktis sama", "sangat mungkin lebih rendah", or that it cannot be told; then in how many replicates.
std::string change_of_main(const ReportedRun& run, std::uint32_t plan, std::size_t what_if, Language language)
{
    const bool id = language == Language::id;
    const Otherwise of = otherwise_of(run, main_outcome, plan, what_if);
    const auto median = [&](ReportedRun::Source source) {
        return figure_text(run.band(main_outcome, plan, run.last_month(), source).median, main_outcome, language);
    };
    const std::string figures = median(what_if) + (id ? ", bukan " : " instead of ") + median({});
    if (run.is_single() || (of.higher == 0 && of.lower == 0))
        return of.higher == 0 && of.lower == 0 ? (id ? "sama, " : "the same, ") + median({}) : figures;
    const commitment::Quantity quantity = commitment::quantity_of(
        run.city, *commitment::find_outcome(commitment::outcome_table()[main_outcome].name, run.city));
    const commitment::PairedDifference difference = commitment::PairJudge(run.judging())(
        run.values(main_outcome, plan, run.last_month()), run.values(main_outcome, plan, run.last_month(), what_if),
        quantity, false);
    if (run.judging().practically_same(difference, quantity.matters))
        return (id ? "praktis sama: " : "practically the same: ") + figures;
    const std::uint32_t most = std::max(of.higher, of.lower);
    const Certainty sure = certainty_of(run.judging().chance(most));
    const std::string count = layak::of(most, run.result.replicates, language);
    const std::string way = of.higher >= of.lower ? (id ? "lebih tinggi" : "higher") : (id ? "lebih rendah" : "lower");
    if (sure == Certainty::unclear && (of.higher == 0 || of.lower == 0))
        return (id ? "tidak pernah lebih " : "never ") + other_way(of.higher > 0, language) + ": " + figures + " (" +
               way + (id ? " dalam " : " in ") + count + ")";
    if (sure == Certainty::unclear)
        return (id ? "lebih tinggi atau lebih rendah belum dapat dikatakan: " : "not known to be higher or lower: ") +
               figures + " (" + way + (id ? " dalam " : " in ") + count + ")";
    return words_for(sure).in(language) + " " + way + ": " + figures + " (" + count + ")";
}

/// Where it is not as sure, or another: "; Campuran tertinggi dalam 175 dari 200 ulangan (mungkin), seperti
/// direncanakan dalam 194 (sangat mungkin)".
std::string lead_text(const ReportedRun& run, std::size_t what_if, Language language)
{
    const commitment::BestPlan planned = run.best_in(main_outcome), otherwise = run.best_in(main_outcome, what_if);
    if (planned.others.empty() || otherwise.others.empty()) return "";
    const auto certainty = [&](const commitment::BestPlan& best, ReportedRun::Source source) {
        return certainty_of(run.judging(source).chance(best.first));
    };
    if (otherwise.leaders == planned.leaders && certainty(otherwise, what_if) == certainty(planned, {})) return "";
    const bool id = language == Language::id;
    const auto sure = [&](const commitment::BestPlan& best, ReportedRun::Source source) {
        return " (" + words_for(certainty(best, source)).in(language) + ")";
    };
    const std::string leader = run.names(planned.leaders, language);
    return "; " + run.names(otherwise.leaders, language) + (id ? " tertinggi dalam " : " highest in ") +
           layak::of(otherwise.first, run.result.replicates, language) + (id ? " ulangan" : " replicates") +
           sure(otherwise, what_if) + (id ? ", seperti direncanakan " : ", as planned ") +
           (otherwise.leaders == planned.leaders ? "" : leader + " ") + (id ? "dalam " : "in ") +
           number(planned.first, 0, language) + sure(planned, {});
}

} // namespace

std::vector<Words> what_if_answers(const ReportedRun& run)
{
    std::vector<Words> out;
    const std::uint32_t plan = run.leader();
    for (std::size_t k = 0; k < run.what_ifs().size(); ++k)
        out.push_back(both([&](Language language) {
            const bool id = language == Language::id;
            std::string text = capital(what_if_name(run.what_ifs()[k], language)) +
                               (id ? ": tindakan kelurahan dengan " : ": action in the kelurahan with ") +
                               run.name(plan, language) + (id ? " " : " is ") + change_of_main(run, plan, k, language);
            if (run.is_comparison && !run.is_single() && run.plans() > 1)
                text += "; " + what_if_order_briefly(pairs_of(run, k)).in(language) + lead_text(run, k, language);
            return text + ".";
        }));
    return out;
}

std::string what_ifs_section(const ReportedRun& run)
{
    if (run.what_ifs().empty()) return "";
    std::string out = heading("seandainya", {"Seandainya", "What if"});
    if (run.is_comparison) out += paragraph(order_sentences(run));
    out += paragraph(tables_note(run), "note");
    std::string others;
    for (const OutcomeRow& row : outcome_rows(run.city)) {
        namespace outcome = commitment::outcome;
        const bool is_main = row.outcome == main_outcome;
        if (!is_main && row.outcome != outcome::formal_kelurahan && row.outcome != outcome::trained) continue;
        const std::string table =
            "<h3>" + html(row.name) + "</h3><div class=\"wrap words\">" + what_if_table(run, row).html() + "</div>";
        if (is_main)
            out += together(table);
        else
            others += table;
    }
    if (!others.empty())
        out += "<details><summary>" + html({"Kelurahan ber-PATBM dan jabatan terlatih", "PATBM and trained posts"}) +
               "</summary>" + others + "</details>\n";
    return out;
}

} // namespace layak
