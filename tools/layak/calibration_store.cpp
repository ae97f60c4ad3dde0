#include "tools/layak/calibration_store.hpp"

#include <atomic>
#include <mutex>
#include <nlohmann/json.hpp>

#include "sim/results/digest.hpp"
#include "sim/store/work.hpp"
#include "tools/layak/calibration_report.hpp"
#include "tools/layak/progress.hpp"
#include "tools/layak/provenance.hpp"
#include "tools/layak/signals.hpp"
#include "tools/layak/stored_stage.hpp"
#include "tools/layak/sweep_manifest.hpp"

namespace layak {

using nlohmann::ordered_json;
using sim::Words;

CalibrationManifest manifest_of(const Inputs& inputs, const commitment::Calibration& calibration,
                                const sim::AbcSettings& settings, std::uint32_t replicates)
{
    ordered_json context;
    context["format"] = "layak-calibration-store-1";
    context["model"] = "commitment-1";
    context["city"] = inputs.city.id;
    context["files"] = ordered_json::object();
    for (const InputFile& file : inputs.files)
        if (calibration_rests_on(file.name)) context["files"][file.name] = sim::digest_of(file.text);
    context["[[expect]]"] = ordered_json::array();
    for (const commitment::Pattern& pattern : calibration.hindcast().patterns())
        for (const commitment::Claim& claim : pattern.claims) context["[[expect]]"].push_back(claim.text);
    context["--set"] = inputs.settings;
    context["--seed"] = std::to_string(settings.seed);
    context["--sets"] = settings.sets;
    context["--draws"] = settings.first_draws;
    context["--replicates"] = replicates;
    ordered_json json;
    json["context"] = context;
    json["begun_by"] = version() + " (" + commit() + "), " + compiler();
    return {json.dump(1) + "\n", sim::digest_of(context.dump())};
}

std::vector<Words> calibration_differences(const std::string& stored_text, const std::string& asked_text)
{
    std::vector<Words> out;
    try {
        const auto was = ordered_json::parse(stored_text).at("context");
        const auto is = ordered_json::parse(asked_text).at("context");
        if (was.at("format") != is.at("format"))
            return {{"folder ini menyimpan hal lain daripada kalibrasi", "this folder keeps something else than a "
                                                                         "calibration"}};
        for (const auto& [key, value] : is.items())
            if (key != "files" && was.at(key) != value) out.push_back(differs(key, was.at(key).dump(), value.dump()));
        for (const auto& [name, digest] : is.at("files").items())
            if (!was.at("files").contains(name) || was.at("files").at(name) != digest)
                out.push_back({name + ": isinya sudah berubah", name + ": was changed since"});
        for (const auto& [name, digest] : was.at("files").items())
            if (!is.at("files").contains(name))
                out.push_back({name + ": ada di penyimpanan, sekarang tidak", name + ": is in the store, and not now"});
    } catch (const nlohmann::json::exception&) {
        out.push_back({"manifest.json bukan dari kalibrasi", "manifest.json is not a calibration's"});
    }
    return out;
}

Words stage_name(const std::string& stage)
{
    const std::string level = stage.substr(0, stage.find('.'));
    if (level == "0") return {"Menarik dari rentang awal", "Drawing from the prior"};
    const std::string round = std::to_string(std::stoi(stage.substr(stage.find('.') + 1)) + 1);
    return {"Tingkat " + level + ", putaran " + round, "Level " + level + ", round " + round};
}

sim::RunStage run_through(sim::Store& store, int threads, double save_every, sim::Language language, bool shown,
                          std::function<void()> stopped)
{
    return [&store, threads, save_every, language, shown,
            stopped](const std::string& stage, std::size_t count,
                     const std::function<std::vector<double>(std::size_t)>& work) {
        const std::vector<std::string> names = stage_tasks(stage, count);
        std::size_t missing = 0;
        for (const std::string& name : names) missing += store.has(name) ? 0 : 1;
        Progress progress(stage_name(stage), language, shown);
        std::atomic<std::size_t> done{0};
        std::mutex telling;
        sim::WorkOptions options;
        options.threads = threads;
        options.stop = &stop_requested;
        options.seconds_of_a_block = save_every;
        const bool all = sim::work_through(
            store, names,
            [&](std::size_t task) -> std::optional<sim::StoredTask> {
                sim::StoredTask finished = task_of_numbers(names[task], work(task));
                const std::size_t so_far = ++done;
                if (const std::unique_lock lock(telling, std::try_to_lock); lock.owns_lock())
                    progress.tell(static_cast<double>(so_far) / static_cast<double>(missing));
                return finished;
            },
            options);
        if (!all) stopped();
        std::vector<std::vector<double>> out;
        for (const std::string& name : names) out.push_back(stored_numbers(store, name));
        return out;
    };
}

} // namespace layak
