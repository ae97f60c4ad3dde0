#include "tools/layak/sharded_calibration.hpp"

#include "sim/results/digest.hpp"
#include "sim/text/file.hpp"
#include "tools/layak/calibration_outputs.hpp"
#include "tools/layak/calibration_store.hpp"
#include "tools/layak/finished.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/provenance.hpp"
#include "tools/layak/signals.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;
using sim::Words;

constexpr const char* expectations_file = "expectations.toml";

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

/// With what is expected of the city, where that is written down, and the plans of which it is.
Inputs inputs_with_expectations(const PreparedCalibration& prepared)
{
    Inputs inputs = prepared.inputs;
    std::error_code error;
    if (!fs::exists(inputs.city_folder / expectations_file, error)) return inputs;
    std::vector<std::string> names{expectations_file};
    for (const std::string& plan : plans_of(inputs.city_folder)) names.push_back("plans/" + plan + ".toml");
    sim::Findings ignored; // they were read before
    for (const std::string& name : names) {
        const fs::path path = inputs.city_folder / name;
        if (auto text = sim::read_file(path, name, std::uintmax_t{16} << 20, ignored))
            inputs.files.push_back({name, std::move(*text), path});
    }
    return inputs;
}

/// \param inputs  those of the calibration, and those of what is expected
ShardManifest manifest_of_calibration(const PreparedCalibration& prepared, const Inputs& inputs)
{
    const CalibrationManifest manifest =
        manifest_of(prepared.inputs, *prepared.calibration, prepared.settings, prepared.replicates);
    auto work = ordered_json::parse(manifest.text);
    work.erase("begun_by"); // any program may begin it
    work["most_draws"] = prepared.settings.most_draws;
    work["numbers"] = numbers_of(prepared);
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

class CalibrationWaves : public WaveWork
{
  public:
    /// Reads files of the city, whose folder may be gone later.
    explicit CalibrationWaves(std::unique_ptr<PreparedCalibration> prepared)
        : prepared_(std::move(prepared)), inputs_(inputs_with_expectations(*prepared_))
    {
    }

    std::string verb() const override { return calibrate_verb; }
    std::string subject() const override { return prepared_->inputs.city.id; }
    ShardManifest manifest() const override { return manifest_of_calibration(*prepared_, inputs_); }
    std::vector<Words> differences(const ordered_json& stored, const ordered_json& asked) const override
    {
        return differences_of_calibrations(stored, asked);
    }
    std::uint32_t runs_of_a_task() const override { return prepared_->replicates; }
    Words wave_name(const std::string& stage) const override { return stage_name(stage); }
    const char* result() const override { return last_of_calibration; }
    void run(const sim::RunStage& stages) override { result_ = prepared_->run(stages); }
    void write(const fs::path& folder, const CommonOptions& given) const override
    {
        write_outputs(folder, *prepared_, result_, given, false, [&] {
            refuse(Words{"dihentikan; semua simulasi tersimpan", "stopped; all simulations are saved"},
                   given.language(), stop_status());
        });
    }
    /// The sets are checked, each with as many replicates as a simulation has.
    double merge_seconds(double seconds_a_task) const override
    {
        return seconds_a_task * static_cast<double>(prepared_->settings.sets);
    }

  private:
    std::unique_ptr<PreparedCalibration> prepared_;
    Inputs inputs_;
    sim::AbcResult result_;
};

} // namespace

std::unique_ptr<WaveWork> waves_of(std::unique_ptr<PreparedCalibration> prepared)
{
    return std::make_unique<CalibrationWaves>(std::move(prepared));
}

std::unique_ptr<WaveWork> reopen_calibration(const ShardManifest& manifest, const fs::path& path,
                                             sim::Language language)
{
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
        std::unique_ptr<PreparedCalibration> prepared = prepare(request);
        prepared->settings.most_draws = manifest.work().at("most_draws");
        return waves_of(std::move(prepared));
    } catch (const nlohmann::json::exception&) {
        refuse_damaged(path, {"berbentuk lain", "has another form"});
    }
}

} // namespace layak
