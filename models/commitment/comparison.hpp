#pragma once

// Plans against one of them, replicate by replicate with the same random numbers: what differs, where, for whom, when,
// at what cost, and how sure that is.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/commitment/best_plan.hpp"
#include "models/commitment/experiment.hpp"
#include "models/commitment/goal.hpp"
#include "models/commitment/paired.hpp"
#include "models/commitment/prices.hpp"
#include "sim/statistics/interval.hpp"
#include "sim/statistics/passage.hpp"

namespace commitment {

/// How differences are judged.
struct ComparisonOptions
{
    std::uint32_t baseline = 0;
    double confidence = 0.9;
    bool at_any_time = false; ///< the number of replicates was chosen by looking: intervals must bear that
    std::uint32_t looks = 1;
    /// A parameter set a replicate: replicates of one set hang together, and count for less.
    const ParameterSets* sets = nullptr;
    std::vector<Goal> goals; ///< the experiment kept their outcomes, in this order
};

struct Comparison
{
    std::uint32_t baseline = 0;
    std::uint32_t replicates = 0;
    Judging judging; ///< how, and on what evidence
    std::uint32_t months = 0;
    std::uint32_t first_month = 0; ///< of the first plan: months since the city's start

    /// [plan] its own months: plans of one comparison need not begin and end together
    struct Span
    {
        std::uint32_t first = 0; ///< since the city's start
        std::uint32_t months = 0;
    };
    std::vector<Span> spans;
    bool same_months() const; ///< of all plans

    /// [plan][month][outcome]; of the baseline empty
    std::vector<std::vector<std::vector<PairedDifference>>> outcomes;
    /// [plan] the first month in which anything differs from the baseline; `months` where nothing ever does
    std::vector<std::uint32_t> diverges;

    /// [plan][kecamatan][district outcome] in the last month
    std::vector<std::vector<std::vector<PairedDifference>>> districts;

    /// [plan][institution] in the last month, of summary fields that it has
    struct OfInstitution
    {
        std::uint32_t institution = 0;
        Field field{};
        PairedDifference difference;
    };
    std::vector<std::vector<OfInstitution>> institutions;

    /// [plan][year][lever], the last lever being all together: rupiah, plan's own number and difference
    struct Year
    {
        int year = 0;
        std::uint32_t first = 0; ///< month
        std::uint32_t months = 0;
    };
    std::vector<Year> years; ///< from the first plan's month on
    std::vector<std::vector<std::vector<PairedDifference>>> cost;
    std::vector<std::vector<std::vector<PairedDifference>>> undelivered; ///< [plan][year][lever] in the lever's unit
    std::vector<std::vector<PairedDifference>> cost_per_year; ///< [plan][lever] a year, over the plan's own months
    std::vector<PairedDifference> cost_in_all;                ///< [plan] rupiah from the first plan's month to the end

    std::vector<std::vector<Price>> prices; ///< [plan][good]

    BestPlan best; ///< in action of the kelurahan in the last month
    /// Another plan that is likely better than all leaders in an outcome, and in the mean by what matters; in the last
    /// month.
    struct Ahead
    {
        std::uint32_t outcome = 0, plan = 0;
        sim::Interval chance; ///< that it is better than all of them in a pair
    };
    std::vector<Ahead> ahead_of_leaders; ///< by outcome, then plan
    /// Likewise, of plans that are not likely better, for in many pairs both have all there is, but likely not worse than
    /// any leader; the chance is that.
    std::vector<Ahead> not_behind_leaders;

    /// [goal][plan]
    struct Reach
    {
        std::vector<std::optional<std::uint32_t>> passages; ///< [replicate] months from `first_month`
        std::vector<sim::Survival> not_yet;                 ///< [month from `first_month`]
        std::uint32_t never = 0;                            ///< replicates
        std::uint32_t at_end = 0;                           ///< replicates in which it holds in the last month
        sim::Race against_baseline;
    };
    std::vector<std::vector<Reach>> goals;

    /// [outcome][plan][rank] in the last month, the first rank the best: the highest number, or the lowest where less
    /// is better; with three plans or more
    std::vector<std::vector<std::vector<double>>> ranks;

    /// Two months between which the sign of a difference turned, each the end of three in a row with an interval
    /// beyond 0.
    struct Crossing
    {
        std::uint32_t outcome = 0;
        std::uint32_t last_before = 0, first_after = 0; ///< months
        bool plan_ahead_after = false;
    };
    std::vector<std::vector<Crossing>> crossings; ///< [plan]
};

/// \param result  of an experiment with this baseline and the goals' outcomes kept
Comparison compare_plans(const City& city, const std::vector<Plan>& plans, const ExperimentResult& result,
                         const ComparisonOptions& options);

/// [plan][good] with one thing otherwise for all of them.
/// \param plans    with that thing applied
/// \param what_if  its place in the result, which kept the costs of what-ifs
std::vector<std::vector<Price>> prices_if(const City& city, const std::vector<Plan>& plans,
                                          const ExperimentResult& result, const ComparisonOptions& options,
                                          std::size_t what_if);

} // namespace commitment
