#pragma once

#include <string>
#include <vector>

#include "models/commitment/sweep.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

/// What a sweep's store rests on.
struct SweepManifest
{
    std::string text;    ///< manifest.json
    std::string context; ///< digest of all that every row's numbers hang on; a row's own plan and values are its own
    std::string content; ///< digest of all that decides what the result holds; it carries it as "sweep_sha256"
};

SweepManifest manifest_of(const ReadDesign& design, const commitment::Sweep& sweep,
                          const commitment::SweepOptions& options);

/// What differs so that a store cannot go on: each difference with what the store has and what is asked. More rows,
/// plans and replicates are none. \param stored  manifest.json of the store
std::vector<sim::Words> differences(const std::string& stored, const std::string& asked);

/// A difference: `what` is `stored` in the store, and `asked` now.
sim::Words differs(const std::string& what, const std::string& stored, const std::string& asked);

/// [plan] SHA-256 of its file
std::vector<std::string> plan_digests(const Inputs& inputs);

} // namespace layak
