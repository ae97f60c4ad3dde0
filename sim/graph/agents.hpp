#pragma once

#include <boost/graph/adjacency_list.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace sim {

/// A vertex: an agent, known by its id.
struct Agent
{
    std::string id;
    int kind = 0;
};

/// An edge j → i: j influences i, in the way of its type.
struct Link
{
    int type = 0;
    double weight = 1; ///< above 0
};

/// Agents and their typed, weighted, directed links, while they are built, checked, analysed and exported.
/// What a step walks is a packed copy (links.hpp).
using AgentGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, Agent, Link>;

/// [agent] number of its weakly connected component, counted from 0 in the order of the agents.
std::vector<int> components(const AgentGraph& graph);

/// [agent] whether a path of links leads there from `source`; the source itself counts.
std::vector<bool> reachable_from(const AgentGraph& graph, std::size_t source);

} // namespace sim
