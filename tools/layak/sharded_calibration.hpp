#pragma once

#include <filesystem>
#include <memory>

#include "tools/layak/prepared_calibration.hpp"
#include "tools/layak/waves.hpp"

namespace layak {

inline constexpr const char* calibrate_verb = "calibrate";

std::unique_ptr<WaveWork> waves_of(std::unique_ptr<PreparedCalibration> prepared);

/// From its manifest alone. \param path  of that, for messages \throws sim::InputError
std::unique_ptr<WaveWork> reopen_calibration(const ShardManifest& manifest, const std::filesystem::path& path,
                                             sim::Language language);

} // namespace layak
