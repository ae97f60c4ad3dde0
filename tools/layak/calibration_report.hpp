#pragma once

// What a calibration found, as a planner reads it, as other commands take it, and as machines do.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "models/commitment/calibration.hpp"
#include "models/commitment/fit_check.hpp"
#include "sim/calibration/learned.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

struct CalibrationReport
{
    const Inputs& inputs;
    const commitment::Calibration& calibration;
    const sim::AbcSettings& settings;
    std::uint32_t replicates; ///< of a simulation
    const sim::AbcResult& result;
    const std::vector<sim::Learned>& learned;        ///< [varied parameter]
    const std::vector<sim::KnownTogether>& together; ///< strongest first
    const commitment::FitCheck& check;               ///< of the sets, with fresh random numbers
    const std::string& sets_csv;                     ///< the table of sets, as it is written
};

/// The files of the city that a calibration rests on.
bool calibration_rests_on(const std::string& file);

/// The table of parameter sets that --parameters reads: a column a varied parameter, and `weight`.
std::string parameter_sets_csv(const commitment::Calibration& calibration, const sim::AbcResult& result);

/// How the sets were come by, in a few sentences.
std::string calibration_summary(const CalibrationReport& report, sim::Language language);
/// What it says, with what was observed, and the parameters of which the data say something.
std::string calibration_table(const CalibrationReport& report, sim::Language language, std::size_t columns);
std::string calibration_json(const CalibrationReport& report);
/// One self-contained HTML page in both languages: prior against posterior of every parameter, and every observation.
/// \param language  in which it opens
std::string calibration_page(const CalibrationReport& report, sim::Language language);

/// Observations against what sets give of them, met or not.
std::string fit_table(const Inputs& inputs, const commitment::Hindcast& hindcast, const commitment::FitCheck& check,
                      sim::Language language, std::size_t columns);

/// The patterns of the history, and how often sets and single replicates show them: pass or fail. Empty without
/// patterns.
std::string pattern_table(const commitment::Hindcast& hindcast, const commitment::FitCheck& check,
                          sim::Language language, std::size_t columns);

/// What the model gives of each side of a pattern's claims: "0,26 (0,08 – 0,45) > 0,14 (0,01 – 0,38)".
std::string sides_text(const commitment::Pattern& pattern, const commitment::FittedPattern& of, sim::Language language);
/// The check as JSON: {"observations": …, "patterns": …}.
nlohmann::ordered_json fit_json(const Inputs& inputs, const commitment::Hindcast& hindcast,
                                const commitment::FitCheck& check);

/// A number of an outcome as it is told: a level, share, count or rupiah.
std::string outcome_text(double value, commitment::Measure measure, sim::Language language);
/// Value and what may be missed by: "2 ± 2".
std::string observed_text(const commitment::ObservedOutcome& seen, sim::Language language);
/// A parameter's value in three digits.
std::string parameter_text(double value, sim::Language language);

} // namespace layak
