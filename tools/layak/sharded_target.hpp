#pragma once

#include <filesystem>
#include <memory>

#include "tools/layak/prepared_target.hpp"
#include "tools/layak/waves.hpp"

namespace layak {

inline constexpr const char* target_verb = "target";

std::unique_ptr<WaveWork> waves_of(std::unique_ptr<PreparedTarget> prepared);

/// From its manifest alone. \param path  of that, for messages \throws sim::InputError
std::unique_ptr<WaveWork> reopen_target(const ShardManifest& manifest, const std::filesystem::path& path,
                                        sim::Language language);

} // namespace layak
