#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/commitment/block.hpp"
#include "tools/layak/stored_sweep.hpp"

namespace layak {

/// All that a sweep's result holds of one run, to be compared with the run computed again: its outcomes in the months
/// that are kept, and what each lever cost and could not be paid in every year.
class StoredSweepRun
{
  public:
    /// \param start, months  that are run
    StoredSweepRun(const StoredSweep& sweep, std::uint64_t run, sim::Month start, std::uint32_t months);

    bool failed() const { return failed_; }

    /// The first number that is not the same, as "month, name: file / now"; empty where all are.
    std::string difference(std::uint32_t step, commitment::CommitmentBlock& block, int lane);

  private:
    std::vector<sim::Month> kept_;
    sim::Month start_;
    std::uint32_t months_;
    bool failed_ = false;
    std::vector<std::vector<float>> outcomes_;               ///< [outcome][kept month]
    std::vector<std::size_t> levers_;                        ///< places in the table of levers
    std::vector<double> cost_, undelivered_;                 ///< [year][lever]
    std::vector<double> cost_of_year_, undelivered_of_year_; ///< [lever] of the year so far
};

} // namespace layak
