#pragma once

// A result of run or compare as a page tells it.

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "models/commitment/comparison.hpp"
#include "models/commitment/costs_against.hpp"
#include "models/commitment/experiment.hpp"
#include "tools/layak/conclusions.hpp"
#include "tools/layak/plan_looks.hpp"
#include "tools/layak/report/band.hpp"
#include "tools/layak/report/titles.hpp"
#include "tools/layak/stored_run.hpp"
#include "tools/layak/verdict.hpp"

namespace layak {

class ReportedRun
{
  public:
    explicit ReportedRun(const StoredRun& run);
    ReportedRun(const ReportedRun&) = delete;
    ReportedRun& operator=(const ReportedRun&) = delete;

    const StoredRun& stored;
    const Inputs& inputs;
    const commitment::City& city;
    const commitment::ExperimentResult result;
    /// Of compare, or of a run of several plans: against the first, or the baseline.
    std::optional<commitment::Comparison> comparison;
    std::optional<Conclusions> conclusions;
    bool is_comparison = false; ///< made by compare, of pairs: plans may be held against each other
    std::vector<PlanLook> looks;
    std::uint32_t first_month = 0; ///< of the plans, since the city's start

    std::uint32_t plans() const { return result.plans; }
    std::uint32_t last_month() const { return result.months - 1; }
    /// The month before the plans begin; nothing where they begin with the city.
    std::optional<std::uint32_t> month_before() const;
    /// Whether one replicate is all there is: one possible course, of which nothing has a range or a chance.
    bool is_single() const { return result.replicates == 1; }
    bool covers_parameters() const;
    std::uint32_t sets() const; ///< parameter sets in use

    sim::Month month(std::uint32_t since_start) const { return city.start + static_cast<int>(since_start); }
    std::string month_text(std::uint32_t since_start, sim::Language language) const;
    std::string name(std::uint32_t plan, sim::Language language) const;
    sim::Words name(std::uint32_t plan) const;
    /// "A, B dan C", "lima rencana"
    std::string names(const std::vector<std::uint32_t>& plans, sim::Language language) const;
    PlanNames all_names() const;
    /// "akhir 2018" of a December, else "Maret 2019".
    sim::Words end_text(std::uint32_t since_start) const;
    /// The months that tables show: the last of each year, and of the run.
    std::vector<std::uint32_t> months_of_tables() const;

    /// Which numbers: of the plans as they are, or with something otherwise (its place in `what_ifs`).
    using Source = std::optional<std::size_t>;
    const std::vector<commitment::WhatIf>& what_ifs() const { return stored.options().what_ifs; }
    /// The what-if that has chance alone, where it was run.
    Source chance_alone() const;
    /// Those that a reader can choose between: as they are, and chance alone where it was run.
    std::vector<Source> bands_to_choose() const;
    /// [replicate]
    std::vector<double> values(std::uint32_t outcome, std::uint32_t plan, std::uint32_t month,
                               Source source = {}) const;
    /// Kept once it was made: sections ask for the same.
    const Band& band(std::uint32_t outcome, std::uint32_t plan, std::uint32_t month, Source source = {}) const;
    /// At the start of the plans, where all of them are one: of the first plan.
    std::optional<Band> before(std::uint32_t outcome) const;
    /// The plan's own months: plans of one result need not begin and end together.
    commitment::Comparison::Span span(std::uint32_t plan) const;
    bool same_months() const; ///< of all plans
    /// [plan] what it costs against another, by pairs of replicates.
    const std::vector<commitment::CostAgainst>& costs_against(std::uint32_t other) const;
    /// [replicate] rupiah a year over the plan's own months.
    std::vector<double> cost_per_year(std::uint32_t plan) const;
    /// Of an institution's summary field: mean over replicates.
    float institution_mean(std::size_t field, std::uint32_t plan, std::uint32_t month, std::uint32_t institution) const;

    /// How differences between plans are judged: on what evidence.
    commitment::Judging judging(Source source = {}) const;
    /// Whether what so many replicates show may be said: very likely so; of one replicate, that it shows it.
    bool is_told(std::uint32_t replicates, Source source = {}) const;
    /// Which plan is the highest in an outcome in the last month.
    commitment::BestPlan best_in(std::uint32_t outcome, Source source = {}) const;
    /// Whether all plans have the same number in every replicate, in the last month.
    bool is_equal_in_all(std::uint32_t outcome) const;
    /// How sure that is.
    Certainty certainty_in(const commitment::BestPlan& best) const
    {
        return certainty_of(judging().chance(best.first));
    }
    /// How sure it is that no other plan is above them, which ties leave as it is.
    Certainty certainty_unbeaten(const commitment::BestPlan& best) const
    {
        return certainty_of(judging().chance(best.unbeaten));
    }
    /// Who is highest, or above the baseline, with every band that can be chosen. \pre a comparison
    std::vector<Standing> standings(std::uint32_t outcome) const;
    /// [band][plan] whether the outcome rises from before the plans. \pre a month before the last
    std::vector<std::vector<Change>> changes(std::uint32_t outcome) const;
    /// The month before the plans, or the first of all; nothing where there is one month.
    std::optional<std::uint32_t> month_of_reference() const;
    /// The plan that the answer is about: the one best for sure or, where none is, with the highest mean.
    std::uint32_t leader() const;

  private:
    bool never_differ(std::uint32_t one, std::uint32_t other) const;

    mutable std::unordered_map<std::uint64_t, Band> bands_;
    mutable std::unordered_map<std::uint32_t, std::vector<commitment::CostAgainst>> costs_;
};

} // namespace layak
