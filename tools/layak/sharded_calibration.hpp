#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sim/store/shard.hpp"
#include "tools/layak/finished_shards.hpp"
#include "tools/layak/prepared_calibration.hpp"
#include "tools/layak/shard_manifest.hpp"

namespace layak {

inline constexpr const char* calibrate_verb = "calibrate";

// A calibration comes in waves: what is simulated next hangs on what all of the last wave gave. A wave is a folder of
// shards; who goes on takes the finished waves from there and does, or asks for, a shard of the first that is not.

ShardManifest shard_manifest_of(const PreparedCalibration& prepared);

std::vector<sim::Words> differences_of_calibrations(const nlohmann::ordered_json& stored,
                                                    const nlohmann::ordered_json& asked);

/// A wave that is not finished.
struct Wave
{
    std::string stage;
    const std::vector<std::string>& names; ///< of its tasks
    const FinishedShards& finished;
    std::uint32_t of = 0; ///< how many shards the wave before had; 0: there was none
    const std::function<std::vector<double>(std::size_t task)>& work;
};

/// Takes stages from the folder. \param unfinished  is called, and must throw, at the first that is not all there
sim::RunStage stages_of_shards(const std::filesystem::path& folder, const std::string& context,
                               std::function<void(const Wave&)> unfinished);

/// Runs a shard of the present wave, in the folder. \throws Exit, sim::FileError
void run_calibration_shard(const std::filesystem::path& folder, const PreparedCalibration& prepared,
                           const sim::Shard& shard, double save_every, const CommonOptions& given);

/// The calibration of a folder of shards, from the folder alone.
/// \throws Exit(2) where this program gives other numbers; sim::InputError
std::unique_ptr<PreparedCalibration> reopen_calibration(const std::filesystem::path& folder,
                                                        const ShardManifest& manifest, sim::Language language);

} // namespace layak
