#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "sim/store/shard.hpp"
#include "tools/layak/shard_manifest.hpp"
#include "tools/layak/sweep_request.hpp"

namespace layak {

inline constexpr const char* sweep_verb = "sweep";

ShardManifest shard_manifest_of(const PreparedSweep& prepared);

/// What differs of two sweeps, beside the texts of their inputs.
std::vector<sim::Words> differences_of_sweeps(const nlohmann::ordered_json& stored,
                                              const nlohmann::ordered_json& asked);

/// What a manifest says of a sweep's tasks; a store's of one machine says it alike.
struct SweepTasks
{
    std::vector<std::string> names;  ///< [task]
    std::vector<std::uint32_t> runs; ///< [task]
    std::uint64_t all_runs() const;
};
/// \throws nlohmann::json::exception
SweepTasks sweep_tasks(const nlohmann::ordered_json& work);

/// Runs a shard of it, in the folder. \param words  of its options \throws Exit, sim::FileError
void run_sweep_shard(const std::filesystem::path& folder, const PreparedSweep& prepared, const sim::Shard& shard,
                     double save_every, const std::vector<std::string>& words, const CommonOptions& given);

/// The sweep of a folder of shards, from the folder alone.
/// \throws Exit(2) where this program gives other numbers; sim::InputError
std::unique_ptr<PreparedSweep> reopen_sweep(const std::filesystem::path& folder, const ShardManifest& manifest,
                                            sim::Language language);

} // namespace layak
