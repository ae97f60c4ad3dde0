#include "sim/graph/agents.hpp"

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/connected_components.hpp>

namespace sim {

std::vector<int> components(const AgentGraph& graph)
{
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> undirected(num_vertices(graph));
    for (auto [edge, end] = edges(graph); edge != end; ++edge)
        add_edge(source(*edge, graph), target(*edge, graph), undirected);
    std::vector<int> component(num_vertices(graph));
    if (!component.empty()) boost::connected_components(undirected, component.data());
    return component;
}

std::vector<bool> reachable_from(const AgentGraph& graph, std::size_t source)
{
    struct Mark : boost::default_bfs_visitor
    {
        explicit Mark(std::vector<bool>& marks) : reached(&marks) {}
        void discover_vertex(std::size_t vertex, const AgentGraph&) const { (*reached)[vertex] = true; }
        std::vector<bool>* reached;
    };
    std::vector<bool> reached(num_vertices(graph));
    breadth_first_search(graph, source, boost::visitor(Mark(reached)));
    return reached;
}

} // namespace sim
