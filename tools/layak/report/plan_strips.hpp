#pragma once

#include <string>
#include <vector>

#include "models/commitment/city.hpp"
#include "sim/text/findings.hpp"
#include "tools/layak/plan_looks.hpp"

namespace layak {

/// What a plan does, with amounts and for whom: "Pelatihan 110 kursi setahun (pimpinan 30, kelurahan 80); …". What the
/// city has nobody for is told apart.
sim::Words plan_words(const commitment::Plan& plan, const commitment::City& city);

/// A strip a plan. \param looks  [plan] \param costs  [plan] rupiah a year; empty: not told
std::string plan_strips(const std::vector<commitment::Plan>& plans, const std::vector<PlanLook>& looks,
                        const std::vector<double>& costs, const commitment::City& city);

} // namespace layak
