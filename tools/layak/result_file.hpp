#pragma once

#include <filesystem>
#include <string>

#include "models/commitment/experiment.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

/// Writes the result of a run as netCDF-4 (layout: sim/results and tools/layak README).
/// \param force  an existing file is replaced
/// \return the digest of the content
/// \throws sim::WriteError, sim::Interrupted
std::string write_result(const std::filesystem::path& path, const Inputs& inputs,
                         const commitment::ExperimentResult& result, const commitment::ExperimentOptions& options,
                         bool force);

} // namespace layak
