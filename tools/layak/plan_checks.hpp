#pragma once

#include <string>

#include "models/commitment/city.hpp"
#include "sim/text/findings.hpp"

namespace layak {

/// Whether there is somebody in a city whom an intervention of a plan reaches.
bool reaches_someone(const commitment::Intervention& by, const commitment::Plan& plan, const commitment::City& city);

/// Warns of levers that nobody in this city can take. \param shown_name  the file, of a plan or the history, in
/// messages
void check_targets(const commitment::Plan& plan, const std::string& shown_name, const commitment::City& city,
                   sim::Findings& findings);

/// The same of a plan, and reports its months that the city does not run.
void check_plan_against_city(const commitment::Plan& plan, const std::string& shown_name, const commitment::City& city,
                             sim::Findings& findings);

/// Notes levers that can never be paid, and budgets that buy next to nothing: zeros forgotten.
void note_idle_amounts(const commitment::Plan& plan, const std::string& shown_name, sim::Findings& findings);

} // namespace layak
