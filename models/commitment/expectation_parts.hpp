#pragma once

// What the files that read and check expectations share.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/commitment/evidence.hpp"
#include "models/commitment/expectation.hpp"

namespace commitment {

/// A word of a claim.
struct Token
{
    enum class Kind : std::uint8_t { word, number, quoted, symbol, end };

    Kind kind = Kind::end;
    std::string_view text; ///< of what is quoted without its quotes
    std::size_t from = 0, to = 0;
};

/// Thrown within the reader of claims alone.
struct WrongClaim
{
    sim::Words words;
};

/// \throws WrongClaim
std::vector<Token> tokens_of(std::string_view text);
/// With the signs that the grammar knows in place of those often typed: ≥ ≤ − ×.
std::string plainly(std::string_view text);

/// Says what is wrong with the words for a run, and of which key it is.
using Say = std::function<void(const char* key, sim::Words)>;

/// \return nothing where a plan, lever or setting is not there; said, but for plans with mistakes of their own
std::optional<ExpectedRun> make_run(const RunWords& words, const City& city, const PlansOfCity& plans, const Say& say);

/// An outcome that is wanted of a run in some months, of every replicate.
struct Wanted
{
    NamedOutcome outcome;
    std::map<std::uint32_t, std::vector<double>> values; ///< [month from the start][replicate]
};

/// What is wanted of each run, by the outcome's name.
class Probes
{
  public:
    Probes(const City& city, const Expectations& expectations, std::uint32_t replicates)
        : city_(city), runs_(expectations.runs.size())
    {
        for (const Expectation& of : expectations.list)
            for (const Term& term : of.terms) {
                Wanted& wanted = runs_[term.run].try_emplace(term.outcome.name, Wanted{term.outcome, {}}).first->second;
                const sim::Month last = term.at.value_or(of.last);
                for (sim::Month month = term.at.value_or(of.first); month <= last; month = month + 1)
                    wanted.values[since_start(month)].resize(replicates);
            }
    }

    std::map<std::string, Wanted>& of_run(std::size_t run) { return runs_[run]; }

    const std::vector<double>& of(const Term& term, sim::Month month) const
    {
        return runs_[term.run].at(term.outcome.name).values.at(since_start(term.at.value_or(month)));
    }

  private:
    const City& city_;
    std::vector<std::map<std::string, Wanted>> runs_;

    std::uint32_t since_start(sim::Month month) const { return static_cast<std::uint32_t>(month - city_.start); }
};

Checked judge(const Expectation& of, const Probes& probes, const Evidence& evidence);

} // namespace commitment
