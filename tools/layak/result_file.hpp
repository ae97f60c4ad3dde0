#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/commitment/experiment.hpp"
#include "models/commitment/goal.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

/// Runs the inputs' plans and writes the result as netCDF-4 (layout: sim/results and tools/layak README); an existing
/// file is replaced.
/// \param goals  that were asked for; the options keep their outcomes, in this order
/// \return the digest of the content
/// \throws sim::WriteError, sim::Interrupted
std::string write_result(const std::filesystem::path& path, const Inputs& inputs,
                         const commitment::ExperimentOptions& options, const std::vector<commitment::Goal>& goals);

/// A text that goes with a result, in a file of its own.
struct TextBeside
{
    std::filesystem::path path;
    std::string text;
};

class ResultWriter;

/// A result on its way, safe against signals: until it is whole nothing is there, and what is said on a stop says so.
class GuardedResult
{
  public:
    /// \param goals, options  as of `write_result`
    /// \param force  an existing file is replaced
    GuardedResult(const std::filesystem::path& path, const Inputs& inputs, const commitment::ExperimentOptions& options,
                  const std::vector<commitment::Goal>& goals, bool force, sim::Language language);
    ~GuardedResult();

    /// Writes aside the next replicates. \param first  of all
    /// \throws Exit after saying that the user stopped it; sim::WriteError
    void add(const commitment::ExperimentResult& batch, std::uint32_t first);

    /// \param result  whose statistics are of all replicates
    /// \param beside  is written aside first; then both come into their places together
    /// \return the digest of the content
    /// \throws Exit after saying that the user stopped it; sim::WriteError
    std::string finish(const commitment::ExperimentResult& result,
                       const std::optional<TextBeside>& beside = std::nullopt);

  private:
    /// \param text_part  of a text beside, to be removed too
    void guard(const std::filesystem::path& text_part, const std::function<void()>& work);

    std::filesystem::path path_;
    const Inputs& inputs_;
    const commitment::ExperimentOptions& options_;
    const std::vector<commitment::Goal>& goals_;
    bool force_;
    sim::Language language_;
    std::unique_ptr<ResultWriter> writer_;
};

/// The result that this command has put in its place; empty before. What fails later leaves it whole.
const std::filesystem::path& whole_result();

/// From now on a signal ends the program, saying that nothing was written.
void nothing_is_written_on_stop(sim::Language language);

/// Whether a file begins as results do.
bool begins_as_result(const std::filesystem::path& file);

/// The name of an outcome in a result file: `_` for `.`.
std::string variable_name(std::string outcome);

} // namespace layak
