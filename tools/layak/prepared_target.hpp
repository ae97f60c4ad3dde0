#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "models/commitment/target.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

/// What a command line says of the search that it is about.
struct TargetRequest : CommonOptions
{
    TargetRequest() { replicates = 1000; }

    std::string plan;
    std::string goal;
    std::string by;
    double chance = 0.9;
    double confidence = 0.95;
    std::string lever = "budget_per_year";
    std::string from, to, step;
    std::uint32_t search = 200;
};

/// Options of the search itself: those on which its answer hangs, with --threads.
void add_target_request(CLI::App& verb, TargetRequest& request);

/// The words of these options again, but for --threads.
std::vector<std::string> words_of(const TargetRequest& request);

/// A search with all that it rests on.
struct PreparedTarget
{
    Inputs inputs;
    commitment::TargetQuestion question;
    std::string lever; ///< as it was named

    PreparedTarget() = default;
    PreparedTarget(const PreparedTarget&) = delete; // its parts point to each other
    PreparedTarget& operator=(const PreparedTarget&) = delete;

    const commitment::Plan& plan() const { return inputs.plans.front(); }
};

/// Reads it and says notes on stderr. \throws sim::InputError with all mistakes
std::unique_ptr<PreparedTarget> prepare(const TargetRequest& request);

/// Where its shards are: as asked for, else by the plan's name.
std::filesystem::path folder_of(const PreparedTarget& prepared, const CommonOptions& given);

} // namespace layak
