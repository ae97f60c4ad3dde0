#pragma once

#include <string>

#include "tools/layak/report/sweep_view.hpp"

namespace layak {

/// One outcome against the levels: its chart, with a panel a plan, for each combination of the other factors.
std::string curve_figure(const SweepView& sweep, std::size_t curve, Charts& charts);

/// Where rows make no curves: an outcome by each factor, rows as points, with what groups of them give. Empty where no
/// factor varies.
std::string scatter_figure(const SweepView& sweep, std::size_t outcome, Charts& charts);

} // namespace layak
