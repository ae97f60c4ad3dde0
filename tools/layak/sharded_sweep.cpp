#include "tools/layak/sharded_sweep.hpp"

#include <algorithm>
#include <numeric>

#include "sim/ensemble/block.hpp"
#include "tools/layak/provenance.hpp"
#include "tools/layak/shard_run.hpp"
#include "tools/layak/signals.hpp"
#include "tools/layak/store_folder.hpp"

namespace layak {

namespace fs = std::filesystem;
using nlohmann::ordered_json;
using sim::Words;

ShardManifest shard_manifest_of(const PreparedSweep& prepared)
{
    auto work = ordered_json::parse(prepared.manifest.text);
    work.erase("begun_by"); // any program may begin it
    work["design"] = prepared.read.design.id;
    work["outcomes"] = prepared.read.design.outcomes;
    const commitment::Design& design = prepared.read.design;
    if (!design.goals.empty()) work.update({{"goals", design.goals}, {"chance", design.chance}});
    work["numbers"] = prepared.numbers();
    return {sweep_verb, std::move(work), prepared.read.inputs,
            sweep_inputs_as_json(prepared.read.inputs, prepared.options, prepared.read.design)};
}

std::vector<Words> differences_of_sweeps(const ordered_json& stored, const ordered_json& asked)
{
    std::vector<Words> out = differences(stored.dump(), asked.dump());
    // Shards cannot grow: which task is whose hangs on how many there are.
    if (stored.at("replicates") < asked.at("replicates"))
        out.push_back(differs("--replicates", stored.at("replicates").dump(), asked.at("replicates").dump()));
    for (const auto& [name, digest] : asked.at("plans").items())
        if (!stored.at("plans").contains(name))
            out.push_back({name + ": belum ada ketika penyimpanan ini dimulai",
                           name + ": was not there when this store was begun"});
    if (out.empty() && stored.at("rows") != asked.at("rows"))
        out.push_back(
            differs("rows", std::to_string(stored.at("rows").size()), std::to_string(asked.at("rows").size())));
    if (stored.at("outcomes") != asked.at("outcomes"))
        out.push_back(differs("--outcome", stored.at("outcomes").dump(), asked.at("outcomes").dump()));
    for (const auto& [key, option] : {std::pair{"goals", "--goal"}, {"chance", "--chance"}}) {
        const ordered_json was = stored.value(key, ordered_json()), is = asked.value(key, ordered_json());
        if (was != is) out.push_back(differs(option, was.is_null() ? "–" : was.dump(), is.is_null() ? "–" : is.dump()));
    }
    if (out.empty() && stored.at("numbers") != asked.at("numbers")) out.push_back(other_numbers);
    return out;
}

std::uint64_t SweepTasks::all_runs() const { return std::accumulate(runs.begin(), runs.end(), std::uint64_t{0}); }

SweepTasks sweep_tasks(const ordered_json& work)
{
    SweepTasks out;
    const auto keys = work.at("rows").get<std::vector<std::string>>();
    const std::uint32_t replicates = work.at("replicates");
    for (std::uint32_t first = 0; first < replicates; first += sim::Block::replicates)
        for (const std::string& key : keys) {
            out.names.push_back(commitment::Sweep::task_name(key, first / sim::Block::replicates));
            out.runs.push_back(std::min<std::uint32_t>(replicates - first, sim::Block::replicates));
        }
    return out;
}

void run_sweep_shard(const fs::path& folder, const PreparedSweep& prepared, const sim::Shard& shard, double save_every,
                     const std::vector<std::string>& words, const CommonOptions& given)
{
    const ShardManifest manifest = shard_manifest_of(prepared);
    open_shard_folder(folder, manifest, differences_of_sweeps, begun_as(sweep_verb, words, folder), given.language());
    const commitment::Sweep& sweep = *prepared.sweep;
    const std::vector<std::size_t> tasks = sim::tasks_of(shard, sweep.tasks());
    ShardWork work{shards_of(folder), shard, manifest.context(), {}, {}};
    for (const std::size_t task : tasks) work.names.push_back(sweep.task_name(task));
    work.run = [&](std::size_t task) { return sweep.run(tasks[task], &stop_requested); };
    run_shard(work, save_every, given);
}

std::unique_ptr<PreparedSweep> reopen_sweep(const fs::path& folder, const ShardManifest& manifest,
                                            sim::Language language)
{
    const fs::path path = folder / "manifest.json";
    auto prepared = std::make_unique<PreparedSweep>();
    try {
        const StoredInputs inputs(manifest.provenance(), path);
        sim::Findings findings;
        prepared->read =
            read_stored_design(inputs.design(), inputs.city(), inputs.settings(), inputs.parameters(), findings);
        prepared->read.design.outcomes = manifest.work().at("outcomes").get<std::vector<std::string>>();
        prepared->read.design.goals = manifest.work().value("goals", std::vector<std::string>());
        prepared->read.design.chance = manifest.work().value("chance", commitment::usual_chance);
        const auto& of = inputs.json().at("sweep");
        prepared->options.seed = std::stoull(of.at("seed").get<std::string>());
        prepared->options.replicates = of.at("replicates");
        const auto& names = commitment::kept_months_names;
        const auto keep = std::find(names.begin(), names.end(), of.at("keep").get<std::string>());
        if (keep == names.end()) refuse_damaged(path, {"berbentuk lain", "has another form"});
        prepared->options.keep = static_cast<commitment::KeptMonths>(keep - names.begin());
    } catch (const nlohmann::json::exception&) {
        refuse_damaged(path, {"berbentuk lain", "has another form"});
    }
    complete(*prepared);
    if (shard_manifest_of(*prepared).context() != manifest.context()) refuse_store(folder, {other_numbers}, language);
    return prepared;
}

} // namespace layak
