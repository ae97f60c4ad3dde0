#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace sim {

/// A piece of finished work: what a name stands for, in parts that are read one by one.
struct StoredTask
{
    std::string name;               ///< of the task; UTF-8
    std::vector<std::string> parts; ///< packed
    std::string note;               ///< what went wrong, if anything; UTF-8
};

/// Where the parts of a task lie.
struct TaskPlace
{
    std::string name;
    std::uint64_t offset = 0;            ///< of its first part in the file
    std::vector<std::uint32_t> packed{}; ///< bytes of each part, one behind the other
    std::string note{};
};

// A block: a line "layak-block 1", a line of JSON with the context and its tasks, the parts, and a seal (see
// sim/results/seal.hpp). Its name is the beginning of the seal's digest: the same content is the same file, and a
// block under another's name is found out.

/// A block and what is in it.
struct WrittenBlock
{
    std::filesystem::path path;
    std::vector<TaskPlace> tasks;
};

/// Writes a block into the folder, whole or not at all. \param context  the digest of what all tasks rest on
/// \throws WriteError
WrittenBlock write_block(const std::filesystem::path& folder, const std::string& context,
                         const std::vector<StoredTask>& tasks);

/// What is in a block, after its seal, its name and its context were checked. \throws ReadError
std::vector<TaskPlace> read_block(const std::filesystem::path& block, const std::string& context);

/// Writes a file of the same layout under any name, whole or not at all; no more than one part is in memory.
/// \param tasks  with name, sizes and note \param read  gives a part of a task, by its place in `tasks`
/// \throws WriteError, whatever `read` throws
void write_tasks(const std::filesystem::path& file, const std::string& context, std::vector<TaskPlace> tasks,
                 const std::function<std::string(std::size_t task, std::size_t part)>& read);

/// What is in it, after its seal and its context were checked. \throws ReadError
std::vector<TaskPlace> read_tasks(const std::filesystem::path& file, const std::string& context);

/// One part of a task. \throws ReadError
std::string read_part(const std::filesystem::path& block, const TaskPlace& task, std::size_t part);

} // namespace sim
