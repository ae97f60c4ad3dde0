#pragma once

// A copy of the small town in which a test changes a file, and what is said of it.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <unistd.h>

#include "models/commitment/city_file.hpp"
#include "models/commitment/plan_file.hpp"

namespace tests {

namespace fs = std::filesystem;

inline std::string read(const fs::path& path)
{
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

/// A copy of small-town in which a test changes something; gone when the test is over.
class Copy
{
  public:
    Copy()
    {
        static int number = 0;
        folder = fs::temp_directory_path() /
                 ("layak-city-test-" + std::to_string(getpid()) + "-" + std::to_string(number++));
        fs::copy(SCENARIOS "/small-town", folder, fs::copy_options::recursive);
    }
    ~Copy()
    {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;

    /// Replaces the first occurrence of a text. \return the line in which it begins
    int change(const std::string& file, const std::string& was, const std::string& is) const
    {
        std::string text = read(folder / file);
        const std::size_t at = text.find(was);
        if (at == std::string::npos) throw std::logic_error("no " + was + " in " + file);
        const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        text.replace(at, was.size(), is);
        std::ofstream(folder / file) << text;
        return static_cast<int>(line);
    }

    fs::path folder;
};

inline bool says(const sim::Findings& findings, const std::string& file, int line, const std::string& part = "",
                 sim::Severity severity = sim::Severity::error)
{
    const auto all = findings.all();
    return std::any_of(all.begin(), all.end(), [&](const sim::Finding& f) {
        return f.severity == severity && fs::path(f.file).filename() == file && f.line == line &&
               to_text(f, sim::Language::en).find(part) != std::string::npos;
    });
}

} // namespace tests
