#pragma once

// Sentences over charts, by rules that hold whatever a reader chooses to see there.

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "models/commitment/best_plan.hpp"
#include "models/commitment/kinds.hpp"
#include "sim/text/findings.hpp"
#include "tools/layak/verdict.hpp"

namespace layak {

/// The subject of a sentence: "tindakan di kelurahan", "jumlah kelurahan ber-PATBM".
using Subject = sim::Words;
/// Names of plans, in their order.
using PlanNames = std::vector<sim::Words>;

/// "A, B dan C"; "semua rencana" where they are all. Where they are more: "semua rencana kecuali D", or the first two
/// and how many more.
sim::Words named(const std::vector<std::uint32_t>& plans, const PlanNames& names);

/// How plans stand in one outcome, with one of the bands that can be chosen.
struct Standing
{
    commitment::BestPlan best;
    Certainty sure = Certainty::unclear;       ///< that the leaders are above all others
    Certainty unbeaten = Certainty::unclear;   ///< that no other is above them
    std::vector<std::uint32_t> above_baseline; ///< very likely
    std::uint32_t baseline = 0;
};
/// Who is highest, if that is so with every band; else whom no other is above; else who is above the baseline with
/// every band, if anybody.
sim::Words standing_title(const Subject& what, const std::vector<Standing>& bands, const PlanNames& names);

/// Whether an outcome goes up (1) or down (-1) from before the plans to their end, very likely; 0: that cannot be told.
using Change = int;
/// What became of it. \param bands  [band][plan]; \param since, until  months; `since` nothing where only one is known
sim::Words change_title(const Subject& what, const std::vector<std::vector<Change>>& bands, const PlanNames& names,
                        const std::optional<sim::Words>& since, const sim::Words& until);

/// Of a plan the levels with the highest action and with the lowest, where pairs say so very likely; and the medians
/// between which all levels lie.
struct LevelsOfPlan
{
    std::optional<sim::Words> highest, lowest;
    double high = 0, low = 0;
};
sim::Words levels_title(const std::vector<LevelsOfPlan>& plans);

/// Where institutions act more: in the middle of the network or at its edge.
/// \param middle, edge  [plan] mean action of the city with its task force, and of the kelurahan
sim::Words network_title(const std::vector<double>& middle, const std::vector<double>& edge, const PlanNames& names);

/// \param middles  [plan][kecamatan] action; \param are_medians  over replicates
sim::Words kecamatan_title(const std::vector<std::vector<double>>& middles, bool are_medians = true);

/// How far two kelurahan are apart in a quantity at most, in any month of any one plan.
struct MostApart
{
    sim::Words quantity;
    double value = 0;
    bool is_share = false;
};
/// \param are_means  over replicates
sim::Words map_title(const std::vector<MostApart>& quantities, bool are_means = true);

/// "66,5 dari 67": the median of a count, which lies between two of them where replicates are even.
std::string median_of(double median, std::uint64_t all, sim::Language language);

/// Posts that became trained or ceased to be in a year, by cause.
using TrainedChanges = std::array<double, commitment::trained_by_count>;
/// The word by which that may be said which is true in so many replicates ("sangat mungkin "; of a single one no word);
/// nothing where it may not.
using WordOfCount = std::function<std::optional<sim::Words>(std::uint32_t)>;
/// Of the last year. \param changes  [replicate]
sim::Words flows_title(const std::vector<TrainedChanges>& changes, const WordOfCount& word, const sim::Words& year);

} // namespace layak
