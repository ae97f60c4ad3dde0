#pragma once

#include "sim/results/errors.hpp"

namespace sim {

/// A block or shard that is whole, and of other work than was asked for.
struct OtherWork : ReadError
{
    using ReadError::ReadError;
};

} // namespace sim
