#pragma once

// What replicates are worth as evidence: those of one parameter set hang together.

#include <cstdint>
#include <span>
#include <vector>

#include "models/commitment/parameter_sets.hpp"

namespace commitment {

/// Which replicates are independent of each other, and what their spread covers.
struct Evidence
{
    std::uint32_t replicates = 0;
    std::uint32_t sets = 1; ///< parameter sets in use
    /// Independent pairs that the replicates are worth (Kish): n²/Σ n_s², n_s the replicates of set s; with one set
    /// all of them, for chance is then all that there is.
    double effective = 0;
    std::vector<std::uint32_t> unit; ///< [replicate] its set, where sets come again; empty: each stands for itself

    bool covers_parameters() const { return sets > 1; }

    /// Independent numbers with the mean of these: the numbers themselves, or one a set (its mean, where all sets are
    /// used alike).
    std::vector<double> independent(std::span<const double> values) const;
};

/// \param sets  null: all replicates have the city's parameters
Evidence evidence_of(const ParameterSets* sets, std::uint32_t replicates);

} // namespace commitment
