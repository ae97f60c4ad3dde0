#pragma once

#include <string>
#include <vector>

#include "models/commitment/plan.hpp"

namespace layak {

/// How a plan is drawn, the same in every picture of a page and of an export.
struct PlanLook
{
    std::string colour;  ///< "#6b7078"; contrast of 4.8 or more on white, apart for every colour-blindness
    std::string mark;    ///< "●"
    std::string drawing; ///< the mark's name in Vega
};

/// The usual plans have theirs by id, others what is left in turn.
std::vector<PlanLook> looks_of(const std::vector<commitment::Plan>& plans);

} // namespace layak
