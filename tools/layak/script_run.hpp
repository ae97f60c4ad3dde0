#pragma once

#include <functional>
#include <string>
#include <sys/types.h>

#include "sim/text/findings.hpp"

namespace layak {

/// \throws Exit(1) after saying so where this machine has no such command of an engine
void need(const std::string& command, sim::Language language);

/// Gives the script to sh and waits for its end. Where this program is to stop (`stop_requested`), the script is told.
/// \param started  is called with its process \return its exit status; of one that was killed −signal
/// \throws Exit(1) where sh cannot be run
int run_script(const std::string& script, sim::Language language, const std::function<void(pid_t)>& started);

} // namespace layak
