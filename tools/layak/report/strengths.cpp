// Which factors of a sweep matter: strengths with their intervals, the strongest first.

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tools/layak/factor_label.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/report/strength.hpp"
#include "tools/layak/sensitivity_analysis.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/sweep_chances.hpp"
#include "tools/layak/sweep_curves.hpp"
#include "tools/layak/sweep_table.hpp"

namespace layak {
namespace {

using sim::Language;
using sim::Words;

constexpr std::size_t most_bars = 10;

/// One a factor or group: the total index, μ*, or the rank correlation.
std::vector<Strength> strengths_of(const StoredSweep& sweep, const SensitivityAnalysis& of)
{
    std::vector<Strength> out;
    if (of.variance)
        for (std::size_t g = 0; g < of.variance->groups.size(); ++g) {
            sim::Estimate total = of.variance->groups[g].total;
            total.value = std::clamp(total.value, 0.0, 1.0);
            out.push_back(
                {strength_label(sweep.sampled().group_names[g]), total, total.interval.method != sim::Method::none});
        }
    else if (of.screening)
        for (std::size_t f = 0; f < of.screening->factors.size(); ++f)
            out.push_back({strength_label(sweep.sampled().factors[f]), of.screening->factors[f].mean_absolute});
    else
        for (std::size_t f = 0; f < of.ranks.factors.size(); ++f)
            if (of.ranks.factors[f].spearman)
                out.push_back({strength_label(sweep.sampled().factors[f]), *of.ranks.factors[f].spearman});
    sort_by_strength(out);
    if (out.size() > most_bars) out.resize(most_bars);
    return out;
}

/// From where to where the strengths are drawn.
nlohmann::ordered_json domain_of(const std::vector<Strength>& strengths, const SensitivityAnalysis& of)
{
    if (of.variance) return {0, 1};
    if (!of.screening) return {-1, 1};
    const double most = std::accumulate(strengths.begin(), strengths.end(), 0.0, [](double high, const Strength& each) {
        return std::max({high, each.of.value, each.has_interval() ? each.of.interval.high : 0});
    });
    return {0, drawn(most * 1.1)};
}

/// " Kelompok “bottom-up”: pelatihan kelurahan dan sosialisasi keluarga.": what varies together.
std::string groups_text(const StoredSweep::Sampled& sampled, Language language)
{
    std::string text;
    for (const std::string& group : sampled.group_names) {
        std::vector<std::string> members;
        for (const std::string& factor : sampled.factors)
            if (group_of(sampled, factor) == group) members.push_back(factor_label(factor).in(language));
        if (!members.empty())
            text += (language == Language::id ? " Kelompok “" : " Group “") +
                    printable(factor_group_name(group).in(language)) + "”: " + listed(members, language) + ".";
    }
    return text;
}

std::string strengths_note(const StoredSweep& sweep, const SensitivityAnalysis& of, Language language)
{
    const bool id = language == Language::id;
    std::string text =
        of.variance ? (id ? "Indeks total: bagian ragam yang berasal dari faktor itu, sendiri atau bersama yang lain; "
                            "garis = selang 90 %."
                          : "Total index: the share of the variance that stems from the factor, alone or with others; "
                            "lines = 90% intervals.")
        : of.screening ? (id ? "μ*: perubahan keluaran bila faktor bergeser sepanjang rentangnya; garis = selang 90 %."
                             : "μ*: change of the outcome when the factor goes through its range; lines = 90% "
                               "intervals.")
                       : (id ? "Korelasi peringkat dengan rata-rata baris; garis = selang 90 %. Kiri: makin besar "
                               "faktornya, makin rendah hasilnya."
                             : "Rank correlation with the means of the rows; lines = 90% intervals. Left: the larger "
                               "the factor, the lower the outcome.");
    if (of.variance) text += groups_text(sweep.sampled(), language);
    if (of.split.noise_share)
        text +=
            (sweep.covers_parameters() ? (id ? " Kebetulan dan himpunan parameter: " : " Chance and parameter sets: ")
                                       : (id ? " Kebetulan: " : " Chance: ")) +
            percent(of.split.noise_share->value, language) +
            (id ? " dari ragam satu simulasi." : " of the variance of single runs.");
    return text;
}

/// What is shown as one chart: the strengths of an outcome, and of those of which a chart would say the same.
struct StrengthsChart
{
    SensitivityAnalysis of;
    std::vector<Strength> strengths;
    Words name;    ///< of the outcome, with the plan where there are several
    Words finding; ///< without that name
    std::vector<std::size_t> alike{};
};

/// What the rank correlations of a design say of its factors hangs on the levels and ranges that were chosen; the
/// indices of Saltelli and the effects of Morris do so by their definition.
bool is_illustrative(const SensitivityAnalysis& of) { return !of.variance && !of.screening; }

StrengthsChart chart_of(SensitivityAnalysis of, const StoredSweep& sweep, bool names_plan, bool makes_curves)
{
    const Words plan = names_plan ? Words{" · " + of.part->name_id, " · " + of.part->name_en} : Words{"", ""};
    const Words name = commitment::outcome_table()[*commitment::find_outcome(of.outcome)].meaning + plan;
    std::vector<Strength> strengths = strengths_of(sweep, of);
    const Words caution = caution_of(sweep.replicates());
    // Curves by level do not tell so few replicates apart, and nor may this.
    const bool is_too_few = is_illustrative(of) && makes_curves && !caution.id.empty();
    const Words told = is_too_few
                           ? Words{": apa yang paling menentukan belum dapat dikatakan dari ulangan sesedikit ini",
                                   ": what decides it most cannot be told from so few replicates"}
                       : strengths.empty() ? Words{}
                                           : strengths_title({"", ""}, strengths);
    const Words finding = told + (is_illustrative(of) ? Words{" (ilustratif)", " (illustrative)"} : Words{});
    return {std::move(of), std::move(strengths), name, finding};
}

/// Whether they say the same: the same factors in the same order and direction.
bool say_the_same(const StrengthsChart& one, const StrengthsChart& other)
{
    if (!is_illustrative(one.of) || one.finding.id != other.finding.id) return false;
    return std::equal(one.strengths.begin(), one.strengths.end(), other.strengths.begin(), other.strengths.end(),
                      [](const Strength& a, const Strength& b) {
                          return a.name.id == b.name.id && a.is_told == b.is_told &&
                                 std::signbit(a.of.value) == std::signbit(b.of.value);
                      });
}

void add_rows(const StrengthsChart& of, bool says_of_what, WordTable& table)
{
    for (const Strength& each : of.strengths) {
        const sim::Interval& interval = each.of.interval;
        const auto text = [](double value) { return both([&](Language l) { return number(value, 2, l); }); };
        const Words untold{"belum dapat dikatakan", "cannot be told"};
        table.rows.push_back({says_of_what ? of.name + Words{": ", ": "} + each.name : each.name,
                              each.is_told ? text(each.of.value) : untold,
                              each.has_interval() ? text(interval.low) + Words{" – ", " – "} + text(interval.high)
                              : each.is_told      ? untold
                                                  : Words{"–", "–"}});
    }
}

Words title_of(const StrengthsChart& of)
{
    return both([&](Language language) {
        std::string text = capital(of.name.in(language)) + of.finding.in(language);
        const std::string count = std::to_string(of.alike.size());
        if (!of.alike.empty())
            text += language == Language::id ? "; begitu pula " + count + " hasil lain di tabelnya"
                                             : "; the same of " + count + " more in its table";
        return text;
    });
}

void strengths_figure(const StoredSweep& sweep, const std::vector<StrengthsChart>& all, const StrengthsChart& of,
                      Charts& charts, Strengths& out)
{
    nlohmann::ordered_json chart{{"kind", "correlations"},
                                 {"rows", nlohmann::ordered_json::array()},
                                 {"domain", domain_of(of.strengths, of.of)}};
    Figure figure;
    figure.id = "penentu-" + of.of.outcome + (of.of.part->plan.empty() ? "" : "-" + of.of.part->plan);
    std::replace(figure.id.begin(), figure.id.end(), '.', '-');
    figure.title = title_of(of);
    figure.note = both([&](Language language) {
        return strengths_note(sweep, of.of, language) +
               (of.alike.empty()           ? ""
                : language == Language::id ? " Gambar: " + of.name.in(language) + "; yang lain di tabel."
                                           : " The chart: " + of.name.in(language) + "; the others are in the table.");
    });
    figure.table = {figure.title, {{{"Faktor", "Factor"}, {"nilai", "value"}, {"selang 90 %", "90% interval"}}}};
    for (const Strength& each : of.strengths) {
        const sim::Interval& interval = each.of.interval;
        nlohmann::ordered_json row{{"label", json_of(each.name)}};
        if (each.is_told)
            row.update({{"value", drawn(each.of.value)},
                        {"low", drawn(each.has_interval() ? interval.low : each.of.value)},
                        {"high", drawn(each.has_interval() ? interval.high : each.of.value)}});
        chart["rows"].push_back(std::move(row));
    }
    add_rows(of, !of.alike.empty(), figure.table);
    for (const std::size_t other : of.alike) add_rows(all[other], true, figure.table);
    out.findings.push_back(figure.title);
    out.html += figure.html(std::move(chart), charts);
}

} // namespace

std::string group_of(const StoredSweep::Sampled& sampled, const std::string& factor)
{
    const auto at = std::find(sampled.factors.begin(), sampled.factors.end(), factor) - sampled.factors.begin();
    if (static_cast<std::size_t>(at) >= sampled.group.size()) return "";
    const std::uint32_t group = sampled.group[static_cast<std::size_t>(at)];
    const bool alone = std::count(sampled.group.begin(), sampled.group.end(), group) == 1;
    return alone || group >= sampled.group_names.size() ? "" : sampled.group_names[group];
}

Strengths strengths_section(const StoredSweep& sweep, const std::vector<std::uint32_t>& outcomes, bool makes_curves,
                            Charts& charts)
{
    if (sweep.sampled().factors.empty()) return {};
    const std::vector<SweepPart> parts = parts_of(sweep);
    std::vector<StrengthsChart> all;
    std::vector<std::size_t> shown;
    for (const std::uint32_t outcome : outcomes)
        for (const SweepPart& part : parts) {
            StrengthsChart of = chart_of(
                analyse(sweep, part, std::string(info_of(outcome).name), sweep.months().size() - 1, sweep_confidence),
                sweep, parts.size() > 1, makes_curves);
            if (of.strengths.size() < 2) continue;
            const auto same = std::find_if(shown.begin(), shown.end(),
                                           [&](std::size_t other) { return say_the_same(all[other], of); });
            if (same == shown.end())
                shown.push_back(all.size());
            else
                all[*same].alike.push_back(all.size());
            all.push_back(std::move(of));
        }
    Strengths out;
    for (const std::size_t of : shown) strengths_figure(sweep, all, all[of], charts, out);
    if (out.html.empty()) return out;
    const bool is_any_illustrative =
        std::any_of(all.begin(), all.end(), [](const StrengthsChart& of) { return is_illustrative(of.of); });
    out.html.insert(
        0, heading("penentu", {"Apa yang menentukan", "What matters"}) +
               (is_any_illustrative
                    ? paragraph({"Ilustratif: rancangan ini bukan rancangan Saltelli atau Morris, jadi urutannya juga "
                                 "mencerminkan tingkat atau rentang yang dipilih untuk tiap faktor.",
                                 "Illustrative: this is no Saltelli or Morris design, so the order also reflects the "
                                 "levels or ranges that were chosen for each factor."},
                                "note")
                    : ""));
    return out;
}

} // namespace layak
