#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace sim {

/// Zeroed memory in one piece, aligned to 64 bytes, handed out in stretches that live as long as the arena.
class Arena
{
  public:
    /// \param doubles  capacity
    explicit Arena(std::size_t doubles);
    /// The next stretch; contract: the capacity suffices. A stretch begins at a multiple of 64 bytes.
    double* take(std::size_t doubles);
    /// Doubles that a stretch takes up.
    static constexpr std::size_t rounded(std::size_t doubles) { return (doubles + 7) / 8 * 8; }
    std::size_t capacity() const { return capacity_; }

  private:
    struct Free
    {
        void operator()(double* memory) const;
    };
    std::size_t capacity_;
    std::size_t used_ = 0;
    std::unique_ptr<double[], Free> memory_;
};

} // namespace sim
