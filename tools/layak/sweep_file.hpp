#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "models/commitment/sweep.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/sweep_manifest.hpp"

namespace layak {

/// A run that failed, with its place in the result.
struct FailedRow
{
    std::uint64_t run = 0;
    std::uint32_t row = 0;
    commitment::FailedRun what;
};
/// In the order of the runs. \throws sim::ReadError
std::vector<FailedRow> failures_of(const commitment::Sweep& sweep, const sim::Store& store);

/// Writes the runs of a complete store as netCDF-4 (layout: tools/layak README, "A sweep's result"): the same bytes
/// however and in how many pieces they were run. Memory does not grow with the runs.
/// \return the digest of the content
/// \throws sim::WriteError, sim::ReadError (a damaged block), sim::Interrupted
std::string write_sweep(const std::filesystem::path& path, const ReadDesign& design, const commitment::Sweep& sweep,
                        const commitment::SweepOptions& options, const SweepManifest& manifest, const sim::Store& store,
                        const std::function<void(double share)>& progress);

/// What a result tells of its design, for the analysis of it: attribute "design_json".
std::string design_as_json(const ReadDesign& read);

/// The variable of a factor: `_` for what is no letter or digit.
std::string factor_variable(const std::string& factor);

} // namespace layak
