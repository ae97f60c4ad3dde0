#pragma once

// The runs of a design, in tasks of eight replicates of a row, so that a store can keep them one by one.

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/commitment/city.hpp"
#include "models/commitment/dealt_sets.hpp"
#include "models/commitment/design_file.hpp"
#include "models/commitment/packed.hpp"
#include "models/commitment/parameter_sets.hpp"
#include "sim/ensemble/block.hpp"
#include "sim/store/block_file.hpp"
#include "sim/store/store.hpp"

namespace commitment {

/// What is kept of a run: the outcome table in some months, and accounts of every calendar year.
struct RunShape
{
    sim::Month start;
    std::uint32_t months = 0;        ///< that are run
    std::vector<std::uint32_t> kept; ///< of these, from 0
    int first_year = 0;
    std::uint32_t years = 0;

    std::size_t outcomes() const; ///< numbers: [kept][outcome]
    std::size_t accounts() const; ///< numbers: [year][lever][spent, undelivered]
};

/// A run as it was kept; of one that failed all numbers are NaN.
struct KeptRun
{
    std::vector<float> outcomes;  ///< [kept][outcome]
    std::vector<double> accounts; ///< [year][lever][spent, undelivered]
};

/// A run that gave no numbers: why.
struct FailedRun
{
    std::uint32_t replicate = 0;
    std::string message;
};

struct SweepOptions
{
    std::uint64_t seed = 1;
    std::uint32_t replicates = 1;
    KeptMonths keep = KeptMonths::years;
    const ParameterSets* sets = nullptr; ///< a parameter set a replicate, under the row's values; null: the city's
};

/// The runs of a design. Run n is replicate n / rows of row n % rows, so that a part of them is balanced.
/// The city, the plans and the design must outlive it.
class Sweep
{
  public:
    /// \param plan_digests  of each plan's text: a row is known by its plan's text and its values, not by its number
    Sweep(const City& city, const std::vector<Plan>& plans, const std::vector<std::string>& plan_digests,
          const Design& design, const SweepOptions& options);
    ~Sweep();

    const RunShape& shape() const { return shape_; }
    std::uint32_t rows() const { return static_cast<std::uint32_t>(design_.rows.size()); }
    std::uint64_t runs() const { return std::uint64_t{rows()} * options_.replicates; }
    /// [row] a digest of what the row is
    const std::vector<std::string>& row_keys() const { return keys_; }

    /// Tasks in the order of the runs: all rows for the first eight replicates, then for the next.
    std::size_t tasks() const { return std::size_t{rows()} * groups_; }
    std::string task_name(std::size_t task) const { return task_name(keys_[task % rows()], task / rows()); }
    static std::string task_name(const std::string& row_key, std::size_t group);

    /// Runs a task, and packs it for a store. What fails in it becomes part of what is kept: an exception of the model
    /// for all its replicates, a state out of range for its own. \return nothing where it was stopped \throws
    /// std::bad_alloc
    std::optional<sim::StoredTask> run(std::size_t task, const std::atomic<bool>* stop) const;

    /// The runs of a task, not packed. \return nothing where it was stopped \throws std::bad_alloc
    struct Finished
    {
        std::array<KeptRun, sim::Block::replicates> runs;      ///< [lane]
        std::array<std::string, sim::Block::replicates> wrong; ///< [lane] why it failed; empty: it did not
    };
    std::optional<Finished> compute(std::size_t task, const std::atomic<bool>* stop) const;

    /// \throws sim::ReadError where it is not of this shape
    KeptRun read(const sim::Store& store, std::uint32_t row, std::uint32_t replicate) const;
    /// Those of a task whose replicates the sweep has. \throws sim::ReadError
    std::vector<FailedRun> failures(const sim::Store& store, std::size_t task) const;

  private:
    const City& city_;
    const std::vector<Plan>& plans_;
    const Design& design_;
    SweepOptions options_;
    RunShape shape_;
    std::uint32_t groups_ = 0;
    std::vector<std::string> keys_;
    PackedCity packed_;
    std::vector<double> highest_; ///< [outcome]
    ParameterSets single_;
    std::optional<DealtSets> dealt_; ///< where no row changes the leadership
};

} // namespace commitment
