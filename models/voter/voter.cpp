#include "models/voter/voter.hpp"

#include <memory>

#include "sim/core/contract.hpp"
#include "sim/random/draws.hpp"

namespace voter {
namespace {

/// What random numbers decide. New decisions go to the end: the numbers make a result repeatable.
enum Decision : std::uint32_t { copying };

/// The agent copied: where the links' shares, added up in their order, first exceed the draw.
std::uint32_t copied(const sim::LinksView& links, std::uint32_t agent, double draw)
{
    std::uint32_t source = agent;
    for (std::uint32_t link = links.first[agent]; link < links.first[agent + 1]; ++link) {
        source = links.source[link]; // and the last one, where rounding leaves the sum below the draw
        draw -= links.share[link];
        if (draw < 0) break;
    }
    return source;
}

} // namespace

VoterBlock::VoterBlock(const sim::PackedLinks& links, const Opinions& initial, std::uint64_t seed,
                       std::uint32_t first_replicate)
    : links_(links), seed_(seed), first_replicate_(first_replicate), opinions_(initial.size())
{
    SIM_EXPECTS(!initial.empty() && links.first.size() == initial.size() + 1);
    for (std::size_t agent = 0; agent < initial.size(); ++agent) opinions_[agent].fill(initial[agent]);
}

void VoterBlock::advance()
{
    for (std::uint32_t lane = 0; lane < replicates; ++lane) {
        // Keyed by the step as `who`: a key's own step must be below 65,536, too few for steps of one agent each.
        const sim::Draws draws(seed_, first_replicate_ + lane, {0, copying}, step_);
        const auto agent = static_cast<std::uint32_t>(draws.index(0, opinions_.size()));
        opinions_[agent][lane] = opinions_[copied(links_, agent, draws.uniform(1))][lane];
    }
    ++step_;
}

void VoterBlock::observe(float* cells, double* series)
{
    for (std::uint32_t lane = 0; lane < replicates; ++lane) {
        std::uint32_t ones = 0;
        for (std::size_t agent = 0; agent < opinions_.size(); ++agent) {
            if (cells != nullptr) cells[agent * replicates + lane] = opinions_[agent][lane];
            ones += opinions_[agent][lane];
        }
        if (series != nullptr) series[lane] = static_cast<double>(ones) / static_cast<double>(opinions_.size());
    }
}

void run(const sim::AgentGraph& graph, const Opinions& initial, const RunOptions& options, const sim::Receive& receive)
{
    const sim::PackedLinks links = sim::pack_links(graph);
    sim::EnsembleShape shape;
    shape.replicates = options.replicates;
    shape.steps = options.steps;
    shape.cells = static_cast<std::uint32_t>(initial.size());
    shape.series = 1;
    const auto make = [&](std::uint32_t, std::uint32_t first_replicate) {
        return std::make_unique<VoterBlock>(links, initial, options.seed, first_replicate);
    };
    sim::run_ensemble(shape, make, receive, options.ensemble);
}

} // namespace voter
