#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/results/new_folder.hpp"
#include "sim/text/findings.hpp"

namespace layak {

/// What a column, attribute or array of an exported file holds.
struct ExportedColumn
{
    std::string name;
    sim::Words unit; ///< "1" of numbers without one; empty of texts
    sim::Words meaning;
};

/// A file, or several that are alike, of an export.
struct ExportedFile
{
    std::string name; ///< within the folder; of several with … in it
    sim::Words what;
    std::vector<ExportedColumn> columns{};
};

/// What an export was made from, for its README and its list of files.
struct ExportSource
{
    std::string title;                                        ///< the city's name
    std::vector<sim::Words> notes;                            ///< paragraphs
    std::vector<std::pair<std::string, std::string>> digests; ///< name and value, for the list of files
};

/// Why an export cannot go to a folder, and the exit status for it; empty words: it can. A folder that is there is
/// replaced with `force` alone, and only where it is an export in which nobody has put a file of his own.
std::pair<sim::Words, int> objection_to_export(const std::filesystem::path& folder, bool force);

/// An export on its way: whole or not there.
class ExportFolder
{
  public:
    /// \param replace  also a folder with things in it, which `objection_to_export` has let pass. \throws
    /// sim::WriteError
    ExportFolder(const std::filesystem::path& target, bool replace)
        : target_(target), folder_(target), replace_(replace)
    {
    }

    /// Adds a piece to a file. \throws sim::WriteError
    void append(const std::string& file, std::string_view piece);
    struct Place
    {
        std::filesystem::path aside; ///< where it is written
        std::filesystem::path shown; ///< where it is going to be, for messages
    };
    /// Where a library may write a file by itself. \throws sim::WriteError
    Place place_for(const std::string& file);
    void describe(ExportedFile file) { described_.push_back(std::move(file)); }

    struct Finished
    {
        std::string name;
        std::uintmax_t bytes;
    };
    /// Adds README.md, in both languages, and manifest.json, and puts all in its place.
    /// \throws sim::WriteError; sim::Interrupted
    std::vector<Finished> finish(const ExportSource& source);

  private:
    std::string readme(const ExportSource& source) const;

    std::filesystem::path target_;
    sim::NewFolder folder_;
    bool replace_;
    std::vector<std::string> files_; ///< in the order in which they were begun
    std::vector<ExportedFile> described_;
};

/// A text within a table of Markdown, as it is.
std::string markdown(std::string_view text);

} // namespace layak
