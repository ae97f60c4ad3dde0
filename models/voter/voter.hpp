#pragma once

// The voter model: each step one agent, drawn uniformly, takes the opinion of one agent that influences it, drawn
// in proportion to the weight of the link (Clifford and Sudbury 1973; Holley and Liggett 1975).

#include <array>
#include <cstdint>
#include <vector>

#include "sim/ensemble/ensemble.hpp"
#include "sim/graph/packing.hpp"

namespace voter {

/// [agent] 0 or 1, in the order of the graph's agents
using Opinions = std::vector<std::uint8_t>;

/// Eight replicates. Observed of each: as cells the opinion of every agent; as series the share of agents at 1.
class VoterBlock final : public sim::Block
{
  public:
    /// \param links  must outlive the block; an agent without incoming links never changes its opinion
    VoterBlock(const sim::PackedLinks& links, const Opinions& initial, std::uint64_t seed,
               std::uint32_t first_replicate);

    void advance() override;
    void observe(float* cells, double* series) override;

  private:
    sim::LinksView links_;
    std::uint64_t seed_;
    std::uint32_t first_replicate_;
    std::uint32_t step_ = 0;
    std::vector<std::array<std::uint8_t, replicates>> opinions_; ///< [agent][lane]
};

struct RunOptions
{
    std::uint32_t replicates = 200;
    std::uint32_t steps = 0; ///< one agent each
    std::uint64_t seed = 1;
    sim::EnsembleOptions ensemble{};
};

/// Runs all replicates from the same opinions on a graph with at least one agent; an undirected tie is two links.
/// \throws sim::Interrupted; whatever `receive` throws
void run(const sim::AgentGraph& graph, const Opinions& initial, const RunOptions& options, const sim::Receive& receive);

} // namespace voter
