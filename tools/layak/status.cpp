#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "sim/store/store.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/work_status.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Words;

struct StatusCommand : CommonOptions
{
    std::string folder;
};

WorkStatus read_status(const StatusCommand& given)
{
    if (const auto manifest = ShardManifest::of_folder(given.folder))
        return status_of_shards(given.folder, *manifest, given.language());
    if (sim::is_store(given.folder)) return status_of_store(given.folder);
    refuse_absent_work(given.folder, given.language());
    refuse(Words{given.folder + ": bukan folder layak sweep, calibrate atau target",
                 given.folder + ": is no folder of layak sweep, calibrate or target"},
           given.language(), wrong_input);
}

void status(const StatusCommand& given)
{
    const WorkStatus status = read_status(given);
    print(given.json ? status_json(status) : status_table(status, given.language()));
    if (!status.is_complete) throw Exit{try_again};
}

} // namespace

void add_status(CLI::App& layak)
{
    auto given = std::make_shared<StatusCommand>();
    CLI::App* const verb = layak.add_subcommand(
        "status",
        "How far a sweep, a calibration or a target is: what is done, missing, damaged and running, and the time left");
    verb->add_option("DIR", given->folder, "The folder of the work, on one machine or in shards")
        ->required()
        ->option_text(" ")
        ->check(accept_not_empty);
    add_json(*verb, *given, "All of it");
    add_language(*verb, *given);
    verb->footer(
        "Example:\n  layak status sweep-training-budget\n"
        "It only looks, so it may be given at any time. Of a shard of which nothing was heard for a minute it says "
        "so:\n"
        "its machine may be dead. Exit status: 0 all runs are there, 1 the folder cannot be read, 2 no such "
        "folder, 75 not all are there yet.");
    verb->callback([given] { status(*given); });
}

} // namespace layak
