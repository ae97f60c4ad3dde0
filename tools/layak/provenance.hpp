#pragma once

#include <string>
#include <vector>

#include "models/commitment/experiment.hpp"
#include "models/commitment/goal.hpp"
#include "models/commitment/sweep.hpp"
#include "sim/results/netcdf.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

std::string version();  ///< "0.1.0"
std::string commit();   ///< of the source, with "+changes" where it was built from changed files
std::string compiler(); ///< name and version

/// SHA-256 over the names and texts of all input files and the settings: the same inputs, the same digest.
std::string digest_of(const Inputs& inputs);

/// [file] under which names a result keeps the texts: letters, digits and _ alone, as netCDF's readers like them.
std::vector<std::string> stored_names(const Inputs& inputs);

/// What entered a run, as JSON: each file with its SHA-256, the settings, every parameter in force, and the options
/// that make the same result again.
std::string inputs_as_json(const Inputs& inputs, const commitment::ExperimentOptions& options,
                           const std::vector<commitment::Goal>& goals = {});

/// The same of a sweep.
std::string sweep_inputs_as_json(const Inputs& inputs, const commitment::SweepOptions& options,
                                 const commitment::Design& design);

/// Puts into a result what entered it and who made it.
void write_provenance(sim::NetcdfWriter& file, const Inputs& inputs, const std::string& inputs_json);

} // namespace layak
