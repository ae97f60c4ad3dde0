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

/// The same, safe against signals: until it is whole nothing is there, and what is said on a stop says so.
/// \throws Exit after saying that the user stopped it
std::string write_result_or_stop(const std::filesystem::path& path, const Inputs& inputs,
                                 const commitment::ExperimentResult& result,
                                 const commitment::ExperimentOptions& options, bool force, sim::Language language);

/// From now on a signal ends the program, saying that nothing was written.
void nothing_is_written_on_stop(sim::Language language);

/// The name of an outcome in a result file: `_` for `.`.
std::string variable_name(std::string outcome);

} // namespace layak
