#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/commitment/calibration.hpp"
#include "sim/calibration/abc.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

/// What a command line says of the calibration that it is about.
struct CalibrationRequest : CommonOptions
{
    CalibrationRequest() { replicates = 32; }

    std::size_t sets = 500;
    std::size_t draws = 0; ///< 0: as many as are worth it
};

/// Options of the calibration itself: those on which its result hangs, with --threads and --out.
void add_calibration_request(CLI::App& verb, CalibrationRequest& request);

/// The words of these options again, but for --out and --threads.
std::vector<std::string> words_of(const CalibrationRequest& request);

/// A calibration with all that it rests on.
struct PreparedCalibration
{
    Inputs inputs;
    commitment::Expectations expectations; ///< patterns that a set must show
    std::uint32_t replicates = 0;
    std::optional<commitment::Calibration> calibration; ///< always there
    sim::AbcSettings settings;

    PreparedCalibration() = default;
    PreparedCalibration(const PreparedCalibration&) = delete; // its parts point to each other
    PreparedCalibration& operator=(const PreparedCalibration&) = delete;

    sim::AbcResult run(const sim::RunStage& stages) const;
};

/// Reads it and says notes on stderr. \throws sim::InputError, Exit(2) where the numbers asked for do not go together
std::unique_ptr<PreparedCalibration> prepare(const CalibrationRequest& request);

/// Where its simulations are kept: as asked for, else by the city's name.
std::filesystem::path folder_of(const PreparedCalibration& prepared, const CommonOptions& given);

/// The city with what calibration needs of it. \param parameters  as of `read_inputs` \throws sim::InputError
Inputs read_calibrated_city(const CommonOptions& given, const std::string& parameters, sim::Findings& findings);

/// What is expected of the city's history: patterns that a set must show.
commitment::Expectations expected_of(const Inputs& inputs);

} // namespace layak
