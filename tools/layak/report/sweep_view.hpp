#pragma once

// A sweep as its page tells it.

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "models/commitment/paired.hpp"
#include "tools/layak/plan_looks.hpp"
#include "tools/layak/repeatable_sweep.hpp"
#include "tools/layak/report/band.hpp"
#include "tools/layak/report/figures.hpp"
#include "tools/layak/sweep_chances.hpp"
#include "tools/layak/sweep_curves.hpp"
#include "tools/layak/sweep_shown.hpp"

namespace layak {

/// From where to where, over groups.
struct Reach
{
    double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
    void add(double value) { low = std::min(low, value), high = std::max(high, value); }
    bool is_empty() const { return low > high; }
};

class SweepView
{
  public:
    SweepView(const RepeatableSweep& sweep, SweepGoals goals);
    SweepView(const SweepView&) = delete;
    SweepView& operator=(const SweepView&) = delete;

    const RepeatableSweep& source;
    const StoredSweep& stored;
    const Inputs& inputs;
    std::vector<PlanLook> looks;            ///< [plan]
    CurveLayout layout;                     ///< no groups: its rows make no curves
    std::vector<std::uint32_t> outcomes;    ///< that the design asks for, or a choice; and those of goals
    std::vector<SweepCurves> curves;        ///< [outcome] that the design asks for
    std::vector<std::vector<Band>> bands;   ///< [outcome][row]
    std::vector<std::vector<double>> costs; ///< [row][replicate], rupiah a year of the plans' years

    std::size_t plans() const { return inputs.plans.size(); }
    /// Rupiah a year in the runs of a row that did not fail.
    std::vector<double> costs_of(std::uint32_t row) const;
    double mean_cost(std::uint32_t row) const; ///< 0 where all failed
    std::string name(std::size_t plan, sim::Language language) const;
    std::string names(sim::Language language) const;
    sim::Words month() const; ///< that is told
    /// What the curves go by, in a sentence: "anggaran pelatihan kelurahan", "mutasi pimpinan". \pre there are curves
    sim::Words lever() const;
    std::string level(double value, sim::Language language) const
    {
        return shown(language).level(layout.factor, value);
    }
    /// The same in a sentence: "Rp 1,5 miliar setahun", "pelatihan kelurahan 40 setahun"
    std::string told_level(double value, sim::Language language) const;
    /// "Rp 1,5 miliar – Rp 2 miliar setahun"
    std::string range(double low, double high, sim::Language language) const;
    const ShownSweep& shown(sim::Language language) const { return language == sim::Language::id ? id_ : en_; }

    /// Values of the other factors with which there is a curve of each plan.
    std::size_t combinations() const { return groups_.size(); }
    sim::Words combination(std::size_t which) const; ///< "mutasi pimpinan, setahun 0,5"; empty where it is the only one
    std::size_t usual_combination() const { return usual_; } ///< nearest to the city's parameters
    std::optional<std::size_t> group(std::size_t combination, std::size_t plan) const
    {
        return groups_[combination][plan];
    }

    /// Place in `curves` of what the title tells: that of the first goal that was asked for; else action of the
    /// kelurahan where it is there, else the first.
    std::size_t main_curve() const;
    sim::Words outcome_name(std::size_t curve) const; ///< in a sentence: "tindakan di kelurahan"
    bool is_small_count(std::size_t curve) const;
    double middle(std::size_t curve, std::uint32_t row) const;
    /// Whether the middle half of a row's replicates is wider than half of the scale.
    bool is_bimodal(std::size_t curve, std::uint32_t row) const
    {
        const Band& band = bands[curve][row];
        return band.upper - band.lower > std::max(1.0, stored.highest(outcomes[curve])) / 2;
    }

    /// Goals: those asked for, else the usual ones of the outcomes that are shown.
    const GoalChances& chances() const { return *chances_; }
    bool has_asked_goals() const { return chances_->goals().are_asked && chances_->count() > 0; }
    /// With which chance goals are to be reached: "90 %".
    std::string asked_chance(sim::Language language) const;
    /// The level of a curve that the answer tells: from which on all goals asked for are reached in one run; where none
    /// was asked for, that is enough. Nothing: there is none.
    std::optional<std::size_t> told_place(std::size_t group) const;
    /// How differences of this sweep are judged: on what evidence.
    const commitment::Judging& judging() const { return judging_; }
    /// "8 ulangan saja, belum pasti: "; empty where they are enough
    sim::Words caution() const { return caution_of(static_cast<std::uint32_t>(stored.replicates())); }

  private:
    void find_combinations();

    ShownSweep id_, en_;
    std::vector<std::vector<std::optional<std::size_t>>> groups_;
    std::size_t usual_ = 0;
    commitment::Judging judging_;
    std::optional<GoalChances> chances_; ///< always there
};

} // namespace layak
