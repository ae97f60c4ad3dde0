#include "tools/layak/sweep_manifest.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "sim/results/digest.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/provenance.hpp"

namespace layak {
namespace {

using nlohmann::ordered_json;
using sim::Words;

constexpr const char* store_format = "layak-store-1";
constexpr const char* model_version = "commitment-1"; ///< of what is kept of a run

bool is_plan(const std::string& file) { return file.rfind("plans/", 0) == 0; }

/// Files of the city that no number of a run hangs on.
bool changes_nothing(const std::string& file) { return file == "observed.csv" || file.rfind("designs/", 0) == 0; }

Words differs(const std::string& what, const std::string& stored, const std::string& asked)
{
    return {what + ": " + stored + " di penyimpanan, sekarang " + asked,
            what + ": " + stored + " in the store, " + asked + " now"};
}

void compare_files(const ordered_json& stored, const ordered_json& asked, const char* key, bool more_is_fine,
                   std::vector<Words>& out)
{
    for (const auto& [name, digest] : stored.at(key).items()) {
        if (!asked.at(key).contains(name))
            out.push_back({name + ": ada di penyimpanan, sekarang tidak", name + ": is in the store, and not now"});
        else if (asked.at(key).at(name) != digest)
            out.push_back({name + ": isinya sudah berubah", name + ": was changed since"});
    }
    if (more_is_fine) return;
    for (const auto& [name, digest] : asked.at(key).items())
        if (!stored.at(key).contains(name))
            out.push_back(
                {name + ": belum ada ketika penyimpanan ini dimulai", name + ": was not there when the sweep began"});
}

} // namespace

std::vector<std::string> plan_digests(const Inputs& inputs)
{
    std::vector<std::string> digests;
    for (const commitment::Plan& plan : inputs.plans) {
        const auto file = std::find_if(inputs.files.begin(), inputs.files.end(),
                                       [&](const InputFile& of) { return of.name == "plans/" + plan.id + ".toml"; });
        digests.push_back(sim::digest_of(file->text));
    }
    return digests;
}

SweepManifest manifest_of(const ReadDesign& design, const commitment::Sweep& sweep,
                          const commitment::SweepOptions& options)
{
    ordered_json context;
    context["format"] = store_format;
    context["model"] = model_version;
    context["city"] = design.inputs.city.id;
    context["files"] = ordered_json::object();
    for (const InputFile& file : design.inputs.files)
        if (!is_plan(file.name) && !changes_nothing(file.name)) context["files"][file.name] = sim::digest_of(file.text);
    context["settings"] = design.inputs.settings;
    context["seed"] = std::to_string(options.seed);
    context["months"] = sweep.shape().months;
    context["keep"] = commitment::kept_months_names[static_cast<std::size_t>(options.keep)];

    ordered_json json;
    json["context"] = context;
    json["plans"] = ordered_json::object();
    const std::vector<std::string> digests = plan_digests(design.inputs);
    for (std::size_t p = 0; p < digests.size(); ++p)
        json["plans"]["plans/" + design.inputs.plans[p].id + ".toml"] = digests[p];
    json["factors"] = ordered_json::array();
    for (const commitment::Factor& factor : design.design.factors)
        if (!factor.is_plan) json["factors"].push_back(factor.name);
    json["replicates"] = options.replicates;
    json["begun_by"] = version() + " (" + commit() + "), " + compiler();
    json["rows"] = sweep.row_keys();
    SweepManifest manifest{json.dump(1) + "\n", sim::digest_of(context.dump()), {}};
    std::string content = digest_of(design.inputs) + manifest.context + " " + std::to_string(options.replicates);
    for (const std::string& key : sweep.row_keys()) content += key;
    manifest.content = sim::digest_of(content);
    return manifest;
}

std::vector<Words> differences(const std::string& stored_text, const std::string& asked_text)
{
    std::vector<Words> out;
    try {
        const auto stored = ordered_json::parse(stored_text);
        const auto asked = ordered_json::parse(asked_text);
        const ordered_json& was = stored.at("context");
        const ordered_json& is = asked.at("context");
        const std::pair<const char*, Words> single[] = {{"format", {"bentuk penyimpanan", "format of the store"}},
                                                        {"model", {"versi model", "version of the model"}},
                                                        {"city", {"kota", "city"}},
                                                        {"seed", {"--seed", "--seed"}},
                                                        {"settings", {"--set", "--set"}},
                                                        {"keep", {"--keep", "--keep"}},
                                                        {"months", {"bulan yang dijalankan", "months that are run"}}};
        const auto shown = [](const ordered_json& value) {
            return value.is_string() ? value.get<std::string>() : value.dump();
        };
        for (const auto& [key, words] : single)
            if (was.at(key) != is.at(key)) {
                const Words found = differs("", shown(was.at(key)), shown(is.at(key)));
                out.push_back(words + found);
            }
        compare_files(was, is, "files", false, out);
        if (stored.at("replicates") > asked.at("replicates"))
            out.push_back(differs("--replicates", stored.at("replicates").dump(), asked.at("replicates").dump()));
        const std::size_t before = out.size(); // rows are others where their plan or their factors are
        compare_files(stored, asked, "plans", true, out);
        if (stored.at("factors") != asked.at("factors"))
            out.push_back(differs("factor", stored.at("factors").dump(), asked.at("factors").dump()));
        if (out.size() == before) {
            const auto now = asked.at("rows").get<std::set<std::string>>();
            const auto rows = stored.at("rows");
            const auto lost = std::count_if(rows.begin(), rows.end(), [&](const ordered_json& row) {
                return !now.contains(row.get<std::string>());
            });
            const auto many = [&](sim::Language language) {
                return number(static_cast<double>(lost), 0, language) + "/" +
                       number(static_cast<double>(rows.size()), 0, language);
            };
            if (lost > 0)
                out.push_back({many(sim::Language::id) + " baris di penyimpanan tidak ada lagi dalam rancangan ini",
                               many(sim::Language::en) + " rows of the store are not in this design any more"});
        }
    } catch (const nlohmann::json::exception&) {
        out.push_back({"manifest.json tidak dapat dibaca", "manifest.json cannot be read"});
    }
    return out;
}

} // namespace layak
