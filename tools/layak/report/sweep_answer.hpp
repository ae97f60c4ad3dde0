#pragma once

#include <vector>

#include "tools/layak/report/sweep_view.hpp"

namespace layak {

/// What a sweep found, no stronger than its intervals.
/// \param strengths  what matters most, as the section on it says; tells the sweeps that make no curves
sim::Words sweep_title(const SweepView& sweep, const std::vector<sim::Words>& strengths);
/// What is said first of a sweep, on its page and in its workbook.
struct SweepAnswer
{
    struct Part
    {
        sim::Words question, text;
    };
    sim::Words title;
    sim::Words extent; ///< "36 baris rancangan × 200 ulangan, sampai Desember 2031"
    sim::Words asked;
    std::vector<Part> parts;       ///< three
    std::vector<sim::Words> goals; ///< a sentence each, of more than the title has room for
};
SweepAnswer answer_of(const SweepView& sweep, const std::vector<sim::Words>& strengths);
/// The same where no section on strengths is made.
SweepAnswer answer_of(const SweepView& sweep);
/// The same as the first screen.
std::string sweep_answer(const SweepView& sweep, const std::vector<sim::Words>& strengths);
/// What a curve's chart shows for every choice that its reader has.
sim::Words curve_title(const SweepView& sweep, std::size_t curve);
/// What becomes of a goal on all curves, or in all rows: "Sasaran “…” dengan peluang 90 %: tercapai mulai dari …"
sim::Words goal_finding(const SweepView& sweep, std::size_t goal);
/// Of how many goals that is so: "Dari 3 sasaran dengan peluang 90 %: 1 tercapai, 2 belum dapat dikatakan"
sim::Words goals_in_brief(const SweepView& sweep);
/// The first goal of an outcome; nothing where it has none.
std::optional<std::size_t> goal_of(const SweepView& sweep, std::uint32_t outcome);
/// Whether no level of any curve reaches it, for sure.
bool is_missed_everywhere(const SweepView& sweep, std::size_t goal);
/// The smallest level with which a goal is reached, by groups; or that none does, and how near the nearest comes.
sim::Words goal_words(const SweepView& sweep, std::size_t goal, std::size_t group);
/// The same for each plan with the other factors as usual: a sentence. \pre there are curves
std::string goal_sentence(const SweepView& sweep, std::size_t goal, sim::Language language);

} // namespace layak
