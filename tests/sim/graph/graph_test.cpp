#include <catch2/catch.hpp>

#include "sim/graph/agents.hpp"
#include "sim/graph/packing.hpp"

namespace {

struct Edge
{
    std::size_t from, to;
    int type = 0;
    double weight = 1;
};

sim::AgentGraph graph_of(std::size_t agents, const std::vector<Edge>& edges)
{
    sim::AgentGraph graph(agents);
    for (const Edge& edge : edges) add_edge(edge.from, edge.to, sim::Link{edge.type, edge.weight}, graph);
    return graph;
}

const auto every = [](std::size_t, std::size_t, const sim::Link&) { return true; };

} // namespace

TEST_CASE("components are numbered in the order of the agents, whatever way links point", "[graph][exact]")
{
    CHECK(components(graph_of(6, {{0, 2}, {4, 1}, {5, 4}})) == std::vector{0, 1, 0, 2, 1, 1});
    CHECK(components(graph_of(3, {{2, 1}, {2, 0}})) == std::vector{0, 0, 0});
    CHECK(components(graph_of(2, {{1, 1}})) == std::vector{0, 1});
    CHECK(components(graph_of(0, {})).empty());
}

TEST_CASE("reachable is what a path of links leads to", "[graph][exact]")
{
    const auto graph = graph_of(6, {{0, 1}, {1, 2}, {2, 0}, {3, 0}, {2, 4}});
    CHECK(reachable_from(graph, 0) == std::vector{true, true, true, false, true, false});
    CHECK(reachable_from(graph, 3) == std::vector{true, true, true, true, true, false});
    CHECK(reachable_from(graph, 4) == std::vector{false, false, false, false, true, false});
}

TEST_CASE("packed links give weighted means over the links that count", "[graph][exact]")
{
    const auto graph = graph_of(4, {{3, 0, 1, 2.0}, {1, 0, 1, 6.0}, {2, 0, 2, 9.0}, {0, 3, 1, 0.5}});
    const sim::PackedLinks packed =
        pack_links(graph, [](std::size_t, std::size_t, const sim::Link& link) { return link.type == 1; });
    CHECK(packed.first == std::vector<std::uint32_t>{0, 2, 2, 2, 3});
    CHECK(packed.source == std::vector<std::uint32_t>{1, 3, 0});
    CHECK(packed.share == std::vector{0.75, 0.25, 1.0});
    const sim::LinksView view(packed);
    CHECK(view.first.size() == 5);
    CHECK(view.share[1] == 0.25);
}

TEST_CASE("both ends of a link decide whether it counts", "[graph]")
{
    const auto graph = graph_of(3, {{0, 1}, {1, 2}, {2, 1}});
    const sim::PackedLinks packed =
        pack_links(graph, [](std::size_t from, std::size_t to, const sim::Link&) { return from < to; });
    CHECK(packed.first == std::vector<std::uint32_t>{0, 0, 1, 2});
    CHECK(packed.source == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("two links of one pair both count", "[graph]")
{
    const sim::PackedLinks packed = pack_links(graph_of(2, {{0, 1, 1, 1.0}, {0, 1, 2, 3.0}}), every);
    CHECK(packed.source == std::vector<std::uint32_t>{0, 0});
    CHECK(packed.share == std::vector{0.25, 0.75});
}

TEST_CASE("the order in which links were added changes no bit", "[graph][twin]")
{
    std::vector<Edge> edges;
    for (std::size_t i = 0; i < 40; ++i)
        edges.push_back({i * 7 % 11, i * 5 % 13, 0, 0.1 + 0.37 * static_cast<double>(i % 9)});
    const sim::PackedLinks one = pack_links(graph_of(13, edges), every);
    std::reverse(edges.begin(), edges.end());
    const sim::PackedLinks other = pack_links(graph_of(13, edges), every);
    CHECK(one.first == other.first);
    CHECK(one.source == other.source);
    CHECK(one.share == other.share);
}
