#pragma once

// The sections of a page, in its order. Each gives its HTML in both languages, and adds to `charts` what the script
// draws. A section of what a result does not have is empty.

#include <string>

#include "tools/layak/report/figures.hpp"
#include "tools/layak/report/reported_run.hpp"
#include "tools/layak/stored_sweep.hpp"

namespace layak {

/// Title, what was asked, the answer in three sentences, and what each plan does on the screen.
sim::Words title_of(const ReportedRun& run);
/// A warning where replicates are too few for what a page says of nine in ten of them; else empty.
sim::Words few_text(std::uint32_t replicates);
std::string answer_section(const ReportedRun& run);
/// What each plan does; on paper it stands behind the table, so that the first page has title, answer and table.
std::string strips_section(const ReportedRun& run);
/// Outcomes at the end by plan, beside each other.
std::string table_section(const ReportedRun& run);
/// Goals that were asked for, and in how many replicates each plan reaches them, by when. Empty where there are none.
std::string goals_section(const ReportedRun& run);
/// Of each goal a sentence: with which plans it is reached, by the rule of words, in how many replicates.
std::vector<sim::Words> goal_answers(const ReportedRun& run);
/// Every plan with one thing otherwise, against itself as planned, and whether that changes the order of the plans.
/// Empty where nothing was asked to be otherwise.
std::string what_ifs_section(const ReportedRun& run);
/// Of each what-if a sentence: what it does to action in the kelurahan with the plan that the answer is about, by the
/// rule of words, and to the order of the plans.
std::vector<sim::Words> what_if_answers(const ReportedRun& run);
/// How far the order of plans and the figures can be trusted.
std::string certainty_section(const ReportedRun& run, Charts& charts);
/// Outcomes over time.
std::string course_section(const ReportedRun& run, Charts& charts);
/// Bodies in writing against action.
std::string gap_section(const ReportedRun& run, Charts& charts);
/// Who gains: levels, the network, kecamatan.
std::string levels_section(const ReportedRun& run, Charts& charts);
std::string map_section(const ReportedRun& run, Charts& charts);
/// Costs by year and kind, what was not delivered, the price of one more.
std::string money_section(const ReportedRun& run, Charts& charts);
/// Prices with all parameter sets, and beside them those with the default parameters where these were run too. Empty
/// where nothing has a price. \pre a comparison
std::string prices_table(const ReportedRun& run);
/// Trained posts: how many, gained and lost by what.
std::string training_section(const ReportedRun& run, Charts& charts);
std::string indicators_section(const ReportedRun& run);
/// What the ranges of a page cover; nothing where there is one replicate.
enum class Coverage : std::uint8_t { nothing, chance, chance_and_parameters };
Coverage coverage_of(std::uint32_t replicates, bool covers_parameters);
/// What the page cannot say, and words.
/// \param is_assumed  some of what the city's files say is no fact yet
std::string limits_section(Coverage coverage, bool is_assumed);
std::string glossary_section(const commitment::City& city);

/// Of a sweep: which factors matter. Empty where it has none.
struct Strengths
{
    std::string html;
    std::vector<sim::Words> findings; ///< the titles of its charts
};
/// \param outcomes  whose strengths are told \param makes_curves  whether the page draws them by level too
Strengths strengths_section(const StoredSweep& sweep, const std::vector<std::uint32_t>& outcomes, bool makes_curves,
                            Charts& charts);
/// The group with which a factor of a design varies, by its name; empty where it varies alone.
std::string group_of(const StoredSweep::Sampled& sampled, const std::string& factor);

/// "tanpa mutasi", "pelatihan sampai akhir 2022"
std::string what_if_name(const commitment::WhatIf& what_if, sim::Language language);

/// A number of an outcome: "0,38", "36 %", "67".
std::string figure_text(double value, std::uint32_t outcome, sim::Language language);
/// "0,05 – 0,86"
std::string band_text(const Band& band, std::uint32_t outcome, sim::Language language);
/// "0,38 (0,05 – 0,86)": the middle and the 90 % range; of one replicate its number.
std::string with_range(const ReportedRun& run, const Band& band, std::uint32_t outcome, sim::Language language);
/// The title of a chart; of one replicate it ends with saying so.
sim::Words told(const ReportedRun& run, const sim::Words& title);
/// Whether most of the scale lies within the middle half at the end: a median says little then, a chance more.
bool is_bimodal(const ReportedRun& run, std::uint32_t outcome, std::uint32_t plan);
/// Whether a strength is larger than another for sure, whatever their signs: by the intervals of both.
bool is_stronger(const sim::Interval& one, const sim::Interval& other);
bool is_small_count(const ReportedRun& run, std::uint32_t outcome);
/// The median, of small counts the mean.
double middle_of(const ReportedRun& run, const Band& band, std::uint32_t outcome);

} // namespace layak
