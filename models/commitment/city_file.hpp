#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "models/commitment/city.hpp"
#include "sim/text/findings.hpp"

namespace commitment {

/// From a city's start to the last month of its history or of a plan, at most.
inline constexpr int most_months = 12 * 500;

/// The files of a city's folder that are read with it.
std::span<const std::string> city_files();

/// Reads a city's folder. Mistakes of all its files go into `findings`; the city is whole only if there were none.
/// Warns of institutions that nothing can reach from the city. A unit cost that could not be read is NaN.
City read_city(const std::filesystem::path& folder, sim::Findings& findings);

/// What is said of a folder that is none: there is a file, or nothing, and perhaps a folder of nearly that name.
sim::Words no_folder(const std::filesystem::path& folder);

/// The nearest folder at or above `path` that has a city.toml.
std::optional<std::filesystem::path> city_of(const std::filesystem::path& path);

/// Notes parameters that lie outside their prior range, and reports those outside what is possible.
/// \return what is wrong with the value, or nothing
sim::Words objection_to(const ParameterInfo& parameter, double value);
/// "outside the prior range 0.2 to 1", or nothing.
sim::Words remark_on(const ParameterInfo& parameter, double value);

/// The names of all parameters, for messages.
std::vector<std::string> parameter_names();

} // namespace commitment
