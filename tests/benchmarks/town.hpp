#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "models/commitment/block.hpp"
#include "models/commitment/city.hpp"
#include "models/commitment/packed.hpp"
#include "models/commitment/plan.hpp"

namespace bench {

/// A city and its plans, ready to be run.
class Town
{
  public:
    /// \throws std::runtime_error where the folder is no city or lacks a plan
    Town(const std::filesystem::path& folder, const std::vector<std::string>& plans);

    const commitment::City& city() const { return city_; }
    const commitment::PackedCity& packed() const { return *packed_; }
    const commitment::Plan& plan(std::size_t p) const { return plans_[p]; }
    std::uint32_t months(std::size_t p) const { return packed_plans_[p]->months; }
    /// Eight replicates from 8 · number on, with the default parameters.
    std::unique_ptr<commitment::CommitmentBlock> block(std::size_t plan, std::uint32_t number,
                                                       commitment::Watch* watch = nullptr) const;
    /// One replicate of one lane.
    std::unique_ptr<commitment::CommitmentBlock> single(std::size_t plan, sim::RunRanges run_ranges = nullptr) const;
    /// Runs so many blocks to the plan's end, or for `months`.
    void run(std::size_t plan, std::uint32_t blocks, std::uint32_t months = 0,
             commitment::Watch* watch = nullptr) const;

  private:
    commitment::BlockSetting setting(std::size_t plan) const;

    commitment::City city_;
    std::vector<commitment::Plan> plans_;
    std::unique_ptr<commitment::PackedCity> packed_;
    std::vector<std::unique_ptr<commitment::PackedPlan>> packed_plans_;
    std::unique_ptr<sim::BetaTable> leadership_;
};

} // namespace bench
