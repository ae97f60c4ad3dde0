#pragma once

#include <filesystem>
#include <string>

#include "models/commitment/kinds.hpp"
#include "models/commitment/plan.hpp"
#include "sim/text/findings.hpp"

namespace commitment {

/// Reads a plan. Mistakes go into `findings`; the plan is whole only if there were none.
/// \param shown_name   the file in messages
/// \param unit_costs   the city's
Plan read_plan(const std::filesystem::path& path, const std::string& shown_name, const UnitCosts& unit_costs,
               sim::Findings& findings);

/// Reads a history: like a plan, but name and end need not be there.
Plan read_history(const std::filesystem::path& path, const std::string& shown_name, const UnitCosts& unit_costs,
                  sim::Findings& findings);

/// Whether `name` is a lever's: `budget_per_year`, `kind.key` or `kind.target.key`. With a mistake in it (unknown
/// target or key), \return what is wrong.
struct LeverName
{
    bool is_lever = false;
    sim::Words mistake;      ///< empty if it names a lever that exists
    bool whole_plan = false; ///< the plan's own budget_per_year
    Lever lever{};
    Target target = Target::none;
    std::string key;
};
LeverName parse_lever(std::string_view name);

/// Sets a lever of a plan, adding the intervention where the plan lacks it.
/// \return what is wrong, or nothing
sim::Words set_lever(Plan& plan, const LeverName& name, double value, const UnitCosts& unit_costs);

/// Every lever's name, for messages and help.
std::vector<std::string> lever_names();

} // namespace commitment
