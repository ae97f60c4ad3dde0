#pragma once

#include <string>
#include <vector>

#include "models/commitment/what_if.hpp"
#include "tools/layak/inputs.hpp"

namespace CLI {
class App;
}

namespace layak {

void add_what_if(CLI::App& verb, std::vector<std::string>& given);

/// \param findings  receives what is wrong, and what changes nothing
std::vector<commitment::WhatIf> read_what_ifs(const std::vector<std::string>& given, const Inputs& inputs,
                                              sim::Findings& findings);

} // namespace layak
