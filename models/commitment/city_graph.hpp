#pragma once

#include "models/commitment/city.hpp"
#include "sim/graph/agents.hpp"

namespace commitment {

/// The links as a graph of agents: vertices in the order of `institutions`.
sim::AgentGraph graph_of(const City& city);

} // namespace commitment
