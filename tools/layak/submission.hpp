#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tools/layak/begun.hpp"
#include "tools/layak/cluster_script.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/finished_shards.hpp"

namespace layak {

/// How work in shards is handed over.
struct SubmissionOptions
{
    std::uint32_t shards = 0; ///< 0: as many as are good
    int cpus = 4;
    bool cpus_given = false;
    int tries = 3;
    std::string with = "slurm";
    std::string options, hosts;
    std::string wave;         ///< "STAGE:N": submitted by a merge that found this wave, the only one without a name,
                              ///< unfinished; N tries are left
    bool again = false;       ///< submitted by a merge: what it merged has ended
    bool anyway = false;      ///< also what waits or runs already, or seems to
    bool keep_inputs = false; ///< nothing else is done: the first of the printed lines
    bool go = false;

    Engine engine() const;
};

void add_submission(CLI::App& verb, SubmissionOptions& options);
/// \throws Exit(2) where an option would do nothing
void refuse_idle_options(const SubmissionOptions& options, sim::Language language);

/// What is handed over.
struct Submission
{
    std::string name{}; ///< of the design, city or plan
    Begun begun{};      ///< its commands, but for `SubmissionOptions`
    std::filesystem::path folder{};
    std::string stage{};      ///< of the present wave; empty: there is one alone
    std::uint32_t before = 0; ///< shards of the wave before; 0: none
    const FinishedShards& finished;
    const std::vector<std::string>& names; ///< of all tasks
    std::string runs{};                    ///< for what is said: "12,000"
    double seconds_a_task = 0;             ///< on a core
    double merge_seconds = 0;              ///< on a core
    double memory = 0;                     ///< bytes, of a shard that has all tasks
    double memory_a_task = 0;              ///< of these
    double disk = 0;                       ///< bytes that what is missing, and the result, will take; 0: not known
    /// Makes the folder and keeps the inputs in it, so that what is run later is run with them. \throws Exit
    std::function<void(const Begun&)> keep_inputs{};
};

/// Prints the lines, or (`options.go`) does what they say. Where all is there, it is put together. \throws Exit
void submit(const Submission& what, const SubmissionOptions& options, const CommonOptions& given);

} // namespace layak
