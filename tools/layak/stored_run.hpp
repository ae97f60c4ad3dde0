#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/commitment/experiment.hpp"
#include "models/commitment/goal.hpp"
#include "sim/results/netcdf_reader.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/stored_inputs.hpp"

namespace layak {

/// A result of run or compare with the inputs that it carries: enough to run it again.
class StoredRun
{
  public:
    /// \throws DamagedResult; sim::InputError where it is of another layout
    explicit StoredRun(OpenedResult result);
    StoredRun(const StoredRun&) = delete;
    StoredRun& operator=(const StoredRun&) = delete;

    const std::filesystem::path& path() const { return path_; }
    const sim::NetcdfReader& file() const { return *file_; }
    const Inputs& inputs() const { return inputs_; }
    const commitment::ExperimentOptions& options() const { return options_; }
    /// That were asked for; `options` has their outcomes kept, in this order.
    const std::vector<commitment::Goal>& goals() const { return goals_; }
    /// "0.1.0 (commit), g++ 12.2.0" of the program that wrote it.
    const std::string& written_by() const { return written_by_; }

  private:
    std::filesystem::path path_;
    std::unique_ptr<sim::NetcdfReader> file_;
    Inputs inputs_;
    commitment::ExperimentOptions options_;
    std::vector<commitment::Goal> goals_;
    std::string written_by_;
};

} // namespace layak
