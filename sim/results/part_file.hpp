#pragma once

// Files that are whole or not there: written aside, brought to the disk, renamed.

#include "sim/results/descriptor.hpp"

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace sim {

/// Of this machine.
std::string host_name();

/// Where a file is written until it is whole: a hidden sibling, ".NAME.PID@HOST.part", so that processes on several
/// machines may write into one folder.
std::filesystem::path part_of(const std::filesystem::path& target);

/// Creates it empty, or empties it. \throws WriteError
Descriptor create_part(const std::filesystem::path& target);

/// Puts the part in its place and brings the folder to the disk. \throws WriteError
///
/// \param overwrite  false: a target that exists is a WriteError
void put_in_place(const std::filesystem::path& part, const std::filesystem::path& target, bool overwrite);

/// Writes the part alone: to the disk, read back and compared; `put_in_place` then makes it the file.
/// \throws WriteError, after which nothing is left of it
void write_part(const std::filesystem::path& target, std::span<const std::string_view> pieces);

/// Writes a file of these pieces, one after the other: aside, to the disk, read back and compared, put in place. A
/// target that exists is replaced. \throws WriteError, after which nothing has changed
void write_durably(const std::filesystem::path& target, std::span<const std::string_view> pieces);

/// The same of pieces that are made one by one. \param write  gives each to `put`, in order
void write_durably(const std::filesystem::path& target,
                   const std::function<void(const std::function<void(std::string_view piece)>& put)>& write);

/// Renames it to NAME.ending, or to NAME.2.ending and so on: nothing is ever renamed over.
/// \return its name then; nothing where the file is gone (another one was first) \throws WriteError
std::filesystem::path put_aside(const std::filesystem::path& file, std::string_view ending);

/// Removes what killed processes left of writing `target`: ".NAME.*.part". Only where none is writing it now.
void remove_parts(const std::filesystem::path& target);

/// The same of all targets in a folder: ".*.part".
void remove_all_parts(const std::filesystem::path& folder);

/// Of these only what processes of this machine left that are no more: others may be writing in the folder.
void remove_dead_parts(const std::filesystem::path& folder);

} // namespace sim
