#pragma once

// The simulations of a calibration, kept as they finish.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "models/commitment/calibration.hpp"
#include "sim/calibration/abc.hpp"
#include "sim/store/store.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

/// What a calibration's store rests on.
struct CalibrationManifest
{
    std::string text;    ///< manifest.json
    std::string context; ///< digest of all that a simulation hangs on
};

CalibrationManifest manifest_of(const Inputs& inputs, const commitment::Calibration& calibration,
                                const sim::AbcSettings& settings, std::uint32_t replicates);

/// What differs so that a store cannot go on. \param stored  manifest.json of the store
std::vector<sim::Words> calibration_differences(const std::string& stored, const std::string& asked);

/// "0" is the prior, "3.5" the third tolerance's sixth round.
sim::Words stage_name(const std::string& stage);

/// Runs stages on all threads, through the store: what it has is not done again.
/// \param stopped  is called, and must throw, where SIGINT or SIGTERM came
sim::RunStage run_through(sim::Store& store, int threads, double save_every, sim::Language language, bool shown,
                          std::function<void()> stopped);

} // namespace layak
