#pragma once

// Goals: an outcome and the value that it should reach.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/commitment/named_outcome.hpp"

namespace commitment {

/// With which chance a goal is to be reached where nothing else is said.
inline constexpr double usual_chance = 0.9;

/// "formal.kelurahan >= 60"
struct Goal
{
    enum class Relation : std::uint8_t { at_least, above, at_most, below };

    std::string text; ///< as it was given
    NamedOutcome outcome;
    Relation relation{};
    double value = 0;

    bool holds(double x) const;
};

/// ">=", ">", "<=" or "<"
const char* sign_of(Goal::Relation relation);

/// Reads a goal. \return nothing, and what is wrong with it in `wrong`
std::optional<Goal> parse_goal(std::string_view text, const City& city, sim::Words& wrong);

/// Reads goals, each once. \param object  is told what is wrong with which of them
std::vector<Goal> parse_goals(const std::vector<std::string>& texts, const City& city,
                              const std::function<void(std::size_t goal, sim::Words wrong)>& object);
/// The same of outcomes of the whole city alone: what a sweep keeps of its runs.
std::vector<Goal> parse_goals_of_city(const std::vector<std::string>& texts, const City& city,
                                      const std::function<void(std::size_t goal, sim::Words wrong)>& object);

} // namespace commitment
