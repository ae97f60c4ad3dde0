#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/ensemble/ensemble.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/first_difference.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/preflight.hpp"
#include "tools/layak/progress.hpp"
#include "tools/layak/provenance.hpp"
#include "tools/layak/repeatable_sweep.hpp"
#include "tools/layak/result_file.hpp"
#include "tools/layak/signals.hpp"
#include "tools/layak/stored_run.hpp"
#include "tools/layak/sweep_file.hpp"
#include "tools/layak/sweep_manifest.hpp"
#include "tools/layak/sweep_work.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Words;

struct VerifyOptions : CommonOptions
{
    std::string result;
};

const Words again{"Menghitung ulang", "Computing again"};

/// A folder that goes with this object.
class TemporaryFolder
{
  public:
    TemporaryFolder() : path_((fs::temp_directory_path() / "layak-verify-XXXXXX").string())
    {
        if (::mkdtemp(path_.data()) == nullptr)
            refuse_result(path_, {"folder sementara tidak dapat dibuat", "no temporary folder can be made"});
    }
    ~TemporaryFolder()
    {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    fs::path path() const { return path_; }

  private:
    std::string path_;
};

/// A result and what it claims to be.
struct Claim
{
    const fs::path& path;
    const sim::NetcdfReader& file;
    const std::string& written_by;
    sim::Seal seal;                                            ///< required: it fitted
    std::vector<sim::Month> months;                            ///< of its dimension "time"
    std::function<std::string(const fs::path& folder)> remake; ///< writes result.nc there; gives its digest
};

/// Says whether the result is what its inputs give. \throws Exit where it is not, or was stopped
void judge(const Claim& claim, sim::Language language)
{
    const std::string file = printable(claim.path.string());
    const auto say = [&](const Words& words) { print(file + ": " + printable(words.in(language)) + "\n"); };
    const std::string claimed = claim.file.attribute<std::string>("content_sha256").value_or("");
    const bool changed = claim.file.content_digest() != claimed;
    const TemporaryFolder folder;
    std::string digest;
    try {
        digest = claim.remake(folder.path());
    } catch (const sim::Interrupted&) {
        const std::string clear = ::isatty(STDERR_FILENO) != 0 ? "\r\x1b[K" : "";
        std::fputs(
            (clear + Words{"layak: dihentikan; belum diperiksa\n", "layak: stopped; not verified\n"}.in(language))
                .c_str(),
            stderr);
        throw Exit{stop_status()};
    }
    if (digest == claimed && !changed && claim.seal == sim::Seal::ignored) {
        say({"isinya sama bit demi bit dengan yang dihitung ulang (sidik " + digest +
                 "), tetapi segelnya tidak cocok: berkas ini disimpan ulang oleh program lain",
             "the content is the same bit by bit as computed again (digest " + digest +
                 "), but its seal does not fit: the file was saved anew by another program"});
        throw Exit{failed};
    }
    if (digest == claimed && !changed) {
        say({"benar: dihitung ulang dari masukannya, isinya sama bit demi bit (sidik " + digest + ")",
             "true: computed again from its inputs, the content is the same bit by bit (digest " + digest + ")"});
        return;
    }
    const std::string difference =
        first_difference(claim.file, sim::NetcdfReader(folder.path() / "result.nc"), claim.months);
    const Words where = difference.empty()
                            ? Words{"tidak ada angka atau atribut yang berbeda; yang berbeda keterangannya",
                                    "no number or attribute differs, but what is said of them does"}
                            : Words{"perbedaan pertama (berkas / hitungan ulang): " + difference,
                                    "first difference (file / computed again): " + difference};
    const std::string& by = claim.written_by;
    if (changed)
        say(Words{"BERBEDA: isinya tidak cocok dengan sidiknya " + claimed + ", jadi berkas ini sudah diubah; ",
                  "DIFFERS: its content does not fit its digest " + claimed + ", so the file was changed; "} +
            where + Words{". Ditulis oleh Layak " + by, ". Written by Layak " + by});
    else
        say(Words{"BERBEDA dari yang dihitung ulang; ", "DIFFERS from what is computed again; "} + where +
            Words{". Ditulis oleh Layak " + by + "; diperiksa oleh Layak " + version() + " (" + commit() + "), " +
                      compiler(),
                  ". Written by Layak " + by + "; verified by Layak " + version() + " (" + commit() + "), " +
                      compiler()});
    throw Exit{failed};
}

void verify_run(const StoredRun& run, sim::Seal seal, const VerifyOptions& given)
{
    Claim claim{run.path(), run.file(), run.written_by(), seal, {}, {}};
    const std::uint32_t count = months_of(run.inputs().city, run.inputs().plans);
    for (std::uint32_t month = 0; month < count; ++month)
        claim.months.push_back(run.inputs().city.start + static_cast<int>(month));
    claim.remake = [&](const fs::path& folder) {
        commitment::ExperimentOptions options = run.options();
        options.threads = given.threads;
        options.stop = &stop_requested;
        Progress progress(again, given.language(), !given.quiet);
        options.progress = [&](double share) { progress.tell(share); };
        return write_result(folder / "result.nc", run.inputs(), options, run.goals());
    };
    judge(claim, given.language());
}

void verify_sweep(const StoredSweep& stored, sim::Seal seal, const VerifyOptions& given)
{
    const sim::Language language = given.language();
    const RepeatableSweep of(stored);
    const commitment::Sweep& sweep = of.sweep();
    const auto remake = [&](const fs::path& folder) {
        std::vector<std::size_t> tasks(sweep.tasks());
        for (std::size_t task = 0; task < tasks.size(); ++task) tasks[task] = task;
        refuse_without_room(probe(sweep, tasks, given.threads).disk, folder, language);
        const SweepManifest manifest = manifest_of(of.design(), sweep, of.options());
        sim::Store store(folder / "store");
        store.open(manifest.context);
        sim::WorkOptions work;
        work.threads = given.threads;
        if (!run_missing_tasks(store, sweep, work, again, language, !given.quiet).all) throw sim::Interrupted();
        std::string digest;
        sim::with_threads(given.threads, [&] {
            digest =
                write_sweep(folder / "result.nc", of.design(), sweep, of.options(), manifest, store, [](double) {});
        });
        return digest;
    };
    judge(Claim{stored.path(), stored.file(), of.written_by(), seal, stored.months(), remake}, language);
}

void verify_as(sim::Seal seal, const VerifyOptions& given)
{
    OpenedResult opened = open_result(given.result, seal);
    if (opened.layout == "layak-sweep-1")
        verify_sweep(StoredSweep(std::move(opened)), seal, given);
    else
        verify_run(StoredRun(std::move(opened)), seal, given);
}

/// A process of its own reads a file whose seal does not fit, for it may crash HDF5; what it says is then lost.
/// \return whether it said what differs
bool said_by_child(const VerifyOptions& given)
{
    std::fflush(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        int status = done;
        try {
            verify_as(sim::Seal::ignored, given);
        } catch (const Exit& exit) {
            status = exit.status;
        } catch (...) { // not whole
        }
        std::fflush(nullptr);
        ::_exit(status);
    }
    int ended = 0;
    while (child > 0 && ::waitpid(child, &ended, 0) < 0 && errno == EINTR) {}
    if (child <= 0 || !WIFEXITED(ended) || WEXITSTATUS(ended) == done) return false;
    if (WEXITSTATUS(ended) != failed) throw Exit{WEXITSTATUS(ended)}; // stopped
    return true;
}

void verify(const VerifyOptions& given)
{
    listen_for_stop();
    try {
        verify_as(sim::Seal::required, given);
    } catch (const DamagedResult& damaged) {
        if (!said_by_child(given)) std::fputs(to_text(damaged.findings, given.language()).c_str(), stderr);
        throw Exit{failed};
    }
}

} // namespace

void add_verify(CLI::App& layak)
{
    auto given = std::make_shared<VerifyOptions>();
    CLI::App* const verb =
        layak.add_subcommand("verify", "Proof that a result is what its inputs give: computes it again and compares");
    verb->add_option("RESULTS", given->result, "A result of run or compare, or a sweep's folder")
        ->required()
        ->option_text(" ");
    add_threads(*verb, *given);
    add_quiet(*verb, *given);
    add_language(*verb, *given);
    verb->footer("Example:\n  layak verify compare-top-down.nc\n"
                 "Exit status: 0 the same bit by bit; 1 it differs (the first difference is said), or is damaged, cut "
                 "off or saved "
                 "anew by another program; 2 no result at all.");
    verb->callback([given] { verify(*given); });
}

} // namespace layak
