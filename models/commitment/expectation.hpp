#pragma once

// Expectations: what a planner expects of the model, checked over replicates. "Without training the trained share does
// not grow" is `trained without training <= trained at 2018-12 + 0.01`.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/commitment/city.hpp"
#include "models/commitment/goal.hpp"
#include "models/commitment/named_outcome.hpp"
#include "models/commitment/parameter_sets.hpp"
#include "models/commitment/parameters.hpp"
#include "models/commitment/plan.hpp"
#include "sim/statistics/interval.hpp"

namespace commitment {

/// In place of a plan's name: what was done, and nothing after it.
inline constexpr std::string_view history_alone = "history";

/// Which run is spoken of: a plan, and what of it is otherwise.
struct RunWords
{
    std::string plan;                                 ///< empty: the expectation's own
    std::vector<std::string> without, only;           ///< levers: kind, or kind.target
    std::vector<std::pair<std::string, double>> with; ///< parameters and levers, as for --set
    std::optional<sim::Month> until;                  ///< the last month in which the plan's levers are in force

    bool empty() const { return plan.empty() && without.empty() && only.empty() && with.empty() && !until; }
    /// "bottom-up without training": the same run has the same text.
    std::string text() const;
};

/// An outcome in a month of a run.
struct Term
{
    std::string name;
    std::optional<sim::Month> at; ///< none: the expectation's month
    RunWords of;                  ///< empty: the expectation's run
    std::string text;             ///< as it was written

    NamedOutcome outcome{}; ///< once its city is known
    std::size_t run = 0;    ///< in `Expectations::runs`
};

/// What stands on one side of a sign: a number, an outcome, or what is reckoned from such.
struct Side
{
    enum class Kind : std::uint8_t { number, term, sum, difference, product, quotient, largest, smallest };

    Kind kind{};
    double number = 0;       ///< of Kind::number
    std::size_t term = 0;    ///< of Kind::term: place in the expectation's terms
    std::vector<Side> parts; ///< of the others

    /// \param values  [term]
    double value(std::span<const double> values) const;
};

/// "action.city > action.opd > action.kecamatan": holds where all its signs do.
struct Claim
{
    std::string text;
    std::vector<Side> sides;
    std::vector<Goal::Relation> signs; ///< one fewer than sides

    /// By how much it holds at its weakest sign, below 0 where it does not; of > and < the smallest that is not
    /// enough is 0 and counts as below.
    double slack(std::span<const double> values) const;
};

/// Reads a claim. Its terms come behind those that are there. \return nothing, and what is wrong with it in `wrong`
std::optional<Claim> parse_claim(std::string_view text, std::vector<Term>& terms, sim::Words& wrong);

/// What an expectation is judged by.
enum class JudgedBy : std::uint8_t { replicates, mean };

struct Expectation
{
    sim::Words says;
    std::vector<Claim> claims; ///< all must hold
    std::vector<Term> terms;
    std::string run; ///< which run is meant where a term says nothing of it: "top-down only mandate"; empty: none does
    sim::Month first, last; ///< must hold in each of these months; mostly one
    JudgedBy by = JudgedBy::replicates;
    double share = 0.9; ///< of the replicates in which it must hold, at least
    std::string file;   ///< as it is shown
    int line = 0;
};

/// A run that expectations speak of.
struct ExpectedRun
{
    std::string text; ///< "bottom-up without training"
    std::optional<Plan> plan;
    Plan history;
    std::vector<std::pair<const ParameterInfo*, double>> parameters; ///< that are otherwise than the replicate's
};

/// Expectations of one city, and the runs that they need, each once.
struct Expectations
{
    std::vector<Expectation> list;
    std::vector<ExpectedRun> runs;

    /// Whether it needs the history alone, nothing changed: a pattern of what was seen.
    bool is_of_history(const Expectation& expectation) const;
};

/// Where the plans are that expectations name.
struct PlansOfCity
{
    /// The plan of that name; null, and why in `objection`, where there is none. Null without an objection: it has
    /// mistakes of its own, said elsewhere.
    std::function<const Plan*(const std::string& name, sim::Words& objection)> find;
    std::string own; ///< the plan in whose file the expectations stand; empty: they stand in the city's
};

/// Reads the [[expect]] tables of a file, the file's other content is another reader's matter.
/// \param shown_name  the file in messages
/// \param city  null: it has mistakes; then only what needs no city is checked, and nothing is kept
/// \param out   receives the expectations, if the file has no mistake in them
void read_expectations(const std::filesystem::path& path, const std::string& shown_name, const City* city,
                       const PlansOfCity& plans, Expectations& out, sim::Findings& findings);

/// The files of a city's folder in which its own expectations may stand.
std::span<const std::string> files_with_expectations();

struct CheckOptions
{
    std::uint32_t replicates = 200;
    std::uint64_t seed = 1;
    int threads = 0;
    const ParameterSets* sets = nullptr; ///< a parameter set a replicate; null: the city's for all
    std::function<void(double)> progress{};
};

enum class Verdict : std::uint8_t { held, broken, open };

/// One side of a claim over the replicates: in the month in which the claim is weakest, where it is of several.
struct SideSeen
{
    double mean = 0;
    double low = 0, high = 0; ///< 5 and 95 % of the replicates
};

struct CheckedClaim
{
    std::vector<SideSeen> sides;
    std::uint32_t hits = 0; ///< replicates in which it holds
};

/// What the replicates say of an expectation.
struct Checked
{
    std::vector<CheckedClaim> claims;
    std::uint32_t replicates = 0;
    std::uint32_t hits = 0; ///< in which all claims hold
    /// Wilson's 90 % interval of the share of such replicates; of sets of parameters that come again as wide as their
    /// number asks for.
    sim::Interval share;
    /// Of means: the 90 % interval of the mean of what the weakest sign has to spare.
    sim::Interval spare;
    bool covers_parameters = false;
    Verdict verdict{};
};

/// Runs what the expectations need, each run once and all with the same random numbers, and judges them, in their
/// order. Held: the interval of the share lies at or above `share` (of means: what is to spare at or above 0). Broken:
/// it lies below. Else open: so many replicates cannot tell.
std::vector<Checked> check(const City& city, const Expectations& expectations, const CheckOptions& options);

/// With fewer independent replicates not even all of them can show that a share holds.
std::uint32_t fewest_replicates(double share);

} // namespace commitment
