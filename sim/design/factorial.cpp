#include "sim/core/contract.hpp"
#include "sim/design/design.hpp"

namespace sim {

LevelDesign full_factorial(std::span<const std::uint32_t> levels)
{
    LevelDesign out;
    out.factors = levels.size();
    std::size_t rows = 1;
    for (const std::uint32_t count : levels) {
        SIM_EXPECTS(count > 0);
        rows *= count;
    }
    out.values.resize(rows * levels.size());
    for (std::size_t row = 0; row < rows; ++row) {
        std::size_t left = row;
        for (std::size_t factor = levels.size(); factor-- > 0; left /= levels[factor])
            out.values[row * levels.size() + factor] = static_cast<std::uint32_t>(left % levels[factor]);
    }
    return out;
}

} // namespace sim
