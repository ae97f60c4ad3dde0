#include "models/commitment/target_samples.hpp"

#include <algorithm>
#include <stdexcept>

#include "models/commitment/experiment.hpp"
#include "models/commitment/observed_lanes.hpp"
#include "sim/core/contract.hpp"
#include "sim/ensemble/ensemble.hpp"

namespace commitment {
namespace {

constexpr std::uint32_t lanes = sim::Block::replicates;

/// Of a replicate, in a block's numbers.
enum Number : std::size_t { holds, cost, undelivered, numbers };

/// A stage on the threads here.
std::vector<std::vector<double>> run_here(int threads, std::size_t count,
                                          const std::function<std::vector<double>(std::size_t)>& work)
{
    std::vector<std::vector<double>> out(count);
    sim::with_threads(threads,
                      [&] { sim::for_each_in_parallel(count, [&](std::size_t task) { out[task] = work(task); }); });
    return out;
}

} // namespace

TargetSamples::TargetSamples(const City& city, const Plan& plan, const TargetQuestion& question)
    : city_(city), plan_(plan), question_(question), single_{{city.parameters}, {1.0}, true},
      sets_(question.sets != nullptr ? *question.sets : single_), packed_(city),
      cells_(cells_of(question.goal.outcome, packed_)),
      begins_(static_cast<std::uint32_t>(std::max(0, plan.from - city.start))), months_(months_of(city, {plan})),
      ends_(std::min(static_cast<std::uint32_t>(std::max(0, plan.to - city.start + 1)), months_))
{
    sim::with_threads(question.threads, [&] { dealt_.emplace(sets_); });
}

void TargetSamples::run(const std::string& stage, const std::vector<TargetSample>& samples)
{
    const std::size_t each = sim::whole_blocks(samples.front().replicates) / lanes;
    const auto work = [&](std::size_t task) {
        const TargetSample& of = samples[task / each];
        return block(amount(of.k), of.first + static_cast<std::uint32_t>(task % each) * lanes);
    };
    const std::size_t tasks = each * samples.size();
    const auto gave =
        question_.stages ? question_.stages(stage, tasks, work) : run_here(question_.threads, tasks, work);
    for (std::size_t s = 0; s < samples.size(); ++s)
        known_[samples[s]] = counted(std::span(gave).subspan(s * each, each), samples[s].replicates);
}

std::vector<double> TargetSamples::block(double amount, std::uint32_t first_replicate) const
{
    SIM_EXPECTS(first_replicate % lanes == 0);
    Plan plan = plan_;
    if (const sim::Words wrong = set_lever(plan, question_.lever, amount, city_.unit_costs); !wrong.empty())
        throw std::invalid_argument(wrong.en);
    const PackedPlan packed_plan(city_, &plan);
    BlockSetting setting;
    setting.city = &packed_;
    setting.plan = &packed_plan;
    dealt_->deal(setting, first_replicate);
    setting.seed = question_.seed;
    setting.cells = &cells_;
    const auto block = make_block(setting);
    const auto kecamatan = packed_.of_kind[static_cast<std::size_t>(Kind::kecamatan)].size();
    ObservedLanes seen(cells_.size(), static_cast<std::uint32_t>(kecamatan));
    std::vector<double> out(std::size_t{lanes} * numbers);
    for (std::uint32_t month = 0; month < months_; ++month) {
        block->advance();
        if (month == question_.month) {
            seen.observe(*block);
            for (std::uint32_t lane = 0; lane < lanes; ++lane)
                out[lane * numbers + holds] =
                    question_.goal.holds(value_of(question_.goal.outcome, seen.series(lane), seen.cells(lane)));
        }
        if (month < begins_ || ends_ <= month) continue;
        for (std::size_t at = 0; at < lever_count * lanes; ++at) {
            double* const own = out.data() + at % lanes * numbers;
            own[cost] += block->cost()[at];
            if (block->undelivered()[at] > 0) own[undelivered] = 1;
        }
    }
    return out;
}

TargetCount TargetSamples::counted(std::span<const std::vector<double>> blocks, std::uint32_t replicates) const
{
    TargetCount out;
    for (std::uint32_t r = 0; r < replicates; ++r) {
        const double* const own = blocks[r / lanes].data() + r % lanes * numbers;
        out.hits += own[holds] > 0;
        out.cost_per_year += own[cost];
        out.undelivered += own[undelivered];
    }
    out.undelivered /= replicates;
    out.cost_per_year *= 12.0 / replicates / std::max(1U, ends_ - std::min(begins_, ends_));
    return out;
}

} // namespace commitment
