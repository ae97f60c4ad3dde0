#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <numeric>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/ensemble/ensemble.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/cluster_script.hpp"
#include "tools/layak/finished_shards.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/preflight.hpp"
#include "tools/layak/sharded_sweep.hpp"
#include "tools/layak/sweep_request.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Language;
using sim::Words;

struct SubmitCommand : SweepRequest
{
    std::uint32_t shards = 0;
    int cpus = 4;
    int tries = 3;
    std::string with = "slurm";
    std::string options, hosts;
    bool go = false;

    Engine engine() const
    {
        const auto* const at = std::find(std::begin(engine_names), std::end(engine_names), with);
        return static_cast<Engine>(at - std::begin(engine_names));
    }
};

constexpr double seconds_wanted = 300;     ///< of a shard: one to ten minutes are good
constexpr std::uint32_t shards_a_host = 4; ///< at least, so that the fast ones take more

/// How many shards the work is dealt to: what a shard takes, is worth its start and bears being lost.
std::uint32_t shards_for(double cpu_seconds, const SubmitCommand& given, std::size_t tasks)
{
    double cpus = given.cpus;
    double least = 1;
    if (given.engine() == Engine::parallel) {
        cpus = sim::threads_or_all(0);
        const auto hosts = std::count(given.hosts.begin(), given.hosts.end(), ',') + 1;
        least = static_cast<double>(hosts) * shards_a_host;
    }
    const double wanted = std::max(least, std::ceil(cpu_seconds / cpus / seconds_wanted));
    return static_cast<std::uint32_t>(
        std::clamp(wanted, 1.0, std::min<double>(sim::most_shards, static_cast<double>(tasks))));
}

/// Minutes, with room for slower machines and other users of them.
std::uint64_t limit_of(double seconds) { return static_cast<std::uint64_t>(std::ceil(3 * seconds / 60)) + 10; }

std::uint64_t memory_limit_of(double bytes)
{
    constexpr double step = 256;
    return static_cast<std::uint64_t>(std::ceil(1.5 * bytes / (1 << 20) / step) * step);
}

std::vector<std::string> words_again(const SubmitCommand& given, const fs::path& folder)
{
    std::vector<std::string> words = words_of(given);
    words.insert(words.begin(), "submit");
    words.insert(words.end(), {"-o", folder.string(), "--with", given.with, "--cpus", std::to_string(given.cpus)});
    if (!given.options.empty()) words.insert(words.end(), {"--options", given.options});
    if (!given.hosts.empty()) words.insert(words.end(), {"--hosts", given.hosts});
    return words;
}

ClusterJob job_for(const SubmitCommand& given, const PreparedSweep& prepared, const fs::path& folder,
                   const MissingShards& missing, const Preflight& of_one_core)
{
    const commitment::Sweep& sweep = *prepared.sweep;
    ClusterJob job;
    job.engine = given.engine();
    job.name = prepared.read.design.id;
    job.program = fs::read_symlink("/proc/self/exe").string();
    job.sweep = words_of(given);
    job.sweep.insert(job.sweep.begin(), "sweep");
    job.sweep.insert(job.sweep.end(), {"-o", folder.string()});
    job.submission = words_again(given, folder);
    job.folder = folder.string();
    job.lang = given.lang;
    job.of = missing.of;
    job.numbers = missing.numbers;
    job.cpus = given.cpus;
    const double share = 1.0 / job.of;
    const auto tasks = static_cast<double>(sweep.tasks());
    const double seconds_a_task = of_one_core.seconds / static_cast<double>(std::max<std::size_t>(missing.tasks, 1));
    job.minutes = limit_of(seconds_a_task * std::ceil(tasks * share) / given.cpus);
    const double run_bytes =
        static_cast<double>(sweep.shape().outcomes() * sizeof(float) + sweep.shape().accounts() * sizeof(double));
    const double all_memory = static_cast<double>(of_one_core.memory) + 16 * run_bytes * given.cpus;
    const double of_all_tasks = tasks * 650 + static_cast<double>(sweep.runs()) * 24;
    job.mebibytes = memory_limit_of(all_memory - of_all_tasks * (1 - share));
    job.merge_mebibytes = memory_limit_of(all_memory);
    // As measured, writing a run takes less than a twentieth of a millisecond and a quarter of its run.
    job.merge_minutes = limit_of(static_cast<double>(sweep.runs()) * 5e-5 + seconds_a_task * tasks / 4 / given.cpus);
    job.tries = given.tries;
    job.options = given.options;
    job.hosts = given.hosts;
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

/// Gives the script to sh. \throws Exit with its status where that is not 0
void carry_out(const std::string& script, const std::string& command, Language language)
{
    if (!is_here(command))
        refuse(Words{"di komputer ini tidak ada perintah " + command +
                         "; jalankan ini di komputer tempat pekerjaan diserahkan, atau tanpa --go untuk melihat "
                         "perintahnya (cara lain: --with slurm, parallel, pbs)",
                     "this machine has no command " + command +
                         "; run this where jobs are submitted, or without --go to see the commands (other ways: --with "
                         "slurm, parallel, pbs)"},
               language, failed);
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

void say(const SubmitCommand& given, const Words& words)
{
    if (!given.quiet) std::fprintf(stderr, "%s\n", sim::escaped(words.in(given.language())).c_str());
}

Words figures(const ClusterJob& job, const PreparedSweep& prepared, double seconds_of_a_shard)
{
    const auto in = [&](Language language) {
        const std::string runs = number(static_cast<double>(prepared.sweep->runs()), 0, language);
        const std::string of = number(job.of, 0, language);
        const std::string left = number(static_cast<double>(job.numbers.size()), 0, language);
        const std::string each = duration(seconds_of_a_shard, language);
        return language == Language::id
                   ? runs + " simulasi dalam " + of + " bagian, " + left +
                         " di antaranya masih harus dijalankan; tiap bagian kira-kira " + each
                   : runs + " runs in " + of + " shards, " + left + " of them still to be run; about " + each + " each";
    };
    return {in(Language::id), in(Language::en)};
}

void submit(const SubmitCommand& given)
{
    const Language language = given.language();
    const std::unique_ptr<PreparedSweep> prepared = prepare(given);
    const fs::path folder = given.output.empty() ? "sweep-" + prepared->read.design.id : given.output;
    const ShardManifest manifest = shard_manifest_of(*prepared);
    check_shard_folder(folder, manifest, differences_of_sweeps, language);
    const FinishedShards finished = read_finished_shards(shards_of(folder), manifest.context());
    const std::vector<std::string> names = sweep_tasks(manifest.work()).names;
    std::vector<std::size_t> left;
    for (std::size_t task = 0; task < names.size(); ++task)
        if (!finished.store->has(names[task])) left.push_back(task);
    if (left.empty()) {
        const Words merge{"semua simulasi ada. Untuk menyatukannya: layak merge " + folder.string(),
                          "all runs are there. To put them together: layak merge " + folder.string()};
        return say(given, merge);
    }
    const Preflight of_one_core = probe(*prepared->sweep, left, 1);
    MissingShards missing = missing_of(finished, names);
    if (given.shards > 0 || missing.of == 0)
        missing = missing_of_division(
            finished, names, given.shards > 0 ? given.shards : shards_for(of_one_core.seconds, given, names.size()));
    const ClusterJob job = job_for(given, *prepared, folder, missing, of_one_core);
    const double seconds = of_one_core.seconds / static_cast<double>(left.size()) *
                           static_cast<double>(missing.to_run) / static_cast<double>(missing.numbers.size()) /
                           given.cpus;
    say(given, figures(job, *prepared, seconds));
    const std::string script = cluster_script(job);
    if (given.go) return carry_out(script, command_of(job.engine), language);
    print(script);
    say(given, {"Belum ada yang diserahkan. Untuk menyerahkannya: perintah yang sama dengan --go",
                "Nothing was submitted. To do so: the same command with --go"});
}

} // namespace

void add_submit(CLI::App& layak)
{
    auto given = std::make_shared<SubmitCommand>();
    CLI::App* const verb = layak.add_subcommand(
        "submit", "A sweep on many machines: the lines for Slurm, PBS or GNU parallel, or (--go) what they do");
    add_sweep_request(*verb, *given);
    verb->add_flag("--go", given->go, "Submit it, in place of printing how");
    verb->add_option("--with", given->with, "Who deals the shards to machines")
        ->check(accept_one_of({"slurm", "parallel", "pbs"}))
        ->option_text("slurm|parallel|pbs [slurm]");
    verb->add_option("--shards", given->shards, "How many shards; more than 1 to 10 minutes' work each is lost late")
        ->check(accept_whole(1, sim::most_shards))
        ->option_text("N [about 5 minutes each]");
    verb->add_option("--cpus", given->cpus, "Cores of a shard (of parallel: all that a machine has)")
        ->check(accept_whole(1, 1024))
        ->option_text("N [4]");
    verb->add_option("--hosts", given->hosts, "Of parallel: the machines, as its --sshlogin takes them; : is this one")
        ->option_text("A,B,... [:]");
    verb->add_option("--tries", given->tries, "How many times what is missing is submitted again")
        ->check(accept_whole(0, 3))
        ->option_text("N [3]");
    verb->add_option("--options", given->options, "More options for sbatch or qsub, as they are")
        ->option_text("\"--partition=long --account=a\"");
    add_quiet(*verb, *given);
    add_language(*verb, *given);
    verb->footer(
        "Example:\n  layak submit scenarios/kota-serang/designs/training-budget.toml -o training --go\n"
        "  layak submit training-budget.toml --with parallel --hosts pc1,pc2,: --go\n"
        "Only what is missing is submitted; the same command again completes a sweep of which machines died. When the\n"
        "shards have ended, layak merge puts them together, or submits again what is missing.\n"
        "Exit status: 0 done, 1 failed, 2 wrong input or other inputs than the folder's.");
    verb->callback([given, verb] {
        note_what_was_given(*verb, *given);
        submit(*given);
    });
}

} // namespace layak
