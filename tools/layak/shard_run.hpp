#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/store/shard.hpp"
#include "tools/layak/common_options.hpp"

namespace layak {

/// One shard of a large piece of work.
struct ShardWork
{
    std::filesystem::path folder; ///< of the shards
    sim::Shard shard;
    std::string context;            ///< digest of all that the work rests on
    std::vector<std::string> names; ///< of the shard's tasks
    /// Does one, by its place in `names`; nothing: it was stopped. From any thread.
    std::function<std::optional<sim::StoredTask>(std::size_t task)> run;
};

/// Does the shard, or finds it done. What is finished is kept on the way, so that a killed one goes on. Several may do
/// the same shard at once.
/// \param given  threads, quiet, language \throws Exit where it was stopped; sim::FileError
void run_shard(const ShardWork& work, double save_every, const CommonOptions& given);

/// For CLI11's `check`: k/n.
std::string accept_shard(const std::string& text);

/// Whether it is there and whole; one that is damaged, or whole and of other work, is put aside, and that is said.
/// \throws sim::ReadError where it cannot be read
bool is_finished(const ShardWork& work, sim::Language language);

} // namespace layak
