#pragma once

#include <filesystem>

#include "sim/text/findings.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

struct CommonOptions;

/// What can be known to fail when a result is written is said before the work begins.
/// Only a result is replaced, and that with `force` alone; never an input.
/// \throws Exit after saying why
void check_output(const std::filesystem::path& output, const Inputs& inputs, bool force, sim::Language language);

/// The same of a text that goes with a result.
/// \param head  with what its first line begins, by which one is known that may be replaced
void check_text_output(const std::filesystem::path& output, const std::string& head, const Inputs& inputs, bool force,
                       sim::Language language);

/// Writes a text aside and renames it: it is whole or not there. \throws sim::WriteError
void write_text(const std::filesystem::path& output, const std::string& text);

/// Ends with a message where so many bytes are more than this machine's memory holds. \param advice  what to do then
void refuse_if_too_large(std::size_t bytes, const sim::Words& advice, sim::Language language);

/// Says it on stderr, on a line of its own.
void say(const sim::Words& words, sim::Language language);
/// The same where the command is not to be quiet.
void say(const CommonOptions& given, const sim::Words& words);

/// The same of what went wrong, and ends. \throws Exit
[[noreturn]] void refuse(const sim::Words& words, sim::Language language, int status);

} // namespace layak
