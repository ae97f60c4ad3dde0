#include <cstdio>
#include <filesystem>
#include <memory>
#include <sys/ioctl.h>
#include <unistd.h>

#include "models/commitment/experiment.hpp"
#include "sim/ensemble/ensemble.hpp"
#include "sim/results/netcdf.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/progress.hpp"
#include "tools/layak/result_file.hpp"
#include "tools/layak/signals.hpp"
#include "tools/layak/summary_table.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;

struct RunOptions : CommonOptions
{
    std::vector<std::string> plans;
    bool raw = false;
};

std::size_t terminal_columns()
{
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 120;
}

[[noreturn]] void refuse(const sim::Words& words, sim::Language language, int status)
{
    std::fprintf(stderr, "layak: %s\n", words.in(language).c_str());
    throw Exit{status};
}

/// What can be known to fail at the end is said before the work begins.
void check_output(const fs::path& output, const RunOptions& given)
{
    std::error_code error;
    const fs::path folder = output.has_parent_path() ? output.parent_path() : fs::path(".");
    if (!fs::is_directory(folder, error))
        refuse({output.string() + ": folder " + folder.string() + " tidak ada", output.string() + ": there is no folder " + folder.string()}, given.language(), wrong_input);
    if (fs::is_directory(output, error))
        refuse({output.string() + ": ini sebuah folder; sebutkan nama berkas", output.string() + ": this is a folder; name a file"}, given.language(), wrong_input);
    if (fs::exists(output, error) && !given.force)
        refuse({output.string() + " sudah ada; pilih nama lain dengan -o, atau timpa dengan --force", output.string() + " exists; choose another name with -o, or replace it with --force"},
               given.language(), wrong_input);
    if (::access(folder.c_str(), W_OK) != 0)
        refuse({output.string() + ": folder " + folder.string() + " tidak boleh ditulisi", output.string() + ": the folder " + folder.string() + " cannot be written"}, given.language(), failed);
}

void check_memory(const Inputs& inputs, const commitment::ExperimentOptions& options, const RunOptions& given)
{
    const std::size_t bytes = commitment::result_bytes(inputs.city, inputs.plans.size(), months_of(inputs.city, inputs.plans), options);
    const auto memory = static_cast<std::size_t>(::sysconf(_SC_PHYS_PAGES)) * static_cast<std::size_t>(::sysconf(_SC_PAGE_SIZE));
    if (bytes < memory / 10 * 8) return;
    const std::string needed = std::to_string(bytes >> 30) + " GiB";
    refuse({"hasil ini memerlukan " + needed + " memori, lebih dari yang ada; kurangi --replicates" + (options.raw ? " atau hilangkan --raw" : ""),
            "this result needs " + needed + " of memory, more than there is; ask for fewer --replicates" + (options.raw ? " or leave out --raw" : "")},
           given.language(), wrong_input);
}

void run(const RunOptions& given)
{
    const sim::Language language = given.language();
    sim::Findings findings;
    const Inputs inputs = read_inputs(given.plans, given.city, given.settings, findings);
    if (!given.quiet) std::fputs(to_text(findings, language).c_str(), stderr);
    const fs::path output = given.output.empty() ? "run-" + inputs.plans.front().id + ".nc" : given.output;
    check_output(output, given);

    commitment::ExperimentOptions options;
    options.replicates = given.replicates;
    options.seed = given.seed;
    options.threads = given.threads;
    options.raw = given.raw;
    options.stop = &stop_requested;
    check_memory(inputs, options, given);

    listen_for_stop();
    commitment::ExperimentResult result;
    try {
        Progress progress({"Menjalankan", "Running"}, language, !given.quiet);
        options.progress = [&](double share) { progress.tell(share); };
        result = run_experiment(inputs.city, inputs.plans, options);
    } catch (const sim::Interrupted&) {
        refuse({"dihentikan; tidak ada hasil yang ditulis. Jalankan perintah yang sama untuk mengulang", "stopped; no result was written. Give the same command to start again"}, language, stop_status());
    }
    const std::string digest = write_result(output, inputs, result, options, given.force);
    if (given.json) {
        print(summary_json(inputs, result, options, output.string(), digest));
        return;
    }
    print(summary_table(inputs, result, language, terminal_columns()));
    print((language == sim::Language::id ? "\nHasil lengkap: " : "\nThe whole result: ") + output.string() + "\n");
}

} // namespace

void add_run(CLI::App& layak)
{
    auto given = std::make_shared<RunOptions>();
    CLI::App* const verb = layak.add_subcommand("run", "Replicates of one or more plans on a city: a table, and all results in one file");
    verb->add_option("PLAN", given->plans, "Plans: files, or names of plans of the city")->required()->option_text("PLAN ...");
    add_city(*verb, *given);
    add_settings(*verb, *given);
    add_simulation(*verb, *given);
    verb->add_flag("--raw", given->raw, "Keep every replicate's series of every institution, too (large)");
    add_output(*verb, *given, "run-FIRSTPLAN.nc");
    add_language(*verb, *given);
    verb->footer("Example:\n  layak run scenarios/kota-serang/plans/top-down.toml scenarios/kota-serang/plans/bottom-up.toml --replicates 500 -o plans.nc\n"
                 "The file is netCDF-4 (HDF5): Python (xarray), R (ncdf4) and others open it.");
    verb->callback([given] { run(*given); });
}

} // namespace layak
