#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "sim/ensemble/ensemble.hpp"

namespace {

constexpr sim::EnsembleShape shape{.jobs = 3, .replicates = 13, .steps = 50, .cells = 3, .series = 2};

/// A number that tells which job, replicate, step and column it belongs to.
double number(std::uint32_t job, std::uint32_t replicate, std::uint32_t step, std::uint32_t column)
{
    return ((job * 100.0 + replicate) * 100.0 + step) * 10.0 + column;
}

/// Knows how often it was advanced.
class Counter : public sim::Block
{
  public:
    Counter(std::uint32_t job, std::uint32_t first, std::function<void(std::uint32_t)> also)
        : job_(job), first_(first), also_(std::move(also))
    {
    }
    void advance() override
    {
        also_(step_);
        ++step_;
    }
    void observe(float* cells, double* series) override
    {
        for (std::uint32_t lane = 0; lane < replicates; ++lane) {
            if (cells != nullptr)
                for (std::uint32_t c = 0; c < shape.cells; ++c)
                    cells[c * replicates + lane] = static_cast<float>(number(job_, first_ + lane, step_, c));
            if (series != nullptr)
                for (std::uint32_t s = 0; s < shape.series; ++s)
                    series[s * replicates + lane] = number(job_, first_ + lane, step_, 5 + s);
        }
    }

  private:
    std::uint32_t job_, first_, step_ = 0;
    std::function<void(std::uint32_t)> also_;
};

sim::MakeBlock counters(std::function<void(std::uint32_t step)> also = [](std::uint32_t) {})
{
    return [also](std::uint32_t job, std::uint32_t first) { return std::make_unique<Counter>(job, first, also); };
}

/// All that was received, [job][step][replicate][column].
struct Received
{
    std::vector<std::vector<double>> cells = std::vector<std::vector<double>>(shape.jobs);
    std::vector<std::vector<double>> series = std::vector<std::vector<double>>(shape.jobs);
    std::vector<std::uint32_t> next_step = std::vector<std::uint32_t>(shape.jobs);
    std::atomic<bool> in_order{true};

    void operator()(const sim::Observations& seen)
    {
        // Several jobs at once, but each has a place of its own.
        if (seen.first_step != next_step[seen.job]) in_order = false;
        next_step[seen.job] += seen.steps;
        for (std::uint32_t step = 0; step < seen.steps; ++step)
            for (std::uint32_t replicate = 0; replicate < shape.replicates; ++replicate) {
                for (std::uint32_t c = 0; c < shape.cells; ++c)
                    cells[seen.job].push_back(seen.cells_of(step, replicate)[c]);
                for (std::uint32_t s = 0; s < shape.series; ++s)
                    series[seen.job].push_back(seen.series_of(step, replicate)[s]);
            }
    }
};

struct Broken : std::runtime_error
{
    Broken() : std::runtime_error("broken") {}
};

/// Holds every thread that comes until so many have come: small work is else done by the first before another wakes up.
/// On a machine of one core, and ten seconds after it was made, it holds nobody.
class Gathering
{
  public:
    explicit Gathering(int wanted) : wanted_(std::thread::hardware_concurrency() > 1 ? wanted : 1) {}
    void join()
    {
        std::unique_lock lock(mutex_);
        threads_.insert(std::this_thread::get_id());
        if (is_complete()) complete_.notify_all();
        complete_.wait_until(lock, end_, [&] { return is_complete(); });
    }
    bool is_complete() const { return threads_.size() >= static_cast<std::size_t>(wanted_); }
    std::size_t threads() const { return threads_.size(); }

  private:
    int wanted_;
    std::chrono::steady_clock::time_point end_ = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    std::mutex mutex_;
    std::condition_variable complete_;
    std::set<std::thread::id> threads_;
};

const sim::Receive nowhere = [](const sim::Observations&) {};

} // namespace

TEST_CASE("every observation arrives once, in its place, whatever the threads and the buffer", "[ensemble][twin]")
{
    for (const int threads : {1, 2, 4, 0})
        for (const std::size_t buffer : {std::size_t{1}, std::size_t{8000}, std::size_t{48} << 20}) {
            INFO(threads << " threads, buffer " << buffer);
            Received received;
            Gathering gathering(std::max(threads, 1));
            run_ensemble(shape, counters([&](std::uint32_t) { gathering.join(); }), std::ref(received),
                         {.threads = threads, .buffer_bytes = buffer});
            REQUIRE(gathering.is_complete());
            REQUIRE(received.in_order);
            for (std::uint32_t job = 0; job < shape.jobs; ++job) {
                std::vector<double> cells;
                std::vector<double> series;
                for (std::uint32_t step = 1; step <= shape.steps; ++step)
                    for (std::uint32_t replicate = 0; replicate < shape.replicates; ++replicate) {
                        for (std::uint32_t c = 0; c < shape.cells; ++c)
                            cells.push_back(number(job, replicate, step, c));
                        for (std::uint32_t s = 0; s < shape.series; ++s)
                            series.push_back(number(job, replicate, step, 5 + s));
                    }
                REQUIRE(received.next_step[job] == shape.steps);
                REQUIRE(received.cells[job] == cells);
                REQUIRE(received.series[job] == series);
            }
        }
}

TEST_CASE("a block is made once for each eight replicates of a job", "[ensemble]")
{
    std::mutex mutex;
    Gathering gathering(4);
    std::multiset<std::pair<std::uint32_t, std::uint32_t>> made;
    const auto make = [&](std::uint32_t job, std::uint32_t first) {
        gathering.join();
        const std::lock_guard lock(mutex);
        made.emplace(job, first);
        return counters()(job, first);
    };
    run_ensemble(shape, make, nowhere, {.threads = 4, .buffer_bytes = 1});
    CHECK(made ==
          std::multiset<std::pair<std::uint32_t, std::uint32_t>>{{0, 0}, {0, 8}, {1, 0}, {1, 8}, {2, 0}, {2, 8}});
}

TEST_CASE("what a part of an ensemble throws comes out of it", "[ensemble]")
{
    for (const int threads : {1, 2, 4}) {
        const sim::EnsembleOptions options{.threads = threads, .buffer_bytes = 1};
        const auto no_block = [](std::uint32_t job, std::uint32_t first) -> std::unique_ptr<sim::Block> {
            if (job == 1) throw Broken();
            return counters()(job, first);
        };
        CHECK_THROWS_AS(run_ensemble(shape, no_block, nowhere, options), Broken);
        Gathering gathering(threads);
        const auto at_thirty = [&](std::uint32_t step) {
            gathering.join();
            if (step == 30) throw Broken();
        };
        CHECK_THROWS_AS(run_ensemble(shape, counters(at_thirty), nowhere, options), Broken);
        const auto full = [](const sim::Observations& seen) {
            if (seen.first_step > 10) throw Broken();
        };
        CHECK_THROWS_AS(run_ensemble(shape, counters(), full, options), Broken);
    }
}

TEST_CASE("an ensemble that is told to stop begins no more", "[ensemble]")
{
    for (const int threads : {1, 2, 4}) {
        std::atomic<bool> stop{true};
        std::atomic<int> advanced{0};
        const auto count = [&](std::uint32_t) { ++advanced; };
        CHECK_THROWS_AS(run_ensemble(shape, counters(count), nowhere, {.threads = threads, .stop = &stop}),
                        sim::Interrupted);
        CHECK(advanced == 0);

        stop = false;
        std::atomic<std::uint32_t> last{0};
        Gathering gathering(threads);
        const auto stop_at_twenty = [&](std::uint32_t step) {
            gathering.join();
            if (step == 20) stop = true;
        };
        const auto receive = [&](const sim::Observations& seen) {
            last = std::max(last.load(), seen.first_step + seen.steps);
        };
        CHECK_THROWS_AS(run_ensemble(shape, counters(stop_at_twenty), receive,
                                     {.threads = threads, .stop = &stop, .buffer_bytes = 1}),
                        sim::Interrupted);
        CHECK(last <= 21);
    }
}

TEST_CASE("progress is a share of the work and reaches all of it", "[ensemble]")
{
    std::vector<double> shares;
    run_ensemble(shape, counters(), nowhere,
                 {.threads = 1, .progress = [&](double share) { shares.push_back(share); }, .buffer_bytes = 1});
    REQUIRE_FALSE(shares.empty());
    CHECK(std::is_sorted(shares.begin(), shares.end()));
    CHECK(shares.front() > 0);
    CHECK(shares.back() == 1);
}

TEST_CASE("no steps or no replicates are nothing to do", "[ensemble]")
{
    sim::EnsembleShape empty = shape;
    empty.steps = 0;
    int received = 0;
    const auto count = [&](const sim::Observations&) { ++received; };
    CHECK_NOTHROW(run_ensemble(empty, counters(), count, {.threads = 2}));
    CHECK(received == 0);
}

TEST_CASE("a loop uses as many threads as asked, no more", "[ensemble]")
{
    for (const int threads : {1, 2, 4}) {
        Gathering gathering(threads);
        std::vector<int> visits(2000);
        sim::with_threads(threads, [&] {
            sim::for_each_in_parallel(visits.size(), [&](std::size_t i) {
                ++visits[i];
                gathering.join();
            });
        });
        CHECK(gathering.is_complete());
        CHECK(gathering.threads() <= static_cast<std::size_t>(threads));
        CHECK(std::count(visits.begin(), visits.end(), 1) == 2000);
    }
}
