#pragma once

// What a sweep's result says of its factors.

#include <optional>
#include <string>
#include <vector>

#include "sim/sensitivity/sensitivity.hpp"
#include "tools/layak/stored_sweep.hpp"

namespace layak {

/// Rows that are one design: those of a plan, or all where the plan is a factor.
struct SweepPart
{
    std::string plan; ///< empty: all
    std::string name_id, name_en;
    std::vector<std::uint32_t> rows;
};

/// What was found of one outcome in one part.
struct SensitivityAnalysis
{
    const SweepPart* part = nullptr;
    std::string outcome;
    sim::VarianceSplit split;
    std::optional<sim::VarianceIndices> variance; ///< of a Saltelli design; intervals within 0 to 1
    std::optional<sim::Screening> screening;      ///< of a Morris design
    sim::RankCorrelations ranks;
};

std::vector<SweepPart> parts_of(const StoredSweep& sweep);

/// \param month  place in the months kept
SensitivityAnalysis analyse(const StoredSweep& sweep, const SweepPart& part, const std::string& outcome,
                            std::size_t month, double confidence);

} // namespace layak
