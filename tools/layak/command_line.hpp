#pragma once

#include <string>

namespace layak {

/// Keeps the command that was given. \param argv  must outlive its last use
void remember_command(int argc, char** argv);

/// That command as a shell takes it, quoted where it must be: for "to go on: …".
std::string command_again();

} // namespace layak
