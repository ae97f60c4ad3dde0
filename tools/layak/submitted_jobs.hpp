#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tools/layak/cluster_script.hpp"

namespace layak {

/// Jobs of Slurm or PBS.
struct SubmittedJobs
{
    Engine engine{};
    std::vector<std::string> names;
    std::string mark{}; ///< in their names, as the engine shows them: `JobNames`
    std::vector<std::string>
        stuck{};                 ///< why some of them will not begin by themselves: "19: launch failed requeued held"
    std::string to_stop() const; ///< "scancel 17 18"; empty: none
};

/// What tells the jobs of a folder from those of another one with the same work.
std::string mark_of(const std::filesystem::path& folder);
/// "slurm-3f2a": the first word of what is noted.
std::string marked(Engine engine, const std::string& mark);

/// Where the lines of a submission note what was accepted, a line of jobs behind the other: "slurm-3f2a 17 18".
std::filesystem::path jobs_file(const std::filesystem::path& folder);

/// How many were noted there.
std::size_t count_of_submissions(const std::filesystem::path& folder);

/// Those that were submitted last.
SubmittedJobs last_jobs(const std::filesystem::path& folder);

/// Of all that were submitted, those that wait or run, by engine. Nothing where the one that was used last cannot be
/// asked.
/// \param name  of the design, city or plan: an engine that lost its jobs gives their ids to jobs of others
/// \param after  a job: only what was submitted after it; empty: all
std::optional<std::vector<SubmittedJobs>> waiting_jobs(const std::filesystem::path& folder, const std::string& name,
                                                       const std::string& after = "");
/// The job that this process is of; empty: it is of none.
std::string own_job();
/// "scancel 17; qdel 3"
std::string to_stop(const std::vector<SubmittedJobs>& jobs);
/// "will not begin by itself (19: launch failed requeued held): scontrol release 19, or stop it …"; empty: none is
/// stuck.
sim::Words told_of_stuck(const std::vector<SubmittedJobs>& jobs);

/// The last lines, four at most, of the log that was written last, unless that was before the last submission.
struct LastWords
{
    std::filesystem::path log; ///< empty: there is none, or nothing in any
    std::vector<std::string> lines;
    bool is_any = false; ///< a log was written since then, if only an empty one
};
LastWords last_words_of(const std::filesystem::path& folder);

/// How a job is stopped: "scancel".
const char* stopping_command_of(Engine engine);

} // namespace layak
