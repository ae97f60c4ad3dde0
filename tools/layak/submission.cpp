#include "tools/layak/submission.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/ensemble/ensemble.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/next_steps.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/shown.hpp"

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
    words.insert(words.end(), {"--with", options.with, "--cpus", std::to_string(options.cpus)});
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
    job.folder = what.folder.string();
    job.lang = given.lang;
    job.stage = what.stage;
    job.of = missing.of;
    job.numbers = missing.numbers;
    job.cpus = options.cpus;
    const auto tasks = static_cast<double>(what.names.size());
    const double of_a_shard = std::ceil(tasks / job.of);
    job.minutes = limit_of(what.seconds_a_task * of_a_shard / job.cpus);
    job.mebibytes = memory_limit_of(what.memory - what.memory_a_task * (tasks - of_a_shard));
    job.merge_minutes = limit_of(what.merge_seconds / job.cpus);
    job.merge_mebibytes = memory_limit_of(what.memory);
    job.tries = tries_left(what, options, given.language());
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

/// Notes how it was submitted, for what is said to go on.
void note_submission(const ClusterJob& job)
{
    Begun begun{job.run, job.submission};
    begun.submit.emplace_back("--go");
    std::error_code error;
    fs::create_directory(job.folder, error);
    write_begun(job.folder, begun);
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
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) < 0)
        refuse({"/bin/sh tidak dapat dijalankan", "/bin/sh cannot be run"}, language, failed);
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

void submit(const Submission& what, const SubmissionOptions& options, const CommonOptions& given)
{
    MissingShards missing = missing_of(what.finished, what.names);
    if (options.shards > 0 || missing.of == 0)
        missing = missing_of_division(what.finished, what.names,
                                      options.shards > 0 ? options.shards
                                      : what.before > 0  ? what.before
                                                         : shards_for(what, options));
    const ClusterJob job = job_for(what, missing, options, given);
    tell_figures(what, job, missing, given);
    const std::string script = cluster_script(job);
    if (options.go) {
        need(command_of(job.engine), given.language());
        note_submission(job);
        carry_out(script, command_of(job.engine), given.language());
        if (job.engine != Engine::parallel)
            say(given, {"Untuk melihat sudah sampai mana: layak status " + shell_word(job.folder),
                        "To see how far it is: layak status " + shell_word(job.folder)});
        return;
    }
    print(script);
    say(given, {"Belum ada yang diserahkan. Untuk menyerahkannya: perintah yang sama dengan --go",
                "Nothing was submitted. To do so: the same command with --go"});
}

void add_submission(CLI::App& verb, SubmissionOptions& options)
{
    verb.add_flag("--go", options.go, "Submit it, in place of printing how");
    verb.add_option("--with", options.with, "Who deals the shards to machines")
        ->check(accept_one_of({"slurm", "parallel", "pbs"}))
        ->option_text("slurm|parallel|pbs [slurm]");
    verb.add_option("--shards", options.shards, "How many shards; each best takes 1 to 10 minutes")
        ->check(accept_whole(1, sim::most_shards))
        ->option_text("N [about 5 minutes each]");
    verb.add_option("--cpus", options.cpus, "Cores of a shard (of parallel: all that a machine has)")
        ->check(accept_whole(1, 1024))
        ->option_text("N [4]");
    verb.add_option("--hosts", options.hosts, "Of parallel: the machines, as its --sshlogin takes them; : is this one")
        ->option_text("A,B,... [:]");
    verb.add_option("--tries", options.tries, "How many times what is missing is submitted again")
        ->check(accept_whole(0, 3))
        ->option_text("N [3]");
    verb.add_option("--options", options.options, "More options for sbatch or qsub, as they are")
        ->option_text("\"--partition=long --account=a\"");
    verb.add_option("--wave", options.wave)->group(""); // given by the lines themselves alone
}

} // namespace layak
