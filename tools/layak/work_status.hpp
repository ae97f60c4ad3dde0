#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/store/shard.hpp"
#include "tools/layak/shard_manifest.hpp"
#include "tools/layak/shard_progress.hpp"
#include "tools/layak/submitted_jobs.hpp"

namespace layak {

enum class ShardState : std::uint8_t { done, running, silent, stopped, damaged, not_begun };
inline constexpr const char* shard_state_names[] = {"done", "running", "silent", "stopped", "damaged", "not begun"};

struct ShardStatus
{
    std::uint32_t number = 0;
    ShardState state{};
    std::optional<ShardProgress> progress; ///< as it was told last
};

/// How far a piece of work is, on one machine or many.
struct WorkStatus
{
    std::filesystem::path folder;
    std::string verb;                 ///< "sweep", "calibrate", "target"
    sim::Words wave;                  ///< of work in waves: to which all below belongs; empty: none
    std::uint64_t runs = 0;           ///< 0: not known beforehand
    std::uint64_t runs_done = 0;      ///< those of a shard under way not counted
    std::uint64_t runs_under_way = 0; ///< saved by shards that are not finished
    bool is_complete = false;         ///< all runs are there
    bool has_result = false;          ///< they are put together, too
    bool is_running = false;
    std::size_t damaged_blocks = 0;     ///< of a store of one machine, put aside or to be
    std::vector<ShardStatus> shards;    ///< [number]; empty: on one machine, or none was begun
    std::vector<std::uint32_t> missing; ///< numbers of shards to be run
    std::optional<double> seconds_left; ///< as fast as it goes now; nothing where that is not known
    bool is_sharded = false;
    std::string to_go_on{};       ///< of shards: the command that submits what is missing, or runs the first of it
    std::string to_stop{};        ///< what was submitted, if any: "scancel 17 18"
    bool waits = false;           ///< the engine says that this waits or runs
    sim::Words stuck{};           ///< as `told_of_stuck`
    bool has_ended = false;       ///< it says that nothing does of what was submitted
    bool is_queue_silent = false; ///< something was submitted, and the engine cannot be asked
    std::optional<std::uint64_t> room{}; ///< free bytes of its disk
    std::optional<sim::Words> at_work{}; ///< a submission holds the folder: how it is stopped, as far as known
    bool nothing_was_logged = false;     ///< what was submitted has ended, and no job of it wrote a log
    std::vector<sim::Words> foreign{};   ///< whole shards that do not count
    LastWords last_words{};              ///< of the jobs, where not all is there
    sim::Words before_command{};         ///< as `CommandsToGoOn::before_them`

    std::size_t count(ShardState state) const;
};

/// Of a folder of shards. \throws sim::ReadError
WorkStatus status_of_shards(const std::filesystem::path& folder, const ShardManifest& manifest, sim::Language language);

/// Of the folder of a command on one machine, also while it runs. \throws sim::ReadError
WorkStatus status_of_store(const std::filesystem::path& folder);

std::string status_table(const WorkStatus& status, sim::Language language);
std::string status_json(const WorkStatus& status);

} // namespace layak
