#pragma once

// What city_file.cpp reads in files of their own.

#include <filesystem>
#include <string>

#include "models/commitment/city.hpp"
#include "models/commitment/institutions_file.hpp"
#include "sim/text/toml.hpp"

namespace commitment {

/// Reads [initial] of city.toml, the defaults where it says nothing.
void read_initial(const sim::TomlTable& root, const InstitutionNames& names, City& city);

/// Reads observed.csv.
/// \param all_known    every row of institutions.csv became an institution, so that unknown names are mistakes here
/// \param start_known  the city's start could be read
void read_observed(const std::filesystem::path& path, const std::string& shown_name, bool all_known, bool start_known,
                   City& city, sim::Findings& findings);

} // namespace commitment
