#pragma once

#include <filesystem>
#include <set>
#include <string_view>

namespace sim {

/// A folder of files that is whole or not there: made aside, as ".NAME.PID.part", and renamed.
class NewFolder
{
  public:
    /// Makes it aside. \throws WriteError
    explicit NewFolder(std::filesystem::path target);
    /// Removes what is not in its place.
    ~NewFolder();
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;

    /// Writes a file, with the folders above it. \throws WriteError
    void write(const std::filesystem::path& file, std::string_view text);
    /// Adds a piece to a file that the first one begins. It is on the disk with `put_in_place`. \throws WriteError
    void append(const std::filesystem::path& file, std::string_view piece);
    /// Where a library may write a file itself, with the folders above it made. As with `append`. \throws WriteError
    std::filesystem::path place_for(const std::filesystem::path& file);
    /// Gives it its name, also in the place of an empty folder. \throws WriteError, where one that is not empty has it
    void put_in_place();
    /// The same also in the place of a folder with things in it, which is removed then. \throws WriteError
    void put_in_place_of_another();

  private:
    void bring_all_to_disk() const;

    std::filesystem::path target_;
    std::filesystem::path part_;
    std::set<std::filesystem::path> open_; ///< files that are not on the disk yet
};

} // namespace sim
