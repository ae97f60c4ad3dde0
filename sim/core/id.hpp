#pragma once

#include <compare>
#include <cstdint>

namespace sim {

/// An index that belongs to one kind of thing: an index of one never indexes another.
template <class Thing>
class Id
{
  public:
    constexpr Id() = default;
    constexpr explicit Id(std::uint32_t value) : value_(value) {}
    constexpr std::uint32_t value() const { return value_; }
    constexpr explicit operator std::uint32_t() const { return value_; }
    friend constexpr auto operator<=>(Id, Id) = default;

  private:
    std::uint32_t value_ = 0;
};

} // namespace sim
