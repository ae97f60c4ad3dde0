// City-months a second of the bare month step on one core.

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "models/commitment/block.hpp"
#include "models/commitment/city_file.hpp"
#include "models/commitment/plan_file.hpp"

using namespace commitment;

int main(int argc, char** argv)
{
    sim::Findings findings;
    const std::filesystem::path folder = argc > 1 ? argv[1] : SCENARIOS "/kota-serang";
    City city = read_city(folder, findings);
    std::fputs(to_text(findings, sim::Language::en).c_str(), stderr);
    if (findings.failed()) return 2;
    const PackedCity packed(city);
    const sim::BetaTable table(city.parameters.leadership_mean, city.parameters.leadership_precision);
    const int blocks = argc > 2 ? std::atoi(argv[2]) : 25;
    for (const char* name : {"status-quo", "top-down", "bottom-up", "mixed"}) {
        const auto path = folder / "plans" / (std::string(name) + ".toml");
        const Plan plan = read_plan(path, path.string(), city.unit_costs, findings);
        std::fputs(to_text(findings, sim::Language::en).c_str(), stderr);
        if (findings.failed()) return 2;
        const PackedPlan packed_plan(city, &plan);
        double sums[3][outcome::count] = {};
        const auto start = std::chrono::steady_clock::now();
        for (int b = 0; b < blocks; ++b) {
            BlockSetting setting;
            setting.city = &packed;
            setting.plan = &packed_plan;
            setting.parameters.fill(&city.parameters);
            setting.leadership.fill(&table);
            setting.first_replicate = static_cast<std::uint32_t>(8 * b);
            const auto block = make_block(setting);
            for (std::uint32_t m = 0; m < packed_plan.months; ++m) {
                block->advance();
                const int slot = m == 47 ? 0 : m == 95 ? 1 : m == 191 ? 2 : -1;
                if (slot >= 0)
                    for (std::uint32_t k = 0; k < outcome::count; ++k)
                        for (int lane = 0; lane < 8; ++lane) sums[slot][k] += block->outcomes()[8 * k + lane] / (8.0 * blocks);
            }
        }
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        std::printf("%-12s %.2f us a city-month\n", name, 1e6 * seconds / (8.0 * blocks * packed_plan.months));
        for (const char* what : {"formal.kecamatan", "formal.kelurahan", "action.city", "action.task_force", "action.opd", "action.kecamatan", "action.kelurahan",
                                 "trained", "families.unaware", "families.involved", "business.engaged", "layak.kelurahan", "index"})
            std::printf("  %-20s %8.3f %8.3f %8.3f\n", what, sums[0][*find_outcome(what)], sums[1][*find_outcome(what)], sums[2][*find_outcome(what)]);
    }
}
