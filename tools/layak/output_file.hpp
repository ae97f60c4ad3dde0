#pragma once

#include <filesystem>

#include "sim/text/findings.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

/// What can be known to fail when a result is written is said before the work begins.
/// Only a result is replaced, and that with `force` alone; never an input.
/// \throws Exit after saying why
void check_output(const std::filesystem::path& output, const Inputs& inputs, bool force, sim::Language language);

/// Where `sim::NetcdfWriter` keeps a result until it is whole.
std::filesystem::path part_of(const std::filesystem::path& output);

/// Says it on stderr and ends. \throws Exit
[[noreturn]] void refuse(const sim::Words& words, sim::Language language, int status);

} // namespace layak
