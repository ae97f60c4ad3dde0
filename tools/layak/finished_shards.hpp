#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "sim/store/shard.hpp"

namespace layak {

/// A shard whose file is not what was written.
struct DamagedShard
{
    sim::Shard shard;
    sim::Words what;
};

/// A shard that told a short while ago that it runs.
struct RunningShard
{
    sim::Shard shard;
    std::string host;
};

/// What the files of a folder of shards hold, whole ones alone; nothing else counts.
struct FinishedShards
{
    std::unique_ptr<sim::Store> store; ///< of their tasks; for reading
    std::vector<sim::Shard> whole;
    std::vector<DamagedShard> damaged;
    std::vector<DamagedShard> foreign; ///< whole, and another shard or of other work
    std::vector<RunningShard> running; ///< as they tell themselves
    std::vector<sim::Shard> seen;      ///< these, and those under way, finished or not
};

/// Reads and checks all of them, with all threads.
/// \throws sim::ReadError where it cannot be known what a file of the folder holds
FinishedShards read_finished_shards(const std::filesystem::path& folder, const std::string& context);

/// Shards that have to be run for the tasks that are not there.
struct MissingShards
{
    std::size_t tasks = 0;              ///< that are missing
    std::size_t to_run = 0;             ///< all tasks of these shards
    std::uint32_t of = 0;               ///< how many shards the work is dealt to; 0: no shard was begun
    std::vector<std::uint32_t> numbers; ///< ascending
};

/// Judged from the tasks alone. Where shards of several divisions are there, that of which shards are running, else the
/// one in which the least is left to run. \param of  of a division that was begun elsewhere; 0: only those seen
MissingShards missing_of(const FinishedShards& finished, const std::vector<std::string>& names, std::uint32_t of = 0);
/// The same of one division, whether or not a shard of it is there.
MissingShards missing_of_division(const FinishedShards& finished, const std::vector<std::string>& names,
                                  std::uint32_t of);

/// "0-2,5,7-9", as Slurm's --array takes it.
std::string ranges_text(const std::vector<std::uint32_t>& numbers);

} // namespace layak
