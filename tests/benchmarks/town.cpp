#include "tests/benchmarks/town.hpp"

#include <stdexcept>

#include "models/commitment/city_file.hpp"
#include "models/commitment/plan_file.hpp"

namespace bench {

Town::Town(const std::filesystem::path& folder, const std::vector<std::string>& plans)
{
    sim::Findings findings;
    city_ = commitment::read_city(folder, findings);
    for (const std::string& name : plans) {
        const auto path = folder / "plans" / (name + ".toml");
        plans_.push_back(commitment::read_plan(path, path.string(), city_.unit_costs, findings));
    }
    if (findings.failed()) throw std::runtime_error(to_text(findings, sim::Language::en));
    packed_ = std::make_unique<commitment::PackedCity>(city_);
    for (const commitment::Plan& plan : plans_)
        packed_plans_.push_back(std::make_unique<commitment::PackedPlan>(city_, &plan));
    leadership_ =
        std::make_unique<sim::BetaTable>(city_.parameters.leadership_mean, city_.parameters.leadership_precision);
}

commitment::BlockSetting Town::setting(std::size_t plan) const
{
    commitment::BlockSetting setting;
    setting.city = packed_.get();
    setting.plan = packed_plans_[plan].get();
    setting.parameters.fill(&city_.parameters);
    setting.leadership.fill(leadership_.get());
    return setting;
}

std::unique_ptr<commitment::CommitmentBlock> Town::block(std::size_t plan, std::uint32_t number,
                                                         commitment::Watch* watch) const
{
    commitment::BlockSetting eight = setting(plan);
    eight.first_replicate = sim::Block::replicates * number;
    eight.watch = watch;
    return commitment::make_block(eight);
}

std::unique_ptr<commitment::CommitmentBlock> Town::single(std::size_t plan, sim::RunRanges run_ranges) const
{
    commitment::BlockSetting one = setting(plan);
    one.lanes = 1;
    one.run_ranges = run_ranges;
    return commitment::make_block(one);
}

void Town::run(std::size_t plan, std::uint32_t blocks, std::uint32_t months, commitment::Watch* watch) const
{
    for (std::uint32_t b = 0; b < blocks; ++b) {
        const auto one = block(plan, b, watch);
        const std::uint32_t last = months > 0 ? months : this->months(plan);
        for (std::uint32_t month = 0; month < last; ++month) one->advance();
    }
}

} // namespace bench
