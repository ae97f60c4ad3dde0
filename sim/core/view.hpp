#pragma once

#include <cstdint>
#include <vector>

namespace sim {

/// A read-only stretch of memory that somebody else owns. Unlike std::span its functions are never emitted on
/// their own, so it may be used in code that is compiled for several instruction sets.
template <class T>
class View
{
  public:
    View() = default;
    [[gnu::always_inline]] View(const T* data, std::uint32_t size) : data_(data), size_(size) {}
    [[gnu::always_inline]] View(const std::vector<T>& owner)
        : data_(owner.data()), size_(static_cast<std::uint32_t>(owner.size()))
    {
    }

    [[gnu::always_inline]] const T& operator[](std::uint32_t i) const { return data_[i]; }
    [[gnu::always_inline]] std::uint32_t size() const { return size_; }
    [[gnu::always_inline]] bool empty() const { return size_ == 0; }
    [[gnu::always_inline]] const T* begin() const { return data_; }
    [[gnu::always_inline]] const T* end() const { return data_ + size_; }

    /// The part from i up to, not including, j.
    [[gnu::always_inline]] View part(std::uint32_t i, std::uint32_t j) const { return View(data_ + i, j - i); }

  private:
    const T* data_ = nullptr;
    std::uint32_t size_ = 0;
};

} // namespace sim
