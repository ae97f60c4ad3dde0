#pragma once

#include <atomic>

namespace layak {

/// From now on SIGINT and SIGTERM set `stop_requested`; a second one ends the program at once.
void listen_for_stop();

extern std::atomic<bool> stop_requested;
/// 130 or 143, after the signal that came.
int stop_status();

} // namespace layak
