// Expectations over replicates: what they need is run, each run once, then each is judged.

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

#include "models/commitment/dealt_sets.hpp"
#include "models/commitment/evidence.hpp"
#include "models/commitment/expectation_parts.hpp"
#include "models/commitment/observed_lanes.hpp"
#include "models/commitment/packed.hpp"
#include "sim/ensemble/ensemble.hpp"

namespace commitment {
namespace {

constexpr std::uint32_t lanes = sim::Block::replicates;

/// A run as blocks walk it, and what is read of it.
class RunOfProbes
{
  public:
    RunOfProbes(const City& city, const ExpectedRun& run, const CheckOptions& options, const ParameterSets& sets,
                std::map<std::string, Wanted>& wanted)
        : options_(options), sets_(sets), wanted_(wanted), city_(with_history(city, run)), packed_(city_),
          plan_(city_, run.plan ? &*run.plan : nullptr)
    {
        for (Parameters& set : sets_.sets)
            for (const auto& [parameter, value] : run.parameters) set.*parameter->member = value;
        dealt_.emplace(sets_);
        for (const auto& [name, of] : wanted_) {
            starts_.push_back(cells_.size());
            const std::vector<std::uint32_t> own = cells_of(of.outcome, packed_);
            cells_.insert(cells_.end(), own.begin(), own.end());
            for (const auto& [month, values] : of.values) months_ = std::max(months_, month + 1);
        }
    }

    /// Eight replicates, each in its own place.
    void run(std::uint32_t first_replicate)
    {
        BlockSetting setting;
        setting.city = &packed_;
        setting.plan = &plan_;
        setting.seed = options_.seed;
        setting.cells = &cells_;
        dealt_->deal(setting, first_replicate);
        const auto block = make_block(setting);
        ObservedLanes seen(cells_.size(), static_cast<std::uint32_t>(city_.count(Kind::kecamatan)));
        const std::uint32_t count = std::min(lanes, options_.replicates - first_replicate);
        for (std::uint32_t month = 0; month < months_; ++month) {
            block->advance();
            if (!is_wanted(month)) continue;
            seen.observe(*block);
            std::size_t start = 0;
            for (auto& [name, of] : wanted_) {
                const std::size_t own = starts_[start++];
                const auto at = of.values.find(month);
                for (std::uint32_t lane = 0; at != of.values.end() && lane < count; ++lane)
                    at->second[first_replicate + lane] = value_of(of.outcome, seen.series(lane), seen.cells(lane, own));
            }
        }
    }

  private:
    const CheckOptions& options_;
    ParameterSets sets_; ///< with the run's own values
    std::map<std::string, Wanted>& wanted_;
    City city_;
    PackedCity packed_;
    PackedPlan plan_;
    std::optional<DealtSets> dealt_;
    std::vector<std::uint32_t> cells_;
    std::vector<std::size_t> starts_; ///< [wanted] its first cell
    std::uint32_t months_ = 0;

    static City with_history(const City& city, const ExpectedRun& run)
    {
        City out = city;
        out.history = run.history;
        return out;
    }

    bool is_wanted(std::uint32_t month) const
    {
        return std::any_of(wanted_.begin(), wanted_.end(),
                           [&](const auto& of) { return of.second.values.contains(month); });
    }
};

void run_all(const City& city, const Expectations& expectations, const CheckOptions& options, const ParameterSets& sets,
             Probes& probes)
{
    std::vector<std::unique_ptr<RunOfProbes>> runs;
    for (std::size_t r = 0; r < expectations.runs.size(); ++r)
        if (!probes.of_run(r).empty())
            runs.push_back(std::make_unique<RunOfProbes>(city, expectations.runs[r], options, sets, probes.of_run(r)));
    const std::uint32_t groups = (options.replicates + lanes - 1) / lanes;
    const std::size_t tasks = runs.size() * groups;
    std::mutex telling;
    std::size_t finished = 0;
    sim::with_threads(options.threads, [&] {
        sim::for_each_in_parallel(tasks, [&](std::size_t task) {
            runs[task % runs.size()]->run(static_cast<std::uint32_t>(task / runs.size()) * lanes);
            const std::lock_guard lock(telling);
            ++finished;
            if (options.progress) options.progress(static_cast<double>(finished) / static_cast<double>(tasks));
        });
    });
}

} // namespace

std::vector<Checked> check(const City& city, const Expectations& expectations, const CheckOptions& options)
{
    const ParameterSets single{{city.parameters}, {1.0}, true};
    const ParameterSets& sets = options.sets != nullptr ? *options.sets : single;
    Probes probes(city, expectations, options.replicates);
    run_all(city, expectations, options, sets, probes);
    const Evidence evidence = evidence_of(options.sets, options.replicates);
    std::vector<Checked> out;
    for (const Expectation& expectation : expectations.list) out.push_back(judge(expectation, probes, evidence));
    return out;
}

} // namespace commitment
