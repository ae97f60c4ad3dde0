#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include <stdlib.h>

/// A folder of a test's own, gone afterwards.
class Scratch
{
  public:
    Scratch()
    {
        std::string name = (std::filesystem::temp_directory_path() / "sim-text-XXXXXX").string();
        if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
        folder_ = name;
    }
    ~Scratch()
    {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    const std::filesystem::path& folder() const { return folder_; }
    std::filesystem::path write(const std::string& name, const std::string& text) const
    {
        std::ofstream(folder_ / name, std::ios::binary) << text;
        return folder_ / name;
    }

  private:
    std::filesystem::path folder_;
};
