#pragma once

// What the sentences of a comparison have in common.

#include <string>
#include <vector>

#include "models/commitment/comparison.hpp"
#include "tools/layak/conclusions.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

/// Both languages of what `say(language)` says.
template <class Say>
sim::Words both(Say say)
{
    return {say(sim::Language::id), say(sim::Language::en)};
}

/// Names and figures in one language.
struct Speech
{
    const Inputs& inputs;
    const commitment::Comparison& comparison;
    sim::Language language;
    bool id = language == sim::Language::id;

    std::string name(std::uint32_t plan) const;
    std::string baseline() const { return name(comparison.baseline); }
    std::string names(const std::vector<std::uint32_t>& plans) const;
    std::string month(std::uint32_t since_start) const;
    std::string last_month() const { return month(comparison.months - 1); }
    /// "dengan parameter baku, ": under which parameters a sentence holds, where there is one set of them.
    std::string given() const;
    /// "pasangan ulangan", with how many parameter sets they come from
    std::string pairs(std::uint64_t count) const;
};

/// "dengan parameter baku, ": under which parameters a sentence holds; empty where many sets of them were run.
std::string given(const Inputs& inputs, const commitment::Evidence& evidence, sim::Language language);

/// " (dari 40 himpunan parameter; setara 34 pasangan …)": what pairs are worth, where parameters vary.
std::string of_sets(const commitment::Evidence& evidence, sim::Language language);

std::string capital(std::string text);
sim::Words capital(const sim::Words& text);

/// Whether two plans cost the same but for a few percent, over all months and a year.
bool is_same_cost(const commitment::Comparison& comparison, std::uint32_t plan);
/// The same of one cost against another.
bool is_same_cost(const commitment::PairedDifference& cost);
/// ", Rp 3 juta (Rp 2 juta – Rp 4 juta) lebih mahal daripada “Kini” (Rp 1 juta)", or how else a cost stands to another:
/// the tail of a sentence. \param name  the other plan's
std::string cost_beside(const commitment::PairedDifference& cost, const std::string& name, sim::Language language);

/// " “Dari atas” lebih baik dalam: …; mungkin lebih baik dalam: …": in which headline outcomes but the main one other
/// plans are better than all leaders, and how surely; empty where in none. \param names  [plan]
std::string others_better(const Speech& speech, const std::vector<std::string>& names);
/// In how many of them that is so.
std::size_t outcomes_behind(const Speech& speech);

using Sentences = std::vector<Conclusions::Sentence>;

/// A plan against the baseline: a sentence, and a point for each way in which an outcome may stand.
void say_differences(const Inputs& inputs, const commitment::Comparison& comparison, std::uint32_t plan,
                     Sentences& out);
/// What it costs, and what one more of something costs.
void say_cost(const Inputs& inputs, const commitment::Comparison& comparison, std::uint32_t plan, Sentences& out);
/// "kelurahan dengan PATBM: 60 atau lebih"
std::string goal_text(const commitment::Goal& goal, sim::Language language);
/// "103 of 200 replicates (a chance of 45% – 58%), in half …": in how many a plan reaches a goal, when, and whether
/// before the baseline.
std::string goal_reached(const Speech& speech, std::size_t goal, std::uint32_t plan);
/// When each plan reaches a goal.
void say_goal(const Inputs& inputs, const commitment::Comparison& comparison,
              const std::vector<commitment::Goal>& goals, std::size_t goal, Sentences& out);
/// Where curves cross, of outcomes for which both sides matter.
void say_crossings(const Inputs& inputs, const commitment::Comparison& comparison, Sentences& out);

} // namespace layak
