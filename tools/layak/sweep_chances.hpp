#pragma once

// With which chance the rows of a sweep reach goals, and from which level on.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/commitment/design_file.hpp"
#include "models/commitment/goal.hpp"
#include "models/commitment/paired.hpp"
#include "tools/layak/sweep_shown.hpp"

namespace layak {

/// What a command line says of goals: in place of the design's.
struct AskedGoals
{
    std::vector<std::string> goals;
    double chance = 0; ///< 0: not given
};
/// Puts them into a design. An error names the option.
void put_goals(const AskedGoals& asked, const commitment::City& city, commitment::Design& design,
               sim::Findings& findings);

/// Goals of a result of run or compare are those that it was run with. \throws sim::InputError where some are given
void refuse_goals_of_runs(const AskedGoals& asked);

/// Held against the city's outcome in the last month.
struct SweepGoal
{
    sim::Words text; ///< "kelurahan dengan PATBM: 60 atau lebih"
    commitment::Goal goal;
    std::uint32_t outcome = 0;
};

struct SweepGoals
{
    std::vector<SweepGoal> all;
    double chance = commitment::usual_chance; ///< the lower limit of the 90 % interval counts
    bool are_asked = false;                   ///< else nobody asked, and these are the usual ones
};
/// Those of the design, or the usual ones.
SweepGoals goals_of(const commitment::Design& design, const commitment::City& city);

/// The outcomes of these names, and those of the goals that were asked for.
std::vector<std::uint32_t> outcomes_with_goals(const std::vector<std::string>& names, const SweepGoals& goals);

/// Of the runs of a row that did not fail, those that reach a goal.
struct GoalChance
{
    std::uint32_t reached = 0, runs = 0;
    sim::Interval interval; ///< of the chance

    double share() const { return runs == 0 ? 0 : static_cast<double>(reached) / runs; }
};

/// What becomes of a goal on a curve.
enum class GoalState : std::uint8_t {
    reached, ///< from a level on, up to the highest, for all that is known
    missed,  ///< its chance is too small at every level for sure
    open     ///< neither can be told
};
/// "reached" …, for files
const char* name_of(GoalState state);

class GoalChances
{
  public:
    GoalChances(const StoredSweep& sweep, SweepGoals goals, const commitment::Judging& judging);

    const SweepGoals& goals() const { return goals_; }
    const SweepGoal& goal(std::size_t goal) const { return goals_.all[goal]; }
    std::size_t count() const { return goals_.all.size(); }
    const GoalChance& of(std::size_t goal, std::uint32_t row) const { return chances_[goal][row]; }
    /// Of the runs of a row that did not fail, those that reach all goals.
    const GoalChance& of_all(std::uint32_t row) const { return together_[row]; }
    /// The lowest level of a curve from which on, up to the highest, the chance is large enough for sure.
    std::optional<std::size_t> reaching(std::size_t goal, const CurveGroup& curve) const;
    /// The same of all goals in one run.
    std::optional<std::size_t> reaching_all(const CurveGroup& curve) const;
    /// Whether that chance is too small at every level for sure.
    bool is_missed_by_all(const CurveGroup& curve) const;
    GoalState state(std::size_t goal, const CurveGroup& curve) const;
    /// Of a row alone.
    GoalState state(std::size_t goal, std::uint32_t row) const;
    /// The level of a curve with the highest chance.
    std::size_t nearest(std::size_t goal, const CurveGroup& curve) const;
    /// Whether so many replicates can show a goal reached at all.
    bool can_tell() const { return can_tell_; }
    /// Whether all goals together are something of their own: several that were asked for.
    bool has_all() const { return goals_.are_asked && goals_.all.size() > 1; }
    /// As `told`, of all goals in one run.
    std::string told_of_all(const ShownSweep& shown, const CurveLayout& layout, const CurveGroup& curve) const;
    /// "Rp 1,5 miliar setahun (82 % – 91 %)"; that no level reaches it, or that this cannot be told, and how near the
    /// nearest comes.
    std::string told(const ShownSweep& shown, const CurveLayout& layout, std::size_t goal,
                     const CurveGroup& curve) const;

  private:
    SweepGoals goals_;
    GoalState state_of(const GoalChance& chance) const;

    std::vector<std::vector<GoalChance>> chances_; ///< [goal][row]
    std::vector<GoalChance> together_;             ///< [row]
    bool can_tell_;
};

/// "8 ulangan saja, belum pasti: ": what stands before all that is said of so few; else empty.
sim::Words caution_of(std::uint32_t replicates);

} // namespace layak
