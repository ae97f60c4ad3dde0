#pragma once

#include <string>
#include <vector>

#include "models/commitment/city.hpp"
#include "sim/text/findings.hpp"

namespace layak {

/// A folder's name as a shell takes it, in quotes where it needs them.
std::string shell_word(const std::string& text);

/// The commands that lead from a new city to its first results.
std::vector<std::string> first_commands(const std::string& folder, sim::Language language);

/// What of a city is still assumed, where facts belong, in which order, and the command of a first run; empty for a
/// city whose `city.toml` says of nothing that it is assumed.
std::string next_steps(const commitment::City& city, const std::string& folder, sim::Language language);

} // namespace layak
