#pragma once

// A new city, written to a folder and read as any city is.

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "models/commitment/city_file.hpp"
#include "models/commitment/new_city/new_city.hpp"
#include "models/commitment/plan_file.hpp"
#include "tests/support/temporary_folder.hpp"

namespace tests {

inline void write_files(const std::vector<commitment::NewFile>& files, const std::filesystem::path& folder)
{
    for (const commitment::NewFile& file : files) {
        std::filesystem::create_directories((folder / file.path).parent_path());
        std::ofstream(folder / file.path, std::ios::binary) << file.text;
    }
}

struct ReadCity
{
    commitment::City city;
    std::map<std::string, commitment::Plan> plans;
    std::string findings; ///< in English
};

/// The city as the program reads it from its files.
inline ReadCity read_back(const commitment::NewCity& made, sim::Language language = sim::Language::id)
{
    const TemporaryFolder folder;
    write_files(files_of(made, "made", language), folder / "made");
    sim::Findings findings;
    ReadCity out;
    out.city = commitment::read_city(folder / "made", findings);
    for (const char* const plan : {"status-quo", "top-down", "bottom-up", "mixed"}) {
        const auto file = folder / "made" / "plans" / (std::string(plan) + ".toml");
        out.plans[plan] = commitment::read_plan(file, file.string(), out.city.unit_costs, findings);
    }
    out.findings = to_text(findings, sim::Language::en);
    return out;
}

inline std::string text_of(const std::vector<commitment::NewFile>& files, const std::string& path)
{
    for (const commitment::NewFile& file : files)
        if (file.path == path) return file.text;
    throw std::logic_error("no file " + path);
}

} // namespace tests
