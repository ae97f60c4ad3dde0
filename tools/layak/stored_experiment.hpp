#pragma once

#include "models/commitment/experiment.hpp"
#include "tools/layak/stored_run.hpp"

namespace layak {

/// What a run or comparison gave, from its file: nothing is run again. Numbers that the file does not keep (`raw`,
/// `kept`) are not there, nor the quantiles of institutions, the largest part, by which nothing is compared.
/// \param whole  else without numbers of institutions, and of what-ifs with those of the default parameters alone:
///               what differences between plans and prices need
/// \throws DamagedResult where a variable is missing or of another shape
commitment::ExperimentResult read_experiment(const StoredRun& run, bool whole = true);

} // namespace layak
