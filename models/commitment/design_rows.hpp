#pragma once

// The rows of a design, from its sampling.

#include <vector>

#include "models/commitment/design_file.hpp"
#include "sim/text/toml.hpp"

namespace commitment {

inline constexpr std::size_t most_rows = 10'000'000;

/// Adds a row for each plan, or one where the plan is a factor itself.
void add_rows(Design& design, const std::vector<double>& values);

/// Works out the rows. \param root  of the file, for its mistakes
void sample(const sim::TomlTable& root, Design& design);

} // namespace commitment
