#include "tools/layak/shard_run.hpp"

#include <atomic>
#include <mutex>

#include "sim/results/errors.hpp"
#include "sim/results/part_file.hpp"
#include "sim/results/seal.hpp"
#include "sim/store/other_work.hpp"
#include "sim/store/work.hpp"
#include "tools/layak/command_line.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/progress.hpp"
#include "tools/layak/shard_progress.hpp"
#include "tools/layak/signals.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Language;
using sim::Words;

/// Runs what the store of the shard lacks. \return whether all of it is done
bool work_through(const ShardWork& work, sim::Store& store, double save_every, const CommonOptions& given)
{
    std::size_t found = 0;
    for (const std::string& name : work.names) found += store.has(name) ? 1 : 0;
    ShardPulse pulse(sim::progress_of(work.folder, work.shard), work.names.size(), found);
    const std::string shard = " " + sim::to_text(work.shard);
    Progress progress(Words{"Bagian", "Shard"} + Words{shard, shard}, given.language(), !given.quiet);
    std::atomic<std::size_t> run{found};
    std::mutex telling;
    sim::WorkOptions options;
    options.threads = given.threads;
    options.stop = &stop_requested;
    options.seconds_of_a_block = save_every;
    options.kept = [&](std::size_t tasks) { pulse.saved(tasks); };
    const bool all = sim::work_through(
        store, work.names,
        [&](std::size_t task) {
            auto out = work.run(task);
            const std::size_t so_far = ++run;
            if (const std::unique_lock lock(telling, std::try_to_lock); lock.owns_lock())
                progress.tell(static_cast<double>(so_far) / static_cast<double>(work.names.size()));
            return out;
        },
        options);
    if (!all || stop_requested) return false;
    sim::write_shard(work.folder, work.shard, work.context, store, work.names);
    pulse.finished();
    return true;
}

[[noreturn]] void tell_stop(const ShardWork& work, const sim::Store& store, Language language)
{
    std::size_t saved = 0;
    for (const std::string& name : work.names) saved += store.has(name) ? 1 : 0;
    const std::string done = number(static_cast<double>(saved), 0, language);
    const std::string all = number(static_cast<double>(work.names.size()), 0, language);
    refuse(Words{"dihentikan; " + done + " dari " + all +
                     " tugas sudah tersimpan. Untuk meneruskannya: " + command_again(),
                 "stopped; " + done + " of " + all + " tasks are saved. To go on from there: " + command_again()},
           language, stop_status());
}

} // namespace

std::string accept_shard(const std::string& text)
{
    if (sim::parse_shard(text)) return "";
    const std::string most = std::to_string(sim::most_shards);
    return in_both_languages(
        {"\"" + text + "\": tulis k/n, misalnya 0/8: bagian ke-k dari n, k dari 0 sampai n-1, n paling banyak " + most,
         "\"" + text + "\": write k/n, like 0/8: shard k of n, k from 0 to n-1, n at most " + most});
}

bool is_finished(const ShardWork& work, Language language)
{
    if (!sim::is_there(work.folder, work.shard)) return false;
    const auto put_aside = [&](const Words& why, const char* ending) {
        sim::put_shard_aside(work.folder, work.shard, ending);
        say(why, language);
        return false;
    };
    try {
        const auto tasks = sim::read_shard(work.folder, work.shard, work.context);
        if (tasks.size() == work.names.size()) return true;
        throw sim::OtherWork(sim::file_of(work.folder, work.shard), {"berisi tugas lain", "has other tasks"});
    } catch (const sim::BrokenSeal& damage) {
        return put_aside(Words{"rusak, disisihkan dan dijalankan lagi: ", "damaged, put aside and run again: "} +
                             damage.words,
                         ".damaged");
    } catch (const sim::OtherWork& other) {
        return put_aside(Words{"utuh, tetapi bukan bagian ini; disisihkan (.other) dan dijalankan: ",
                               "whole, but not this shard; put aside (.other) and run: "} +
                             other.words,
                         ".other");
    }
}

void run_shard(const ShardWork& work, double save_every, const CommonOptions& given)
{
    const Language language = given.language();
    const std::string shard = sim::to_text(work.shard);
    std::error_code error;
    fs::create_directories(work.folder, error);
    if (error) throw sim::WriteError(work.folder, sim::trouble_of_writing(error.value()));
    sim::remove_dead_parts(work.folder);
    if (is_finished(work, language)) {
        say(given, {"bagian " + shard + " sudah selesai", "shard " + shard + " is done already"});
        return;
    }
    const fs::path beside = sim::work_of(work.folder, work.shard);
    try {
        sim::Store store(beside, sim::StoreUse::shared);
        for (const std::string& wrong : store.open(work.context))
            say({"rusak, disisihkan dan dijalankan lagi: " + wrong, "damaged, put aside and run again: " + wrong},
                language);
        if (!work_through(work, store, save_every, given)) tell_stop(work, store, language);
    } catch (const sim::FileError&) {
        // A copy elsewhere that was done first has removed what both were working with.
        if (!is_finished(work, language)) throw;
    }
    fs::remove_all(beside, error); // what is left of it does no harm
}

} // namespace layak
