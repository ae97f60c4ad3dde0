#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/text/findings.hpp"

namespace layak {

/// The commands of work in shards, as they were given. A note beside the manifest, begun.json, has them for messages;
/// nothing else hangs on it.
struct Begun
{
    std::vector<std::string> run;    ///< "sweep", DESIGN …, "-o", FOLDER: what does a shard, but for the shard itself
    std::vector<std::string> submit; ///< "submit", DESIGN …
    std::uint32_t shards = 0;        ///< as it was submitted; 0: not known
};

/// \param words  of the work's options, its design, city or plan first
Begun begun_as(const std::string& verb, const std::vector<std::string>& words, const std::filesystem::path& folder);

/// Writes the note, over what was there. \throws sim::WriteError
void write_begun(const std::filesystem::path& folder, const Begun& begun);
/// The same unless there is one that is still right.
void write_begun_first(const std::filesystem::path& folder, const Begun& begun);

/// The note as it is; empty where there is none.
std::string begun_text(const std::filesystem::path& folder);
/// The same with the time of its writing, from which on logs are of the last submission.
struct BegunFile
{
    std::string text;
    std::filesystem::file_time_type written;
};
BegunFile begun_file(const std::filesystem::path& folder);
/// \throws sim::WriteError
void restore_begun(const std::filesystem::path& folder, const BegunFile& before);

/// Whether the folder was copied from one that is still there: what was submitted is that one's.
bool is_copy(const std::filesystem::path& folder);

/// Of the note: how many shards the work was dealt to; else 0.
std::uint32_t noted_shards(const std::filesystem::path& folder);

/// A folder's name as an argument that no option can be mistaken for: "./-x".
std::string as_argument(const std::filesystem::path& folder);
/// "To put them together: layak merge FOLDER", as a shell takes it.
sim::Words to_put_together(const std::filesystem::path& folder);

/// What is to be typed, here and now, to go on.
struct CommandsToGoOn
{
    std::string run, submit;
    bool was_submitted = false; ///< else its shards were begun one by one
    sim::Words before_them;     ///< ": ", and what they lack: ", with the path and the options as at the beginning: "
};

/// From the note, for the folder where it is now; else as far as the work tells.
CommandsToGoOn commands_to_go_on(const std::filesystem::path& folder, const std::string& verb,
                                 const std::string& subject);

/// ": this makes it again: layak submit …", of the folder's manifest.
sim::Words to_make_again(const std::filesystem::path& folder);

/// Numbers of shards, as those who gave them to machines know them: submitted as an array "--array=1,3-5", else
/// "1,3-5".
std::string missing_text(const std::filesystem::path& folder, const std::vector<std::uint32_t>& numbers);

} // namespace layak
