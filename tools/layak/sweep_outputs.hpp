#pragma once

#include <filesystem>

#include "tools/layak/sweep_request.hpp"

namespace layak {

/// Writes result.nc of a complete sweep, where it is not there yet, failures.csv and table.csv into the folder, and
/// prints the curves (with `options.json` as JSON).
/// \param options  language, threads, quiet, json \throws Exit where it was stopped, and as `write_sweep`
void write_outputs(const std::filesystem::path& folder, const PreparedSweep& prepared, const sim::Store& store,
                   const CommonOptions& options);

} // namespace layak
