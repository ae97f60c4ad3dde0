#include "tools/layak/provenance.hpp"

#include <algorithm>
#include <layak_version.hpp>
#include <nlohmann/json.hpp>

#include "sim/results/digest.hpp"

namespace layak {

std::string version() { return LAYAK_VERSION; }
std::string commit() { return LAYAK_COMMIT; }

std::string compiler()
{
#if defined(__clang__)
    return std::string("clang ") + __clang_version__;
#else
    return std::string("g++ ") + __VERSION__;
#endif
}

std::string digest_of(const Inputs& inputs)
{
    sim::Digest digest;
    const auto add = [&](std::string_view text) {
        digest.update(std::uint64_t{text.size()});
        digest.update(text);
    };
    for (const InputFile& file : inputs.files) add(file.name), add(file.text);
    for (const std::string& setting : inputs.settings) add("set"), add(setting);
    return digest.hex();
}

std::vector<std::string> stored_names(const Inputs& inputs)
{
    std::vector<std::string> names;
    for (const InputFile& file : inputs.files) {
        std::string name = "file_" + file.name;
        for (char& c : name)
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) c = '_';
        while (std::find(names.begin(), names.end(), name) != names.end()) name += '_';
        names.push_back(std::move(name));
    }
    return names;
}

namespace {

nlohmann::ordered_json inputs_without_run(const Inputs& inputs)
{
    nlohmann::ordered_json json;
    json["city"] = inputs.city.id;
    json["sha256"] = digest_of(inputs);
    json["files"] = nlohmann::ordered_json::array();
    const std::vector<std::string> names = stored_names(inputs);
    for (std::size_t k = 0; k < names.size(); ++k)
        json["files"].push_back({{"name", inputs.files[k].name},
                                 {"sha256", sim::digest_of(inputs.files[k].text)},
                                 {"stored_as", names[k]}});
    json["settings"] = inputs.settings;
    return json;
}

void add_parameters(nlohmann::ordered_json& json, const Inputs& inputs)
{
    for (const commitment::ParameterInfo& row : commitment::parameter_table())
        json["parameters"][std::string(row.name)] = inputs.city.parameters.*row.member;
}

} // namespace

std::string inputs_as_json(const Inputs& inputs, const commitment::ExperimentOptions& options,
                           const std::vector<commitment::Goal>& goals)
{
    nlohmann::ordered_json json = inputs_without_run(inputs);
    json["run"] = {{"seed", std::to_string(options.seed)}, {"replicates", options.replicates}, {"raw", options.raw}};
    if (options.baseline) json["run"]["baseline"] = inputs.plans[*options.baseline].id;
    for (const commitment::WhatIf& what_if : options.what_ifs) json["run"]["what_ifs"].push_back(what_if.text);
    for (const commitment::Goal& goal : goals) json["run"]["goals"].push_back(goal.text);
    add_parameters(json, inputs);
    return json.dump(1);
}

std::string sweep_inputs_as_json(const Inputs& inputs, const commitment::SweepOptions& options,
                                 const commitment::Design& design)
{
    nlohmann::ordered_json json = inputs_without_run(inputs);
    json["sweep"] = {{"design", design.id},
                     {"seed", std::to_string(options.seed)},
                     {"replicates", options.replicates},
                     {"keep", commitment::kept_months_names[static_cast<std::size_t>(options.keep)]}};
    add_parameters(json, inputs);
    return json.dump(1);
}

void write_provenance(sim::NetcdfWriter& file, const Inputs& inputs, const std::string& inputs_json)
{
    file.provenance("inputs", inputs_json);
    const std::vector<std::string> names = stored_names(inputs);
    for (std::size_t k = 0; k < names.size(); ++k) file.provenance(names[k], inputs.files[k].text);
    file.provenance("version", version());
    file.provenance("commit", commit());
    file.provenance("compiler", compiler());
}

} // namespace layak
