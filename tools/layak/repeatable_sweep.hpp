#pragma once

#include <string>

#include "models/commitment/sweep.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/stored_sweep.hpp"

namespace layak {

/// A sweep's result with the inputs that it carries: enough to run it, or one run of it, again.
class RepeatableSweep
{
  public:
    /// \param stored  must outlive it \throws DamagedResult, sim::InputError
    explicit RepeatableSweep(const StoredSweep& stored);
    RepeatableSweep(const RepeatableSweep&) = delete;
    RepeatableSweep& operator=(const RepeatableSweep&) = delete;

    const StoredSweep& stored() const { return stored_; }
    const ReadDesign& design() const { return design_; }
    const commitment::SweepOptions& options() const { return options_; }
    const commitment::Sweep& sweep() const { return *sweep_; }
    const std::string& written_by() const { return written_by_; }

  private:
    const StoredSweep& stored_;
    ReadDesign design_;
    commitment::SweepOptions options_;
    std::optional<commitment::Sweep> sweep_;
    std::string written_by_;
};

} // namespace layak
