#include "tools/layak/submission.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <sstream>
#include <string_view>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "sim/ensemble/ensemble.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/next_steps.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/signals.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Language;
using sim::Words;

constexpr double seconds_wanted = 300;     ///< of a shard: one to ten minutes are good
constexpr std::uint32_t shards_a_host = 4; ///< at least, so that the fast ones take more

/// How many shards the work is dealt to: what a shard takes is worth its start and bears being lost.
std::uint32_t shards_for(const Submission& what, const SubmissionOptions& options)
{
    double cpus = options.cpus;
    double least = 1;
    if (options.engine() == Engine::parallel) {
        cpus = sim::threads_or_all(0);
        const auto hosts = std::count(options.hosts.begin(), options.hosts.end(), ',') + 1;
        least = static_cast<double>(hosts) * shards_a_host;
    }
    const auto tasks = static_cast<double>(what.names.size());
    const double wanted = std::max(least, std::ceil(what.seconds_a_task * tasks / cpus / seconds_wanted));
    return static_cast<std::uint32_t>(std::clamp(wanted, 1.0, std::min<double>(sim::most_shards, tasks)));
}

/// Minutes, with room for slower machines and other users of them.
std::uint64_t limit_of(double seconds) { return static_cast<std::uint64_t>(std::ceil(3 * seconds / 60)) + 10; }

/// Mebibytes, with room.
std::uint64_t memory_limit_of(double bytes)
{
    constexpr double step = 256;
    return static_cast<std::uint64_t>(std::ceil(1.5 * bytes / (1 << 20) / step) * step);
}

/// Tries that are left of the present wave. \throws Exit(75) where there are none
int tries_left(const Submission& what, const SubmissionOptions& options, Language language)
{
    const std::size_t at = options.wave.rfind(':');
    if (at == std::string::npos || options.wave.substr(0, at) != what.stage) return options.tries;
    const int left = std::atoi(options.wave.c_str() + at + 1);
    if (left > 0) return left - 1;
    refuse(Words{"yang belum ada sudah diserahkan beberapa kali; lihat catatan di " + what.folder.string() + "/log",
                 "what is missing was submitted several times; look into " + what.folder.string() + "/log"},
           language, try_again);
}

std::vector<std::string> words_again(const Submission& what, const SubmissionOptions& options)
{
    std::vector<std::string> words = what.begun.submit;
    words.insert(words.end(), {"--with", options.with});
    if (options.engine() != Engine::parallel) words.insert(words.end(), {"--cpus", std::to_string(options.cpus)});
    if (!options.options.empty()) words.insert(words.end(), {"--options", options.options});
    if (!options.hosts.empty()) words.insert(words.end(), {"--hosts", options.hosts});
    return words;
}

ClusterJob job_for(const Submission& what, const MissingShards& missing, const SubmissionOptions& options,
                   const CommonOptions& given)
{
    ClusterJob job;
    job.engine = options.engine();
    job.name = what.name;
    job.program = fs::read_symlink("/proc/self/exe").string();
    job.run = what.begun.run;
    job.submission = words_again(what, options);
    job.folder = as_argument(what.folder);
    job.lang = given.lang;
    job.stage = what.stage;
    job.of = std::max(missing.of, 1U);
    job.numbers = missing.numbers;
    job.cpus = options.cpus;
    const auto tasks = static_cast<double>(what.names.size());
    const double of_a_shard = std::ceil(tasks / job.of);
    job.minutes = limit_of(what.seconds_a_task * of_a_shard / job.cpus);
    job.mebibytes = memory_limit_of(what.memory - what.memory_a_task * (tasks - of_a_shard));
    job.merge_minutes = limit_of(what.merge_seconds);
    job.merge_mebibytes = memory_limit_of(what.memory);
    job.tries = tries_left(what, options, given.language());
    job.tries_asked = options.tries;
    job.quiet = given.quiet;
    job.options = options.options;
    job.hosts = options.hosts;
    return job;
}

bool is_here(const std::string& command)
{
    const char* const path = std::getenv("PATH");
    std::istringstream folders(path != nullptr ? path : "");
    for (std::string folder; std::getline(folders, folder, ':');)
        if (::access((fs::path(folder.empty() ? "." : folder) / command).c_str(), X_OK) == 0) return true;
    return false;
}

/// \throws Exit where it is not there
void need(const std::string& command, Language language)
{
    if (is_here(command)) return;
    refuse(Words{"di komputer ini tidak ada perintah " + command +
                     "; jalankan ini di komputer tempat pekerjaan diserahkan, atau tanpa --go untuk melihat "
                     "perintahnya (cara lain: --with slurm, parallel, pbs)",
                 "this machine has no command " + command +
                     "; run this where jobs are submitted, or without --go to see the commands (other ways: --with "
                     "slurm, parallel, pbs)"},
           language, failed);
}

/// Keeps the inputs, and notes how it was submitted, for what is said to go on.
void begin_folder(const Submission& what, const ClusterJob& job, const SubmissionOptions& options)
{
    Begun begun{job.run, job.submission, job.of};
    if (options.tries != SubmissionOptions().tries)
        begun.submit.insert(begun.submit.end(), {"--tries", std::to_string(options.tries)});
    begun.submit.emplace_back("--go");
    what.keep_inputs(begun);
    if (!options.again) write_begun(what.folder, begun);
}

/// Of a folder that was begun for what then was refused: it would stand in the way of the next command.
void take_back(const fs::path& folder, bool folder_was_there)
{
    std::error_code ignored;
    if (fs::exists(folder / "shards", ignored)) return;
    for (const char* const name : {"log", "begun.json", "manifest.json"}) fs::remove(folder / name, ignored);
    if (!folder_was_there) fs::remove(folder, ignored);
}

/// Waits for its end; where this program is to stop, so is the child. \return as of waitpid
int wait_for(pid_t child)
{
    listen_for_stop();
    int status = 0;
    bool told = false;
    for (;;) {
        const pid_t ended = ::waitpid(child, &status, WNOHANG);
        if (ended == child) return status;
        if (ended < 0 && errno != EINTR) return failed << 8;
        if (stop_requested && !told) told = ::kill(child, SIGTERM) == 0;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

/// Gives the script to sh. \throws Exit with its status where that is not 0
void carry_out(const std::string& script, const std::string& command, Language language)
{
    std::fflush(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        ::execl("/bin/sh", "sh", "-c", script.c_str(), static_cast<char*>(nullptr));
        ::_exit(127);
    }
    if (child < 0) refuse({"/bin/sh tidak dapat dijalankan", "/bin/sh cannot be run"}, language, failed);
    const int status = wait_for(child);
    if (stop_requested) throw Exit{stop_status()};
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : failed;
    if (code == done) return;
    if (command == command_of(Engine::parallel)) throw Exit{code}; // layak merge has said why
    refuse(Words{command + " menolaknya; lihat di atas", command + " refused it; see above"}, language, failed);
}

void say(const CommonOptions& given, const Words& words)
{
    if (!given.quiet) std::fprintf(stderr, "%s\n", sim::escaped(words.in(given.language())).c_str());
}

void tell_figures(const Submission& what, const ClusterJob& job, const MissingShards& missing,
                  const CommonOptions& given)
{
    const Language language = given.language();
    if (job.numbers.empty())
        return say(given, {"semua simulasi ada; kini disatukan", "all runs are there; now they are put together"});
    const std::string of = number(job.of, 0, language);
    const std::string left = number(static_cast<double>(job.numbers.size()), 0, language);
    const double seconds = what.seconds_a_task * static_cast<double>(missing.to_run) /
                           static_cast<double>(missing.numbers.size()) / job.cpus;
    const std::string each = duration(seconds, language);
    say(given, {what.runs + " simulasi dalam " + of + " bagian, " + left +
                    " di antaranya masih harus dijalankan; tiap bagian kira-kira " + each,
                what.runs + " runs in " + of + noun(job.of, " shard, ", " shards, ") + left +
                    " of them still to be run; about " + each + " each"});
}

} // namespace

Engine SubmissionOptions::engine() const
{
    const auto* const at = std::find(std::begin(engine_names), std::end(engine_names), with);
    return static_cast<Engine>(at - std::begin(engine_names));
}

namespace {

/// \throws Exit(2) where an option would do nothing
void refuse_idle_options(const SubmissionOptions& options, Language language)
{
    const bool is_parallel = options.engine() == Engine::parallel;
    if (!is_parallel && !options.hosts.empty())
        refuse({"--hosts hanya untuk --with parallel", "--hosts is of --with parallel alone"}, language, wrong_input);
    if (is_parallel && options.cpus_given)
        refuse({"--cpus bukan untuk --with parallel: di sana tiap bagian memakai semua inti komputernya",
                "--cpus is not of --with parallel: there a shard has all cores of its machine"},
               language, wrong_input);
    if (is_parallel && !options.options.empty())
        refuse({"--options bukan untuk --with parallel: itu pilihan sbatch atau qsub",
                "--options is not of --with parallel: it has options of sbatch or qsub"},
               language, wrong_input);
}

/// Takes out what runs already. \throws Exit(75) where nothing else is missing
void leave_out_running(MissingShards& missing, const Submission& what, const SubmissionOptions& options,
                       const CommonOptions& given)
{
    if (options.again || missing.numbers.empty()) return;
    std::set<std::uint32_t> running;
    std::set<std::string> hosts;
    for (const RunningShard& one : what.finished.running)
        if (one.shard.of == missing.of &&
            std::find(missing.numbers.begin(), missing.numbers.end(), one.shard.number) != missing.numbers.end()) {
            running.insert(one.shard.number);
            hosts.insert(one.host);
            missing.to_run -= sim::tasks_of(one.shard, what.names.size()).size();
        }
    if (running.empty()) return;
    std::erase_if(missing.numbers, [&](std::uint32_t number) { return running.contains(number); });
    std::string where;
    for (const std::string& host : hosts) where += (where.empty() ? "" : ", ") + host;
    const std::string count = number(static_cast<double>(running.size()), 0, given.language());
    const Words are{count + " bagian sedang berjalan di " + where,
                    count + noun(running.size(), " shard is", " shards are") + " running on " +
                        where};
    if (missing.numbers.empty())
        refuse(are + Words{", dan tidak ada yang lain yang belum ada; tidak ada yang diserahkan. Kalau komputernya "
                           "mati: perintah yang sama satu menit lagi",
                           ", and nothing else is missing; nothing is submitted. If that machine is dead: the same "
                           "command in a minute"},
               given.language(), try_again);
    say(given, are + Words{"; hanya sisanya yang diserahkan", "; only the rest is submitted"});
}

} // namespace

void submit(const Submission& what, const SubmissionOptions& options, const CommonOptions& given)
{
    refuse_idle_options(options, given.language());
    MissingShards missing = missing_of(what.finished, what.names, what.before > 0 ? 0 : noted_shards(what.folder));
    if (!what.names.empty() && (options.shards > 0 || missing.of == 0))
        missing = missing_of_division(what.finished, what.names,
                                      options.shards > 0 ? options.shards
                                      : what.before > 0  ? what.before
                                                         : shards_for(what, options));
    leave_out_running(missing, what, options, given);
    const ClusterJob job = job_for(what, missing, options, given);
    tell_figures(what, job, missing, given);
    const std::string script = cluster_script(job);
    if (options.go) {
        need(command_of(job.engine), given.language());
        std::error_code error;
        const bool folder_was_there = fs::exists(what.folder, error);
        const bool was_begun = fs::exists(what.folder / "manifest.json", error);
        begin_folder(what, job, options);
        try {
            carry_out(script, command_of(job.engine), given.language());
        } catch (const Exit&) {
            if (job.engine != Engine::parallel && !was_begun) take_back(what.folder, folder_was_there);
            throw;
        }
        if (job.engine != Engine::parallel)
            say(given, {"Untuk melihat sudah sampai mana: layak status " + shell_word(job.folder),
                        "To see how far it is: layak status " + shell_word(job.folder)});
        return;
    }
    print(script);
    say(given, {"Belum ada yang diserahkan. Untuk menyerahkannya: perintah yang sama dengan --go",
                "Nothing was submitted. To do so: the same command with --go"});
}

namespace {

std::string accept_hosts(const std::string& text)
{
    const auto is_of_a_name = [](char c) {
        return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') ||
               std::string_view("._-@:/[]").find(c) != std::string_view::npos;
    };
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        const std::string host = text.substr(at, end - at);
        if (host.empty() || host.starts_with('-') || !std::all_of(host.begin(), host.end(), is_of_a_name))
            return in_both_languages({"\"" + text +
                                          "\": tulis nama komputer dengan koma di antaranya, tanpa spasi, "
                                          "misalnya pc2,siti@pc3,: (: komputer ini)",
                                      "\"" + text +
                                          "\": write names of machines with commas between them, no blanks, "
                                          "like pc2,siti@pc3,: (: is this machine)"});
        at = end + 1;
    }
    return "";
}

std::string accept_wave(const std::string& text)
{
    const std::size_t at = text.rfind(':');
    const bool is_one = at != std::string::npos && at > 0 && at + 1 < text.size() &&
                        text.find_first_not_of("0123456789", at + 1) == std::string::npos;
    return is_one ? "" : in_both_languages({"\"" + text + "\": tulis GELOMBANG:N", "\"" + text + "\": write WAVE:N"});
}

} // namespace

void add_submission(CLI::App& verb, SubmissionOptions& options)
{
    verb.add_flag("--go", options.go, "Submit it, in place of printing how");
    verb.add_option("--with", options.with, "Who deals the shards to machines")
        ->check(accept_one_of({"slurm", "parallel", "pbs"}))
        ->option_text("slurm|parallel|pbs [slurm]");
    verb.add_option("--shards", options.shards, "How many shards; each best takes 1 to 10 minutes")
        ->check(accept_whole(1, sim::most_shards))
        ->option_text("N [about 5 minutes each]");
    verb.add_option_function<int>(
            "--cpus",
            [&options](int cpus) {
                options.cpus = cpus;
                options.cpus_given = true;
            },
            "Cores of a shard (of parallel: all that a machine has)")
        ->check(accept_whole(1, 1024))
        ->option_text("N [4]");
    verb.add_option("--hosts", options.hosts, "Of parallel: the machines, as its --sshlogin takes them; : is this one")
        ->check(accept_hosts)
        ->option_text("A,B,... [:]");
    verb.add_option("--tries", options.tries, "How many times what is missing is submitted again")
        ->check(accept_whole(0, 3))
        ->option_text("N [3]");
    verb.add_option("--options", options.options, "More options for sbatch or qsub, as they are")
        ->option_text("\"--partition=long --account=a\"");
    // Given by the lines themselves alone:
    verb.add_option("--wave", options.wave)->check(accept_wave)->group("");
    verb.add_flag("--again", options.again)->group("");
}

} // namespace layak
