#pragma once

#include <functional>

#include "sim/graph/agents.hpp"
#include "sim/graph/links.hpp"

namespace sim {

/// Packs the links that `counts` accepts (none given: all); the means are over these alone.
PackedLinks pack_links(const AgentGraph& graph,
                       const std::function<bool(std::size_t from, std::size_t to, const Link&)>& counts = {});

} // namespace sim
