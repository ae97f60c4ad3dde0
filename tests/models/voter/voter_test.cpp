#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <string>
#include <thread>
#include <vector>

#include "models/voter/voter.hpp"
#include "sim/random/key.hpp"

namespace {

using sim::AgentGraph;
using voter::Opinions;
using Vector = std::vector<double>;
using Matrix = std::vector<Vector>;

constexpr std::uint32_t lanes = sim::Block::replicates;

void tie(AgentGraph& graph, std::size_t one, std::size_t other, double weight)
{
    add_edge(one, other, sim::Link{0, weight}, graph);
    add_edge(other, one, sim::Link{0, weight}, graph);
}

AgentGraph ring(std::size_t agents)
{
    AgentGraph graph(agents);
    for (std::size_t i = 0; i < agents; ++i) tie(graph, i, (i + 1) % agents, 1);
    return graph;
}

/// Agent 0 is the hub; the ties' weights are 1, 2, 3 …
AgentGraph star(std::size_t agents)
{
    AgentGraph graph(agents);
    for (std::size_t leaf = 1; leaf < agents; ++leaf) tie(graph, 0, leaf, static_cast<double>(leaf));
    return graph;
}

/// A directed cycle makes it strongly connected; random links of random weights, some double, are added.
AgentGraph random_directed(std::size_t agents, std::size_t more)
{
    AgentGraph graph(agents);
    std::uint64_t word = 7;
    const auto next = [&](std::size_t below) { return (word = sim::mix(word)) % below; };
    const auto weight = [&] { return 0.1 + static_cast<double>(next(1000)) / 250; };
    for (std::size_t i = 0; i < agents; ++i) add_edge(i, (i + 1) % agents, sim::Link{0, weight()}, graph);
    for (std::size_t k = 0; k < more; ++k) {
        const std::size_t from = next(agents);
        add_edge(from, (from + 1 + next(agents - 1)) % agents, sim::Link{0, weight()}, graph);
    }
    return graph;
}

/// [agent][agent copied] probability, from the graph itself.
Matrix copy_matrix(const AgentGraph& graph)
{
    const std::size_t agents = num_vertices(graph);
    Matrix copies(agents, Vector(agents, 0.0));
    for (auto [edge, end] = edges(graph); edge != end; ++edge)
        copies[target(*edge, graph)][source(*edge, graph)] += graph[*edge].weight;
    for (Vector& row : copies) {
        double sum = 0;
        for (const double weight : row) sum += weight;
        for (double& weight : row) weight /= sum;
    }
    return copies;
}

/// The stationary distribution π = πP of the walk that goes from an agent to whom it copies: powers of (1 + P)/2.
Vector stationary(const Matrix& copies)
{
    const std::size_t agents = copies.size();
    Vector weight(agents, 1.0 / static_cast<double>(agents));
    for (int round = 0; round < 20000; ++round) {
        Vector next(agents);
        for (std::size_t i = 0; i < agents; ++i) {
            next[i] += weight[i] / 2;
            for (std::size_t j = 0; j < agents; ++j) next[j] += weight[i] * copies[i][j] / 2;
        }
        weight = next;
    }
    return weight;
}

bool is_consensus(double share) { return share == 0 || share == 1; }

template <class Values>
double weighted(const Vector& weight, const Values& values)
{
    double sum = 0;
    for (std::size_t i = 0; i < weight.size(); ++i) sum += weight[i] * static_cast<double>(values[i]);
    return sum;
}

/// A step in the mean: each agent is drawn with probability 1/n and then takes the mean of whom it copies.
Vector expected_after(const Matrix& copies, Vector mean, std::uint32_t steps)
{
    for (std::uint32_t step = 0; step < steps; ++step) {
        Vector next = mean;
        for (std::size_t i = 0; i < mean.size(); ++i)
            next[i] += (weighted(copies[i], mean) - mean[i]) / static_cast<double>(mean.size());
        mean = next;
    }
    return mean;
}

/// Mean over replicates, and its standard error.
struct Estimate
{
    double mean = 0;
    double standard_error = 0;
};

Estimate estimate(const Vector& sample)
{
    const auto n = static_cast<double>(sample.size());
    Estimate of;
    for (const double x : sample) of.mean += x / n;
    double squares = 0;
    for (const double x : sample) squares += (x - of.mean) * (x - of.mean);
    of.standard_error = std::sqrt(squares / (n - 1) / n);
    return of;
}

/// Everything a run showed.
struct Seen
{
    std::size_t agents, replicates;
    std::vector<float> cells;
    Vector series;

    const float* opinions(std::size_t step, std::size_t replicate) const
    {
        return cells.data() + (step * replicates + replicate) * agents;
    }
    double share(std::size_t step, std::size_t replicate) const { return series[step * replicates + replicate]; }
};

Seen run(const AgentGraph& graph, const Opinions& initial, const voter::RunOptions& options)
{
    Seen seen{initial.size(), options.replicates, {}, {}};
    seen.series.reserve(std::size_t{options.steps} * options.replicates);
    seen.cells.reserve(seen.series.capacity() * initial.size());
    voter::run(graph, initial, options, [&](const sim::Observations& now) {
        REQUIRE(now.first_step * options.replicates == seen.series.size());
        for (std::uint32_t step = 0; step < now.steps; ++step)
            for (std::uint32_t r = 0; r < options.replicates; ++r) {
                for (std::size_t agent = 0; agent < initial.size(); ++agent)
                    seen.cells.push_back(now.cells_of(step, r)[agent]);
                seen.series.push_back(now.series_of(step, r)[0]);
            }
    });
    REQUIRE(seen.series.size() == std::size_t{options.steps} * options.replicates);
    return seen;
}

struct Example
{
    std::string name;
    AgentGraph graph;
    Opinions initial;
};

/// The first agents hold 1: on the star the hub, with two light leaves.
std::vector<Example> examples(std::size_t agents)
{
    Opinions initial(agents, 0);
    std::fill_n(initial.begin(), agents / 3, std::uint8_t{1});
    return {{"ring", ring(agents), initial},
            {"star", star(agents), initial},
            {"random directed", random_directed(agents, 2 * agents), initial}};
}

/// The opinions [step][agent] of one lane of a block.
std::vector<Opinions> trajectory(const sim::PackedLinks& links, const Opinions& initial, std::uint32_t first_replicate,
                                 std::uint32_t lane)
{
    voter::VoterBlock block(links, initial, 5, first_replicate);
    std::vector<float> cells(initial.size() * lanes);
    std::vector<Opinions> steps;
    for (int step = 0; step < 300; ++step) {
        block.advance();
        block.observe(cells.data(), nullptr);
        Opinions& opinions = steps.emplace_back();
        for (std::size_t agent = 0; agent < initial.size(); ++agent)
            opinions.push_back(static_cast<std::uint8_t>(cells[agent * lanes + lane]));
    }
    return steps;
}

} // namespace

TEST_CASE("with undirected ties the stationary distribution is each agent's share of all strength", "[voter][exact]")
{
    for (const double weight : stationary(copy_matrix(ring(9)))) CHECK(weight == Approx(1.0 / 9));
    const Vector of_star = stationary(copy_matrix(star(9)));
    CHECK(of_star[0] == Approx(0.5));
    for (std::size_t leaf = 1; leaf < 9; ++leaf) CHECK(of_star[leaf] == Approx(static_cast<double>(leaf) / 72));
}

TEST_CASE("the mean opinion weighted by the stationary distribution is a martingale", "[voter][exact][statistical]")
{
    for (const Example& example : examples(9)) {
        const Vector weight = stationary(copy_matrix(example.graph));
        voter::RunOptions options;
        options.replicates = 10000;
        options.steps = 120;
        const Seen seen = run(example.graph, example.initial, options);
        for (const std::uint32_t steps : {1U, 5U, 20U, 60U, 120U}) {
            Vector sample;
            for (std::size_t r = 0; r < seen.replicates; ++r)
                sample.push_back(weighted(weight, seen.opinions(steps - 1, r)));
            const Estimate of = estimate(sample);
            INFO(example.name << " after " << steps << " steps: standard error " << of.standard_error);
            CHECK(of.standard_error > 0);
            CHECK(std::abs(of.mean - weighted(weight, example.initial)) <= 4 * of.standard_error);
        }
    }
}

TEST_CASE("each agent's mean opinion follows the copy matrix", "[voter][exact][statistical]")
{
    for (const Example& example : examples(9)) {
        const Matrix copies = copy_matrix(example.graph);
        voter::RunOptions options;
        options.replicates = 10000;
        options.steps = 60;
        options.seed = 2;
        const Seen seen = run(example.graph, example.initial, options);
        for (const std::uint32_t steps : {1U, 10U, 60U}) {
            const Vector expected =
                expected_after(copies, Vector(example.initial.begin(), example.initial.end()), steps);
            for (std::size_t agent = 0; agent < seen.agents; ++agent) {
                double mean = 0;
                for (std::size_t r = 0; r < seen.replicates; ++r)
                    mean += static_cast<double>(seen.opinions(steps - 1, r)[agent]);
                mean /= static_cast<double>(seen.replicates);
                const double p = expected[agent];
                INFO(example.name << ", agent " << agent << " after " << steps << " steps");
                CHECK(std::abs(mean - p) <= 4 * std::sqrt(p * (1 - p) / static_cast<double>(seen.replicates)) + 1e-12);
            }
        }
    }
}

TEST_CASE("all end at 1 with the weighted share of the start, and consensus is never left",
          "[voter][exact][statistical]")
{
    for (const Example& example : examples(6)) {
        const double probability = weighted(stationary(copy_matrix(example.graph)), example.initial);
        voter::RunOptions options;
        options.replicates = 8000;
        options.steps = 1000;
        Vector last(options.replicates, 0.5);
        std::size_t left = 0;
        voter::run(example.graph, example.initial, options, [&](const sim::Observations& now) {
            for (std::uint32_t step = 0; step < now.steps; ++step)
                for (std::uint32_t r = 0; r < options.replicates; ++r) {
                    const double share = now.series_of(step, r)[0];
                    if (is_consensus(last[r]) && share != last[r]) ++left;
                    last[r] = share;
                }
        });
        INFO(example.name << ": probability " << probability);
        CHECK(std::all_of(last.begin(), last.end(), is_consensus));
        CHECK(left == 0);
        const double standard_error = std::sqrt(probability * (1 - probability) / options.replicates);
        CHECK(std::abs(estimate(last).mean - probability) <= 4 * standard_error);
    }
}

TEST_CASE("the share observed is that of the opinions observed", "[voter][law]")
{
    voter::RunOptions options;
    options.replicates = 13;
    options.steps = 50;
    const Seen seen = run(star(9), examples(9)[1].initial, options);
    for (std::size_t step = 0; step < options.steps; ++step)
        for (std::size_t r = 0; r < options.replicates; ++r)
            REQUIRE(seen.share(step, r) == Approx(weighted(Vector(9, 1.0 / 9), seen.opinions(step, r))));
}

TEST_CASE("an agent whom nobody influences keeps its opinion and wins all others over", "[voter][law]")
{
    AgentGraph graph(4);
    for (std::size_t i = 1; i < 4; ++i) add_edge(i - 1, i, sim::Link{}, graph);
    voter::RunOptions options;
    options.steps = 400;
    const Seen seen = run(graph, {1, 0, 0, 0}, options);
    for (std::size_t r = 0; r < options.replicates; ++r) REQUIRE(seen.share(options.steps - 1, r) == 1);
}

TEST_CASE("one, two and four threads show the same", "[voter][twin]")
{
    const Example example = examples(30)[2];
    voter::RunOptions options;
    options.replicates = 101; // the last block is not full
    options.steps = 200;
    options.ensemble.threads = 1;
    // Sleep after some blocks, so that one quick thread does not do all the work before another wakes up.
    int told = 0;
    options.ensemble.progress = [&](double) {
        ++told;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    };
    const Seen one = run(example.graph, example.initial, options);
    const int told_by_one = told;
    for (const int threads : {2, 4}) {
        options.ensemble.threads = threads;
        told = 0;
        const Seen more = run(example.graph, example.initial, options);
        if (std::thread::hardware_concurrency() > 1)
            CHECK(told < told_by_one); // a thread is not heard while another is: there were several
        CHECK(more.cells == one.cells);
        CHECK(more.series == one.series);
    }
    options.seed = 2;
    CHECK(run(example.graph, example.initial, options).cells != one.cells);
}

TEST_CASE("a replicate goes the same way in whatever block and lane it is", "[voter][twin]")
{
    const Example example = examples(30)[2];
    const sim::PackedLinks links = sim::pack_links(example.graph);
    constexpr std::uint32_t replicate = 10;
    const auto expected = trajectory(links, example.initial, replicate, 0);
    for (std::uint32_t lane = 1; lane < lanes; ++lane) {
        CHECK(trajectory(links, example.initial, replicate - lane, lane) == expected);
        CHECK(trajectory(links, example.initial, replicate, lane) != expected); // that is another replicate
    }
    voter::RunOptions options;
    options.replicates = 16;
    options.steps = 300;
    options.seed = 5;
    const Seen seen = run(example.graph, example.initial, options);
    for (std::size_t step = 0; step < options.steps; ++step)
        REQUIRE(Opinions(seen.opinions(step, replicate), seen.opinions(step, replicate) + seen.agents) ==
                expected[step]);
}
