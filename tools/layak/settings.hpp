#pragma once

#include <string>
#include <vector>

#include "sim/text/findings.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

/// Lets NAME=VALUE of parameters and levers hold over what the files of `inputs` say.
void apply_settings(Inputs& inputs, const std::vector<std::string>& settings, sim::Findings& findings);

} // namespace layak
