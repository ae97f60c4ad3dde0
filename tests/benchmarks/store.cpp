// What the store costs: a sweep with its store and result file against the same runs kept nowhere, in pairs of rounds
// one after the other. Prints the ratio of the times of each pair: median, minimum, maximum; and bytes a run.
//   store_benchmark [ROUNDS [ROWS [last|years|all [DESIGN]]]]

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <unistd.h>
#include <vector>

#include "models/commitment/sweep.hpp"
#include "sim/ensemble/ensemble.hpp"
#include "sim/store/work.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/sweep_file.hpp"
#include "tools/layak/sweep_manifest.hpp"

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

double seconds_of(const auto& work)
{
    const auto begin = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

} // namespace

int main(int argc, char** argv)
{
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 7;
    const auto rows = static_cast<std::size_t>(argc > 2 ? std::atoi(argv[2]) : 200);
    sim::Findings findings;
    const char* const design = argc > 4 ? argv[4] : SCENARIOS "/kota-serang/designs/training-budget.toml";
    layak::ReadDesign read = layak::read_design_and_plans(design, "", {}, "", findings);
    const std::size_t designed = read.design.rows.size();
    while (read.design.rows.size() < rows) { // more of the same kind
        commitment::DesignRow row = read.design.rows[read.design.rows.size() % designed];
        const auto number = static_cast<double>(read.design.rows.size());
        row.values.back() = row.values.back() * (1 + 1e-3 * number) + 1e-6 * number; // 0 too is another row's
        read.design.rows.push_back(row);
    }
    commitment::SweepOptions options;
    options.replicates = 16;
    for (std::size_t k = 0; argc > 3 && k < commitment::kept_months_names.size(); ++k)
        if (argv[3] == std::string(commitment::kept_months_names[k]))
            options.keep = static_cast<commitment::KeptMonths>(k);
    const commitment::Sweep sweep(read.inputs.city, read.inputs.plans, layak::plan_digests(read.inputs), read.design,
                                  options);
    const layak::SweepManifest manifest = manifest_of(read, sweep, options);
    std::vector<std::string> names;
    for (std::size_t task = 0; task < sweep.tasks(); ++task) names.push_back(sweep.task_name(task));
    const fs::path folder = fs::temp_directory_path() / ("layak-benchmark-" + std::to_string(::getpid()));
    std::uintmax_t store_bytes = 0, result_bytes = 0;
    std::vector<double> whole, store_alone, bare_seconds;
    for (int round = 0; round <= rounds; ++round) {
        const double bare = seconds_of([&] {
            sim::with_threads(0, [&] {
                sim::for_each_in_parallel(names.size(), [&](std::size_t task) { sweep.compute(task, nullptr); });
            });
        });
        fs::remove_all(folder);
        double kept = 0;
        const double all = seconds_of([&] {
            sim::Store store(folder);
            store.open("benchmark");
            kept = seconds_of([&] {
                sim::work_through(store, names, [&](std::size_t task) { return sweep.run(task, nullptr); }, {});
            });
            sim::with_threads(0, [&] {
                layak::write_sweep(folder / "result.nc", read, sweep, options, manifest, store, [](double) {});
            });
        });
        if (round == 0) { // warms up
            result_bytes = fs::file_size(folder / "result.nc");
            for (const auto& block : fs::recursive_directory_iterator(folder / "blocks"))
                store_bytes += block.is_regular_file() ? block.file_size() : 0;
            continue;
        }
        bare_seconds.push_back(bare);
        whole.push_back(all / bare);
        store_alone.push_back(kept / bare);
    }
    fs::remove_all(folder);
    const auto print = [](const char* what, std::vector<double>& ratios) {
        std::sort(ratios.begin(), ratios.end());
        std::printf("%-42s %.3f  (%.3f – %.3f)\n", what, ratios[ratios.size() / 2], ratios.front(), ratios.back());
    };
    std::printf("%zu rows x %u replicates, %zu rounds; time against the same runs kept nowhere: median (range)\n",
                read.design.rows.size(), options.replicates, whole.size());
    print("kept in the store", store_alone);
    print("kept in the store, and the result written", whole);
    std::sort(bare_seconds.begin(), bare_seconds.end());
    const auto runs = static_cast<double>(sweep.runs());
    std::printf("%.2f ms a run kept nowhere (all threads); bytes a run: %.0f in the store, %.0f in the result\n",
                1e3 * bare_seconds[bare_seconds.size() / 2] / runs, static_cast<double>(store_bytes) / runs,
                static_cast<double>(result_bytes) / runs);
}
