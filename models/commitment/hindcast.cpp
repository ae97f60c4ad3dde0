#include "models/commitment/hindcast.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "models/commitment/observed_lanes.hpp"
#include "sim/core/contract.hpp"

namespace commitment {
namespace {

constexpr std::uint32_t lanes = sim::Block::replicates;

} // namespace

Hindcast::Hindcast(const City& city, const Expectations* expectations)
    : leadership_(city.parameters.leadership_mean, city.parameters.leadership_precision), packed_(city),
      history_(city, nullptr)
{
    for (const Observation& seen : city.observed) {
        const auto outcome = find_outcome(seen.what, city);
        SIM_EXPECTS(outcome && city.start <= seen.month);
        const auto month = static_cast<std::uint32_t>(seen.month - city.start);
        observations_.push_back({*outcome, month, seen.value, seen.tolerance});
        probes_.push_back({*outcome, month});
    }
    if (expectations != nullptr)
        for (const Expectation& expectation : expectations->list)
            if (expectations->is_of_history(expectation)) add(expectation, city);
    for (const Probe& of : probes_) {
        starts_.push_back(cells_.size());
        const std::vector<std::uint32_t> own = cells_of(of.outcome, packed_);
        cells_.insert(cells_.end(), own.begin(), own.end());
    }
    by_month_.resize(probes_.size());
    std::iota(by_month_.begin(), by_month_.end(), std::size_t{0});
    std::stable_sort(by_month_.begin(), by_month_.end(),
                     [&](std::size_t a, std::size_t b) { return probes_[a].month < probes_[b].month; });
}

std::size_t Hindcast::probe(const NamedOutcome& outcome, std::uint32_t month)
{
    for (std::size_t k = 0; k < probes_.size(); ++k)
        if (probes_[k].month == month && probes_[k].outcome.name == outcome.name) return k;
    probes_.push_back({outcome, month});
    return probes_.size() - 1;
}

void Hindcast::add(const Expectation& expectation, const City& city)
{
    Pattern& pattern = patterns_.emplace_back(Pattern{expectation.says, expectation.claims, {}});
    for (sim::Month month = expectation.first; month <= expectation.last; month = month + 1) {
        std::vector<std::size_t>& places = pattern.values.emplace_back();
        for (const Term& term : expectation.terms)
            places.push_back(probe(term.outcome, static_cast<std::uint32_t>(term.at.value_or(month) - city.start)));
    }
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
    setting.cells = &cells_;
    ObservedLanes seen(cells_.size(),
                       static_cast<std::uint32_t>(packed_.of_kind[static_cast<std::size_t>(Kind::kecamatan)].size()));
    std::vector<double> out(std::size_t{replicates} * probes_.size());
    for (std::uint32_t first = 0; first < replicates; first += lanes) {
        setting.first_replicate = first_replicate + first;
        const auto block = make_block(setting);
        std::uint32_t months = 0; // that were run
        for (const std::size_t which : by_month_) {
            const Probe& probe = probes_[which];
            if (months <= probe.month) {
                for (; months <= probe.month; ++months) block->advance();
                seen.observe(*block);
            }
            for (std::uint32_t lane = 0; lane < lanes; ++lane)
                out[(first + lane) * probes_.size() + which] =
                    value_of(probe.outcome, seen.series(lane), seen.cells(lane, starts_[which]));
        }
    }
    return out;
}

namespace {

/// By which part of its larger side a claim fails at its weakest sign; 0 or less where it holds.
double shortfall(const Claim& claim, std::span<const double> values)
{
    const double slack = claim.slack(values);
    if (slack >= 0) return 0;
    double largest = 1e-9;
    for (const Side& side : claim.sides) largest = std::max(largest, std::abs(side.value(values)));
    return std::max(-slack / largest, 1e-9); // NaN stays
}

std::vector<double> values_of(const std::vector<std::size_t>& places, std::span<const double> numbers)
{
    std::vector<double> values;
    for (const std::size_t place : places) values.push_back(numbers[place]);
    return values;
}

} // namespace

double Hindcast::misfit(std::span<const double> means) const
{
    double worst = 0;
    const auto count = [&worst](double off) {
        if (!(off <= worst) && !std::isnan(worst)) worst = off; // NaN is the worst of all
    };
    for (std::size_t k = 0; k < observations_.size(); ++k)
        count(std::abs(means[k] - observations_[k].value) / observations_[k].tolerance);
    constexpr double tenths = 10;
    for (const Pattern& pattern : patterns_)
        for (const std::vector<std::size_t>& month : pattern.values) {
            const std::vector<double> values = values_of(month, means);
            for (const Claim& claim : pattern.claims)
                if (const double lacks = shortfall(claim, values); !(lacks <= 0)) count(1 + tenths * lacks);
        }
    return worst;
}

std::vector<double> Hindcast::sides(const Pattern& pattern, std::span<const double> numbers) const
{
    const std::vector<double> values = values_of(pattern.values.back(), numbers);
    std::vector<double> out;
    for (const Claim& claim : pattern.claims)
        for (const Side& side : claim.sides) out.push_back(side.value(values));
    return out;
}

bool Hindcast::shows(const Pattern& pattern, std::span<const double> numbers) const
{
    for (const std::vector<std::size_t>& month : pattern.values) {
        const std::vector<double> values = values_of(month, numbers);
        for (const Claim& claim : pattern.claims)
            if (!(claim.slack(values) >= 0)) return false;
    }
    return true;
}

std::vector<double> means_of(std::span<const double> runs, std::size_t numbers)
{
    std::vector<double> means(numbers);
    const std::size_t replicates = runs.size() / numbers;
    for (std::size_t r = 0; r < replicates; ++r)
        for (std::size_t k = 0; k < numbers; ++k) means[k] += runs[r * numbers + k];
    for (double& mean : means) mean /= static_cast<double>(replicates);
    return means;
}

} // namespace commitment
