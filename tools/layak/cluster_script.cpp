#include "tools/layak/cluster_script.hpp"

#include <cstdio>

#include "tools/layak/finished_shards.hpp"
#include "tools/layak/next_steps.hpp"

namespace layak {
namespace {

/// \param threads, number  as the shell of the job knows them
std::string shard_line(const ClusterJob& job, const std::string& threads, const std::string& number)
{
    const std::string limit = threads.empty() ? "" : " --threads " + threads;
    return shell_word(job.program) + " " + shell_line(job.run) + limit + " --quiet --shard " + number + "/" +
           std::to_string(job.of);
}

std::string merge_line(const ClusterJob& job)
{
    std::vector<std::string> words{job.program, "merge", job.folder, "--shards", std::to_string(job.of)};
    if (job.lang != "id") words.insert(words.end(), {"--lang", job.lang});
    return shell_line(words);
}

/// Puts the shards together; what is missing is submitted again, a few times.
std::string merge_script(const ClusterJob& job, const std::string& threads)
{
    const std::string merge = merge_line(job) + " --quiet" + (threads.empty() ? "" : " --threads " + threads);
    if (job.tries == 0 && job.stage.empty()) return "exec " + merge + "\n";
    // Another wave has tries of its own.
    const std::string tries = job.stage.empty() ? " --tries " + std::to_string(job.tries - 1)
                                                : " --wave " + job.stage + ":" + std::to_string(job.tries);
    return merge + " && exit\nstatus=$?\n[ $status -eq 75 ] || exit $status\nexec " + shell_word(job.program) + " " +
           shell_line(job.submission) + " --shards " + std::to_string(job.of) + tries + " --go\n";
}

std::string here(const std::string& script) { return "<<'layak'\n#!/bin/sh\n" + script + "layak\n"; }

std::string log_of(const ClusterJob& job, const std::string& file)
{
    std::string folder;
    for (const char c : job.folder) folder += c == '%' ? "%%" : std::string(1, c);
    return folder + "/log/" + file;
}

std::string slurm(const ClusterJob& job)
{
    const auto sbatch = [&](std::uint64_t minutes, std::uint64_t mebibytes, const std::string& more) {
        return "sbatch --parsable --cpus-per-task=" + std::to_string(job.cpus) + " --time=" + std::to_string(minutes) +
               " --mem=" + std::to_string(mebibytes) + "M --requeue --open-mode=append --signal=B:TERM@60 " + more +
               (job.options.empty() ? "" : " " + job.options) + " ";
    };
    const std::string array =
        sbatch(job.minutes, job.mebibytes,
               "--job-name=" + shell_word("layak-" + job.name) + " --array=" + ranges_text(job.numbers) + " " +
                   "--output=" + shell_word(log_of(job, "%A_%a.txt"))) +
        here("exec " + shard_line(job, "\"$SLURM_CPUS_PER_TASK\"", "\"$SLURM_ARRAY_TASK_ID\"") + "\n");
    const std::string merge =
        sbatch(job.merge_minutes, job.merge_mebibytes,
               "--job-name=" + shell_word("merge-" + job.name) + " --dependency=\"afterany:${array%%;*}\" " +
                   "--output=" + shell_word(log_of(job, "merge-%j.txt"))) +
        here(merge_script(job, "\"$SLURM_CPUS_PER_TASK\""));
    return "array=$(" + array + ")\nmerge=$(" + merge + ")\necho \"$array $merge\"\n";
}

/// A job's name as every PBS takes it: 15 characters, none of them blank.
std::string pbs_name(std::string name)
{
    for (char& c : name)
        if (c <= ' ' || c > '~') c = '_';
    return name.substr(0, 15);
}

std::string pbs(const ClusterJob& job)
{
    const auto qsub = [&](std::uint64_t minutes, std::uint64_t mebibytes, const std::string& name,
                          const std::string& more) {
        char time[32];
        std::snprintf(time, sizeof time, "%02llu:%02llu:00", static_cast<unsigned long long>(minutes / 60),
                      static_cast<unsigned long long>(minutes % 60));
        return "qsub -N " + shell_word(pbs_name(name)) + " -S /bin/sh -r y -j oe -o " +
               shell_word(job.folder + "/log/") + " -l select=1:ncpus=" + std::to_string(job.cpus) +
               ":mem=" + std::to_string(mebibytes) + "mb -l walltime=" + time + more +
               (job.options.empty() ? "" : " " + job.options) + " ";
    };
    const std::string there = "cd \"$PBS_O_WORKDIR\" || exit\n";
    std::string list;
    for (const std::uint32_t number : job.numbers) list += " " + std::to_string(number);
    const std::string cpus = std::to_string(job.cpus);
    // An array must have two parts at least, and its numbers no gaps: the n-th part does the n-th shard of the list.
    const std::string range = job.numbers.size() < 2 ? "" : " -J 0-" + std::to_string(job.numbers.size() - 1);
    const std::string array = qsub(job.minutes, job.mebibytes, "layak-" + job.name, range) +
                              here(there + "set --" + list + "\nshift \"${PBS_ARRAY_INDEX:-0}\"\nexec " +
                                   shard_line(job, cpus, "\"$1\"") + "\n");
    const std::string merge =
        qsub(job.merge_minutes, job.merge_mebibytes, "merge-" + job.name, " -W depend=\"afterany:$array\"") +
        here(there + merge_script(job, cpus));
    return "array=$(" + array + ")\nmerge=$(" + merge + ")\necho \"$array $merge\"\n";
}

std::string parallel(const ClusterJob& job)
{
    std::string list;
    for (const std::uint32_t number : job.numbers) list += " " + std::to_string(number);
    // A shard a machine at a time, on all its cores.
    return "parallel --jobs 1 --sshlogin " + shell_word(job.hosts.empty() ? ":" : job.hosts) +
           " --workdir \"$PWD\" --retries " + std::to_string(job.tries + 1) + " --joblog " +
           shell_word(job.folder + "/log/parallel.txt") + " " + shell_word(shard_line(job, "", "{}")) + " :::" + list +
           " || true\n" + (job.stage.empty() ? "exec " + merge_line(job) + "\n" : merge_script(job, ""));
}

} // namespace

const char* command_of(Engine engine)
{
    switch (engine) {
    case Engine::slurm: return "sbatch";
    case Engine::parallel: return "parallel";
    case Engine::pbs: return "qsub";
    }
    return "";
}

std::string cluster_script(const ClusterJob& job)
{
    const std::string begin = "#!/bin/sh\nset -e\nmkdir -p " + shell_word(job.folder + "/log") + "\n";
    switch (job.engine) {
    case Engine::slurm: return begin + slurm(job);
    case Engine::parallel: return begin + parallel(job);
    case Engine::pbs: return begin + pbs(job);
    }
    return begin;
}

} // namespace layak
