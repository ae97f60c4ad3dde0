#include "tools/layak/exports/sweep_findings.hpp"

#include <utility>

#include "tools/layak/sweep_table.hpp"

namespace layak {

SweepFindings::SweepFindings(const SweepExport& of, SweepGoals asked)
    : view(of.source, std::move(asked)), parts(parts_of(of.sweep))
{
    const StoredSweep& sweep = of.sweep;
    if (sweep.sampled().factors.empty()) return;
    for (const std::uint32_t outcome : view.outcomes)
        for (const SweepPart& part : parts) {
            stop_if_requested();
            analyses.push_back(
                analyse(sweep, part, std::string(info_of(outcome).name), sweep.months().size() - 1, sweep_confidence));
        }
}

std::vector<std::size_t> SweepFindings::goals_of(std::uint32_t outcome) const
{
    std::vector<std::size_t> goals;
    for (std::size_t goal = 0; goal < view.chances().count(); ++goal)
        if (view.chances().goal(goal).outcome == outcome) goals.push_back(goal);
    return goals;
}

bool is_illustrative(const SensitivityAnalysis& of) { return !of.variance && !of.screening; }

sim::Words words_of_measure(const std::string& measure)
{
    static const std::pair<const char*, sim::Words> known[] = {
        {"first",
         {"indeks orde pertama: bagian ragam dari faktor itu sendiri",
          "first-order index: share of the variance from the factor alone"}},
        {"total",
         {"indeks total: bagian ragam dari faktor itu, sendiri atau bersama yang lain",
          "total index: share of the variance from the factor, alone or with others"}},
        {"mu_star",
         {"μ*: besarnya perubahan keluaran bila faktor bergeser sepanjang rentangnya",
          "μ*: size of the outcome's change when the factor goes through its range"}},
        {"mu", {"μ: perubahan itu dengan tandanya", "μ: that change with its sign"}},
        {"sigma",
         {"σ: seberapa berbeda perubahan itu di tempat lain (lengkung atau saling pengaruh)",
          "σ: how much that change differs elsewhere (bends or interactions)"}},
        {"noise", {"sebesar apa μ* dari kebetulan saja", "how large a μ* chance alone gives"}},
        {"spearman",
         {"korelasi peringkat (Spearman) dengan rata-rata baris",
          "rank correlation (Spearman) with the means of the rows"}},
        {"partial_rank",
         {"korelasi peringkat parsial: dengan faktor lain diperhitungkan",
          "partial rank correlation: with the other factors taken into account"}},
        {"explained",
         {"bagian ragam peringkat yang diterangkan rencana", "share of the ranks' variance from the plan"}},
        {"noise_share",
         {"bagian ragam satu simulasi yang berasal dari kebetulan (dan himpunan parameter)",
          "share of the variance of single runs from chance (and parameter sets)"}}};
    for (const auto& [name, words] : known)
        if (measure == name) return words;
    return {measure, measure};
}

} // namespace layak
