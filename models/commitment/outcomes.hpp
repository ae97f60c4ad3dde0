#pragma once

// Outcomes of the city by month: the names under which tables, goals, observations and exports know them.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/text/findings.hpp"

namespace commitment {

/// Groups of institutions over which means are taken.
enum class Group : std::uint8_t { city, task_force, opd, kecamatan, kelurahan, lpa };
inline constexpr std::array<std::string_view, 6> group_names = {"city",      "task_force", "opd",
                                                                "kecamatan", "kelurahan",  "lpa"};
inline constexpr std::uint32_t group_count = 6;

/// Places of the outcomes in a block's series.
namespace outcome {
inline constexpr std::uint32_t action = 0;
inline constexpr std::uint32_t doctrine = action + group_count;
inline constexpr std::uint32_t leadership = doctrine + group_count;
inline constexpr std::uint32_t resources = leadership + group_count;
inline constexpr std::uint32_t structure = resources + group_count;
inline constexpr std::uint32_t capacity = structure + group_count;
inline constexpr std::uint32_t programme = capacity + group_count;
inline constexpr std::uint32_t formal_kecamatan = programme + group_count;
inline constexpr std::uint32_t formal_kelurahan = formal_kecamatan + 1;
inline constexpr std::uint32_t layak_kelurahan = formal_kelurahan + 1;
inline constexpr std::uint32_t layak_kecamatan = layak_kelurahan + 1;
inline constexpr std::uint32_t layak_city = layak_kecamatan + 1;
inline constexpr std::uint32_t trained = layak_city + 1;
inline constexpr std::uint32_t families = trained + 1; ///< unaware, knows, understands, involved
inline constexpr std::uint32_t engaged = families + 4;
inline constexpr std::uint32_t indicator = engaged + 1; ///< seven
inline constexpr std::uint32_t index = indicator + 7;
inline constexpr std::uint32_t coordination = index + 1;
inline constexpr std::uint32_t count = coordination + 1;
} // namespace outcome

inline constexpr std::array<std::string_view, 7> indicator_names = {"policy", "budget",    "participation", "trained",
                                                                    "data",   "community", "business"};

/// Knowledge from which a post counts as trained (4.12).
inline constexpr double trained_knowledge = 0.5;

/// Processes by which posts become trained (the first three) or cease to be.
enum class TrainedBy : std::uint8_t { training, sosialisasi, meetings, leaving, forgetting };
inline constexpr std::array<std::string_view, 5> trained_by_names = {"training", "sosialisasi", "meetings", "leaving",
                                                                     "forgetting"};
inline constexpr std::uint32_t trained_by_count = 5;

enum class Measure : std::uint8_t { level, share, count, rupiah };

struct OutcomeInfo
{
    std::string name; ///< "action.kelurahan"
    sim::Words meaning;
    Measure measure{};
};

/// [outcome::count] in the order of a block's series.
std::span<const OutcomeInfo> outcome_table();

std::optional<std::uint32_t> find_outcome(std::string_view name);
/// Their names, in the table's order.
std::vector<std::string> outcome_table_names();

/// Whether a planner wants less of it: families that do not know.
constexpr bool less_is_better(std::uint32_t which) { return which == outcome::families; }

/// By which plans are put in order: action of the kelurahan.
inline constexpr std::uint32_t main_outcome = outcome::action + static_cast<std::uint32_t>(Group::kelurahan);

/// State variables that outcomes are made of, and their names: action, doctrine … programme; in the table's order.
struct Letter
{
    std::string_view name;
    sim::Words meaning;
};
std::span<const Letter> letters();

} // namespace commitment
