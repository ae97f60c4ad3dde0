#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace commitment {

/// What can happen to one replicate, for those who want to follow it.
enum class Event : std::uint8_t {
    elected,    ///< a newcomer is the city's head
    moved,      ///< a swap with `other`, a post
    left,       ///< a newcomer without knowledge came
    trained,    ///< a seat
    attended,   ///< a session; amount: 1 by the responsible implementer, less by another
    informed,   ///< a session among families; amount: those who came to know
    convinced,  ///< the same; amount: those who came to understand
    approached, ///< a session with a business
    facilitated,
    visited,
    met,     ///< at a meeting; amount: quality of the representation; post: an implementer who learnt
    formed,  ///< a body came into writing; amount: the probability, reasons: the terms of its hazard
    dormant, ///< a body fell dormant
    aware,   ///< families of a community; amount: how many moved
    understood,
    joined,
    lapsed,
    forgot,
    moved_away,
    engaged, ///< a business; amount: the probability, reasons: the terms of its hazard
    disengaged,
    unpaid, ///< a lever is not in force for want of its cost
};
inline constexpr std::array<std::string_view, 22> event_names = {
    "elected",     "moved",   "left",       "trained", "attended",   "informed", "convinced",  "approached",
    "facilitated", "visited", "met",        "formed",  "dormant",    "aware",    "understood", "joined",
    "lapsed",      "forgot",  "moved_away", "engaged", "disengaged", "unpaid"};

/// Terms of the hazard (4.8, 4.10) that made something happen, in the order of the equation.
inline constexpr std::array<std::string_view, 6> formed_reasons = {"base",  "action",    "enabling",
                                                                   "peers", "community", "capacity"};
inline constexpr std::array<std::string_view, 6> engaged_reasons = {"base",  "advocacy", "csr",
                                                                    "peers", "liaison",  "programme"};

struct Happening
{
    static constexpr std::uint32_t nothing = 0xffffffffU;

    Event event{};
    std::uint32_t institution = nothing;
    std::uint32_t post = nothing;
    std::uint32_t other = nothing;        ///< the other post of a swap
    std::uint32_t intervention = nothing; ///< in the packed plan, that did it
    double amount = 0;
    std::array<double, 6> reasons{};
    bool has_reasons = false;
};

/// Listens to every event of a block.
class Trace
{
  public:
    virtual ~Trace() = default;
    virtual void record(int lane, std::uint32_t step, const Happening& happening) = 0;
};

/// Is told after each process of a month, for whoever measures them.
class Watch
{
  public:
    virtual ~Watch() = default;
    virtual void after(const char* process) = 0;
};

} // namespace commitment
