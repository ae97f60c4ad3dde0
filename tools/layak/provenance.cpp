#include "tools/layak/provenance.hpp"

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

std::string inputs_as_json(const Inputs& inputs)
{
    nlohmann::ordered_json json;
    json["city"] = inputs.city.id;
    json["sha256"] = digest_of(inputs);
    json["files"] = nlohmann::ordered_json::array();
    for (const InputFile& file : inputs.files)
        json["files"].push_back({{"name", file.name}, {"sha256", sim::digest_of(file.text)}});
    json["settings"] = inputs.settings;
    for (const commitment::ParameterInfo& row : commitment::parameter_table())
        json["parameters"][std::string(row.name)] = inputs.city.parameters.*row.member;
    return json.dump(1);
}

} // namespace layak
