#include "tools/layak/submission.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <set>

#include "sim/ensemble/ensemble.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/hand_over.hpp"
#include "tools/layak/next_steps.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/preflight.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/submitted_jobs.hpp"

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
    job.mark = mark_of(what.folder);
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
    // Of an office's PCs it is not known how slow they are: as if each had one core.
    job.minutes = limit_of(what.seconds_a_task * of_a_shard / (job.engine == Engine::parallel ? 1 : job.cpus));
    job.mebibytes = memory_limit_of(what.memory - what.memory_a_task * (tasks - of_a_shard));
    job.merge_minutes = limit_of(what.merge_seconds);
    job.merge_mebibytes = memory_limit_of(what.memory);
    job.tries = tries_left(what, options, given.language());
    job.tries_asked = options.tries;
    job.quiet = given.quiet;
    job.anyway = options.anyway;
    job.options = options.options;
    job.hosts = options.hosts;
    job.asks_machines = !options.again;
    return job;
}

void tell_figures(const Submission& what, const ClusterJob& job, const MissingShards& missing,
                  const CommonOptions& given)
{
    const Language language = given.language();
    if (job.numbers.empty())
        return say(given, {"semua simulasi ada; kini disatukan", "all runs are there; now they are put together"});
    const std::string of = number(job.of, 0, language);
    const std::string left = number(static_cast<double>(job.numbers.size()), 0, language);
    const bool on_pcs = job.engine == Engine::parallel; // each takes all its cores; of others it is not known how many
    const double cores = on_pcs ? sim::threads_or_all(0) : job.cpus;
    const double all_seconds = what.seconds_a_task * static_cast<double>(missing.to_run);
    const std::string each = duration(all_seconds / static_cast<double>(missing.numbers.size()) / cores, language);
    const auto pcs = std::count(job.hosts.begin(), job.hosts.end(), ',') + 1;
    const std::string many = number(static_cast<double>(pcs), 0, language),
                      together = duration(all_seconds / cores / static_cast<double>(pcs), language);
    const Words on_all = on_pcs ? Words{" (" + many + " PC seperti ini: " + together + ")",
                                        " (" + many + noun(pcs, " PC", " PCs") + " like this one: " + together + ")"}
                                : Words{"", ""};
    const std::string all = duration(all_seconds, language),
                      disk = size_text(static_cast<std::uint64_t>(what.disk), language);
    const bool has_disk = what.disk > 0;
    say(given, {what.runs + " simulasi dalam " + of + " bagian, " + left +
                    " di antaranya masih harus dijalankan; tiap bagian kira-kira " + each + ", seluruhnya " + all +
                    " satu inti" + on_all.id + (has_disk ? ", " + disk + " disk" : ""),
                what.runs + " runs in " + of + noun(job.of, " shard, ", " shards, ") + left +
                    " of them still to be run; about " + each + " each, " + all + " of one core in all" + on_all.en +
                    (has_disk ? ", " + disk + " of disk" : "")});
}

/// Takes out what runs already. \throws Exit(75) where it is to be submitted and nothing else is missing
void leave_out_running(MissingShards& missing, const Submission& what, const SubmissionOptions& options,
                       const CommonOptions& given)
{
    if (options.again || options.anyway || missing.numbers.empty() || is_copy(what.folder)) return;
    std::vector<std::uint32_t> rest = missing.numbers;
    std::size_t to_run = missing.to_run;
    std::set<std::string> hosts, elsewhere;
    for (const RunningShard& one : what.finished.running) {
        if (one.shard.of != missing.of)
            elsewhere.insert(sim::to_text(one.shard));
        else if (std::erase(rest, one.shard.number) > 0) {
            hosts.insert(one.host);
            to_run -= sim::tasks_of(one.shard, what.names.size()).size();
        }
    }
    const auto list = [](const std::set<std::string>& names) {
        std::string text;
        for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
        return text;
    };
    if (!elsewhere.empty())
        say(given,
            {"bagian dari pembagian lain sedang berjalan (" + list(elsewhere) + "); tugasnya dijalankan juga di sini",
             "shards of another division are running (" + list(elsewhere) + "); their tasks are run here, too"});
    const std::size_t running = missing.numbers.size() - rest.size();
    if (running == 0) return;
    const std::string count = number(static_cast<double>(running), 0, given.language());
    const Words are{count + " bagian sedang berjalan di " + list(hosts),
                    count + noun(running, " shard is", " shards are") + " running on " + list(hosts)};
    if (rest.empty()) {
        const Words none = are + Words{", dan tidak ada yang lain yang belum ada; tidak ada yang diserahkan, kecuali "
                                       "dengan --anyway. Kalau komputernya mati: perintah yang sama satu menit lagi",
                                       ", and nothing else is missing; nothing is submitted, but with --anyway. If "
                                       "that machine is dead: the same command in a minute"};
        if (options.go) refuse(none, given.language(), try_again);
        return say(given, none);
    }
    say(given, are + Words{"; hanya sisanya yang diserahkan", "; only the rest is submitted"});
    missing.numbers = std::move(rest);
    missing.to_run = to_run;
}

/// Of the division that was asked for, or begun, or else is good.
MissingShards missing_now(const Submission& what, const SubmissionOptions& options)
{
    if (options.shards > 0 && !what.names.empty())
        return missing_of_division(what.finished, what.names, options.shards);
    MissingShards begun = missing_of(what.finished, what.names, what.before > 0 ? 0 : noted_shards(what.folder));
    if (begun.of > 0 || what.names.empty()) return begun;
    return missing_of_division(what.finished, what.names, what.before > 0 ? what.before : shards_for(what, options));
}

} // namespace

void submit(const Submission& what, const SubmissionOptions& options, const CommonOptions& given)
{
    refuse_idle_options(options, given.language());
    if (options.engine() == Engine::slurm)
        if (const Words wrong = objection_of_slurm(as_argument(what.folder)); !wrong.empty())
            refuse(wrong, given.language(), wrong_input);
    std::optional<sim::Descriptor> lock;
    if (std::error_code error; options.go && fs::exists(what.folder / "manifest.json", error)) {
        lock.emplace(lock_submissions(what.folder, options, given.language())); // asked before the queue
        what.keep_inputs(what.begun); // makes a damaged one again, whatever waits
    }
    const std::size_t accepted_before = count_of_submissions(what.folder);
    const bool waits = tell_waiting(what, options, given);
    MissingShards missing = missing_now(what, options);
    if (!waits && !options.keep_inputs) leave_out_running(missing, what, options, given);
    const ClusterJob job = job_for(what, missing, options, given);
    if (options.keep_inputs) return what.keep_inputs(note_of(job, options));
    tell_figures(what, job, missing, given);
    if (what.disk > 0) refuse_without_room(static_cast<std::uint64_t>(what.disk), what.folder, given.language());
    if (options.go) {
        return hand_over(cluster_script(job), job, what, options, std::move(lock), accepted_before, given);
    }
    print(printed_script(job));
    if (waits) return;
    say(given, {"Belum ada yang diserahkan. Untuk menyerahkannya: perintah yang sama dengan --go",
                "Nothing was submitted. To do so: the same command with --go"});
}

} // namespace layak
