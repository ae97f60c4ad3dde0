#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace layak {

/// The commands of work in shards, as they were given. A note beside the manifest, begun.json, has them for messages;
/// nothing else hangs on it.
struct Begun
{
    std::vector<std::string> run;    ///< "sweep", DESIGN …: what does a shard, but for the shard itself
    std::vector<std::string> submit; ///< "submit", DESIGN …
};

/// \param words  of the work's options, its design, city or plan first
Begun begun_as(const std::string& verb, const std::vector<std::string>& words, const std::filesystem::path& folder);

/// Writes the note, over what was there. \throws sim::WriteError
void write_begun(const std::filesystem::path& folder, const Begun& begun);
/// The same unless there is one of this folder.
void write_begun_first(const std::filesystem::path& folder, const Begun& begun);

/// What is to be typed, here and now, to go on.
struct CommandsToGoOn
{
    std::string run, submit;
    bool are_whole = false; ///< else the path and the options of the beginning are not known
};

/// From the note, where it is of this folder; else as far as the work tells.
CommandsToGoOn commands_to_go_on(const std::filesystem::path& folder, const std::string& verb,
                                 const std::string& subject);

} // namespace layak
