// course_digest REPLICATES CITY-FOLDER PLAN…
// Prints the SHA-256 of all that the plans' replicates go through: the same from every compiler and build type.

#include <cstdio>
#include <cstdlib>

#include "models/commitment/city_file.hpp"
#include "models/commitment/experiment.hpp"
#include "models/commitment/plan_file.hpp"
#include "sim/results/digest.hpp"

int main(int argc, char** argv)
{
    if (argc < 4) return 2;
    const std::filesystem::path folder = argv[2];
    sim::Findings findings;
    const commitment::City city = commitment::read_city(folder, findings);
    std::vector<commitment::Plan> plans;
    for (int k = 3; k < argc; ++k)
        plans.push_back(commitment::read_plan(folder / "plans" / (std::string(argv[k]) + ".toml"), argv[k],
                                              city.unit_costs, findings));
    if (findings.failed()) {
        std::fputs(to_text(findings, sim::Language::en).c_str(), stderr);
        return 2;
    }
    commitment::ExperimentOptions options;
    options.replicates = static_cast<std::uint32_t>(std::atoi(argv[1]));
    options.raw = true;
    const commitment::ExperimentResult result = commitment::run_experiment(city, plans, options);
    sim::Digest digest;
    const auto add = [&](const auto& numbers) { digest.update(std::span(numbers)); };
    for (const auto& field : result.raw) add(field);
    for (const auto& summary : result.summary) add(summary.mean), add(summary.sd), add(summary.quantile);
    add(result.outcomes), add(result.cost), add(result.undelivered), add(result.lapsed), add(result.trained_by),
        add(result.districts);
    std::puts(digest.hex().c_str());
}
