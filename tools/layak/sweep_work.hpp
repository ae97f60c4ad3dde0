#pragma once

#include <cstddef>

#include "models/commitment/sweep.hpp"
#include "sim/store/work.hpp"
#include "sim/text/findings.hpp"

namespace layak {

/// How far the work on a sweep came.
struct WorkDone
{
    bool all = false;     ///< else it was stopped
    std::size_t kept = 0; ///< tasks that are safe now and were not before
};

/// Runs the tasks that the store lacks and keeps them there, until SIGINT or SIGTERM.
/// \param what  is said of it, with progress; \param shown  false: says nothing
/// \throws as sim::work_through
WorkDone run_missing_tasks(sim::Store& store, const commitment::Sweep& sweep, sim::WorkOptions options,
                           const sim::Words& what, sim::Language language, bool shown);

} // namespace layak
