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
            text += (language == Language::id ? " Kelompok “" : " Group “") + printable(group) +
                    "”: " + listed(members, language) + ".";
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

void strengths_figure(const StoredSweep& sweep, const SensitivityAnalysis& of, bool names_plan, Charts& charts,
                      Strengths& out)
{
    const std::vector<Strength> strengths = strengths_of(sweep, of);
    if (strengths.size() < 2) return;
    nlohmann::ordered_json chart{
        {"kind", "correlations"}, {"rows", nlohmann::ordered_json::array()}, {"domain", domain_of(strengths, of)}};
    Figure figure;
    figure.id = "penentu-" + of.outcome + (of.part->plan.empty() ? "" : "-" + of.part->plan);
    std::replace(figure.id.begin(), figure.id.end(), '.', '-');
    const Words plan = names_plan ? Words{" · " + of.part->name_id, " · " + of.part->name_en} : Words{"", ""};
    figure.title =
        strengths_title(commitment::outcome_table()[*commitment::find_outcome(of.outcome)].meaning + plan, strengths);
    figure.note = both([&](Language language) { return strengths_note(sweep, of, language); });
    figure.table = {figure.title, {{{"Faktor", "Factor"}, {"nilai", "value"}, {"selang 90 %", "90% interval"}}}};
    for (const Strength& each : strengths) {
        const sim::Interval& interval = each.of.interval;
        nlohmann::ordered_json row{{"label", json_of(each.name)}};
        if (each.is_told)
            row.update({{"value", drawn(each.of.value)},
                        {"low", drawn(each.has_interval() ? interval.low : each.of.value)},
                        {"high", drawn(each.has_interval() ? interval.high : each.of.value)}});
        chart["rows"].push_back(std::move(row));
        const auto text = [](double value) { return both([&](Language l) { return number(value, 2, l); }); };
        const Words untold{"belum dapat dikatakan", "cannot be told"};
        figure.table.rows.push_back({each.name, each.is_told ? text(each.of.value) : untold,
                                     each.has_interval()
                                         ? text(interval.low) + Words{" – ", " – "} + text(interval.high)
                                     : each.is_told ? untold
                                                    : Words{"–", "–"}});
    }
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

Strengths strengths_section(const StoredSweep& sweep, Charts& charts)
{
    if (sweep.sampled().factors.empty()) return {};
    Strengths out;
    std::vector<std::string> outcomes;
    for (const std::uint32_t outcome : chosen_outcomes(sweep.sampled().outcomes))
        outcomes.emplace_back(info_of(outcome).name);
    const std::vector<SweepPart> parts = parts_of(sweep);
    for (const std::string& outcome : outcomes)
        for (const SweepPart& part : parts)
            strengths_figure(sweep, analyse(sweep, part, outcome, sweep.months().size() - 1, sweep_confidence),
                             parts.size() > 1, charts, out);
    if (!out.html.empty()) out.html.insert(0, heading("penentu", {"Apa yang menentukan", "What matters"}));
    return out;
}

} // namespace layak
