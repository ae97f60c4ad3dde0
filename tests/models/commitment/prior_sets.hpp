#pragma once

#include "models/commitment/parameters.hpp"
#include "tests/support/small_town.hpp"

namespace tests {

/// A set drawn from the priors; structural constants stay as given.
inline Parameters drawn_from_priors(Parameters given, Dice& dice)
{
    for (const commitment::ParameterInfo& row : commitment::parameter_table())
        if (!row.structural) given.*row.member = dice.between(row.prior.lowest, row.prior.highest);
    return given;
}

} // namespace tests
