#include <algorithm>
#include <cmath>
#include <set>

#include "models/commitment/outcomes.hpp"
#include "tools/layak/factor_label.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/sensitivity_report.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {
namespace {

using sim::Estimate;
using sim::Language;
using sim::Words;

std::string estimate_text(const Estimate& estimate, Language language)
{
    std::string text = number(estimate.value, 2, language);
    if (estimate.interval.method != sim::Method::none)
        text += " (" + number(estimate.interval.low, 2, language) + " – " +
                number(estimate.interval.high, 2, language) + ")";
    return text;
}
std::string estimate_text(const std::optional<Estimate>& estimate, Language language)
{
    return estimate ? estimate_text(*estimate, language) : "–";
}

/// Of a share of the variance, which an estimate may leave by its error.
std::string index_text(Estimate estimate, Language language)
{
    if (estimate.interval.method == sim::Method::none)
        return language == Language::id ? "belum dapat dikatakan" : "cannot be told";
    estimate.value = std::clamp(estimate.value, 0.0, 1.0);
    return estimate_text(estimate, language);
}

/// A factor, or a group of them, as a planner calls it.
std::string shown_name(const std::string& name, Language language)
{
    if (name == "plan") return language == Language::id ? "rencana" : "plan";
    return printable(factor_label(name).in(language));
}
std::vector<std::string> shown_names(const std::vector<std::string>& names, Language language)
{
    std::vector<std::string> out;
    for (const std::string& name : names) out.push_back(shown_name(name, language));
    return out;
}

/// ↑ where more of the factor gives more of the outcome for sure, ↓ where less.
std::string direction(const sim::FactorRanks& of)
{
    if (!of.spearman || of.spearman->interval.holds(0)) return "";
    return of.spearman->value > 0 ? "↑" : "↓";
}

/// Places from the largest value.
template <class Value>
std::vector<std::size_t> largest_first(std::size_t count, Value value)
{
    std::vector<std::size_t> order(count);
    for (std::size_t i = 0; i < count; ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return value(a) > value(b); });
    return order;
}

/// Which one matters most, no stronger than the intervals.
Words leading(const std::vector<std::string>& names, const std::vector<std::size_t>& order,
              const std::vector<const Estimate*>& of)
{
    const auto interval = [&](std::size_t i) { return of[order[i]]->interval; };
    if (order.empty() || interval(0).method == sim::Method::none || interval(0).low <= 0)
        return {"Belum ada faktor yang pengaruhnya dapat dipastikan.", "No factor's effect can be told for sure yet."};
    if (order.size() == 1 || interval(0).low > interval(1).high)
        return {"Yang paling menentukan: " + names[order[0]] + ".", "What matters most: " + names[order[0]] + "."};
    std::string list = names[order[0]];
    for (std::size_t i = 1; i < order.size() && interval(i).high >= interval(0).low; ++i)
        list += ", " + names[order[i]];
    return {"Yang paling menentukan belum dapat dibedakan di antara: " + list + ".",
            "What matters most cannot be told apart among: " + list + "."};
}

/// What replicates differ in: luck, and with parameter sets these too.
Words name_of_noise(const StoredSweep& sweep)
{
    return sweep.covers_parameters() ? Words{"kebetulan dan himpunan parameter (antar ulangan)",
                                             "chance and parameter sets (between replicates)"}
                                     : Words{"kebetulan (antar ulangan)", "chance (between replicates)"};
}

std::string noise_text(const SensitivityAnalysis& of, std::uint32_t replicates, Language language)
{
    const bool id = language == Language::id;
    return of.split.noise_share ? estimate_text(*of.split.noise_share, language)
           : replicates < 2     ? (id ? "perlu 2 ulangan" : "needs 2 replicates")
                                : (id ? "tidak berubah" : "does not vary");
}

/// The same in a line of its own, where the columns are no shares.
std::string noise_line(const StoredSweep& sweep, const SensitivityAnalysis& of, Language language)
{
    return "\n" + capital(name_of_noise(sweep).in(language)) + ": " + noise_text(of, sweep.replicates(), language) +
           (!of.split.noise_share      ? ""
            : language == Language::id ? " dari ragam satu simulasi"
                                       : " of the variance of single runs") +
           "\n";
}

std::string variance_table(const StoredSweep& sweep, const SensitivityAnalysis& of, Language language,
                           std::size_t columns)
{
    const bool id = language == Language::id;
    const auto& groups = of.variance->groups;
    const auto& names = sweep.sampled().group_names;
    std::vector<std::string> labels;
    std::vector<Column> table = {{id ? "sendiri" : "alone", id ? "(indeks pertama)" : "(first-order index)", {}},
                                 {id ? "dengan lainnya" : "with others", id ? "(indeks total)" : "(total index)", {}},
                                 {id ? "arah" : "way", "", {}}};
    const auto order = largest_first(groups.size(), [&](std::size_t g) { return groups[g].total.value; });
    for (const std::size_t g : order) {
        labels.push_back(shown_name(names[g], language));
        table[0].cells.push_back(index_text(groups[g].first, language));
        table[1].cells.push_back(index_text(groups[g].total, language));
        const auto& group = sweep.sampled().group;
        const auto factor = static_cast<std::size_t>(
            std::find(group.begin(), group.end(), static_cast<std::uint32_t>(g)) - group.begin());
        const bool alone = std::count(group.begin(), group.end(), static_cast<std::uint32_t>(g)) == 1;
        table[2].cells.push_back(alone ? direction(of.ranks.factors[factor]) : "");
    }
    std::vector<const Estimate*> totals;
    for (const auto& group : groups) totals.push_back(&group.total);
    std::string out = groups.empty() ? (id ? "Dalam simulasi-simulasi ini keluaran tidak berubah menurut faktornya.\n"
                                           : "In these runs the outcome did not change with the factors.\n")
                                     : leading(shown_names(names, language), order, totals).in(language) + "\n\n";
    labels.push_back(name_of_noise(sweep).in(language));
    for (Column& column : table) column.cells.emplace_back("");
    table[0].cells.back() = noise_text(of, sweep.replicates(), language);
    return out + text_table(labels, table, columns);
}

std::string screening_table(const StoredSweep& sweep, const SensitivityAnalysis& of, Language language,
                            std::size_t columns)
{
    const bool id = language == Language::id;
    const auto& factors = of.screening->factors;
    const auto& names = sweep.sampled().factors;
    std::vector<std::string> labels;
    std::vector<Column> table = {{"μ*", id ? "besar pengaruh" : "size of effect", {}},
                                 {"μ", id ? "arah" : "way", {}},
                                 {"σ", id ? "tidak lurus atau berinteraksi" : "bends or interacts", {}},
                                 {id ? "derau" : "noise", id ? "dalam μ*" : "within μ*", {}}};
    const auto order = largest_first(factors.size(), [&](std::size_t f) { return factors[f].mean_absolute.value; });
    for (const std::size_t f : order) {
        labels.push_back(shown_name(names[f], language));
        table[0].cells.push_back(estimate_text(factors[f].mean_absolute, language));
        table[1].cells.push_back(std::isnan(factors[f].mean.value) ? "" : estimate_text(factors[f].mean, language));
        const bool drowned = factors[f].noise && factors[f].sd.value <= 0;
        table[2].cells.push_back(drowned ? (id ? "< derau" : "< noise") : estimate_text(factors[f].sd, language));
        table[3].cells.push_back(factors[f].noise ? number(*factors[f].noise, 3, language) : "–");
    }
    std::vector<const Estimate*> sizes;
    for (const auto& factor : factors) sizes.push_back(&factor.mean_absolute);
    std::string out = factors.empty() ? (id ? "Terlalu sedikit lintasan.\n" : "Too few trajectories.\n")
                                      : leading(shown_names(names, language), order, sizes).in(language) + "\n\n";
    return out + text_table(labels, table, columns) + noise_line(sweep, of, language);
}

std::string rank_table(const StoredSweep& sweep, const SensitivityAnalysis& of, Language language, std::size_t columns)
{
    const bool id = language == Language::id;
    const auto& names = sweep.sampled().factors;
    std::vector<std::string> labels;
    std::vector<Column> table = {{id ? "korelasi" : "rank", id ? "peringkat" : "correlation", {}},
                                 {id ? "yang lain" : "others", id ? "tetap" : "held", {}},
                                 {id ? "bagian ragam" : "share of", id ? "(rencana)" : "variance (plan)", {}}};
    const auto size = [&](std::size_t f) {
        const auto& of_factor = of.ranks.factors[f];
        return of_factor.spearman    ? std::abs(of_factor.spearman->value)
               : of_factor.explained ? std::sqrt(std::max(0.0, of_factor.explained->value))
                                     : 0;
    };
    for (const std::size_t f : largest_first(names.size(), size)) {
        labels.push_back(shown_name(names[f], language));
        table[0].cells.push_back(estimate_text(of.ranks.factors[f].spearman, language));
        table[1].cells.push_back(estimate_text(of.ranks.factors[f].partial, language));
        table[2].cells.push_back(estimate_text(of.ranks.factors[f].explained, language));
    }
    if (std::find(names.begin(), names.end(), "plan") == names.end()) table.pop_back(); // of plans alone
    return text_table(labels, table, columns) + noise_line(sweep, of, language);
}

std::string analysis_table(const StoredSweep& sweep, const SensitivityAnalysis& of, sim::Month month, Language language,
                           std::size_t columns)
{
    const bool id = language == Language::id;
    std::string title = commitment::outcome_table()[*commitment::find_outcome(of.outcome)].meaning.in(language) + ", " +
                        month_name(month, language);
    if (!of.part->plan.empty()) title += " · " + (id ? of.part->name_id : of.part->name_en);
    title = printable(title);
    std::string out = "\n" + title + "\n" + std::string(std::min(width(title), columns), '=') + "\n";
    if (of.split.left_out > 0)
        out += number(static_cast<double>(of.split.left_out), 0, language) +
               (id ? " bagian rancangan dengan simulasi yang gagal tidak dihitung.\n"
                   : noun(of.split.left_out, " piece of the design with a run that failed is left out.\n",
                          " pieces of the design with runs that failed are left out.\n"));
    if (of.variance) return out + variance_table(sweep, of, language, columns);
    if (of.screening) return out + screening_table(sweep, of, language, columns);
    return out + rank_table(sweep, of, language, columns);
}

std::string explanation(const StoredSweep& sweep, Language language, std::size_t columns, double confidence)
{
    const bool id = language == Language::id;
    const std::string& sampling = sweep.sampled().sampling;
    const std::string sure = percent(confidence, language);
    std::string text;
    if (sampling == "saltelli")
        text =
            id ? "Indeks: bagian dari ragam (karena faktor) yang berasal dari faktor itu, sendiri atau bersama "
                 "yang lain; "
                 "↑ makin banyak makin tinggi. Baris terakhir: bagian antar ulangan dalam ragam satu simulasi, "
                 "terpisah dari indeks."
               : "Indices: shares of the variance (by factors) that stem from the factor, alone or with others; ↑ more "
                 "of it gives more. The last row: the share between replicates in the variance of single runs, apart "
                 "from the indices.";
    else if (sampling == "morris")
        text =
            id ? "μ*: perubahan keluaran bila faktor bergeser sepanjang rentangnya, tanpa melihat arah; σ: seberapa "
                 "jauh "
                 "itu tergantung pada tempat dan faktor lain. Faktor tanpa pengaruh memberi μ* sebesar kolom derau."
               : "μ*: change of the outcome when the factor goes through its range, whatever its direction; σ: how far "
                 "that hangs on where and on other factors. A factor without effect has a μ* of the noise column.";
    else
        text = id ? "Korelasi peringkat (Spearman) dari rata-rata tiap baris; kolom kedua dengan faktor lain tetap. "
                    "Ilustratif: bukan rancangan Saltelli atau Morris, jadi urutannya juga mencerminkan tingkat atau "
                    "rentang yang dipilih."
                  : "Rank correlations (Spearman) of the means of the rows; the second column with other factors held. "
                    "Illustrative: no Saltelli or Morris design, so the order also reflects the levels or ranges that "
                    "were chosen.";
    if (sweep.covers_parameters()) {
        const std::set<std::uint32_t> used(sweep.parameter_sets().begin(), sweep.parameter_sets().end());
        const std::string sets = number(static_cast<double>(used.size()), 0, language);
        text += id ? " Ulangan berbeda juga dalam parameternya: " + sets + " himpunan dipakai."
                   : " Replicates differ in their parameters too: " + sets + " sets are in use.";
    }
    if (covers_replicates(sweep))
        text += sweep.covers_parameters() ? (id ? " Selang " + sure + " mencakup rancangan, kebetulan dan himpunan itu."
                                                : " Intervals (" + sure + ") cover the design, chance and these sets.")
                                          : (id ? " Selang " + sure + " mencakup rancangan dan kebetulan."
                                                : " Intervals (" + sure + ") cover the design and chance.");
    else
        text += id ? " Dengan kurang dari tiga ulangan, selang " + sure +
                         " hanya berlaku untuk angka acak ini: apa yang diberikan angka acak lain tidak dicakupnya."
                   : " With fewer than three replicates the intervals (" + sure +
                         ") hold for these very random numbers only: what others would give they do not cover.";
    return wrapped(text, columns) + "\n";
}

} // namespace

std::string sensitivity_table(const SensitivityReport& report, Language language, std::size_t columns)
{
    std::string out = explanation(report.sweep, language, columns, report.confidence);
    for (const SensitivityAnalysis& of : report.analyses)
        out += analysis_table(report.sweep, of, report.month, language, columns);
    return out;
}

} // namespace layak
