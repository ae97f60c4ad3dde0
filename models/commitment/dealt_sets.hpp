#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "models/commitment/block.hpp"
#include "models/commitment/parameter_sets.hpp"
#include "sim/random/beta.hpp"

namespace commitment {

/// Parameter sets as blocks take them: with the table of each one's leaders.
class DealtSets
{
  public:
    /// \param sets  must outlive this
    /// \param first_replicate, replicates  those that will be asked for; the others' tables are not made
    explicit DealtSets(const ParameterSets& sets, std::uint32_t first_replicate = 0,
                       std::uint32_t replicates = std::numeric_limits<std::uint32_t>::max());

    /// The sets of eight replicates in a row.
    void deal(BlockSetting& setting, std::uint32_t first_replicate) const;

    const sim::BetaTable* leadership(std::uint32_t set) const { return leadership_[set].get(); }

  private:
    const ParameterSets& sets_;
    std::vector<std::unique_ptr<sim::BetaTable>> leadership_; ///< [set]
};

} // namespace commitment
