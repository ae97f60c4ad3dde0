#pragma once

#include <map>

#include "models/commitment/city.hpp"
#include "models/commitment/decisions.hpp"
#include "models/commitment/parameters.hpp"
#include "sim/random/beta.hpp"
#include "sim/random/draws.hpp"
#include "tests/models/commitment/reference/random.hpp"

/// The decisions of the plain engine, taken by the random numbers that the fast engine takes for the same ones: so that
/// both can be held against each other month by month. Here alone stands how the fast engine makes outcomes of random
/// words. Its words come from `sim::Draws`, keyed by what is decided, of whom, in which replicate and month.
class KeyedRandom : public reference::Random
{
  public:
    /// \param plan  may be null. City and plan must outlive this.
    KeyedRandom(const commitment::City& city, const commitment::Plan* plan, const commitment::Parameters& parameters,
                std::uint64_t seed, std::uint32_t replicate);

    void begin_month(int month) override { month_ = static_cast<std::uint32_t>(month); }
    bool chance(const reference::Question& question, double probability) override;
    std::size_t pick(const reference::Question& question, const std::vector<std::size_t>& from) override;
    std::size_t pick_other(const reference::Question& question, const std::vector<std::size_t>& from,
                           std::size_t place) override;
    int binomial(const reference::Question& question, int count, double probability) override;
    double beta(const reference::Question& question, double mean, double precision) override;
    std::uint64_t lot(const reference::Question& question) override;

  private:
    /// Where the words of a decision are.
    struct Place
    {
        commitment::Decision decision;
        std::uint64_t who;
        std::uint32_t which = 0;       ///< the word that decides
        std::uint32_t more_blocks = 1; ///< of two words each, for counts too large for inversion
    };

    void name_institutions(const commitment::City& city);
    void name_interventions(const commitment::City& city, const commitment::Plan* plan);
    Place place_of(const reference::Question& question) const;
    sim::Draws draws(commitment::Decision decision, std::uint64_t who) const;
    bool starts_move(std::size_t post, double probability) const;

    std::vector<std::uint64_t> institution_key_;
    std::vector<std::uint64_t> post_key_;
    std::vector<std::size_t> institution_rank_;     ///< [institution] by id
    std::vector<std::size_t> post_rank_;            ///< [post] by the institution's id, then as in the file
    std::vector<std::size_t> place_among_moving_;   ///< [post] of its institution's that may be moved
    std::vector<std::size_t> first_of_institution_; ///< [post]
    std::map<const commitment::Intervention*, std::uint64_t> intervention_key_;
    sim::BetaTable leadership_;
    std::uint64_t seed_;
    std::uint32_t replicate_;
    std::uint32_t month_ = 0; ///< since the start
};
