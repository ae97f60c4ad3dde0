#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/text/findings.hpp"

namespace layak {

inline constexpr const char* engine_names[] = {"slurm", "parallel", "pbs"};
enum class Engine : std::uint8_t { slurm, parallel, pbs };

/// What of some work is to be run on many machines, and what it takes.
struct ClusterJob
{
    Engine engine{};
    std::string name;                    ///< of the design
    std::string mark;                    ///< of the folder: `JobNames`
    std::string program;                 ///< its path
    std::vector<std::string> run;        ///< words of the command that does a shard, but for the shard and the threads
    std::vector<std::string> submission; ///< words of `layak submit` that make the same of what is then missing
    std::string folder;
    std::string lang;
    std::string stage; ///< of the wave; empty: there is one alone, and nothing comes after it
    std::uint32_t of = 1;
    std::vector<std::uint32_t> numbers;       ///< of the shards to be run; none: they are put together alone
    int cpus = 1;                             ///< of a shard
    std::uint64_t minutes = 1, mebibytes = 1; ///< of a shard, at most
    std::uint64_t merge_minutes = 1, merge_mebibytes = 1; ///< of putting them together, at most
    int tries = 3;                                        ///< how often what is missing is submitted again
    int tries_asked = 3;                                  ///< the same of every wave
    bool quiet = false;                                   ///< how to stop it is not said
    bool anyway = false;                                  ///< printed lines submit it whatever waits
    std::string options;                                  ///< for sbatch or qsub, as they are
    std::string hosts;                                    ///< for parallel
    bool asks_machines = true;                            ///< else the answers of the submission before hold
};

/// The command that the engine's script needs.
const char* command_of(Engine engine);

/// As the engine shows them.
struct JobNames
{
    std::string shards, merge;
};
/// \param name  of the design, city or plan \param mark  tells its folders apart; empty: there is none
JobNames job_names(Engine engine, const std::string& name, const std::string& mark);

/// Why Slurm can write no log into the folder; empty where it can.
sim::Words objection_of_slurm(const std::string& folder);

/// The exit status of a script that has said itself why nothing was accepted.
inline constexpr int has_said_why = 65;

/// A script for sh, that is to be run in the current folder.
std::string cluster_script(const ClusterJob& job);
/// The same to be pasted: first it keeps the inputs, and nothing of it is left in the shell.
std::string printed_script(const ClusterJob& job);

} // namespace layak
