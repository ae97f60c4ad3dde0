// What the engine reaches, as ratios within one run: each bar's measures are taken one after the other in every round.
//   bars_benchmark [ROUNDS [big]]     7 rounds; `big`: the city of 84,000 kelurahan too (a minute or two more)

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <malloc.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "models/commitment/experiment.hpp"
#include "sim/ensemble/ensemble.hpp"
#include "tests/benchmarks/account.hpp"
#include "tests/benchmarks/measure.hpp"
#include "tests/models/commitment/reference/reference.hpp"

namespace {

namespace fs = std::filesystem;
using bench::Rounds;
using bench::thread_seconds;
using bench::Town;
using bench::wall_seconds;

constexpr std::size_t status_quo = 0;
constexpr std::size_t mixed = 1;
constexpr std::uint32_t lanes = sim::Block::replicates;

/// Seconds.
struct Spent
{
    double processor, wall;
};

/// Runs the program and waits for its end.
Spent run_program(const std::vector<std::string>& arguments)
{
    std::vector<char*> argv;
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    posix_spawn_file_actions_t silent;
    ::posix_spawn_file_actions_init(&silent);
    ::posix_spawn_file_actions_addopen(&silent, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    const double begin = wall_seconds();
    pid_t child = -1; // spawned: to fork would copy this process's page tables, and count as the program's time
    const int failure = ::posix_spawn(&child, argv[0], &silent, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&silent);
    int status = 0;
    rusage usage{};
    if (failure != 0 || ::wait4(child, &status, 0, &usage) != child || status != 0) {
        std::fprintf(stderr, "%s failed\n", arguments[0].c_str());
        std::exit(1);
    }
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
    };
    return {seconds(usage.ru_utime) + seconds(usage.ru_stime), wall_seconds() - begin};
}

/// Bytes of the heap in use.
double heap_bytes()
{
    const auto info = ::mallinfo2();
    return static_cast<double>(info.uordblks) + static_cast<double>(info.hblkhd);
}

/// Microseconds of a city-month, processor time.
double engine_time(const Town& town, std::size_t plan, std::uint32_t blocks, std::uint32_t months = 0)
{
    const double spent = bench::seconds_of(thread_seconds, [&] { town.run(plan, blocks, months); });
    return 1e6 * spent / lanes / blocks / (months > 0 ? months : town.months(plan));
}

double reference_time(const Town& town, std::size_t plan)
{
    constexpr std::uint32_t replicates = 5;
    const double spent = bench::seconds_of(thread_seconds, [&] {
        for (std::uint32_t seed = 1; seed <= replicates; ++seed) {
            reference::Engine engine(town.city(), &town.plan(plan), town.city().parameters, seed);
            for (std::uint32_t month = 0; month < town.months(plan); ++month) {
                engine.advance();
                engine.observe();
            }
        }
    });
    return 1e6 * spent / replicates / town.months(plan);
}

double wall_of_blocks(const Town& town, int threads, std::size_t blocks)
{
    return bench::seconds_of(wall_seconds, [&] {
        sim::with_threads(threads,
                          [&] { sim::for_each_in_parallel(blocks, [&](std::size_t) { town.run(status_quo, 1); }); });
    });
}

void print(const char* number, const char* what, const char* bar, const Rounds& rounds, const char* unit)
{
    std::printf("%s  %-64s %-22s %8.2f (%.2f to %.2f)%s\n", number, what, bar, rounds.median(), rounds.at(0),
                rounds.at(1), unit);
}

/// Microseconds of a city-month by process, in the order of the month; one round.
void add_processes(const Town& town, std::vector<std::pair<std::string, Rounds>>& processes)
{
    bench::Stopwatch watch;
    constexpr std::uint32_t blocks = 6;
    for (std::uint32_t b = 0; b < blocks; ++b) {
        const auto block = town.block(status_quo, b, &watch);
        watch.start();
        for (std::uint32_t month = 0; month < town.months(status_quo); ++month) block->advance();
    }
    for (const auto& [process, spent] : watch.spent) {
        auto at = std::find_if(processes.begin(), processes.end(), [&](const auto& of) { return of.first == process; });
        if (at == processes.end()) at = processes.insert(at, {process, {}});
        at->second.values.push_back(1e6 * spent / lanes / blocks / town.months(status_quo));
    }
}

/// Time by process against the sum of its primitives, microseconds of a city-month, medians of the rounds.
void print_account(const Town& town, const std::vector<std::pair<std::string, Rounds>>& processes,
                   const bench::PrimitiveTimes& times)
{
    const std::vector<bench::Need> needs = needs_of(town);
    std::printf("\nStatus quo, microseconds of a city-month\n%-22s %8s %12s %8s\n", "process", "takes", "primitives",
                "ratio");
    double all = 0;
    double sum = 0;
    for (const auto& [process, rounds] : processes) {
        const double takes = rounds.median();
        all += takes;
        const auto need = std::find_if(needs.begin(), needs.end(), [&, &of_process = process](const bench::Need& of) {
            return of.process == of_process;
        });
        if (need == needs.end()) {
            std::printf("%-22s %8.3f\n", process.c_str(), takes);
            continue;
        }
        sum += times.sum(*need);
        std::printf("%-22s %8.3f %12.3f %8.2f\n", process.c_str(), takes, times.sum(*need), takes / times.sum(*need));
    }
    std::printf("%-22s %8.3f %12.3f %8.2f\n\nOne primitive, nanoseconds for one replicate:", "all", all, sum,
                all / sum);
    for (std::size_t k = 0; k < bench::primitive_names.size(); ++k)
        std::printf(" %s %.2f%s", std::string(bench::primitive_names[k]).c_str(),
                    1e3 * times[static_cast<bench::Primitive>(k)], k + 1 < bench::primitive_names.size() ? "," : "\n");
}

/// As Linux names it.
std::string processor()
{
    std::ifstream in("/proc/cpuinfo");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
    return "?";
}

/// A folder that goes with the benchmark.
struct Scratch
{
    fs::path path = fs::temp_directory_path() / ("layak-bars-" + std::to_string(::getpid()));
    Scratch() { fs::create_directory(path); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch()
    {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
};

/// Nanoseconds of a kelurahan and month in one replicate alone, by a clock; two rounds of months in one block, for the
/// first month waits for fresh memory.
double single_time(const Town& town, std::uint32_t months, double (*clock)(), sim::RunRanges run_ranges)
{
    const auto block = town.single(0, run_ranges);
    const auto advance = [&] {
        for (std::uint32_t month = 0; month < months; ++month) block->advance();
    };
    advance();
    return 1e9 * bench::seconds_of(clock, advance) / months /
           static_cast<double>(town.city().count(commitment::Kind::kelurahan));
}

/// One replicate of cities that grow: memory, and time of a kelurahan and month against Kota Serang's, one thread; how
/// much faster all threads are.
void print_scaling(const Town& serang, const Scratch& scratch, int rounds)
{
    constexpr std::uint32_t months = 12;
    std::printf("\nOne replicate of the status quo, a kelurahan and month\n%-10s %22s %26s %24s %12s %16s\n",
                "kelurahan", "ns, one thread", "ratio to Kota Serang", "all threads faster by", "MiB",
                "with city, MiB");
    for (const int count : {840, 8'400, 84'000}) {
        const fs::path folder = scratch.path / std::to_string(count);
        run_program({LAYAK, "new", "city", folder.string(), "--kecamatan", std::to_string(count / 12), "--kelurahan",
                     std::to_string(count), "--quiet"});
        const Town town(folder, {"status-quo"});
        const double before = heap_bytes();
        const auto packed = std::make_unique<commitment::PackedCity>(town.city());
        const double with_city = heap_bytes();
        const auto block = town.single(0);
        const double after = heap_bytes();
        Rounds time, ratio, threads;
        for (int round = 0; round < rounds; ++round) {
            time.values.push_back(single_time(town, months, thread_seconds, nullptr));
            ratio.values.push_back(time.values.back() / single_time(serang, 16 * months, thread_seconds, nullptr));
            const double alone = single_time(town, months, wall_seconds, nullptr);
            sim::with_threads(
                0, [&] { threads.values.push_back(alone / single_time(town, months, wall_seconds, sim::run_ranges)); });
        }
        std::printf("%-10d %8.1f (%.1f to %.1f) %12.2f (%.2f to %.2f) %10.2f (%.2f to %.2f) %12.1f %16.1f\n", count,
                    time.median(), time.at(0), time.at(1), ratio.median(), ratio.at(0), ratio.at(1), threads.median(),
                    threads.at(0), threads.at(1), (after - with_city) / (1 << 20), (after - before) / (1 << 20));
    }
}

} // namespace

int main(int argc, char** argv)
{
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 7;
    const bool big = argc > 2 && std::strcmp(argv[2], "big") == 0;
    const Town serang(SCENARIOS "/kota-serang", {"status-quo", "mixed"});
    bench::PrimitiveTimes times(serang, status_quo);
    const int threads = sim::threads_or_all(0);
    const Scratch scratch;
    std::printf("%s, %s, instruction set %s; medians of %d rounds, least and most\n", serang.city().name.c_str(),
                processor().c_str(), std::string(name_of(sim::choose_isa(commitment::built_isas()))).c_str(), rounds);

    const double before = heap_bytes();
    const auto one = serang.block(status_quo, 0);
    const double block_bytes = heap_bytes() - before;

    Rounds quo, mix, quo_ratio, mixed_ratio, primitive_ratio, thread_ratio, whole_ratio, cold;
    std::vector<std::pair<std::string, Rounds>> processes;
    for (int round = 0; round < rounds; ++round) {
        add_processes(serang, processes);
        quo.values.push_back(engine_time(serang, status_quo, 6));
        mix.values.push_back(engine_time(serang, mixed, 6));
        quo_ratio.values.push_back(reference_time(serang, status_quo) / quo.values.back());
        mixed_ratio.values.push_back(reference_time(serang, mixed) / mix.values.back());
        times.measure();
        double sum = 0;
        for (const bench::Need& need : needs_of(serang)) sum += times.sum(need);
        primitive_ratio.values.push_back(engine_time(serang, status_quo, 6) / sum);
        const std::size_t blocks = 12 * static_cast<std::size_t>(threads);
        const double alone = wall_of_blocks(serang, 1, blocks);
        thread_ratio.values.push_back(alone / wall_of_blocks(serang, threads, blocks));
        const auto run = [&](int replicates) {
            return run_program({LAYAK, "run", "--city", SCENARIOS "/kota-serang", "status-quo", "--parameters",
                                "standard", "--threads", "1", "--replicates", std::to_string(replicates), "--quiet",
                                "--force", "-o", (scratch.path / (std::to_string(replicates) + ".nc")).string()});
        };
        constexpr std::uint32_t replicates = 1000;
        const double bare = bench::seconds_of(thread_seconds, [&] { serang.run(status_quo, replicates / lanes); });
        whole_ratio.values.push_back(run(replicates).processor / bare);
        cold.values.push_back(1e3 * run(1).wall);
    }
    print("1", "status quo, one thread, times faster than the plain reference", ">= 12 (v4), 10 (v3)", quo_ratio, "");
    print("2", "mixed plan, likewise", ">= 8", mixed_ratio, "");
    print("3", "status quo against the sum of its primitives", "<= 2.5", primitive_ratio, "");
    const std::string several = std::to_string(threads) + " threads against one";
    const std::string bar = ">= " + std::to_string(0.9 * threads).substr(0, 3);
    print("4", several.c_str(), bar.c_str(), thread_ratio, "");
    print("5", "whole program (1,000 replicates, default parameters) against the engine", "<= 1.25", whole_ratio, "");
    print("6", "one replicate, the whole process", "<= 20 ms", cold, " ms");
    std::printf("7  %-64s %-22s %8.1f KiB\n", "memory of a replicate in flight", "<= 64 KiB",
                block_bytes / lanes / 1024);
    std::printf("   status quo %.2f us a city-month (%.2f to %.2f), mixed %.2f (%.2f to %.2f)\n", quo.median(),
                quo.at(0), quo.at(1), mix.median(), mix.at(0), mix.at(1));
    print_account(serang, processes, times);
    if (big) print_scaling(serang, scratch, rounds);
}
