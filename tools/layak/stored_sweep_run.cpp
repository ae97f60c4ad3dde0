#include "tools/layak/stored_sweep_run.hpp"

#include <algorithm>
#include <cmath>

#include "models/commitment/outcomes.hpp"
#include "sim/text/number.hpp"
#include "tools/layak/result_file.hpp"

namespace layak {

using namespace commitment;

StoredSweepRun::StoredSweepRun(const StoredSweep& sweep, std::uint64_t run, sim::Month start, std::uint32_t months)
    : kept_(sweep.months()), start_(start), months_(months)
{
    const sim::NetcdfReader& file = sweep.file();
    const auto at = static_cast<std::size_t>(run);
    for (const OutcomeInfo& outcome : outcome_table())
        outcomes_.push_back(file.read_slab<float>(variable_name(outcome.name), {at, 0}, {1, kept_.size()}));
    failed_ = std::isnan(outcomes_.front().front());
    const auto names = file.read<std::string>("lever");
    for (std::size_t lever = 0; lever < lever_count; ++lever)
        if (std::find(names.begin(), names.end(), lever_table()[lever].name) != names.end()) levers_.push_back(lever);
    const std::size_t years = file.shape("year").at(0);
    cost_ = file.read_slab<double>("cost", {at, 0, 0}, {1, years, names.size()});
    undelivered_ = file.read_slab<double>("undelivered", {at, 0, 0}, {1, years, names.size()});
    cost_of_year_.resize(levers_.size());
    undelivered_of_year_.resize(levers_.size());
}

std::string StoredSweepRun::difference(std::uint32_t step, CommitmentBlock& block, int lane)
{
    if (failed_) return "";
    constexpr std::size_t lanes = sim::Block::replicates;
    const auto at = static_cast<std::size_t>(lane);
    const sim::Month month = start_ + static_cast<int>(step);
    const auto told = [&](const std::string& name, double stored, double computed) {
        return to_text(month) + ", " + name + ": " + sim::shortest(stored) + " / " + sim::shortest(computed);
    };
    if (const auto kept = std::find(kept_.begin(), kept_.end(), month); kept != kept_.end())
        for (std::size_t k = 0; k < outcome::count; ++k) {
            const float stored = outcomes_[k][static_cast<std::size_t>(kept - kept_.begin())];
            const auto now = static_cast<float>(block.outcomes()[k * lanes + at]);
            if (stored != now) return told(outcome_table()[k].name, double{stored}, double{now});
        }
    for (std::size_t l = 0; l < levers_.size(); ++l) {
        cost_of_year_[l] += block.cost()[levers_[l] * lanes + at];
        undelivered_of_year_[l] += block.undelivered()[levers_[l] * lanes + at];
    }
    if (month.month_of_year() != 12 && step + 1 != months_) return "";
    const auto year = static_cast<std::size_t>(month.year() - start_.year());
    for (std::size_t l = 0; l < levers_.size(); ++l) {
        const std::string lever(lever_table()[levers_[l]].name);
        const double cost = cost_[year * levers_.size() + l], undelivered = undelivered_[year * levers_.size() + l];
        if (cost != cost_of_year_[l]) return told("cost " + lever, cost, cost_of_year_[l]);
        if (undelivered != undelivered_of_year_[l])
            return told("undelivered " + lever, undelivered, undelivered_of_year_[l]);
    }
    std::fill(cost_of_year_.begin(), cost_of_year_.end(), 0.0);
    std::fill(undelivered_of_year_.begin(), undelivered_of_year_.end(), 0.0);
    return "";
}

} // namespace layak
