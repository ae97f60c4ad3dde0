#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/commitment/city.hpp"
#include "models/commitment/dealt_sets.hpp"
#include "models/commitment/packed.hpp"
#include "models/commitment/target.hpp"

namespace commitment {

/// Replicates of the k-th amount of a question.
struct TargetSample
{
    std::uint32_t k = 0;
    std::uint32_t first = 0; ///< a multiple of 8
    std::uint32_t replicates = 0;
    auto operator<=>(const TargetSample&) const = default;
};

/// What they gave.
struct TargetCount
{
    std::uint64_t hits = 0;   ///< replicates in which the goal held
    double cost_per_year = 0; ///< rupiah, mean over replicates and the plan's months
    double undelivered = 0;   ///< share of the replicates in which something could not be paid
};

/// Runs samples, eight replicates a task, where the question says, and keeps what they gave.
class TargetSamples
{
  public:
    /// All of it must outlive this.
    TargetSamples(const City& city, const Plan& plan, const TargetQuestion& question);
    TargetSamples(const TargetSamples&) = delete; // its parts point to each other
    TargetSamples& operator=(const TargetSamples&) = delete;

    double amount(std::uint32_t k) const { return question_.lowest + k * question_.step; }
    bool has(const TargetSample& sample) const { return known_.contains(sample); }
    const TargetCount& count(const TargetSample& sample) const { return known_.at(sample); }

    /// \param stage  its name \param samples  all of as many replicates \throws what `question.stages` throws
    void run(const std::string& stage, const std::vector<TargetSample>& samples);

    /// Numbers of eight replicates, one after another; from any thread.
    std::vector<double> block(double amount, std::uint32_t first_replicate) const;

  private:
    const City& city_;
    const Plan& plan_;
    const TargetQuestion& question_;
    ParameterSets single_;
    const ParameterSets& sets_;
    PackedCity packed_;
    std::vector<std::uint32_t> cells_; ///< of the goal's outcome
    std::optional<DealtSets> dealt_;
    std::uint32_t begins_; ///< the plan's first month
    std::uint32_t months_; ///< that are run
    std::uint32_t ends_;   ///< the month after the plan's last
    std::map<TargetSample, TargetCount> known_;

    TargetCount counted(std::span<const std::vector<double>> blocks, std::uint32_t replicates) const;
};

} // namespace commitment
