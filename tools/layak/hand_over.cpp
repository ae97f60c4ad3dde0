#include "tools/layak/hand_over.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sys/file.h>
#include <unistd.h>

#include "sim/results/errors.hpp"
#include "sim/results/part_file.hpp"
#include "tools/layak/command_line.hpp"
#include "tools/layak/next_steps.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/script_run.hpp"
#include "tools/layak/signals.hpp"
#include "tools/layak/submitted_jobs.hpp"

namespace layak {

namespace fs = std::filesystem;
using sim::Language;
using sim::Words;

namespace {

/// Of a folder that was begun for what then was refused: it would stand in the way of the next command.
void take_back(const fs::path& folder, bool folder_was_there)
{
    std::error_code ignored;
    if (fs::exists(folder / "shards", ignored) || fs::exists(jobs_file(folder), ignored)) return;
    for (const char* const name : {"log/lock", "log", "begun.json", "manifest.json"})
        fs::remove(folder / name, ignored);
    if (!folder_was_there) fs::remove(folder, ignored);
}

/// Says what became of the script. \param status  as of `run_script` \throws Exit
void tell_end(const ClusterJob& job, const Submission& what, int status, const CommonOptions& given)
{
    const Language language = given.language();
    if (status < 0) {
        const std::string again = command_again();
        const std::string look = "layak status " + shell_word(job.folder);
        const bool goes_on = job.engine == Engine::parallel; // what the killed one began
        refuse(goes_on ? Words{"/bin/sh dimatikan; yang sudah dimulainya berjalan terus: " + look +
                                   ". Sesudah itu, untuk meneruskannya: " + again,
                               "/bin/sh was killed; what it began goes on: " + look +
                                   ". After that, to go on from there: " + again}
                       : Words{"/bin/sh dimatikan. Untuk meneruskannya: " + again,
                               "/bin/sh was killed. To go on from there: " + again},
               language, stop_requested ? stop_status() : failed);
    }
    if (job.engine == Engine::parallel) {
        if (status == done) return;
        throw Exit{stop_requested ? stop_status() : status}; // the script, or layak merge, has said why
    }
    if (status == has_said_why) throw Exit{failed};
    const std::string command = command_of(job.engine), stop = last_jobs(what.folder).to_stop();
    if (status != done)
        refuse(Words{command + " menolaknya; lihat di atas. Partisi, rekening dan memori: --options; inti: --cpus; "
                               "bagian yang terlalu banyak: --shards. Kalau "
                               "klasternya sedang mati: perintah yang sama nanti",
                     command + " refused it; see above. Partition, account and memory: --options; cores: --cpus; too "
                               "many shards: --shards. If the "
                               "cluster is down: the same command later"},
               language, stop_requested ? stop_status() : failed);
    if (stop_requested)
        refuse({"sudah diserahkan. Untuk menghentikannya: " + stop, "it was submitted already. To stop it: " + stop},
               language, stop_status());
    say(given, {"Untuk melihat sudah sampai mana: layak status " + shell_word(job.folder),
                "To see how far it is: layak status " + shell_word(job.folder)});
}

} // namespace

Begun note_of(const ClusterJob& job, const SubmissionOptions& options)
{
    Begun begun{job.run, job.submission, job.of};
    if (options.tries != SubmissionOptions().tries)
        begun.submit.insert(begun.submit.end(), {"--tries", std::to_string(options.tries)});
    begun.submit.emplace_back("--go");
    return begun;
}

bool tell_waiting(const Submission& what, const SubmissionOptions& options, const CommonOptions& given)
{
    const std::string own = options.again ? own_job() : ""; // a merge that was begun anew may have submitted already
    if (options.anyway || (options.again && own.empty())) return false;
    const auto jobs = waiting_jobs(what.folder, what.name, own);
    if (!jobs || jobs->empty()) return false;
    std::string names;
    for (const SubmittedJobs& of_engine : *jobs) names += (names.empty() ? "" : " ") + shell_line(of_engine.names);
    const std::string stop = to_stop(*jobs);
    const Words wait{
        "yang diserahkan sebelumnya masih antre atau berjalan (" + names +
            "), jadi tidak ada yang diserahkan lagi, kecuali dengan --anyway. Untuk menghentikannya: " + stop,
        "what was submitted before still waits or runs (" + names +
            "), so nothing more is submitted, but with --anyway. To stop it: " + stop};
    Words told = told_of_stuck(*jobs);
    if (!told.empty()) told = Words{". Yang ", ". It "} + told;
    told = wait + told;
    if (options.go || options.keep_inputs) refuse(told, given.language(), try_again);
    say(given, told);
    return true;
}

namespace {

/// In the lock, for whoever meets it: "PROCESS MACHINE".
void note_who_works(const sim::Descriptor& lock, pid_t process)
{
    const std::string text = std::to_string(process) + " " + sim::host_name() + "\n";
    if (lock.number() < 0 || ::ftruncate(lock.number(), 0) != 0) return;
    [[maybe_unused]] const ssize_t written = ::pwrite(lock.number(), text.data(), text.size(), 0);
}

/// Processes of this machine that have a file open, as far as they may be looked at.
std::vector<long> holders_of(const fs::path& file)
{
    std::vector<long> out;
    std::error_code error;
    const fs::path whole = fs::canonical(file, error);
    for (fs::directory_iterator entry("/proc", error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const long process = std::strtol(entry->path().filename().c_str(), nullptr, 10);
        if (process <= 1 || process == ::getpid()) continue;
        std::error_code gone, unknown;
        for (fs::directory_iterator open(entry->path() / "fd", gone); !gone && open != fs::directory_iterator();
             open.increment(gone))
            if (fs::read_symlink(open->path(), unknown) == whole) {
                out.push_back(process);
                break;
            }
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// How that is stopped, also where `layak submit` itself was killed, or what it started; nothing where it ends by
/// itself.
Words to_stop_who_works(const fs::path& lock)
{
    std::ifstream in(lock);
    long process = 0;
    std::string machine, processes;
    if (!(in >> process >> machine) || process <= 1) return {};
    if (machine == sim::host_name()) {
        const std::vector<long> holders = holders_of(lock);
        if (std::find(holders.begin(), holders.end(), process) == holders.end()) { // what it began goes on without it
            for (const long holder : holders) processes += " " + std::to_string(holder);
            if (processes.empty()) return {};
        }
    }
    if (processes.empty()) processes = " " + std::to_string(process);
    const std::string stop = "kill" + processes + " (" + machine + ")";
    return {". Untuk menghentikannya: " + stop, ". To stop it: " + stop};
}

} // namespace

std::optional<Words> submission_at_work(const fs::path& folder)
{
    const fs::path path = folder / "log" / "lock";
    const sim::Descriptor lock(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (lock.number() < 0 || ::flock(lock.number(), LOCK_SH | LOCK_NB) == 0 || errno != EWOULDBLOCK)
        return std::nullopt;
    return to_stop_who_works(path);
}

sim::Descriptor lock_submissions(const fs::path& folder, const SubmissionOptions& options, Language language)
{
    if (options.again || options.anyway)
        return sim::Descriptor(-1); // one that has it gave this command, or it is in haste
    const fs::path path = folder / "log" / "lock";
    std::error_code ignored;
    fs::create_directory(folder / "log", ignored);
    // What is started inherits it: who is killed leaves machines at work. A file system without locks has none.
    sim::Descriptor lock(::open(path.c_str(), O_RDWR | O_CREAT, 0666));
    for (const fs::path& needed : {path, jobs_file(folder)}) // what is accepted has to be noted
        if (::access(needed.c_str(), W_OK) != 0 && (errno == EACCES || errno == EPERM || errno == EROFS))
            throw sim::WriteError(needed, sim::trouble_of_writing(errno));
    if (lock.number() >= 0 && ::flock(lock.number(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        refuse(Words{folder.string() +
                         ": layak submit yang lain sedang mengerjakannya; tunggu sampai selesai, atau pakai --anyway",
                     folder.string() + ": another layak submit works on it; wait for its end, or give --anyway"} +
                   to_stop_who_works(path),
               language, try_again);
    // What it says is of one that has ended.
    [[maybe_unused]] const int emptied = lock.number() >= 0 ? ::ftruncate(lock.number(), 0) : 0;
    return lock;
}

void hand_over(const std::string& script, const ClusterJob& job, const Submission& what,
               const SubmissionOptions& options, std::optional<sim::Descriptor> lock, std::size_t accepted_before,
               const CommonOptions& given)
{
    need(command_of(job.engine), given.language());
    std::error_code error;
    const bool folder_was_there = fs::exists(what.folder, error);
    const bool was_begun = fs::exists(what.folder / "manifest.json", error);
    const Begun note = note_of(job, options);
    try {
        what.keep_inputs(note);
    } catch (const sim::WriteError&) {
        if (!was_begun) take_back(what.folder, folder_was_there);
        say({"tidak ada yang diserahkan", "nothing was submitted"}, given.language());
        throw;
    }
    if (!lock) lock.emplace(lock_submissions(what.folder, options, given.language()));
    if (count_of_submissions(what.folder) != accepted_before) tell_waiting(what, options, given); // another was quicker
    const BegunFile note_before = was_begun ? begun_file(what.folder) : BegunFile{};
    if (!options.again) write_begun(what.folder, note);
    const bool is_parallel = job.engine == Engine::parallel;
    if (is_parallel && !job.numbers.empty())
        say(given, {"Untuk menghentikannya: Ctrl-C; yang sudah selesai tersimpan. Untuk melihat sudah sampai mana, di "
                    "jendela lain: layak status " +
                        shell_word(job.folder),
                    "To stop it: Ctrl-C; what is finished is kept. To see how far it is, in another window: layak "
                    "status " +
                        shell_word(job.folder)});
    const int status = run_script(script, given.language(), [&](pid_t child) {
        if (is_parallel) note_who_works(*lock, child);
    });
    if (status != done && !is_parallel) {
        // What was refused is not recommended.
        if (!note_before.text.empty() && count_of_submissions(what.folder) == accepted_before)
            restore_begun(what.folder, note_before);
        if (!was_begun) take_back(what.folder, folder_was_there);
    }
    tell_end(job, what, status, given);
}

} // namespace layak
