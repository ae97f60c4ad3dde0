#include "models/commitment/city_graph.hpp"

namespace commitment {

sim::AgentGraph graph_of(const City& city)
{
    sim::AgentGraph graph(city.institutions.size());
    for (std::size_t i = 0; i < city.institutions.size(); ++i)
        graph[i] = {city.institutions[i].id, static_cast<int>(city.institutions[i].kind)};
    for (const CityLink& link : city.links)
        add_edge(link.from.value(), link.to.value(), sim::Link{static_cast<int>(link.type), link.weight}, graph);
    return graph;
}

} // namespace commitment
