#include "tools/layak/cluster_script.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <regex>

#include "tools/layak/finished_shards.hpp"
#include "tools/layak/next_steps.hpp"
#include "tools/layak/parallel_script.hpp"
#include "tools/layak/submitted_jobs.hpp"

namespace layak {
namespace {

/// \param threads, number  as the shell of the job knows them
std::string shard_line(const ClusterJob& job, const std::string& threads, const std::string& number)
{
    const std::string limit = threads.empty() ? "" : " --threads " + threads;
    return shell_word(job.program) + " " + shell_line(job.run) + limit + " --quiet --shard " + number + "/" +
           std::to_string(job.of);
}

/// \param is_followed  what is missing then is submitted again
std::string merge_line(const ClusterJob& job, bool is_followed)
{
    std::vector<std::string> words{job.program, "merge", job.folder, "--shards", std::to_string(job.of)};
    if (job.lang != "id") words.insert(words.end(), {"--lang", job.lang});
    if (is_followed) words.emplace_back("--followed");
    return shell_line(words);
}

/// A merge that is stopped does not end without a word: a time limit tells the shell alone.
std::string told_merge(const ClusterJob& job, const std::string& threads, bool is_followed)
{
    const bool in_english = job.lang == "en";
    const std::string why = job.engine == Engine::parallel ? ""
                            : in_english                   ? ": cancelled, or its time limit was met"
                                                           : ": dibatalkan, atau batas waktunya habis";
    const std::string said = (in_english ? "layak: the merge was stopped before its end"
                                         : "layak: penyatuannya dihentikan sebelum selesai") +
                             why + (in_english ? ". To put them together: " : ". Untuk menyatukannya: ") +
                             "layak merge " + shell_word(job.folder);
    return merge_line(job, is_followed) + " --quiet" + (threads.empty() ? "" : " --threads " + threads) +
           " &\nmerge=$!\nstopped() {\n  trap '' TERM INT\n  kill \"$merge\" 2>/dev/null || true\n"
           "  wait \"$merge\" || true\n  echo " +
           shell_word(said) + " >&2\n  exit 143\n}\ntrap stopped TERM INT\nwait \"$merge\"";
}

/// Puts the shards together; what is missing is submitted again, a few times.
std::string merge_script(const ClusterJob& job, const std::string& threads)
{
    const bool is_followed = job.tries > 0 || !job.stage.empty();
    const std::string merge = told_merge(job, threads, is_followed);
    if (!is_followed) return merge + "\n";
    // Another wave has tries of its own.
    const std::string tries =
        " --tries " + std::to_string(job.tries_asked) + " --wave " + job.stage + ":" + std::to_string(job.tries);
    return merge + " && exit\nstatus=$?\ntrap - TERM INT\n[ $status -eq 75 ] || exit $status\nexec " +
           shell_word(job.program) + " " + shell_line(job.submission) + " --shards " + std::to_string(job.of) +
           " --again" + tries + " --go\n";
}

std::string here(const std::string& script)
{
    std::string end = "layak";
    while (script.find("\n" + end + "\n") != std::string::npos) end += "_"; // names may have lines
    return "<<'" + end + "'\n#!/bin/sh\n" + script + end + "\n";
}

/// Absolute: Slurm would put the current folder in front of it, and take a % there for a pattern of its own.
std::string log_of(const ClusterJob& job, const std::string& file)
{
    std::string folder;
    for (const char c : std::filesystem::absolute(job.folder).string()) folder += c == '%' ? "%%" : std::string(1, c);
    return folder + "/log/" + file;
}

/// Submits both, the merge after the array, or neither, whatever comes between; notes and prints their names, and says
/// how to stop them.
/// \param of_array, of_merge  as the command that stops them takes them
std::string both(const ClusterJob& job, const std::string& array, const std::string& merge, const std::string& of_array,
                 const std::string& of_merge)
{
    const bool in_english = job.lang == "en";
    const std::string stop = stopping_command_of(job.engine);
    const std::string to_stop = in_english ? "To stop it: " : "Untuk menghentikannya: ";
    const auto said = [&](const std::string& names) {
        return job.quiet ? std::string() : "echo \"" + to_stop + stop + " " + names + "\" >&2\n";
    };
    const auto noted = [&](const std::string& names) {
        return "echo " + marked(job.engine, job.mark) + " \"" + names + "\" >>" +
               shell_word(jobs_file(job.folder).string());
    };
    const std::string begin = "trap '' TERM INT HUP\n";
    if (job.numbers.empty())
        return begin + "merge=$(" + merge + ")\n" + noted(of_merge) + " || true\necho \"$merge\"\n" + said(of_merge);
    const std::string refused = in_english ? "the merge was refused, so its shards are cancelled: "
                                           : "penyatuannya ditolak, jadi bagian-bagiannya dibatalkan: ";
    const std::string jobs = shell_word(jobs_file(job.folder).string());
    const std::string forgotten = "{ sed -i '$d' " + jobs + "; [ -s " + jobs + " ] || rm -f " + jobs + "; }";
    const std::string none =
        command_of(job.engine) + std::string(in_english ? " gave no job's number, so nothing waits"
                                                        : " tidak memberi nomor; tidak ada yang antre");
    return begin + "array=$(" + array + ")\n[ -n \"$array\" ] || { echo " + shell_word("layak: " + none) +
           " >&2; exit " + std::to_string(has_said_why) + "; }\n" + noted(of_array) + " || true\nmerge=$(" + merge +
           ") || {\n  echo \"layak: " + refused + stop + " " + of_array + "\" >&2\n  " + stop + " \"" + of_array +
           "\" && " + forgotten + "\n  exit 1\n}\n" + noted(of_array + " " + of_merge) +
           " || true\necho \"$array $merge\"\n" + said(of_array + " " + of_merge);
}

std::string slurm(const ClusterJob& job)
{
    // What a user adds may change what is asked for, but not what hangs on what.
    const auto sbatch = [&](int cpus, std::uint64_t minutes, std::uint64_t mebibytes, const std::string& more) {
        // Of a core, say: not beside the one that is asked for here.
        static const std::regex own_memory(R"((^|\s)--mem(=|\s|$|-per-[cg]pu))");
        const bool has_memory = std::regex_search(job.options, own_memory);
        const std::string memory = has_memory ? "" : " --mem=" + std::to_string(mebibytes) + "M";
        return "sbatch --parsable --cpus-per-task=" + std::to_string(cpus) + " --time=" + std::to_string(minutes) +
               memory + " --requeue --open-mode=append --signal=B:TERM@60 " +
               (job.options.empty() ? "" : job.options + " ") + more + " ";
    };
    const JobNames names = job_names(job.engine, job.name, job.mark);
    const std::string array =
        sbatch(job.cpus, job.minutes, job.mebibytes,
               "--job-name=" + shell_word(names.shards) + " --array=" + ranges_text(job.numbers) + " " +
                   "--output=" + shell_word(log_of(job, "%A_%a.txt"))) +
        here("exec " + shard_line(job, "\"$SLURM_CPUS_PER_TASK\"", "\"$SLURM_ARRAY_TASK_ID\"") + "\n");
    const std::string merge = sbatch(1, job.merge_minutes, job.merge_mebibytes,
                                     "--job-name=" + shell_word(names.merge) +
                                         (job.numbers.empty() ? " " : " --dependency=\"afterany:${array%%;*}\" ") +
                                         "--output=" + shell_word(log_of(job, "merge-%j.txt"))) +
                              here(merge_script(job, "1"));
    return both(job, array, merge, "${array%%;*}", "${merge%%;*}");
}

/// A job's name as every PBS takes it: 15 characters, none of them blank.
std::string pbs_name(std::string name, const std::string& ending)
{
    for (char& c : name)
        if (c <= ' ' || c > '~') c = '_';
    return name.substr(0, 15 - ending.size()) + ending;
}

std::string pbs(const ClusterJob& job)
{
    const auto qsub = [&](int cpus, std::uint64_t minutes, std::uint64_t mebibytes, const std::string& name,
                          const std::string& more) {
        char time[32];
        std::snprintf(time, sizeof time, "%02llu:%02llu:00", static_cast<unsigned long long>(minutes / 60),
                      static_cast<unsigned long long>(minutes % 60));
        return "qsub -S /bin/sh -r y -j oe -o " + shell_word(job.folder + "/log/") +
               " -l select=1:ncpus=" + std::to_string(cpus) + ":mem=" + std::to_string(mebibytes) +
               "mb -l walltime=" + time + (job.options.empty() ? "" : " " + job.options) + " -N " + shell_word(name) +
               more + " ";
    };
    const JobNames names = job_names(job.engine, job.name, job.mark);
    const std::string there = "cd \"$PBS_O_WORKDIR\" || exit\n";
    std::string list;
    for (const std::uint32_t number : job.numbers) list += " " + std::to_string(number);
    const std::string cpus = std::to_string(job.cpus);
    // An array must have two parts at least, and its numbers no gaps: the n-th part does the n-th shard of the list.
    const std::string range = job.numbers.size() < 2 ? "" : " -J 0-" + std::to_string(job.numbers.size() - 1);
    const std::string array = qsub(job.cpus, job.minutes, job.mebibytes, names.shards, range) +
                              here(there + "set --" + list + "\nshift \"${PBS_ARRAY_INDEX:-0}\"\nexec " +
                                   shard_line(job, cpus, "\"$1\"") + "\n");
    const std::string merge = qsub(1, job.merge_minutes, job.merge_mebibytes, names.merge,
                                   job.numbers.empty() ? "" : " -W depend=\"afterany:$array\"") +
                              here(there + merge_script(job, "1"));
    return both(job, array, merge, "$array", "$merge");
}

std::string parallel(const ClusterJob& job)
{
    const std::string merge = job.stage.empty() ? "exec " + merge_line(job, false) + "\n" : merge_script(job, "");
    return job.numbers.empty() ? merge : parallel_script(job, merge);
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

JobNames job_names(Engine engine, const std::string& name, const std::string& mark)
{
    const std::string ending = mark.empty() ? "" : "-" + mark;
    if (engine == Engine::pbs) return {pbs_name("layak-" + name, ending), pbs_name("merge-" + name, ending)};
    return {"layak-" + name + ending, "merge-" + name + ending};
}

sim::Words objection_of_slurm(const std::string& folder)
{
    const std::string path = std::filesystem::absolute(folder).string();
    if (path.find('\\') == std::string::npos) return {};
    return {path + ": Slurm tidak dapat menulis catatan ke folder dengan \\ di letaknya; pilih folder lain dengan -o",
            path + ": Slurm can write no log into a folder with \\ in its path; choose another folder with -o"};
}

std::string printed_script(const ClusterJob& job)
{
    const std::string lock = shell_word(job.folder + "/log/lock");
    const std::string busy = job.lang == "en"
                                 ? "layak: another layak submit works on it; wait for its end"
                                 : "layak: layak submit yang lain sedang mengerjakannya; tunggu sampai selesai";
    return script_of({
               "(",
               shell_word(job.program) + " " + shell_line(job.submission) + " --shards " + std::to_string(job.of) +
                   (job.anyway ? " --anyway" : "") + " --keep-inputs || exit",
               // As `lock_submissions` does; 1: the lock is somebody's.
               "mkdir -p " + shell_word(job.folder + "/log") + " && exec 9>>" + lock + " || exit",
               "if command -v flock >/dev/null && { flock -n 9; [ $? = 1 ]; }; then echo " + shell_word(busy) +
                   " >&2; exit 75; fi",
           }) +
           cluster_script(job) + ")\n";
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
