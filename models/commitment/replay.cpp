#include "models/commitment/replay.hpp"

namespace commitment {
namespace {

/// Hands on what happens in one lane.
class OneLane : public Trace
{
  public:
    OneLane(int lane, const ReplayListener& listener, const PackedCity& city, const PackedPlan& plan)
        : lane_(lane), listener_(listener), city_(city), plan_(plan)
    {
    }
    void record(int lane, std::uint32_t step, const Happening& happening) override
    {
        if (lane == lane_ && listener_.happened) listener_.happened(step, happening, city_, plan_);
    }

  private:
    int lane_;
    const ReplayListener& listener_;
    const PackedCity& city_;
    const PackedPlan& plan_;
};

} // namespace

void replay(const City& city, const Plan* plan, const ExperimentOptions& options, std::uint32_t replicate,
            std::uint32_t months, const ReplayListener& listener)
{
    const PackedCity packed(city);
    const PackedPlan packed_plan(city, plan);
    const Parameters& parameters =
        options.sets != nullptr ? options.sets->sets[options.sets->of(replicate)] : city.parameters;
    const sim::BetaTable leadership(parameters.leadership_mean, parameters.leadership_precision);
    const auto lane = static_cast<int>(replicate % sim::Block::replicates);
    OneLane trace(lane, listener, packed, packed_plan);
    BlockSetting setting;
    setting.city = &packed;
    setting.plan = &packed_plan;
    setting.parameters.fill(&parameters);
    setting.leadership.fill(&leadership);
    setting.seed = options.seed;
    setting.first_replicate = replicate - static_cast<std::uint32_t>(lane);
    setting.trace = &trace;
    const auto block = make_block(setting);
    for (std::uint32_t step = 0; step < months; ++step) {
        block->advance();
        if (listener.month_done) listener.month_done(step, *block, lane, packed);
    }
}

} // namespace commitment
