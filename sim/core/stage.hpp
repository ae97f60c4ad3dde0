#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace sim {

/// Does tasks 0 to count − 1 in any order, in parallel if it likes, and gives what each gave. A stage's name and a
/// task's number say all that the task hangs on, so what was done before may be taken from a store.
/// \throws what it likes, to stop
using RunStage = std::function<std::vector<std::vector<double>>(
    const std::string& stage, std::size_t count, const std::function<std::vector<double>(std::size_t task)>& work)>;

} // namespace sim
