#include "tools/layak/plan_looks.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace layak {
namespace {

/// Those of the usual plans, by id; then those that other plans take in turn.
const std::pair<const char*, PlanLook> usual_looks[] = {{"status-quo", {"#6b7078", "●", "circle"}},
                                                        {"top-down", {"#b8520a", "▼", "triangle-down"}},
                                                        {"bottom-up", {"#1477b8", "▲", "triangle-up"}},
                                                        {"mixed", {"#6d1a75", "◆", "diamond"}}};
/// A second round has the same colours with other marks.
const PlanLook other_looks[] = {
    {"#16202b", "■", "square"},        {"#0b6e4f", "✚", "cross"},          {"#8c2d19", "►", "triangle-right"},
    {"#3b4cc0", "◄", "triangle-left"}, {"#7a5c00", "●", "circle"},         {"#a3195b", "▲", "triangle-up"},
    {"#16202b", "▲", "triangle-up"},   {"#0b6e4f", "●", "circle"},         {"#8c2d19", "■", "square"},
    {"#3b4cc0", "✚", "cross"},         {"#7a5c00", "►", "triangle-right"}, {"#a3195b", "◄", "triangle-left"}};

} // namespace

std::vector<PlanLook> looks_of(const std::vector<commitment::Plan>& plans)
{
    std::vector<PlanLook> looks;
    std::size_t others = 0;
    for (const commitment::Plan& plan : plans) {
        const auto usual = std::find_if(std::begin(usual_looks), std::end(usual_looks),
                                        [&](const auto& of) { return plan.id == of.first; });
        looks.push_back(usual != std::end(usual_looks) ? usual->second
                                                       : other_looks[others++ % std::size(other_looks)]);
    }
    return looks;
}

} // namespace layak
