#pragma once

// Outcomes of a city by their names: those of the table, means over a kind or of one institution, costs.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/commitment/block.hpp"
#include "models/commitment/city.hpp"
#include "models/commitment/outcomes.hpp"

namespace commitment {

/// Whether an institution of this kind has the state variable at all.
bool has_field(Kind kind, Field field);

/// What an outcome's name means in a city.
struct NamedOutcome
{
    enum class Source : std::uint8_t { table, cost, institutions };

    std::string name;
    sim::Words meaning;
    Measure measure{};
    double highest = 1; ///< the most that it can be: 1, how many there are, or infinity; the least is 0
    Source source{};
    std::uint32_t place = 0;                 ///< in the outcome table; of a cost the lever, `lever_count` for all
    Field field{};                           ///< mean of this …
    std::vector<std::uint32_t> institutions; ///< … over these
    bool where_formal = false;               ///< of these only over those that have a formal body in that month
};

/// "formal.kelurahan", "action.kel-kasemen", "action.formal.kelurahan" (those with a PATBM), "programme.community",
/// "cost.training" (rupiah spent in the month) …
/// \return nothing for a name that means nothing in this city
std::optional<NamedOutcome> find_outcome(std::string_view name, const City& city);

/// What a block observes for an outcome, as `cell` packs it; none of what is in its series.
std::vector<std::uint32_t> cells_of(const NamedOutcome& outcome, const PackedCity& city);

/// The outcome's value from what a block observed of a replicate. \param cells  those of `cells_of`
double value_of(const NamedOutcome& outcome, sim::OfLane<double> series, sim::OfLane<float> cells);

/// All names that `find_outcome` knows, those of single institutions last: to suggest one.
std::vector<std::string> outcome_names(const City& city);

/// Of those names the ones that can be meant by a wrong one: with the same beginning, where there are such.
std::vector<std::string> akin_to(std::string_view wrong, const std::vector<std::string>& names);

/// The forms that an outcome's name can have, for messages.
sim::Words outcome_forms();

} // namespace commitment
