#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/commitment/sweep.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/sweep_chances.hpp"
#include "tools/layak/sweep_manifest.hpp"

namespace layak {

/// What a command line says of the sweep that it is about.
struct SweepRequest : CommonOptions
{
    std::string design;
    std::string keep;
    std::vector<std::string> outcomes;
    AskedGoals goals;
    bool replicates_given = false;
    bool seed_given = false;
};

/// Options of the sweep itself: those on which its result hangs, with --threads and --out.
void add_sweep_request(CLI::App& verb, SweepRequest& request);
/// To be called when the command line was read.
void note_what_was_given(const CLI::App& verb, SweepRequest& request);
/// The words of these options again, but for --out and --threads; the design and the city as they were given.
std::vector<std::string> words_of(const SweepRequest& request);

/// A sweep with all that it rests on.
struct PreparedSweep
{
    ReadDesign read;
    commitment::SweepOptions options;
    std::optional<commitment::Sweep> sweep; ///< always there
    SweepManifest manifest;

    PreparedSweep() = default;
    PreparedSweep(const PreparedSweep&) = delete; // its parts point to each other
    PreparedSweep& operator=(const PreparedSweep&) = delete;

    /// SHA-256 of the numbers of the first task: the same of any program and machine, or the program is another one.
    std::string numbers() const;
};

/// Reads it and says notes on stderr. \throws sim::InputError with all mistakes
std::unique_ptr<PreparedSweep> prepare(const SweepRequest& request);

/// From `read`, `options.seed`, `.replicates` and `.keep` the rest.
void complete(PreparedSweep& prepared);

} // namespace layak
