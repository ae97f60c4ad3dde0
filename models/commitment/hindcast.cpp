#include "models/commitment/hindcast.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "models/commitment/block.hpp"
#include "sim/core/contract.hpp"

namespace commitment {
namespace {

constexpr std::uint32_t lanes = sim::Block::replicates;

/// A named outcome after the month that a block has just run.
double value_of(const NamedOutcome& outcome, CommitmentBlock& block, const PackedCity& city, std::uint32_t lane)
{
    double sum = 0;
    switch (outcome.source) {
    case NamedOutcome::Source::table: return block.outcomes()[outcome.place * lanes + lane];
    case NamedOutcome::Source::cost:
        for (std::uint32_t lever = 0; lever < lever_count; ++lever)
            if (outcome.place == lever_count || outcome.place == lever) sum += block.cost()[lever * lanes + lane];
        return sum;
    case NamedOutcome::Source::institutions: break;
    }
    std::size_t count = 0;
    for (const std::uint32_t i : outcome.institutions) {
        if (outcome.where_formal && block.field(Field::written)[i * lanes + lane] == 0) continue;
        sum += block.field(outcome.field)[place_of(city, outcome.field, i) * lanes + lane];
        ++count;
    }
    return count > 0 ? sum / static_cast<double>(count) : 0;
}

} // namespace

Hindcast::Hindcast(const City& city)
    : leadership_(city.parameters.leadership_mean, city.parameters.leadership_precision), packed_(city),
      history_(city, nullptr)
{
    for (const Observation& seen : city.observed) {
        const auto outcome = find_outcome(seen.what, city);
        SIM_EXPECTS(outcome && city.start <= seen.month);
        observations_.push_back(
            {*outcome, static_cast<std::uint32_t>(seen.month - city.start), seen.value, seen.tolerance});
    }
    by_month_.resize(observations_.size());
    std::iota(by_month_.begin(), by_month_.end(), std::size_t{0});
    std::stable_sort(by_month_.begin(), by_month_.end(),
                     [&](std::size_t a, std::size_t b) { return observations_[a].month < observations_[b].month; });
}

std::vector<double> Hindcast::run(const Parameters& parameters, std::uint64_t seed, std::uint32_t first_replicate,
                                  std::uint32_t replicates) const
{
    SIM_EXPECTS(replicates % lanes == 0);
    const bool has_own =
        parameters.leadership_mean != leadership_.mean() || parameters.leadership_precision != leadership_.precision();
    std::optional<sim::BetaTable> own; // it takes longer than the history of a small city
    if (has_own) own.emplace(parameters.leadership_mean, parameters.leadership_precision);
    BlockSetting setting;
    setting.city = &packed_;
    setting.plan = &history_;
    setting.parameters.fill(&parameters);
    setting.leadership.fill(has_own ? &*own : &leadership_);
    setting.seed = seed;
    std::vector<double> out(std::size_t{replicates} * observations_.size());
    for (std::uint32_t first = 0; first < replicates; first += lanes) {
        setting.first_replicate = first_replicate + first;
        const auto block = make_block(setting);
        std::uint32_t months = 0; // that were run
        for (const std::size_t which : by_month_) {
            const ObservedOutcome& seen = observations_[which];
            for (; months <= seen.month; ++months) block->advance();
            for (std::uint32_t lane = 0; lane < lanes; ++lane)
                out[(first + lane) * observations_.size() + which] = value_of(seen.outcome, *block, packed_, lane);
        }
    }
    return out;
}

double Hindcast::misfit(std::span<const double> means) const
{
    double worst = 0;
    for (std::size_t k = 0; k < observations_.size(); ++k) {
        const double off = std::abs(means[k] - observations_[k].value) / observations_[k].tolerance;
        if (!(off <= worst)) worst = off; // NaN is the worst of all
        if (std::isnan(worst)) break;
    }
    return worst;
}

std::vector<double> means_of(std::span<const double> runs, std::size_t observations)
{
    std::vector<double> means(observations);
    const std::size_t replicates = runs.size() / observations;
    for (std::size_t r = 0; r < replicates; ++r)
        for (std::size_t k = 0; k < observations; ++k) means[k] += runs[r * observations + k];
    for (double& mean : means) mean /= static_cast<double>(replicates);
    return means;
}

} // namespace commitment
