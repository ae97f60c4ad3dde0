#pragma once

// A sweep as its page tells it.

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "models/commitment/paired.hpp"
#include "tools/layak/outcome_rows.hpp"
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
    explicit SweepView(const RepeatableSweep& sweep);
    SweepView(const SweepView&) = delete;
    SweepView& operator=(const SweepView&) = delete;

    const RepeatableSweep& source;
    const StoredSweep& stored;
    const Inputs& inputs;
    std::vector<PlanLook> looks;            ///< [plan]
    CurveLayout layout;                     ///< no groups: its rows make no curves
    std::vector<std::uint32_t> outcomes;    ///< that the design asks for, or a choice
    std::vector<SweepCurves> curves;        ///< [outcome] that the design asks for
    std::vector<std::vector<Band>> bands;   ///< [outcome][row]
    std::vector<std::vector<double>> costs; ///< [row][replicate], rupiah a year of the plans' years

    std::size_t plans() const { return inputs.plans.size(); }
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

    /// Place in `curves` of what the title tells: action of the kelurahan where it is there, else the first.
    std::size_t main_curve() const;
    sim::Words outcome_name(std::size_t curve) const; ///< in a sentence: "tindakan di kelurahan"
    bool is_small_count(std::size_t curve) const;
    double middle(std::size_t curve, std::uint32_t row) const;

    /// What the outcome is held against; nothing of one that has no goal.
    std::optional<OutcomeRow> goal(std::size_t curve) const;
    /// The chance that it is reached, with its interval.
    sim::Interval chance(std::size_t curve, std::uint32_t row) const;
    /// How differences of this sweep are judged: on what evidence.
    const commitment::Judging& judging() const { return judging_; }
    std::string chance_text(std::size_t curve, std::uint32_t row, sim::Language language) const;
    /// Whether so many replicates can show a chance of `goal_chance` at all.
    bool can_tell_goals() const { return judging_.chance(1.0).low >= goal_chance; }
    /// Whether the chance is below `goal_chance` for sure at every level of a group.
    bool is_missed(std::size_t curve, std::size_t group) const;
    /// The smallest level of a group from which on the chance is `goal_chance` or more for sure.
    std::optional<std::size_t> reaching(std::size_t curve, std::size_t group) const;
    /// The level of a group with the highest chance.
    std::size_t nearest(std::size_t curve, std::size_t group) const;

  private:
    void find_combinations();

    ShownSweep id_, en_;
    std::vector<std::vector<std::vector<double>>> values_; ///< [outcome][row][replicate] that did not fail
    std::vector<std::vector<std::optional<std::size_t>>> groups_;
    std::size_t usual_ = 0;
    commitment::Judging judging_;
};

} // namespace layak
