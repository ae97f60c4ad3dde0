#pragma once

// What a search for the smallest amount found, as a planner reads it and as machines do.

#include <string>

#include "models/commitment/target.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

struct TargetReport
{
    const Inputs& inputs;
    const commitment::TargetQuestion& question;
    const commitment::TargetAnswer& answer;
    const std::string& lever; ///< as it was named
};

/// The answer in words, and all trials.
std::string target_table(const TargetReport& report, sim::Language language, std::size_t columns);
std::string target_json(const TargetReport& report);
/// A line a trial.
std::string target_csv(const TargetReport& report);
/// The first line of that.
extern const std::string target_csv_head;

} // namespace layak
