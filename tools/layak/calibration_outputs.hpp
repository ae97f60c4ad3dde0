#pragma once

#include <filesystem>
#include <functional>

#include "models/commitment/fit_check.hpp"
#include "tools/layak/prepared_calibration.hpp"

namespace layak {

/// Runs parameter sets with fresh random numbers against what was observed. \param given  threads, quiet, language
/// \param stopped  is called, and must throw, where SIGINT or SIGTERM came
commitment::FitCheck check_sets(const commitment::Hindcast& hindcast, const commitment::ParameterSets& sets,
                                std::uint64_t seed, std::uint32_t replicates, const CommonOptions& given,
                                const std::function<void()>& stopped);

/// Checks the sets that came out, writes parameters.csv, calibration.json and calibration.html into the folder, and
/// prints what was found. \param adopt  the city's folder gets them too
/// \throws Exit where nothing fits; what `stopped` throws; sim::WriteError
void write_outputs(const std::filesystem::path& folder, const PreparedCalibration& prepared,
                   const sim::AbcResult& result, const CommonOptions& options, bool adopt,
                   const std::function<void()>& stopped);

} // namespace layak
