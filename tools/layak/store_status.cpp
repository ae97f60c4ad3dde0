#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <fstream>
#include <set>
#include <sstream>
#include <sys/file.h>

#include "sim/results/descriptor.hpp"
#include "sim/results/digest.hpp"
#include "sim/results/errors.hpp"
#include "sim/store/block_file.hpp"
#include "tools/layak/finished.hpp"
#include "tools/layak/sharded_calibration.hpp"
#include "tools/layak/sharded_sweep.hpp"
#include "tools/layak/work_status.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;

bool is_locked(const fs::path& folder)
{
    const sim::Descriptor lock(::open((folder / "lock").c_str(), O_RDONLY | O_CLOEXEC));
    return lock.number() >= 0 && ::flock(lock.number(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

struct Block
{
    fs::file_time_type written;
    std::size_t tasks = 0;
};

/// Tasks a second, of the last two minutes in which something was saved.
std::optional<double> speed_of(std::vector<Block> blocks)
{
    if (blocks.size() < 2) return std::nullopt;
    std::sort(blocks.begin(), blocks.end(), [](const Block& a, const Block& b) { return a.written < b.written; });
    const auto from = std::max(blocks.front().written, blocks.back().written - std::chrono::minutes(2));
    std::size_t tasks = 0;
    for (const Block& block : blocks)
        if (from < block.written) tasks += block.tasks;
    const std::chrono::duration<double> seconds = blocks.back().written - from;
    if (tasks == 0 || seconds.count() <= 0) return std::nullopt;
    return static_cast<double>(tasks) / seconds.count();
}

} // namespace

WorkStatus status_of_store(const fs::path& folder)
{
    WorkStatus out;
    out.folder = folder;
    std::error_code error;
    std::ifstream in(folder / "manifest.json", std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    SweepTasks tasks;
    std::string context;
    try {
        const auto json = nlohmann::ordered_json::parse(text.str());
        context = sim::digest_of(json.at("context").dump());
        const bool is_sweep = json.contains("rows");
        out.verb = is_sweep ? sweep_verb : calibrate_verb;
        out.has_result = is_sweep ? is_sweep_finished(folder) : has_file(folder / last_of_calibration);
        if (is_sweep) tasks = sweep_tasks(json);
    } catch (const nlohmann::json::exception&) {
        throw sim::ReadError(folder / "manifest.json", {"rusak", "is damaged"});
    }
    std::set<std::string> done;
    std::vector<Block> blocks;
    for (fs::directory_iterator entry(folder / "blocks", error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        if (entry->path().extension() == ".damaged") ++out.damaged_blocks;
        if (entry->path().extension() != ".block") continue;
        try {
            std::error_code gone;
            Block block{entry->last_write_time(gone), 0};
            for (sim::TaskPlace& task : sim::read_block(entry->path(), context)) {
                ++block.tasks;
                done.insert(std::move(task.name));
            }
            blocks.push_back(block);
        } catch (const sim::ReadError&) {
            ++out.damaged_blocks;
        }
    }
    out.is_running = is_locked(folder);
    if (tasks.names.empty()) { // of a calibration: how many it takes shows as it goes
        out.runs_done = done.size();
        out.is_complete = out.has_result && !out.is_running;
        return out;
    }
    out.runs = tasks.all_runs();
    std::size_t missing = 0;
    for (std::size_t task = 0; task < tasks.names.size(); ++task)
        if (done.contains(tasks.names[task]))
            out.runs_done += tasks.runs[task];
        else
            ++missing;
    out.is_complete = missing == 0;
    if (const auto speed = speed_of(blocks); speed && out.is_running && missing > 0)
        out.seconds_left = static_cast<double>(missing) / *speed;
    return out;
}

} // namespace layak
