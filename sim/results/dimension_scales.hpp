#pragma once

#include <span>
#include <vector>

#include "sim/results/hdf5.hpp"
#include "sim/results/schema.hpp"

namespace sim::hdf5 {

/// A variable with its open dataset.
struct ScaledVariable
{
    const Variable* definition;
    hid_t dataset;
};

/// Ties a file's variables to its dimensions: what H5DSset_scale and H5DSattach_scale write, but each list once, and no
/// byte that was not set. A dimension without a variable of its name gets an empty one. \throws Error
void write_dimension_scales(hid_t file, std::span<const Dimension> dimensions,
                            std::span<const ScaledVariable> variables);

} // namespace sim::hdf5
