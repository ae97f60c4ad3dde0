#include "tools/layak/finished_shards.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "sim/ensemble/ensemble.hpp"
#include "sim/results/seal.hpp"
#include "sim/store/other_work.hpp"
#include "tools/layak/shard_progress.hpp"

namespace layak {

namespace fs = std::filesystem;

FinishedShards read_finished_shards(const fs::path& folder, const std::string& context)
{
    FinishedShards out;
    out.store = std::make_unique<sim::Store>(folder, sim::StoreUse::reading);
    out.seen = sim::shards_in(folder);
    struct Read
    {
        bool is_there = false;
        std::vector<sim::TaskPlace> tasks;
        std::optional<sim::Words> damage, foreign;
        std::optional<ShardProgress> progress;
    };
    std::vector<Read> read(out.seen.size());
    sim::for_each_in_parallel(read.size(), [&](std::size_t k) {
        read[k].progress = read_shard_progress(sim::progress_of(folder, out.seen[k]));
        read[k].is_there = sim::is_there(folder, out.seen[k]);
        if (!read[k].is_there) return;
        try {
            read[k].tasks = sim::read_shard(folder, out.seen[k], context);
        } catch (const sim::BrokenSeal& problem) {
            read[k].damage = problem.words;
        } catch (const sim::OtherWork& problem) {
            read[k].foreign = problem.words;
        } catch (const sim::ReadError&) {
            read[k].is_there = sim::is_there(folder, out.seen[k]);
            if (read[k].is_there) throw; // else another one has just put it aside
        }
    });
    for (std::size_t k = 0; k < read.size(); ++k) {
        if (read[k].progress && read[k].progress->is_running())
            out.running.push_back({out.seen[k], read[k].progress->host});
        if (!read[k].is_there) continue;
        if (read[k].foreign) {
            out.foreign.push_back({out.seen[k], *read[k].foreign});
            continue;
        }
        if (read[k].damage) {
            out.damaged.push_back({out.seen[k], *read[k].damage});
            continue;
        }
        out.whole.push_back(out.seen[k]);
        out.store->add(sim::file_of(folder, out.seen[k]), std::move(read[k].tasks));
    }
    return out;
}

MissingShards missing_of_division(const FinishedShards& finished, const std::vector<std::string>& names,
                                  std::uint32_t of)
{
    MissingShards out;
    out.of = of;
    std::set<std::uint32_t> numbers;
    for (std::size_t task = 0; task < names.size(); ++task) {
        if (finished.store->has(names[task])) continue;
        ++out.tasks;
        numbers.insert(static_cast<std::uint32_t>(task % of));
    }
    out.numbers.assign(numbers.begin(), numbers.end());
    for (const std::uint32_t number : numbers) out.to_run += sim::tasks_of({number, of}, names.size()).size();
    return out;
}

MissingShards missing_of(const FinishedShards& finished, const std::vector<std::string>& names, std::uint32_t of)
{
    std::set<std::uint32_t> divisions;
    for (const RunningShard& running : finished.running) divisions.insert(running.shard.of);
    if (divisions.empty())
        for (const sim::Shard& shard : finished.seen) divisions.insert(shard.of);
    if (of > 0 && finished.running.empty()) divisions.insert(of);
    MissingShards best;
    best.tasks = names.size();
    for (const std::uint32_t division : divisions)
        if (MissingShards own = missing_of_division(finished, names, division);
            best.of == 0 || own.to_run < best.to_run)
            best = std::move(own);
    return best;
}

std::string ranges_text(const std::vector<std::uint32_t>& numbers)
{
    std::string out;
    for (std::size_t at = 0; at < numbers.size();) {
        std::size_t end = at + 1;
        while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
        out += (out.empty() ? "" : ",") + std::to_string(numbers[at]);
        if (end - at > 1) out += "-" + std::to_string(numbers[end - 1]);
        at = end;
    }
    return out;
}

} // namespace layak
