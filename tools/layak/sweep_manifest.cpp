#include "tools/layak/sweep_manifest.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "sim/results/digest.hpp"
#include "sim/text/number.hpp"
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

bool is_any_changed(const ordered_json& stored, const ordered_json& asked)
{
    return std::any_of(asked.items().begin(), asked.items().end(), [&](const auto& file) {
        return stored.contains(file.key()) && stored.at(file.key()) != file.value();
    });
}

/// Numbers from 1 of the stored rows that are not asked for.
std::vector<std::size_t> lost_rows(const ordered_json& stored, const ordered_json& asked)
{
    const auto now = asked.get<std::set<std::string>>();
    std::vector<std::size_t> lost;
    for (std::size_t row = 0; row < stored.size(); ++row)
        if (!now.contains(stored[row].get<std::string>())) lost.push_back(row + 1);
    return lost;
}

Words lost_text(const std::vector<std::size_t>& lost, std::size_t rows)
{
    constexpr std::size_t most_ranges = 4;
    std::string which;
    std::size_t ranges = 0;
    for (std::size_t at = 0; at < lost.size(); ++ranges) {
        std::size_t end = at + 1;
        while (end < lost.size() && lost[end] == lost[end - 1] + 1) ++end;
        if (ranges == most_ranges) {
            which += ", …";
            break;
        }
        which += (ranges == 0 ? "" : ", ") + std::to_string(lost[at]);
        if (end - at > 1) which += "–" + std::to_string(lost[end - 1]);
        at = end;
    }
    const auto many = [&](sim::Language language) {
        return number(static_cast<double>(lost.size()), 0, language) + "/" +
               number(static_cast<double>(rows), 0, language);
    };
    return {many(sim::Language::id) + " baris di penyimpanan tidak ada lagi dalam rancangan ini (nomor " + which +
                " menurut urutan rancangan semula)",
            many(sim::Language::en) + " rows of the store are not in this design any more (numbers " + which +
                " in the order of the design that began it)"};
}

} // namespace

Words differs(const std::string& what, const std::string& stored, const std::string& asked)
{
    return {what + ": " + stored + " di penyimpanan, sekarang " + asked,
            what + ": " + stored + " in the store, " + asked + " now"};
}

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
    json["sampling"] = commitment::sampling_names[static_cast<std::size_t>(design.design.sampling)];
    json["replicates"] = options.replicates;
    json["begun_by"] = version() + " (" + commit() + "), " + compiler();
    json["rows"] = sweep.row_keys();
    SweepManifest manifest{json.dump(1) + "\n", sim::digest_of(context.dump()), {}};
    std::string content = digest_of(design.inputs) + manifest.context + " " + std::to_string(options.replicates);
    for (const std::string& key : sweep.row_keys()) content += key;
    // What the result is held against and shown by is no run's business.
    for (const auto* const asked : {&design.design.outcomes, &design.design.goals})
        for (const std::string& text : *asked) content += "\n" + text;
    if (!design.design.goals.empty()) content += "\n" + sim::shortest(design.design.chance);
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
        compare_files(stored, asked, "plans", true, out);
        const bool same_factors = stored.at("factors") == asked.at("factors");
        if (!same_factors) out.push_back(differs("factor", stored.at("factors").dump(), asked.at("factors").dump()));
        const auto lost = same_factors && !is_any_changed(stored.at("plans"), asked.at("plans"))
                              ? lost_rows(stored.at("rows"), asked.at("rows"))
                              : std::vector<std::size_t>{}; // else all of them are others
        if (!lost.empty()) out.push_back(lost_text(lost, stored.at("rows").size()));
        if (!lost.empty() && asked.value("sampling", "") == "latin_hypercube")
            out.push_back({"Latin hypercube dengan jumlah baris lain membagi semua titiknya dari awal; yang dapat "
                           "ditambah: sobol, atau "
                           "titik baru dalam CSV (layak design)",
                           "a Latin hypercube of another number of rows deals all its points anew; what can be "
                           "extended: sobol, or new points in "
                           "a CSV (layak design)"});
    } catch (const nlohmann::json::exception&) {
        out.push_back({"manifest.json di dalamnya rusak, jadi masukannya tidak diketahui",
                       "its manifest.json is damaged, so its inputs are not known"});
    }
    return out;
}

} // namespace layak
