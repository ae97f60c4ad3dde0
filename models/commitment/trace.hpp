#pragma once

#include <cstdint>

namespace commitment {

/// What can happen to one replicate, for those who want to follow it.
enum class Event : std::uint8_t {
    moved,
    left,
    elected,
    trained,
    attended,
    facilitated,
    visited,
    met,
    formed,
    dormant,
    engaged,
    disengaged
};

/// Listens to every event of a block. `detail` depends on the event (the other post of a swap, the intervention).
class Trace
{
  public:
    virtual ~Trace() = default;
    virtual void record(int lane, std::uint32_t step, Event event, std::uint32_t institution, std::uint32_t post,
                        double detail) = 0;
};

/// Is told after each process of a month, for whoever measures them.
class Watch
{
  public:
    virtual ~Watch() = default;
    virtual void after(const char* process) = 0;
};

} // namespace commitment
