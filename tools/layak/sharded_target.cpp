#include "tools/layak/sharded_target.hpp"

#include "models/commitment/target_samples.hpp"
#include "sim/ensemble/block.hpp"
#include "sim/results/digest.hpp"
#include "sim/text/number.hpp"
#include "tools/layak/provenance.hpp"
#include "tools/layak/sweep_manifest.hpp"
#include "tools/layak/target_outputs.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using commitment::TargetQuestion;
using nlohmann::ordered_json;
using sim::Words;

constexpr const char* table_name = "table.csv";

double highest(const TargetQuestion& question) { return question.lowest + question.steps * question.step; }

/// SHA-256 of what the first replicates of the largest amount give.
std::string numbers_of(const PreparedTarget& prepared)
{
    const TargetQuestion& question = prepared.question;
    const commitment::TargetSamples samples(prepared.inputs.city, prepared.plan(), question);
    sim::Digest digest;
    digest.update(std::span<const double>(samples.block(samples.amount(question.steps), 0)));
    return digest.hex();
}

ordered_json options_of(const PreparedTarget& prepared)
{
    const TargetQuestion& question = prepared.question;
    ordered_json json;
    json["plan"] = prepared.plan().id;
    json["--goal"] = question.goal.text;
    json["--by"] = to_text(prepared.inputs.city.start + static_cast<int>(question.month));
    json["--chance"] = question.chance;
    json["--confidence"] = question.confidence;
    json["--lever"] = prepared.lever;
    json["--from"] = sim::shortest(question.lowest);
    json["--to"] = sim::shortest(highest(question));
    json["--step"] = sim::shortest(question.step);
    json["--search"] = question.search_replicates;
    json["--replicates"] = question.confirm_replicates;
    json["--seed"] = std::to_string(question.seed);
    json["--set"] = prepared.inputs.settings;
    return json;
}

/// "search.3", "confirm.1"
Words name_of_wave(const std::string& stage)
{
    const std::string turn = stage.substr(stage.find('.') + 1);
    if (stage.starts_with("confirm")) return {"Pemastian " + turn, "Confirmation " + turn};
    return {"Pencarian, langkah " + turn, "Search, step " + turn};
}

class TargetWaves : public WaveWork
{
  public:
    explicit TargetWaves(std::unique_ptr<PreparedTarget> prepared) : prepared_(std::move(prepared)) {}

    std::string verb() const override { return target_verb; }
    std::string subject() const override { return prepared_->plan().id; }
    ShardManifest manifest() const override
    {
        ordered_json work{{"format", "layak-target-1"},
                          {"model", "commitment-1"},
                          {"options", options_of(*prepared_)},
                          {"steps", prepared_->question.steps},
                          {"numbers", numbers_of(*prepared_)}};
        return {target_verb, std::move(work), prepared_->inputs, inputs_as_json(prepared_->inputs, {})};
    }
    std::vector<Words> differences(const ordered_json& stored, const ordered_json& asked) const override
    {
        std::vector<Words> out;
        for (const auto& [key, value] : asked.at("options").items())
            if (const auto& was = stored.at("options").at(key); was != value)
                out.push_back(differs(key, was.dump(), value.dump()));
        if (out.empty() && stored.at("numbers") != asked.at("numbers")) out.push_back(other_numbers);
        return out;
    }
    std::uint32_t runs_of_a_task() const override { return sim::Block::replicates; }
    Words wave_name(const std::string& stage) const override { return name_of_wave(stage); }
    const char* result() const override { return table_name; }
    void run(const sim::RunStage& stages) override
    {
        prepared_->question.stages = stages;
        answer_ = find_target(prepared_->inputs.city, prepared_->plan(), prepared_->question);
    }
    void write(const fs::path& folder, const CommonOptions& given) const override
    {
        write_outputs(folder / table_name, *prepared_, answer_, given);
    }
    double merge_seconds(double) const override { return 0; }

  private:
    std::unique_ptr<PreparedTarget> prepared_;
    commitment::TargetAnswer answer_;
};

} // namespace

std::unique_ptr<WaveWork> waves_of(std::unique_ptr<PreparedTarget> prepared)
{
    return std::make_unique<TargetWaves>(std::move(prepared));
}

std::unique_ptr<WaveWork> reopen_target(const ShardManifest& manifest, const fs::path& path, sim::Language language)
{
    std::unique_ptr<PreparedTarget> prepared;
    try {
        const StoredInputs inputs(manifest.provenance(), path);
        const ordered_json& options = manifest.work().at("options");
        TargetRequest request;
        if (inputs.plans().size() != 1) refuse_damaged(path, {"berbentuk lain", "has another form"});
        request.plan = inputs.plans().front();
        request.city = inputs.city();
        request.settings = inputs.settings();
        request.parameters = inputs.parameters();
        const auto text = [&](const char* option) { return options.at(option).get<std::string>(); };
        request.goal = text("--goal");
        request.by = text("--by");
        request.chance = options.at("--chance");
        request.confidence = options.at("--confidence");
        request.lever = text("--lever");
        request.from = text("--from");
        request.to = text("--to");
        request.step = text("--step");
        request.search = options.at("--search");
        request.replicates = options.at("--replicates");
        request.seed = std::stoull(text("--seed"));
        request.quiet = true;
        request.lang = language == sim::Language::en ? "en" : "id";
        prepared = prepare(request);
        prepared->question.steps = manifest.work().at("steps"); // which rounding may change by one
    } catch (const nlohmann::json::exception&) {
        refuse_damaged(path, {"berbentuk lain", "has another form"});
    }
    return waves_of(std::move(prepared));
}

} // namespace layak
