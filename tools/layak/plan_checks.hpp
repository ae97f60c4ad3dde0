#pragma once

#include <string>

#include "models/commitment/city.hpp"
#include "sim/text/findings.hpp"

namespace layak {

/// Reports months of a plan that its city does not run, and warns of levers that nobody in this city can take.
/// \param shown_name  the plan's file in messages
void check_plan_against_city(const commitment::Plan& plan, const std::string& shown_name, const commitment::City& city,
                             sim::Findings& findings);

/// Notes levers that can never be paid, and budgets that buy next to nothing: zeros forgotten.
void note_idle_amounts(const commitment::Plan& plan, const std::string& shown_name, sim::Findings& findings);

} // namespace layak
