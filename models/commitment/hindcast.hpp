#pragma once

// The history run again, and held against what was observed of the city (model README, section 7).

#include <cstdint>
#include <span>
#include <vector>

#include "models/commitment/city.hpp"
#include "models/commitment/expectation.hpp"
#include "models/commitment/named_outcome.hpp"
#include "models/commitment/packed.hpp"
#include "sim/random/beta.hpp"

namespace commitment {

/// A row of observed.csv as the simulation meets it.
struct ObservedOutcome
{
    NamedOutcome outcome;
    std::uint32_t month = 0; ///< from the start
    double value = 0;
    double tolerance = 0;
};

/// What the history's means must show: an expectation that needs the history alone. It holds where all its claims do in
/// each of its months.
struct Pattern
{
    sim::Words says;
    std::vector<Claim> claims;
    std::vector<std::vector<std::size_t>> values; ///< [month][term] places among the numbers of a run
};

/// Runs the history up to what was observed last. The city must outlive it. May be used from several threads.
class Hindcast
{
  public:
    /// \param expectations  those that need the history alone are patterns, the others are left out; null: none
    /// \pre every `city.observed` names an outcome of the city, in a month not before its start
    explicit Hindcast(const City& city, const Expectations* expectations = nullptr);

    std::span<const ObservedOutcome> observations() const { return observations_; }
    std::span<const Pattern> patterns() const { return patterns_; }
    /// Numbers of a run: an observation each, then what patterns are made of.
    std::size_t numbers() const { return probes_.size(); }

    /// \param first_replicate, replicates  multiples of 8
    /// \return [replicate][number] what was simulated of each
    std::vector<double> run(const Parameters& parameters, std::uint64_t seed, std::uint32_t first_replicate,
                            std::uint32_t replicates) const;

    /// By how many tolerances the worst of the means over replicates misses its observation, or 1 and a tenth of what
    /// it would have to be for each part by which the worst pattern fails: 1 or less, and all is met. \param means
    /// [number]
    double misfit(std::span<const double> means) const;
    /// What stands on each side of the pattern's claims in its last month, claim after claim.
    std::vector<double> sides(const Pattern& pattern, std::span<const double> numbers) const;
    /// Whether the numbers of a run, or means of several, show the pattern.
    bool shows(const Pattern& pattern, std::span<const double> numbers) const;

  private:
    sim::BetaTable leadership_; ///< of the city's own parameters
    PackedCity packed_;
    PackedPlan history_;
    /// An outcome that is read in a month.
    struct Probe
    {
        NamedOutcome outcome;
        std::uint32_t month = 0;
    };

    std::vector<ObservedOutcome> observations_; ///< in the order of the file
    std::vector<Pattern> patterns_;
    std::vector<Probe> probes_;         ///< [number]
    std::vector<std::uint32_t> cells_;  ///< that they are read from
    std::vector<std::size_t> starts_;   ///< [number] its first cell
    std::vector<std::size_t> by_month_; ///< places in `probes_`, the earliest month first

    std::size_t probe(const NamedOutcome& outcome, std::uint32_t month);
    void add(const Expectation& expectation, const City& city);
};

/// Mean over replicates of each number. \param runs  [replicate][number]
std::vector<double> means_of(std::span<const double> runs, std::size_t numbers);

} // namespace commitment
