#include <numeric>
#include <utility>

#include "sim/core/contract.hpp"
#include "sim/design/design.hpp"
#include "sim/design/shuffle.hpp"

namespace sim {

UnitDesign latin_hypercube(std::size_t rows, std::size_t factors, std::uint64_t seed, bool centred)
{
    SIM_EXPECTS(rows > 0);
    UnitDesign out;
    out.factors = factors;
    out.values.resize(rows * factors);
    std::vector<std::uint32_t> slice(rows);
    for (std::size_t factor = 0; factor < factors; ++factor) {
        std::iota(slice.begin(), slice.end(), 0U);
        shuffle(slice, seed, static_cast<std::uint32_t>(factor), 0);
        for (std::size_t row = 0; row < rows; ++row) {
            const double within =
                centred ? 0.5 : Draws(seed, static_cast<std::uint32_t>(factor), {1, 0}, row).uniform(0);
            out.values[row * factors + factor] = (slice[row] + within) / static_cast<double>(rows);
        }
    }
    return out;
}

} // namespace sim
