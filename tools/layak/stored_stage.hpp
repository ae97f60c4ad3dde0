#pragma once

// What the tasks of a stage (sim/core/stage.hpp) gave, as a store keeps it.

#include <cstddef>
#include <string>
#include <vector>

#include "sim/store/store.hpp"

namespace layak {

/// Names of a stage's tasks in a store.
std::vector<std::string> stage_tasks(const std::string& stage, std::size_t count);

/// Numbers as a store keeps them.
sim::StoredTask task_of_numbers(const std::string& name, const std::vector<double>& numbers);
/// \throws sim::ReadError
std::vector<double> stored_numbers(const sim::Store& store, const std::string& name);

} // namespace layak
