#pragma once

// The smallest amount of a lever with which a goal is met with a given chance.

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "models/commitment/city.hpp"
#include "models/commitment/goal.hpp"
#include "models/commitment/parameter_sets.hpp"
#include "models/commitment/plan_file.hpp"
#include "sim/core/stage.hpp"

namespace commitment {

struct TargetQuestion
{
    Goal goal;
    std::uint32_t month = 0; ///< from the start: the goal is to hold in it
    double chance = 0.9;     ///< of that, at least
    double confidence = 0.95;
    LeverName lever;
    double lowest = 0, step = 1;
    std::uint32_t steps = 100;             ///< amounts are lowest + k · step, k from 0 to this
    std::uint32_t search_replicates = 200; ///< of each of the first amounts
    std::uint32_t confirm_replicates = 1000;
    std::uint64_t seed = 1;
    const ParameterSets* sets = nullptr;
    int threads = 0; ///< of what runs here
    /// Where it runs: stages "search.1", "search.2" …, "confirm.1" …, which, as waiting for a stage counts more than
    /// its runs, have those of the amounts that may come next, too. Empty: here, an amount at a time. What is found
    /// does not hang on it.
    sim::RunStage stages{};
    std::function<void(double)> progress{};
};

/// An amount that was tried.
struct TargetTrial
{
    double amount = 0;
    bool is_confirmation = false; ///< with replicates that were used for nothing else; all of a search share theirs
    std::uint64_t hits = 0;       ///< replicates in which the goal held
    std::uint64_t replicates = 0;
    double low = 0,
           high = 1; ///< limits of the chance, each one-sided at the confidence; of confirmations that of its turn
    double cost_per_year = 0; ///< rupiah, mean over replicates and the plan's months
    double undelivered = 0;   ///< share of the replicates in which something could not be paid
};

enum class TargetOutcome : std::uint8_t {
    confirmed,   ///< `amount` has the chance asked for
    unreachable, ///< no amount tried has it: even the best one's upper limit lies below
    unconfirmed  ///< neither: the best amounts lie too near to the chance asked for
};

struct TargetAnswer
{
    TargetOutcome outcome{};
    double amount = 0;                  ///< of `confirmed`; else the best one
    std::optional<double> too_little{}; ///< the largest amount tried below it whose upper limit lies below the chance
    std::vector<TargetTrial> trials;    ///< in the order in which they were made
    std::uint32_t confirmations = 0;
    const TargetTrial& best() const; ///< the trial that settles it
    /// Two amounts of the search, the smaller first, of which the larger surely has the smaller chance (`falls`), or
    /// the larger one: their limits are apart. Those that are farthest apart; nothing where there are none.
    std::optional<std::pair<TargetTrial, TargetTrial>> change(bool falls) const;
};

/// The replicates of a confirmation where they can confirm the chance at all; else the fewest that can. Nothing: the
/// parameter sets are too few for any number.
std::optional<std::uint32_t> replicates_to_confirm(const TargetQuestion& question);

/// Searches with common random numbers: first nine amounts over the whole range, then, with as many replicates as a
/// confirmation has, for the smallest amount whose chance leaves a confirmation good odds. That is confirmed with
/// replicates that the search has not seen, by the exact lower limit (Clopper & Pearson). Where it fails, the search
/// goes on with what the confirmation told of its luck; where it succeeds and an amount smaller by a twentieth or more
/// has even odds, that one is tried too. Each try has replicates of its own and a confidence that pays for those before
/// (`sim::spent_confidence`), so that all that is confirmed holds at the confidence asked for.
/// \throws what `question.stages` throws
TargetAnswer find_target(const City& city, const Plan& plan, const TargetQuestion& question);

} // namespace commitment
