#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sim/text/findings.hpp"
#include "sim/text/toml.hpp"

namespace commitment {

/// What of a city may still be assumed, in the order in which facts are best put in its place: `assumed` of city.toml.
enum class Assumption : std::uint8_t {
    names,
    families,
    borders,
    agencies,
    task_force,
    posts,
    businesses,
    costs,
    history,
    observed,
    plans
};
inline constexpr std::size_t assumption_count = 11;

struct AssumptionInfo
{
    std::string_view name; ///< the word in city.toml
    std::string_view file; ///< where facts are to be written
    sim::Words facts;      ///< which
};

/// [assumption]
std::span<const AssumptionInfo> assumption_table();
inline const AssumptionInfo& info(Assumption which) { return assumption_table()[static_cast<std::size_t>(which)]; }

/// Reads `assumed` of city.toml: each once, in the order of the table. Empty where the key is not there.
std::vector<Assumption> read_assumed(const sim::TomlTable& root);

} // namespace commitment
