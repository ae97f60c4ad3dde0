#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/calendar/month.hpp"
#include "sim/text/findings.hpp"

namespace commitment {

/// Rupiah; whole amounts are exact to 9·10^15.
using Rupiah = double;

/// The planner's levers (model README, "Interventions"), in the order of the intervention table.
enum class Lever : std::uint8_t {
    training,
    sosialisasi,
    facilitation,
    monitoring,
    meetings,
    membership,
    funding,
    mandate,
    instruction,
    rotation,
    election,
    technical_staff_listed,
    direct_appointment,
    csr_enforced
};
inline constexpr std::size_t lever_count = 14;
inline constexpr std::size_t unit_lever_count = 5; ///< the first ones are bought in units

enum class Target : std::uint8_t {
    none,
    leaders,
    technical,
    task_force,
    all_levels,
    all,
    city,
    opd,
    kecamatan,
    kelurahan,
    communities,
    businesses,
    lpa,
    forum_anak
};
inline constexpr std::array<std::string_view, 14> target_names = {
    "",    "leaders",   "technical", "task_force",  "all_levels", "all", "city",
    "opd", "kecamatan", "kelurahan", "communities", "businesses", "lpa", "forum_anak"};

/// A row of the intervention table: the validator, the help and the documentation are made from it.
struct LeverInfo
{
    std::string_view name;
    std::vector<Target> targets; ///< what it accepts; empty: it takes no target
    sim::Words unit;             ///< of what `per_year` counts; empty where it is not bought in units
    Rupiah unit_cost;            ///< the default
    std::string_view level_key;  ///< "strength", "floor", "multiplier" or empty
    double highest_level;
    sim::Words meaning;
    sim::Words label;           ///< its name in tables that a planner reads
    std::string_view reasoning; ///< why it is there, and where the unit cost comes from: for the ODD description
};

std::span<const LeverInfo> lever_table();
inline const LeverInfo& info(Lever lever) { return lever_table()[static_cast<std::size_t>(lever)]; }
/// The unit of several, "seats"; of one "seat".
sim::Words units_of(const LeverInfo& row, double amount = 2);
/// What planners call levers and targets, in both languages.
std::span<const sim::Synonym> lever_synonyms();
std::span<const sim::Synonym> target_synonyms();
constexpr std::string_view name_of(Target target) { return target_names[static_cast<std::size_t>(target)]; }

using UnitCosts = std::array<Rupiah, unit_lever_count>; ///< by lever: training … meetings
/// Those of the intervention table.
UnitCosts default_unit_costs();
/// NaN each, of a city that could not be read: nothing is judged by them.
UnitCosts unknown_unit_costs();

struct Intervention
{
    Lever lever{};
    Target target = Target::none;
    sim::Month from;            ///< first month in force; of an election, its month
    sim::Month to;              ///< last month in force
    double per_year = 0;        ///< units a year
    Rupiah budget_per_year = 0; ///< of funding; of units where they were given as money, else 0
    Rupiah unit_cost = 0;
    Rupiah cost_per_year = 0; ///< of being in force
    double level = 0;         ///< strength, floor or multiplier
    int line = 0;

    /// What it does in a year: units, rupiah or level. With none it changes nothing but what `cost_per_year` takes.
    double amount() const;
};

/// Interventions with a common budget: a plan, or the history.
struct Plan
{
    std::string id; ///< the file's name without ending
    std::string name;
    std::string name_id; ///< in Indonesian
    sim::Month from;
    sim::Month to;
    int from_line = 0; ///< in the file
    int to_line = 0;
    std::optional<Rupiah> budget_per_year; ///< by calendar year; none: no limit
    std::vector<Intervention> interventions;
};

} // namespace commitment
