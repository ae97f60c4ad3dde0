#pragma once

#include <filesystem>
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
    /// Gives it its name, also in the place of an empty folder. \throws WriteError, where one that is not empty has it
    void put_in_place();

  private:
    std::filesystem::path target_;
    std::filesystem::path part_;
};

} // namespace sim
