#include "tools/layak/submitted_jobs.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string_view>

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
        SubmittedJobs jobs{engine == "pbs" ? Engine::pbs : Engine::slurm, {}};
        for (std::string name; words >> name;)
            if (is_name(name)) jobs.names.push_back(name);
        if (!jobs.names.empty()) out.push_back(std::move(jobs));
    }
    return out;
}

/// A script that prints those of the jobs that the engine still has, a line each: the job, a blank, its name.
std::string question(const SubmittedJobs& jobs)
{
    if (jobs.engine == Engine::pbs)
        return "command -v qstat >/dev/null || exit 127; for job in " + shell_line(jobs.names) +
               "; do qstat -f \"$job\" 2>/dev/null | sed -n \"s/^ *Job_Name = /$job /p\"; done; true";
    std::string list;
    for (const std::string& name : jobs.names) list += (list.empty() ? "" : ",") + name;
    // %F: an array's, not its tasks'. One job alone that it no longer knows is an error to it, as a dead controller is.
    return "answer=$(squeue --noheader --format='%F %j' --jobs=" + shell_word(list) +
           " 2>&1) || case $answer in *'Invalid job id'*) exit 0;; *) exit 1;; esac; printf '%s\\n' \"$answer\"";
}

/// Of those jobs, the ones that wait or run. Nothing where the engine cannot be asked.
std::optional<SubmittedJobs> waiting_of(SubmittedJobs all, const std::string& name)
{
    std::FILE* const answer = ::popen(question(all).c_str(), "r");
    if (answer == nullptr) return std::nullopt;
    std::string text;
    for (int c = std::fgetc(answer); c != EOF; c = std::fgetc(answer)) text += static_cast<char>(c);
    if (::pclose(answer) != 0) return std::nullopt; // there is no such command, or nobody answers it
    std::istringstream lines(text);
    std::vector<std::string> waiting;
    for (std::string line; std::getline(lines, line);) waiting.push_back(line);
    const JobNames ours = job_names(all.engine, name);
    std::erase_if(all.names, [&](const std::string& job) {
        const auto waits = [&](const std::string& as) {
            return std::find(waiting.begin(), waiting.end(), job + " " + as) != waiting.end();
        };
        return !waits(ours.shards) && !waits(ours.merge);
    });
    return all;
}

} // namespace

const char* stopping_command_of(Engine engine) { return engine == Engine::pbs ? "qdel" : "scancel"; }

std::string SubmittedJobs::to_stop() const
{
    return names.empty() ? "" : std::string(stopping_command_of(engine)) + " " + shell_line(names);
}

fs::path jobs_file(const fs::path& folder) { return folder / "log" / "jobs.txt"; }

std::size_t count_of_submissions(const fs::path& folder) { return read_jobs(folder).size(); }

SubmittedJobs last_jobs(const fs::path& folder)
{
    const auto all = read_jobs(folder);
    return all.empty() ? SubmittedJobs{} : all.back();
}

std::optional<std::vector<SubmittedJobs>> waiting_jobs(const fs::path& folder, const std::string& name)
{
    std::vector<SubmittedJobs> out;
    const std::vector<SubmittedJobs> submitted = read_jobs(folder);
    for (const Engine engine : {Engine::slurm, Engine::pbs}) {
        SubmittedJobs all{engine, {}};
        for (const SubmittedJobs& jobs : submitted)
            for (const std::string& job : jobs.names)
                if (jobs.engine == engine && std::find(all.names.begin(), all.names.end(), job) == all.names.end())
                    all.names.push_back(job);
        if (all.names.empty()) continue;
        auto waiting = waiting_of(std::move(all), name);
        if (!waiting && engine == submitted.back().engine) return std::nullopt;
        if (waiting && !waiting->names.empty()) out.push_back(std::move(*waiting));
    }
    return out;
}

std::string to_stop(const std::vector<SubmittedJobs>& jobs)
{
    std::string text;
    for (const SubmittedJobs& one : jobs) text += (text.empty() ? "" : "; ") + one.to_stop();
    return text;
}

LastWords last_words_of(const fs::path& folder)
{
    LastWords out;
    fs::file_time_type last = fs::file_time_type::min();
    std::error_code error;
    for (fs::directory_iterator entry(folder / "log", error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        std::error_code gone;
        if (!name.ends_with(".txt") || name == "jobs.txt" || name == "parallel.txt") continue;
        const auto written = entry->last_write_time(gone);
        if (gone || written < last) continue;
        constexpr std::streamoff longest = 4096;
        std::ifstream in(entry->path(), std::ios::binary | std::ios::ate);
        in.seekg(std::max<std::streamoff>(in.tellg() - longest, 0));
        std::vector<std::string> lines;
        for (std::string line; std::getline(in, line);)
            if (line.find_first_not_of(" \r\t") != std::string::npos) lines.push_back(line);
        if (lines.empty()) continue;
        last = written;
        lines.erase(lines.begin(), lines.end() - std::min<std::ptrdiff_t>(4, std::ssize(lines)));
        out = {entry->path(), std::move(lines)};
    }
    return out;
}

} // namespace layak
