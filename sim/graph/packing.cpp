#include "sim/graph/packing.hpp"

#include <algorithm>

namespace sim {

PackedLinks pack_links(const AgentGraph& graph,
                       const std::function<bool(std::size_t, std::size_t, const Link&)>& counts)
{
    PackedLinks packed;
    packed.first.push_back(0);
    std::vector<std::pair<std::uint32_t, double>> incoming;
    for (std::size_t to = 0; to < num_vertices(graph); ++to) {
        incoming.clear();
        double sum = 0;
        for (auto [edge, end] = in_edges(to, graph); edge != end; ++edge) {
            const std::size_t from = source(*edge, graph);
            if (!counts || counts(from, to, graph[*edge]))
                incoming.emplace_back(static_cast<std::uint32_t>(from), graph[*edge].weight);
        }
        std::sort(incoming.begin(), incoming.end());
        for (const auto& [from, weight] : incoming) sum += weight;
        for (const auto& [from, weight] : incoming) {
            packed.source.push_back(from);
            packed.share.push_back(weight / sum);
        }
        packed.first.push_back(static_cast<std::uint32_t>(packed.source.size()));
    }
    return packed;
}

} // namespace sim
