#pragma once

#include <filesystem>
#include <string>

#include "models/commitment/experiment.hpp"
#include "sim/results/netcdf_reader.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

/// What begins as a result file and is none that is whole: cut off, damaged, or changed since it was written.
struct DamagedResult : sim::InputError
{
    using sim::InputError::InputError;
};

/// A result with the inputs that it carries: enough to run it again.
class StoredRun
{
  public:
    /// \param result  the file, or a sweep's folder
    /// \throws DamagedResult; sim::InputError where it is no result of this layout
    explicit StoredRun(const std::filesystem::path& result);
    StoredRun(const StoredRun&) = delete;
    StoredRun& operator=(const StoredRun&) = delete;

    const std::filesystem::path& path() const { return path_; }
    const sim::NetcdfReader& file() const { return *file_; }
    const Inputs& inputs() const { return inputs_; }
    const commitment::ExperimentOptions& options() const { return options_; }
    /// "0.1.0 (commit), g++ 12.2.0" of the program that wrote it.
    const std::string& written_by() const { return written_by_; }

  private:
    std::filesystem::path path_;
    std::unique_ptr<sim::NetcdfReader> file_;
    Inputs inputs_;
    commitment::ExperimentOptions options_;
    std::string written_by_;
};

} // namespace layak
