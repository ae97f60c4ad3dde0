// The bare month step on one core: city-months a second, and the time by process.
// month_benchmark [CITY [BLOCKS]]

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

#include "models/commitment/block.hpp"
#include "models/commitment/city_file.hpp"
#include "models/commitment/plan_file.hpp"

using namespace commitment;

namespace {

/// Processor time of this thread, so that a busy machine disturbs little.
double seconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

class Stopwatch : public Watch
{
  public:
    void start() { last_ = std::chrono::steady_clock::now(); }
    void after(const char* process) override
    {
        const auto now = std::chrono::steady_clock::now();
        const auto same = [&](const auto& one) { return one.first == process; };
        auto at = std::find_if(spent.begin(), spent.end(), same);
        if (at == spent.end()) at = spent.insert(at, {process, 0.0});
        at->second += std::chrono::duration<double>(now - last_).count();
        last_ = now;
    }
    std::vector<std::pair<std::string, double>> spent; ///< by process, in the month's order

  private:
    std::chrono::steady_clock::time_point last_;
};

/// Runs so many blocks of a plan. \return processor seconds
double run(const City& city, const PackedCity& packed, const PackedPlan& plan, int blocks, Stopwatch* watch)
{
    const sim::BetaTable table(city.parameters.leadership_mean, city.parameters.leadership_precision);
    const double start = seconds();
    for (int b = 0; b < blocks; ++b) {
        BlockSetting setting;
        setting.city = &packed;
        setting.plan = &plan;
        setting.parameters.fill(&city.parameters);
        setting.leadership.fill(&table);
        setting.first_replicate = static_cast<std::uint32_t>(8 * b);
        setting.watch = watch;
        const auto block = make_block(setting);
        if (watch != nullptr) watch->start();
        for (std::uint32_t month = 0; month < plan.months; ++month) block->advance();
    }
    return seconds() - start;
}

} // namespace

int main(int argc, char** argv)
{
    sim::Findings findings;
    const std::filesystem::path folder = argc > 1 ? argv[1] : SCENARIOS "/kota-serang";
    const int blocks = argc > 2 ? std::atoi(argv[2]) : 10;
    const City city = read_city(folder, findings);
    std::vector<Plan> plans;
    for (const char* const name : {"status-quo", "top-down", "bottom-up", "mixed"}) {
        const auto path = folder / "plans" / (std::string(name) + ".toml");
        plans.push_back(read_plan(path, path.string(), city.unit_costs, findings));
    }
    if (findings.failed()) {
        std::fputs(to_text(findings, sim::Language::en).c_str(), stderr);
        return 2;
    }
    const PackedCity packed(city);
    std::printf("%s, instruction set %s, one core; median of 7 rounds, least and most\n", city.name.c_str(),
                std::string(name_of(sim::choose_isa(built_isas()))).c_str());
    for (const Plan& plan : plans) {
        const PackedPlan packed_plan(city, &plan);
        const double months = 8.0 * blocks * packed_plan.months;
        std::vector<double> rounds;
        for (int round = 0; round < 7; ++round)
            rounds.push_back(1e6 * run(city, packed, packed_plan, blocks, nullptr) / months);
        std::sort(rounds.begin(), rounds.end());
        std::printf("\n%-12s %6.2f us a city-month (%.2f to %.2f): %.0f city-months a second\n", plan.id.c_str(),
                    rounds[3], rounds.front(), rounds.back(), 1e6 / rounds[3]);
        Stopwatch watch;
        run(city, packed, packed_plan, blocks, &watch);
        for (const auto& [process, spent] : watch.spent)
            std::printf("  %-18s %6.3f us\n", process.c_str(), 1e6 * spent / months);
    }
}
