#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "sim/text/findings.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

/// A folder's name as a shell takes it, in quotes where it needs them.
std::string shell_word(const std::string& text);
/// Words of a command as a shell takes them.
std::string shell_line(const std::vector<std::string>& words);
/// Lines for a shell, each ended.
std::string script_of(const std::vector<std::string>& lines);

/// The commands that lead from a city to its first results: validate, run and, where there is more than one of the
/// plans that a new city has, compare.
std::vector<std::string> first_commands(const std::string& folder, const std::vector<std::string>& plans,
                                        sim::Language language);

/// The plans of a new city.
std::vector<std::string> new_plans();

/// What of a city is still assumed, where facts belong, in which order, and the command of a first run; empty for a
/// city whose `city.toml` says of nothing that it is assumed.
std::string next_steps(const Inputs& inputs, sim::Language language);

} // namespace layak
