#pragma once

#include <string>

#include "models/commitment/city.hpp"
#include "tools/docs/document.hpp"

namespace docs {

// From the code alone.
std::string parameters(); ///< with source and reasoning of each default
std::string constants();  ///< the structural ones
std::string interventions();
std::string initial_state();
std::string outcomes();

// Of a city, as the program reads it.
std::string entities(const commitment::City& city);
std::string links(const commitment::City& city);
std::string observations(const commitment::City& city);
/// The processes of a month in the order in which one month of the city goes through them.
/// \throws std::logic_error if a process is not described, or a description is of none
std::string schedule(const commitment::City& city);

/// All of them. The city must outlive what is returned.
Tables tables_of(const commitment::City& city);

} // namespace docs
