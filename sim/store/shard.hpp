#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/results/seal.hpp"
#include "sim/store/other_work.hpp"
#include "sim/store/store.hpp"

namespace sim {

/// A part of a large piece of work: of its tasks, numbered from 0, those that are `number` modulo `of`. So the parts
/// are balanced, and what some of them have done is spread over all of the work.
struct Shard
{
    std::uint32_t number = 0, of = 1; ///< number < of
    bool operator==(const Shard&) const = default;
};

inline constexpr std::uint32_t most_shards = 1000;

/// "3/8" → shard 3 of 8; nothing where it is no such thing.
std::optional<Shard> parse_shard(std::string_view text);
std::string to_text(const Shard& shard);

/// The tasks of a shard, by their place in the whole.
std::vector<std::size_t> tasks_of(const Shard& shard, std::size_t tasks);

// In a folder of shards, each is a file "3-of-8.shard" of the layout of blocks (block_file.hpp), whole or absent,
// whose context holds which shard it is; "3-of-8.work" is the store of what is finished of one under way, and
// "3-of-8.progress" tells how far that is. Nothing is locked, so that any machines may share the folder: the same
// shard has the same bytes whoever makes it, and the last rename wins.

std::filesystem::path file_of(const std::filesystem::path& folder, const Shard& shard);
std::filesystem::path work_of(const std::filesystem::path& folder, const Shard& shard);
std::filesystem::path progress_of(const std::filesystem::path& folder, const Shard& shard);

/// Shards of which the folder has any of these, by number within `of`. None where there is no folder. \throws ReadError
std::vector<Shard> shards_in(const std::filesystem::path& folder);

/// Writes a shard from the store of its work, which has all tasks. \param context  of the whole work
/// \param names  of its tasks, in their order \throws WriteError
void write_shard(const std::filesystem::path& folder, const Shard& shard, const std::string& context, const Store& work,
                 std::span<const std::string> names);

/// Whether the shard's file is there, whatever is in it. \throws ReadError where that cannot be known
bool is_there(const std::filesystem::path& folder, const Shard& shard);

/// What is in a shard's file.
/// \throws BrokenSeal where it is damaged, OtherWork where it is another shard or of other work; ReadError
std::vector<TaskPlace> read_shard(const std::filesystem::path& folder, const Shard& shard, const std::string& context);

/// Puts a shard's file aside, over none that was before. \param ending  of its name then: ".damaged" \throws WriteError
void put_shard_aside(const std::filesystem::path& folder, const Shard& shard, std::string_view ending);

} // namespace sim
