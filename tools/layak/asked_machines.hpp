#pragma once

// The machines of an office, asked before they work.

#include <string>
#include <vector>

#include "tools/layak/cluster_script.hpp"

namespace layak {

/// Nobody is there to be asked for a password; a machine that is switched off would be waited for for two hours.
inline constexpr const char* ssh_options =
    " -o BatchMode=yes -o ServerAliveInterval=10 -o ServerAliveCountMax=3 -o ConnectTimeout=15";

/// ":" where none is named: this machine alone.
std::vector<std::string> split_hosts(const std::string& hosts);

/// Lines of a script that ask every machine, all at once, over `$ssh`, set `machines` to those that take part, with
/// commas, and `left_out` to why the others do not, which they also say. Its answer is in log/machine-K.txt. What runs
/// is in `runs`, for whoever has to stop it. With more than this machine, `asks=again; ask_machines` asks once more,
/// and leaves it to the caller to say `left_out`.
/// \param logs  folder of the logs, with a slash at its end
std::vector<std::string> asked_machines(const ClusterJob& job, const std::string& logs);

} // namespace layak
