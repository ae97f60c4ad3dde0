#pragma once

// The outcomes that a page tells, and what each is held against.

#include <vector>

#include "models/commitment/city.hpp"
#include "sim/text/findings.hpp"

namespace layak {

struct OutcomeRow
{
    sim::Words name;
    sim::Words note;
    std::uint32_t outcome = 0;
    /// "half of the kelurahan or more have a PATBM": that it comes to `goal` or more.
    sim::Words reaches{};
    double goal = 0;
    sim::Words quantity{}; ///< what a figure of it counts, in a word or two
};

/// Those that the city can have, the main one first.
std::vector<OutcomeRow> outcome_rows(const commitment::City& city);

} // namespace layak
