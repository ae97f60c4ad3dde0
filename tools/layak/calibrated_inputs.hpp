#pragma once

#include <filesystem>

#include "tools/layak/inputs.hpp"

namespace layak {

/// The table of parameter sets: the one that is named, else the city's own where it has one, else none (empty).
std::filesystem::path sets_asked_for(const std::string& named, const std::filesystem::path& city);

/// The digest that a calibration keeps of a file that it rests on. Of a TOML file it is that of its values, whatever
/// its comments, blanks and order, and of city.toml without what only names or describes: `name`, `code`, `attribution`
/// and `assumed` are in no equation. Of other files it is that of the text.
std::string calibration_digest(const InputFile& file);

/// Of a city with calibrated parameters: notes which of the files that they rest on were changed since.
/// \param inputs  with all their files
void note_if_outdated(const Inputs& inputs, sim::Findings& findings);

} // namespace layak
