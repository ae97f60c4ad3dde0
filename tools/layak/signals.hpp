#pragma once

#include <atomic>
#include <filesystem>
#include <string>

namespace layak {

/// From now on SIGINT, SIGTERM and SIGHUP set `stop_requested`; one that comes more than a second after that ends the
/// program at once.
void listen_for_stop();

/// For work that is not kept in part: from now on SIGINT, SIGTERM and SIGHUP say `message` and end the program at once.
/// With `part`, a file under way, they first remove it and `beside`, one that goes with it; while it is not there (not
/// yet, or whole already and in its place) they set `stop_requested`.
void end_on_stop(const std::string& message, const std::filesystem::path& part = {},
                 const std::filesystem::path& beside = {});

extern std::atomic<bool> stop_requested;
/// 129, 130 or 143, after the signal that came.
int stop_status();

} // namespace layak
