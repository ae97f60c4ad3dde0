#include "tools/layak/sharded_calibration.hpp"

#include <algorithm>
#include <cstdio>

#include "sim/results/digest.hpp"
#include "sim/text/file.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/calibration_store.hpp"
#include "tools/layak/provenance.hpp"
#include "tools/layak/shard_run.hpp"
#include "tools/layak/store_folder.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;
using sim::Words;

constexpr const char* expectations_file = "expectations.toml";

const Words other_numbers{"program ini memberi angka lain daripada yang memulainya",
                          "this program gives other numbers than the one that began it"};

/// SHA-256 of what a simulation in the middle of the prior gives.
std::string numbers_of(const PreparedCalibration& prepared)
{
    const std::vector<double> middle(prepared.settings.parameters, 0.5);
    const sim::Simulated simulated = prepared.calibration->simulate(middle, 0);
    sim::Digest digest;
    digest.update(simulated.misfit);
    digest.update(std::span<const double>(simulated.gave));
    return digest.hex();
}

/// With what is expected of the city, where that is written down.
Inputs inputs_with_expectations(const PreparedCalibration& prepared)
{
    Inputs inputs = prepared.inputs;
    const fs::path path = inputs.city_folder / expectations_file;
    std::error_code error;
    if (!fs::exists(path, error)) return inputs;
    sim::Findings ignored; // it was read before
    if (auto text = sim::read_file(path, expectations_file, std::uintmax_t{16} << 20, ignored))
        inputs.files.push_back({expectations_file, std::move(*text), path});
    return inputs;
}

struct WaveIsDone
{
};

} // namespace

ShardManifest shard_manifest_of(const PreparedCalibration& prepared)
{
    const CalibrationManifest manifest =
        manifest_of(prepared.inputs, *prepared.calibration, prepared.settings, prepared.replicates);
    auto work = ordered_json::parse(manifest.text);
    work.erase("begun_by"); // any program may begin it
    work["most_draws"] = prepared.settings.most_draws;
    work["numbers"] = numbers_of(prepared);
    const Inputs inputs = inputs_with_expectations(prepared);
    return {calibrate_verb, std::move(work), inputs, inputs_as_json(inputs, {})};
}

std::vector<Words> differences_of_calibrations(const ordered_json& stored, const ordered_json& asked)
{
    std::vector<Words> out = calibration_differences(stored.dump(), asked.dump());
    if (out.empty() && stored.at("most_draws") != asked.at("most_draws"))
        out.push_back({"--draws: yang satu memakai nilai bakunya", "--draws: one of them has its default"});
    if (out.empty() && stored.at("numbers") != asked.at("numbers")) out.push_back(other_numbers);
    return out;
}

sim::RunStage stages_of_shards(const fs::path& folder, const std::string& context,
                               std::function<void(const Wave&)> unfinished)
{
    auto division = std::make_shared<std::uint32_t>(0);
    return [=](const std::string& stage, std::size_t count,
               const std::function<std::vector<double>(std::size_t)>& work) {
        const std::vector<std::string> names = stage_tasks(stage, count);
        const FinishedShards finished = read_finished_shards(shards_of(folder, stage), context + "/" + stage);
        const bool all =
            std::all_of(names.begin(), names.end(), [&](const std::string& name) { return finished.store->has(name); });
        if (!all) unfinished({stage, names, finished, *division, work});
        *division = finished.whole.back().of;
        std::vector<std::vector<double>> out;
        for (const std::string& name : names) out.push_back(stored_numbers(*finished.store, name));
        return out;
    };
}

void run_calibration_shard(const fs::path& folder, const PreparedCalibration& prepared, const sim::Shard& shard,
                           double save_every, const CommonOptions& given)
{
    const ShardManifest manifest = shard_manifest_of(prepared);
    open_shard_folder(folder, manifest, differences_of_calibrations, given.language());
    const auto run_one = [&](const Wave& wave) {
        const std::vector<std::size_t> tasks = sim::tasks_of(shard, wave.names.size());
        ShardWork work{shards_of(folder, wave.stage), shard, manifest.context() + "/" + wave.stage, {}, {}};
        for (const std::size_t task : tasks) work.names.push_back(wave.names[task]);
        work.run = [&](std::size_t task) -> std::optional<sim::StoredTask> {
            return task_of_numbers(work.names[task], wave.work(tasks[task]));
        };
        run_shard(work, save_every, given);
        throw WaveIsDone();
    };
    try {
        prepared.run(stages_of_shards(folder, manifest.context(), run_one));
    } catch (const WaveIsDone&) {
        return;
    }
    if (given.quiet) return;
    const Words all{"semua simulasi ada. Untuk menyatukannya: layak merge " + folder.string(),
                    "all simulations are there. To put them together: layak merge " + folder.string()};
    std::fprintf(stderr, "%s\n", sim::escaped(all.in(given.language())).c_str());
}

std::unique_ptr<PreparedCalibration> reopen_calibration(const fs::path& folder, const ShardManifest& manifest,
                                                        sim::Language language)
{
    const fs::path path = folder / "manifest.json";
    std::unique_ptr<PreparedCalibration> prepared;
    try {
        const StoredInputs inputs(manifest.provenance(), path);
        const ordered_json& context = manifest.work().at("context");
        CalibrationRequest request;
        request.city = inputs.city();
        request.settings = inputs.settings();
        request.seed = std::stoull(context.at("--seed").get<std::string>());
        request.sets = context.at("--sets");
        request.draws = context.at("--draws");
        request.replicates = context.at("--replicates");
        request.quiet = true;
        request.lang = language == sim::Language::en ? "en" : "id";
        prepared = prepare(request);
        prepared->settings.most_draws = manifest.work().at("most_draws");
    } catch (const nlohmann::json::exception&) {
        refuse_damaged(path, {"berbentuk lain", "has another form"});
    }
    if (shard_manifest_of(*prepared).work() != manifest.work()) refuse_store(folder, {other_numbers}, language);
    return prepared;
}

} // namespace layak
