#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "models/commitment/plan.hpp"

namespace reference {

/// What is left to chance (section 4).
enum class Decision {
    initial_leadership,           ///< L of an institution
    amount,                       ///< the fraction of a month's units of an intervention
    move,                         ///< 4.1: whether a post starts a move
    swap,                         ///< whether it is a swap
    swap_with,                    ///< with which post
    new_head,                     ///< L that the new occupant of a post brings
    new_head_elsewhere,           ///< and that of the post with which it swapped
    elected_head,                 ///< L that the winner of an election brings to a post
    lot,                          ///< 4.2: of a post, among those equally trained
    session_place,                ///< 4.3: where a session goes
    implementer_attends,          ///< whether the implementer is sent to it
    attendee,                     ///< else who
    told,                         ///< families that come to know at it
    convinced,                    ///< families that come to understand at it
    assisted,                     ///< 4.4: which kelurahan is helped
    visited,                      ///< which institution is visited
    head_comes,                   ///< 4.5: whether a member's head comes to a meeting
    delegate_comes,               ///< else whether somebody does
    implementer_comes,            ///< and whether it is the implementer
    business_at_meeting,          ///< which one takes up the cause
    body_forms,                   ///< 4.8
    body_falls_dormant,           ///< 4.8
    families_hear,                ///< 4.9: of those unaware
    families_leave_knowing,       ///< in both directions
    families_learn,               ///< of those that leave
    families_leave_understanding, ///< in both directions
    families_join,                ///< of those that leave
    families_lapse,               ///< of those involved
    business_changes              ///< 4.10
};

/// A seat, session, visit or meeting of this month: the number-th of an intervention.
struct Unit
{
    const commitment::Intervention* by = nullptr;
    int number = 0;
};

/// A decision to be taken, of whom and at which unit, where it has them.
struct Question
{
    Decision decision;
    std::size_t who = 0; ///< institution or post
    Unit unit{};
};

/// Takes the decisions.
class Random
{
  public:
    virtual ~Random() = default;

    /// From now on it is this month since the start.
    virtual void begin_month(int) {}
    virtual bool chance(const Question& question, double probability) = 0;
    /// One of several institutions, or of several posts, each as likely.
    virtual std::size_t pick(const Question& question, const std::vector<std::size_t>& from) = 0;
    /// One of the others than that at `place`; there are two or more.
    virtual std::size_t pick_other(const Question& question, const std::vector<std::size_t>& from,
                                   std::size_t place) = 0;
    /// How many of `count` happen; a probability above 1 counts as 1.
    virtual int binomial(const Question& question, int count, double probability) = 0;
    /// Beta with this mean and precision (the sum of its two parameters).
    virtual double beta(const Question& question, double mean, double precision) = 0;
    /// The lowest comes first.
    virtual std::uint64_t lot(const Question& question) = 0;

    /// A whole number with this mean: the fraction is one Bernoulli draw.
    int whole(const Question& question, double amount);
};

/// Random numbers drawn one after another, whatever they are for.
class SequentialRandom : public Random
{
  public:
    explicit SequentialRandom(std::uint64_t seed) : engine_(seed) {}

    bool chance(const Question&, double probability) override { return uniform() < probability; }
    std::size_t pick(const Question&, const std::vector<std::size_t>& from) override
    {
        return from[std::uniform_int_distribution<std::size_t>(0, from.size() - 1)(engine_)];
    }
    std::size_t pick_other(const Question&, const std::vector<std::size_t>& from, std::size_t place) override
    {
        const auto other = std::uniform_int_distribution<std::size_t>(0, from.size() - 2)(engine_);
        return from[other < place ? other : other + 1];
    }
    int binomial(const Question& question, int count, double probability) override;
    double beta(const Question&, double mean, double precision) override;
    std::uint64_t lot(const Question&) override { return engine_(); }

  private:
    /// In [0,1).
    double uniform() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }

    std::mt19937_64 engine_;
};

} // namespace reference
