#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/commitment/experiment.hpp"
#include "models/commitment/goal.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

/// Writes the result of a run as netCDF-4 (layout: sim/results and tools/layak README).
/// \param goals  that were asked for; the result kept their outcomes, in this order
/// \param force  an existing file is replaced
/// \return the digest of the content
/// \throws sim::WriteError, sim::Interrupted
std::string write_result(const std::filesystem::path& path, const Inputs& inputs,
                         const commitment::ExperimentResult& result, const commitment::ExperimentOptions& options,
                         const std::vector<commitment::Goal>& goals, bool force);

/// A text that goes with a result, in a file of its own.
struct TextBeside
{
    std::filesystem::path path;
    std::string text;
};

/// The same, safe against signals: until it is whole nothing is there, and what is said on a stop says so. A text
/// beside it is written aside first; then both come into their places together.
/// \throws Exit after saying that the user stopped it
std::string write_result_or_stop(const std::filesystem::path& path, const Inputs& inputs,
                                 const commitment::ExperimentResult& result,
                                 const commitment::ExperimentOptions& options,
                                 const std::vector<commitment::Goal>& goals, bool force, sim::Language language,
                                 const std::optional<TextBeside>& beside = std::nullopt);

/// The result that this command has put in its place; empty before. What fails later leaves it whole.
const std::filesystem::path& whole_result();

/// From now on a signal ends the program, saying that nothing was written.
void nothing_is_written_on_stop(sim::Language language);

/// Whether a file begins as results do.
bool begins_as_result(const std::filesystem::path& file);

/// The name of an outcome in a result file: `_` for `.`.
std::string variable_name(std::string outcome);

} // namespace layak
