#include <boost/random/sobol.hpp>

#include "sim/core/contract.hpp"
#include "sim/design/design.hpp"
#include "sim/random/draws.hpp"

namespace sim {

UnitDesign sobol_sequence(std::size_t rows, std::size_t factors, std::optional<std::uint64_t> shift)
{
    SIM_EXPECTS(factors > 0 && factors <= boost::random::default_sobol_table::max_dimension);
    UnitDesign out;
    out.factors = factors;
    out.values.reserve(rows * factors);
    boost::random::sobol sequence(factors); // leaves out point 0, a corner of the cube, by itself
    std::vector<std::uint64_t> flip(factors);
    if (shift)
        for (std::size_t factor = 0; factor < factors; ++factor)
            flip[factor] = Draws(*shift, 0, {2, 0}, factor).bits(0);
    for (std::size_t k = 0; k < rows * factors; ++k)
        out.values.push_back((static_cast<double>((sequence() ^ flip[k % factors]) >> 11) + 0.5) * 0x1p-53);
    return out;
}

} // namespace sim
