#pragma once

#include <cstddef>
#include <cstdint>

namespace sim {

/// Eight replicates in a row that a model advances side by side: the unit of work of an ensemble.
/// A model observes two kinds of numbers a step: cells, of which only statistics over the replicates are kept, and
/// series, kept for each replicate.
class Block
{
  public:
    static constexpr std::uint32_t replicates = 8;

    virtual ~Block() = default;
    /// One step of all lanes.
    virtual void advance() = 0;
    /// What the state is after the last step.
    /// \param cells   [cell][lane]; null: not wanted
    /// \param series  [series][lane]; null: not wanted
    virtual void observe(float* cells, double* series) = 0;
};

/// One replicate's numbers of those that a block observed side by side, [number][lane].
template <class Number>
struct OfLane
{
    const Number* first = nullptr;
    const Number& operator[](std::size_t k) const { return first[k * Block::replicates]; }
};

/// So many replicates, or those that fill the last block.
constexpr std::uint32_t whole_blocks(std::uint32_t replicates)
{
    return (replicates + Block::replicates - 1) / Block::replicates * Block::replicates;
}

} // namespace sim
