#include "tools/layak/shard_manifest.hpp"

#include <algorithm>

#include "sim/results/descriptor.hpp"
#include "sim/results/digest.hpp"
#include "sim/results/errors.hpp"
#include "sim/results/part_file.hpp"
#include "sim/results/seal.hpp"
#include "sim/store/shard.hpp"
#include "sim/store/store.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/finished_shards.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/provenance.hpp"
#include "tools/layak/store_folder.hpp"

namespace layak {

const sim::Words other_numbers{"program ini memberi angka lain daripada yang memulainya",
                               "this program gives other numbers than the one that began it"};

namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;
using sim::Language;
using sim::Words;

constexpr const char* format = "layak-shards-1";

fs::path manifest_in(const fs::path& folder) { return folder / "manifest.json"; }

std::string digest_of_json(const ordered_json& json) { return sim::digest_of(json.dump()); }

/// Of a folder that has no manifest of shards: what stands in their way, or nothing.
Words objection_to(const fs::path& folder)
{
    std::error_code error;
    if (!fs::exists(fs::symlink_status(folder, error))) return {};
    if (!fs::is_directory(folder, error))
        return {"hasilnya sebuah folder; ini berkas", "the result is a folder; this is a file"};
    if (sim::is_store(folder) || fs::exists(folder / "lock", error))
        return {"folder ini dimulai di satu komputer, tanpa --shard; teruskan begitu, atau pilih folder lain dengan -o",
                "this folder was begun on one machine, without --shard; go on so, or choose another one with -o"};
    for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error))
        if (const std::string name = entry->path().filename().string();
            name != "shards" && name != "log" && name != "begun.json" && !name.ends_with(".part") &&
            !name.starts_with("manifest.json"))
            return {"folder ini berisi hal lain; pilih folder baru dengan -o",
                    "this folder has other things in it; choose a new one with -o"};
    return {};
}

} // namespace

ShardManifest::ShardManifest(const std::string& verb, ordered_json work, const Inputs& inputs,
                             const std::string& inputs_json)
{
    json_["format"] = format;
    json_["verb"] = verb;
    json_["work"] = std::move(work);
    json_["inputs"] = inputs_json;
    const std::vector<std::string> names = stored_names(inputs);
    json_["texts"] = ordered_json::object();
    for (std::size_t k = 0; k < names.size(); ++k) json_["texts"][names[k]] = inputs.files[k].text;
    context_ = digest_of_json(json_);
}

std::optional<ShardManifest> ShardManifest::of_folder(const fs::path& folder)
{
    const fs::path path = manifest_in(folder);
    std::error_code error;
    const fs::file_status status = fs::symlink_status(path, error);
    if (status.type() == fs::file_type::none) throw sim::ReadError(path, sim::trouble_of_reading(error.value()));
    if (!fs::exists(status)) return std::nullopt;
    const sim::Descriptor file = sim::open_to_read(path);
    std::string text(static_cast<std::size_t>(sim::size_of(file, path)), '\0');
    text.resize(sim::read_at(file, text, 0, path));
    try {
        const auto json = ordered_json::parse(text);
        if (json.contains("context")) return std::nullopt; // a store's of one machine
        ShardManifest manifest;
        manifest.json_ = json.at("content");
        manifest.context_ = json.at("sha256");
        if (digest_of_json(manifest.json_) != manifest.context_)
            throw sim::BrokenSeal(path, Words{"rusak", "is damaged"} + to_make_again(folder));
        if (manifest.json_.at("format") != format) {
            sim::Findings findings;
            findings.error(path.string(), 0, "", "",
                           {"dari versi Layak lain; teruskan dengan versi itu, atau pilih folder lain dengan -o",
                            "is of another version of Layak; go on with that one, or choose another folder with -o"});
            findings.throw_if_failed();
        }
        return manifest;
    } catch (const nlohmann::json::exception&) {
        throw sim::BrokenSeal(path, Words{"rusak", "is damaged"} + to_make_again(folder));
    }
}

Provenance ShardManifest::provenance() const
{
    Provenance out{{"inputs", json_.at("inputs")}};
    for (const auto& [name, text] : json_.at("texts").items()) out.emplace_back(name, text);
    out.emplace_back("version", version());
    out.emplace_back("commit", commit());
    out.emplace_back("compiler", compiler());
    return out;
}

std::string ShardManifest::text() const
{
    ordered_json json{{"sha256", context_}, {"content", json_}};
    return json.dump(1) + "\n";
}

std::vector<Words> ShardManifest::differences_of_inputs(const ShardManifest& stored, const ShardManifest& asked)
{
    std::vector<Words> out;
    const auto files = [](const ShardManifest& of) {
        ordered_json by_name = ordered_json::object();
        const auto inputs = ordered_json::parse(of.json_.at("inputs").get<std::string>());
        for (const auto& file : inputs.at("files")) by_name[file.at("name").get<std::string>()] = file.at("sha256");
        return by_name;
    };
    const ordered_json was = files(stored), is = files(asked);
    for (const auto& [name, digest] : was.items())
        if (!is.contains(name))
            out.push_back({name + ": ada di penyimpanan, sekarang tidak", name + ": is in the store, and not now"});
        else if (is.at(name) != digest)
            out.push_back({name + ": isinya sudah berubah", name + ": was changed since"});
    for (const auto& [name, digest] : is.items())
        if (!was.contains(name))
            out.push_back({name + ": belum ada ketika penyimpanan ini dimulai",
                           name + ": was not there when this store was begun"});
    return out;
}

namespace {

/// Refuses a manifest that is other work's. \throws Exit
void compare(const fs::path& folder, const ShardManifest& stored, const ShardManifest& asked,
             const DifferencesOfWork& differences_of_work, Language language)
{
    if (stored.context() == asked.context()) return;
    std::vector<Words> differences;
    if (stored.verb() != asked.verb()) {
        differences.push_back({"dimulai oleh layak " + stored.verb() + ", sekarang layak " + asked.verb(),
                               "was begun by layak " + stored.verb() + ", now it is layak " + asked.verb()});
    } else {
        try {
            differences = differences_of_work(stored.work(), asked.work());
            for (Words& words : ShardManifest::differences_of_inputs(stored, asked))
                if (std::find(differences.begin(), differences.end(), words) == differences.end())
                    differences.push_back(std::move(words));
        } catch (const nlohmann::json::exception&) {
            differences = {{"manifest.json berbentuk lain", "manifest.json has another form"}};
        }
    }
    if (differences.empty()) differences = {{"masukan lain", "other inputs"}};
    refuse_store(folder, differences, language);
}

/// What a folder's whole shards are, of all waves.
struct WholeShards
{
    bool has_own = false;
    std::vector<Words> foreign;
};

WholeShards whole_shards(const fs::path& folder, const ShardManifest& asked)
{
    std::vector<std::string> stages{""};
    std::error_code error;
    for (fs::directory_iterator entry(shards_of(folder), error); !error && entry != fs::directory_iterator();
         entry.increment(error))
        if (entry->is_directory(error) && entry->path().extension() != ".work")
            stages.push_back(entry->path().filename().string());
    WholeShards out;
    for (const std::string& stage : stages) {
        const std::string context = asked.context() + (stage.empty() ? "" : "/" + stage);
        const FinishedShards found = read_finished_shards(shards_of(folder, stage), context);
        out.has_own = out.has_own || !found.whole.empty();
        for (const DamagedShard& one : found.foreign) out.foreign.push_back(one.what);
    }
    return out;
}

/// A folder whose manifest is damaged or gone is gone on with by the work that has whole shards in it, by no other.
/// \throws Exit, sim::ReadError
void refuse_foreign_shards(const fs::path& folder, const WholeShards& found, Language language)
{
    if (found.has_own || found.foreign.empty()) return;
    const std::string manifest = manifest_in(folder).string();
    refuse(Words{manifest + ": rusak atau hilang, dan di folder ini ada bagian yang utuh dari pekerjaan lain: ",
                 manifest + ": is damaged or gone, and this folder has whole shards of other work: "} +
               found.foreign.front() +
               Words{". Tidak ada yang diubah; pilih folder lain dengan -o",
                     ". Nothing was changed; choose another folder with -o"},
           language, wrong_input);
}

void put_manifest_aside(const fs::path& folder, const ShardManifest& asked, Language language)
{
    const std::string path = manifest_in(folder).string();
    if (sim::put_aside(path, ".damaged").empty()) return; // another one was first
    say({path + ": rusak, disisihkan dan dibuat lagi", path + ": damaged, put aside and made again"}, language);
    for (const Words& foreign : whole_shards(folder, asked).foreign)
        say(Words{"utuh, tetapi dari pekerjaan lain, jadi tidak dihitung; pindahkan berkas ini: ",
                  "whole, but of other work, so it does not count; move this file away: "} +
                foreign,
            language);
}

enum class FolderState : std::uint8_t { absent, broken, there };

FolderState state_of(const fs::path& folder, const ShardManifest& asked, const DifferencesOfWork& differences_of_work,
                     Language language)
{
    try {
        const auto stored = ShardManifest::of_folder(folder);
        if (!stored) return FolderState::absent;
        compare(folder, *stored, asked, differences_of_work, language);
        return FolderState::there;
    } catch (const sim::BrokenSeal&) {
        refuse_foreign_shards(folder, whole_shards(folder, asked), language);
        return FolderState::broken;
    }
}

FolderState checked(const fs::path& folder, const ShardManifest& asked, const DifferencesOfWork& differences_of_work,
                    Language language)
{
    if (const FolderState state = state_of(folder, asked, differences_of_work, language); state != FolderState::absent)
        return state;
    const std::string shown = folder.string() + ": ";
    const WholeShards found = whole_shards(folder, asked);
    refuse_foreign_shards(folder, found, language);
    // Its own shards, or the note of its first command, make it this work's whatever else is there.
    const bool is_of_shards = !begun_text(folder).empty() || found.has_own;
    if (Words wrong = objection_to(folder); !wrong.empty() && !is_of_shards)
        refuse(Words{shown, shown} + wrong, language, wrong_input);
    const fs::path above = folder.has_parent_path() ? folder.parent_path() : fs::path(".");
    std::error_code error;
    if (!fs::exists(folder, error) && !fs::is_directory(above, error))
        refuse(Words{"tidak ada folder " + above.string(), "there is no folder " + above.string()}, language,
               wrong_input);
    return FolderState::absent;
}

} // namespace

void check_shard_folder(const fs::path& folder, const ShardManifest& asked,
                        const DifferencesOfWork& differences_of_work, Language language)
{
    checked(folder, asked, differences_of_work, language);
}

void open_shard_folder(const fs::path& folder, const ShardManifest& asked, const DifferencesOfWork& differences_of_work,
                       const Begun& begun, Language language)
{
    const FolderState state = checked(folder, asked, differences_of_work, language);
    if (state == FolderState::there) return write_begun_first(folder, begun);
    std::error_code error;
    fs::create_directory(folder, error); // the one above it must be there
    if (error) throw sim::WriteError(folder, sim::trouble_of_writing(error.value()));
    if (state == FolderState::broken) put_manifest_aside(folder, asked, language);
    write_text(manifest_in(folder), asked.text());
    // Another one may have begun it at the same moment, with other inputs: who wrote last decides for all.
    if (const auto stored = ShardManifest::of_folder(folder))
        compare(folder, *stored, asked, differences_of_work, language);
    write_begun_first(folder, begun);
}

void refuse_absent_work(const fs::path& folder, Language language)
{
    std::error_code error;
    if (!fs::exists(folder, error))
        refuse(Words{folder.string() + ": ", folder.string() + ": "} + sim::no_such_folder(folder), language,
               wrong_input);
    if (fs::exists(manifest_in(folder), error) || begun_text(folder).empty()) return;
    const std::string path = manifest_in(folder).string();
    refuse(Words{path + ": hilang", path + ": is gone"} + to_make_again(folder), language, wrong_input);
}

fs::path shards_of(const fs::path& folder, const std::string& stage)
{
    return stage.empty() ? folder / "shards" : folder / "shards" / stage;
}

} // namespace layak
