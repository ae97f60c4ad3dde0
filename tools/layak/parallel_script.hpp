#pragma once

#include <string>

#include "tools/layak/cluster_script.hpp"

namespace layak {

/// The lines that have GNU parallel deal the shards of a job to its machines, one at a time to each; then what became
/// of it is told, and `merge` follows. Where a shard was refused (exit status 2) nothing follows: it would be again.
std::string parallel_script(const ClusterJob& job, const std::string& merge);

} // namespace layak
