#pragma once

#include <vector>

#include "tools/layak/report/sweep_view.hpp"

namespace layak {

/// What a sweep found, no stronger than its intervals.
/// \param strengths  what matters most, as the section on it says; tells the sweeps that make no curves
sim::Words sweep_title(const SweepView& sweep, const std::vector<sim::Words>& strengths);
/// Title, what was asked, and the answer in three sentences.
std::string sweep_answer(const SweepView& sweep, const std::vector<sim::Words>& strengths);
/// What a curve's chart shows for every choice that its reader has.
sim::Words curve_title(const SweepView& sweep, std::size_t curve);
/// The smallest level with which the goal of an outcome is reached, by groups; or that none does, and how near the
/// nearest comes.
sim::Words goal_words(const SweepView& sweep, std::size_t curve, std::size_t group);
/// The same of the main outcome, for each plan with the other factors as usual: a sentence; empty where it has no goal.
std::string goal_sentence(const SweepView& sweep, sim::Language language);

} // namespace layak
