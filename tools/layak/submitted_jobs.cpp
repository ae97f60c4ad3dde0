#include "tools/layak/submitted_jobs.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string_view>

#include "sim/results/digest.hpp"
#include "tools/layak/begun.hpp"
#include "tools/layak/next_steps.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;

/// The file may be anybody's: what is no name of a job reaches no shell.
bool is_name(const std::string& word)
{
    return !word.starts_with('-') && std::all_of(word.begin(), word.end(), [](char c) {
        return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') ||
               std::string_view("._-[]").find(c) != std::string_view::npos;
    });
}

/// A line of them each.
std::vector<SubmittedJobs> read_jobs(const fs::path& folder)
{
    std::vector<SubmittedJobs> out;
    if (is_copy(folder)) return out;
    std::ifstream in(jobs_file(folder));
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string engine;
        words >> engine;
        const std::size_t dash = std::min(engine.find('-'), engine.size());
        SubmittedJobs jobs{engine.substr(0, dash) == "pbs" ? Engine::pbs : Engine::slurm, {}};
        if (dash < engine.size()) jobs.mark = engine.substr(dash + 1);
        for (std::string name; words >> name;)
            if (is_name(name)) jobs.names.push_back(name);
        if (!jobs.names.empty()) out.push_back(std::move(jobs));
    }
    return out;
}

/// A script that prints those of the jobs that the engine still has, a line each: the job, a blank, its name; then, if
/// the engine tells, its state and why it waits.
std::string question(const SubmittedJobs& jobs)
{
    if (jobs.engine == Engine::pbs)
        return "command -v qstat >/dev/null || exit 127; for job in " + shell_line(jobs.names) +
               "; do qstat -f \"$job\" 2>/dev/null | sed -n \"s/^ *Job_Name = /$job /p\"; done; true";
    std::string list;
    for (const std::string& name : jobs.names) list += (list.empty() ? "" : ",") + name;
    // %F: an array's, not its tasks'. One job alone that it no longer knows is an error to it, as a dead controller is.
    return "answer=$(squeue --noheader --format='%F %j %T %r' --jobs=" + shell_word(list) +
           " 2>&1) || case $answer in *'Invalid job id'*) exit 0;; *) exit 1;; esac; printf '%s\\n' \"$answer\"";
}

/// Whether a job that waits for this, in Slurm's words, waits until somebody does something.
bool never_begins(const std::string& why)
{
    static constexpr const char* signs[] = {
        "held",           "Held",       "NeverSatisfied", "PartitionTimeLimit", "PartitionNodeLimit",
        "InvalidAccount", "InvalidQOS", "BadConstraints"};
    return std::any_of(std::begin(signs), std::end(signs),
                       [&](const char* sign) { return why.find(sign) != std::string::npos; });
}

/// Of jobs of one engine, those that wait or run. Nothing where it cannot be asked.
/// \param submitted  a submission each
std::optional<SubmittedJobs> waiting_of(const std::vector<SubmittedJobs>& submitted, const std::string& name)
{
    SubmittedJobs all{submitted.front().engine, {}};
    const auto is_in = [](const std::vector<std::string>& names, const std::string& job) {
        return std::find(names.begin(), names.end(), job) != names.end();
    };
    for (const SubmittedJobs& jobs : submitted)
        for (const std::string& job : jobs.names)
            if (!is_in(all.names, job)) all.names.push_back(job);
    std::FILE* const answer = ::popen(question(all).c_str(), "r");
    if (answer == nullptr) return std::nullopt;
    std::string text;
    for (int c = std::fgetc(answer); c != EOF; c = std::fgetc(answer)) text += static_cast<char>(c);
    if (::pclose(answer) != 0) return std::nullopt; // there is no such command, or nobody answers it
    std::istringstream lines(text);
    std::vector<std::string> there;
    for (std::string line; std::getline(lines, line);) there.push_back(line);
    SubmittedJobs out{all.engine, {}};
    for (const SubmittedJobs& jobs : submitted) {
        const JobNames ours = job_names(jobs.engine, name, jobs.mark);
        for (const std::string& job : jobs.names)
            for (const std::string& line : there)
                for (const std::string& begin : {job + " " + ours.shards, job + " " + ours.merge}) {
                    if (line != begin && !line.starts_with(begin + " ")) continue;
                    if (!is_in(out.names, job)) out.names.push_back(job);
                    const std::string rest = line.substr(std::min(line.size(), begin.size() + 1)), pending = "PENDING ";
                    const std::string why = rest.starts_with(pending) ? rest.substr(pending.size()) : "";
                    if (never_begins(why) && !is_in(out.stuck, job + ": " + why)) out.stuck.push_back(job + ": " + why);
                }
    }
    return out;
}

} // namespace

const char* stopping_command_of(Engine engine) { return engine == Engine::pbs ? "qdel" : "scancel"; }

std::string SubmittedJobs::to_stop() const
{
    return names.empty() ? "" : std::string(stopping_command_of(engine)) + " " + shell_line(names);
}

std::string mark_of(const fs::path& folder)
{
    constexpr std::size_t letters = 4; // a job's id must be the same, too, and PBS takes names of 15
    std::error_code error;
    const fs::path whole = fs::weakly_canonical(fs::absolute(folder, error), error);
    return sim::digest_of((error ? folder : whole).string()).substr(0, letters);
}

std::string marked(Engine engine, const std::string& mark)
{
    return std::string(engine_names[static_cast<std::size_t>(engine)]) + (mark.empty() ? "" : "-" + mark);
}

fs::path jobs_file(const fs::path& folder) { return folder / "log" / "jobs.txt"; }

std::size_t count_of_submissions(const fs::path& folder) { return read_jobs(folder).size(); }

SubmittedJobs last_jobs(const fs::path& folder)
{
    const auto all = read_jobs(folder);
    return all.empty() ? SubmittedJobs{} : all.back();
}

std::optional<std::vector<SubmittedJobs>> waiting_jobs(const fs::path& folder, const std::string& name,
                                                       const std::string& after)
{
    std::vector<SubmittedJobs> out;
    std::vector<SubmittedJobs> submitted = read_jobs(folder);
    if (!after.empty()) {
        const auto of_it = std::find_if(submitted.rbegin(), submitted.rend(), [&](const SubmittedJobs& jobs) {
            return std::find(jobs.names.begin(), jobs.names.end(), after) != jobs.names.end();
        });
        submitted.erase(submitted.begin(), of_it == submitted.rend() ? submitted.end() : of_it.base());
    }
    for (const Engine engine : {Engine::slurm, Engine::pbs}) {
        std::vector<SubmittedJobs> own = submitted;
        std::erase_if(own, [&](const SubmittedJobs& jobs) { return jobs.engine != engine; });
        if (own.empty()) continue;
        auto waiting = waiting_of(own, name);
        if (!waiting && engine == submitted.back().engine) return std::nullopt;
        if (waiting && !waiting->names.empty()) out.push_back(std::move(*waiting));
    }
    return out;
}

namespace {

/// "To stop it: scancel 24 25": later these ids may be somebody else's.
bool tells_ids(const std::string& line)
{
    return line.find("scancel ") != std::string::npos || line.find("qdel ") != std::string::npos;
}

} // namespace

std::string own_job()
{
    for (const char* const name : {"SLURM_JOB_ID", "PBS_JOBID"})
        if (const char* const job = std::getenv(name); job != nullptr) return job;
    return "";
}

std::string to_stop(const std::vector<SubmittedJobs>& jobs)
{
    std::string text;
    for (const SubmittedJobs& one : jobs) text += (text.empty() ? "" : "; ") + one.to_stop();
    return text;
}

sim::Words told_of_stuck(const std::vector<SubmittedJobs>& jobs)
{
    sim::Words text;
    for (const SubmittedJobs& of_engine : jobs)
        for (const std::string& one : of_engine.stuck) {
            const std::string job = one.substr(0, one.find(':'));
            const bool by_admin = one.find("HeldAdmin") != std::string::npos;
            const bool is_held = !by_admin && one.find("eld") != std::string::npos;
            const std::string release = "scontrol release " + job;
            if (!text.empty()) text = text + sim::Words{"; ", "; "};
            text = text + sim::Words{"tidak akan mulai dengan sendirinya (" + one + "): ",
                                     "will not begin by itself (" + one + "): "};
            if (by_admin)
                text = text + sim::Words{"ditahan oleh pengurus klaster, jadi tanyakan kepada mereka",
                                         "those who run the cluster hold it, so ask them"};
            else
                text = text +
                       sim::Words{(is_held ? release + ", atau " : "") +
                                      "hentikan dan serahkan lagi dengan perintah yang sama",
                                  (is_held ? release + ", or " : "") + "stop it and submit again by the same command"};
        }
    return text;
}

LastWords last_words_of(const fs::path& folder)
{
    LastWords out;
    std::error_code error;
    fs::file_time_type last = fs::last_write_time(folder / "begun.json", error);
    if (error) last = fs::file_time_type::min();
    const fs::file_time_type submitted = last;
    for (fs::directory_iterator entry(folder / "log", error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        std::error_code gone;
        if (!name.ends_with(".txt") || name == "jobs.txt" || name == "parallel.txt" || name.starts_with("machine-"))
            continue;
        const auto written = entry->last_write_time(gone);
        if (gone || written < submitted) continue;
        out.is_any = true;
        if (written < last) continue;
        constexpr std::streamoff longest = 4096;
        std::ifstream in(entry->path(), std::ios::binary | std::ios::ate);
        in.seekg(std::max<std::streamoff>(in.tellg() - longest, 0));
        std::vector<std::string> lines;
        for (std::string line; std::getline(in, line);)
            if (line.find_first_not_of(" \r\t") != std::string::npos && !tells_ids(line)) lines.push_back(line);
        if (lines.empty()) continue;
        last = written;
        lines.erase(lines.begin(), lines.end() - std::min<std::ptrdiff_t>(4, std::ssize(lines)));
        out.log = entry->path();
        out.lines = std::move(lines);
    }
    return out;
}

} // namespace layak
