#include "tools/layak/exports/export_folder.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <unistd.h>

#include "sim/results/digest.hpp"
#include "sim/results/errors.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/provenance.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Words;

constexpr const char* list_name = "manifest.json";
constexpr const char* list_layout = "layak-export-1";

/// The files that an export says it has, and their digests; nothing where it is none.
std::optional<std::map<std::string, std::string>> listed_files(const fs::path& folder)
{
    std::ifstream file(folder / list_name, std::ios::binary);
    const auto json = nlohmann::json::parse(file, nullptr, false);
    if (!json.is_object() || json.value("layout", "") != list_layout || !json.contains("files")) return std::nullopt;
    std::map<std::string, std::string> files{{list_name, ""}};
    for (const auto& entry : json["files"])
        if (entry.is_object()) files[entry.value("name", "")] = entry.value("sha256", "");
    return files;
}

/// A file of an export that somebody has changed; empty where there is none.
std::string changed_file(const fs::path& folder, const std::map<std::string, std::string>& own)
{
    for (const auto& [name, digest] : own) {
        std::error_code error;
        if (digest.empty() || !fs::is_regular_file(folder / name, error)) continue;
        try {
            if (sim::digest_of_file(folder / name) != digest) return name;
        } catch (const sim::ReadError&) { // nor can it be lost by who cannot read it
        }
    }
    return "";
}

/// A file that somebody has put into an export; empty where there is none.
std::string foreign_file(const fs::path& folder, const std::map<std::string, std::string>& own)
{
    std::set<std::string> foreign; // the first by name, on any file system
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder, error); !error && entry != fs::recursive_directory_iterator();
         entry.increment(error)) {
        std::error_code ignored;
        const std::string name = entry->path().lexically_relative(folder).generic_string();
        if (!own.contains(name) && (!entry->is_directory(ignored) || entry->is_symlink(ignored))) foreign.insert(name);
    }
    return foreign.empty() ? "" : *foreign.begin();
}

std::string both(const Words& words)
{
    return words.id == words.en ? markdown(words.id) : markdown(words.id) + " · " + markdown(words.en);
}

} // namespace

std::string markdown(std::string_view text)
{
    std::string out;
    for (const char c : sim::escaped(text)) {
        if (std::string_view("\\`*_{}[]<>#|~").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

std::pair<Words, int> objection_to_export(const fs::path& folder, bool force)
{
    std::error_code error;
    const fs::path above = folder.has_parent_path() ? folder.parent_path() : fs::path(".");
    if (!fs::is_directory(above, error))
        return {{"tidak ada folder " + above.string(), "there is no folder " + above.string()}, wrong_input};
    const auto status = fs::symlink_status(folder, error);
    if (fs::exists(status)) {
        if (folder.filename() == "." || folder.filename() == ".." || fs::equivalent(folder, ".", error))
            return {{"sebutkan folder baru, bukan folder tempat perintah ini dijalankan",
                     "name a new folder, not the one in which this command runs"},
                    wrong_input};
        if (!fs::is_directory(status))
            return {{"ekspor adalah folder; ini berkas", "an export is a folder; this is a file"}, wrong_input};
        const bool is_empty = fs::is_empty(folder, error);
        if (!is_empty && !force)
            return {{"sudah ada; pilih nama lain dengan -o, atau ganti dengan --force",
                     "exists; choose another name with -o, or replace it with --force"},
                    wrong_input};
        const auto own = listed_files(folder);
        if (!is_empty && !own)
            return {{"ini bukan folder ekspor; tidak diganti, juga dengan --force",
                     "this is no folder of an export; it is not replaced, not even with --force"},
                    wrong_input};
        const std::string foreign = is_empty ? "" : foreign_file(folder, *own);
        if (!foreign.empty())
            return {{"di dalamnya ada berkas yang bukan dari ekspor (" + sim::shortened(foreign) +
                         "); pindahkan dulu, atau pilih nama lain dengan -o",
                     "it has a file that no export made (" + sim::shortened(foreign) +
                         "); move it away first, or choose another name with -o"},
                    wrong_input};
        if (const std::string changed = is_empty ? "" : changed_file(folder, *own); !changed.empty())
            return {
                {sim::shortened(changed) +
                     " di dalamnya diubah sejak diekspor; pindahkan dulu, atau pilih nama lain dengan -o",
                 sim::shortened(changed) +
                     " in it was changed since it was exported; move it away first, or choose another name with -o"},
                wrong_input};
    }
    if (::access(above.c_str(), W_OK) != 0)
        return {{"folder " + above.string() + " tidak boleh ditulisi",
                 "the folder " + above.string() + " cannot be written"},
                failed};
    return {};
}

void ExportFolder::append(const std::string& file, std::string_view piece)
{
    if (std::find(files_.begin(), files_.end(), file) == files_.end()) files_.push_back(file);
    folder_.append(file, piece);
}

ExportFolder::Place ExportFolder::place_for(const std::string& file)
{
    files_.push_back(file);
    return {folder_.place_for(file), target_ / file};
}

std::string ExportFolder::readme(const ExportSource& source) const
{
    std::string out = "# " + markdown(source.title) + "\n\n";
    for (const Words& note : source.notes) out += markdown(note.id) + "\n\n";
    for (const Words& note : source.notes) out += "*" + markdown(note.en) + "*\n\n";
    out += "| berkas · file | isi · content |\n|---|---|\n";
    for (const ExportedFile& file : described_) out += "| `" + file.name + "` | " + both(file.what) + " |\n";
    out +=
        std::string("| `") + list_name +
        "` | daftar berkas dengan sidik SHA-256-nya, dan asalnya · the files with their SHA-256, and where they come "
        "from |\n";
    for (const ExportedFile& file : described_) {
        if (file.columns.empty()) continue;
        out += "\n## `" + file.name + "`\n\n| kolom · column | satuan · unit | arti | meaning |\n|---|---|---|---|\n";
        for (const ExportedColumn& column : file.columns)
            out += "| `" + column.name + "` | " + both(column.unit) + " | " + markdown(column.meaning.id) + " | " +
                   markdown(column.meaning.en) + " |\n";
    }
    return out;
}

std::vector<ExportFolder::Finished> ExportFolder::finish(const ExportSource& source)
{
    append("README.md", readme(source));
    nlohmann::ordered_json json = {{"layout", list_layout}, {"program", "layak " + version()}};
    for (const auto& [name, value] : source.digests) json[name] = value;
    json["files"] = nlohmann::ordered_json::array();
    std::vector<Finished> finished;
    for (const std::string& file : files_) {
        const fs::path path = folder_.place_for(file);
        finished.push_back({file, fs::file_size(path)});
        json["files"].push_back(
            {{"name", file}, {"bytes", finished.back().bytes}, {"sha256", sim::digest_of_file(path)}});
    }
    folder_.append(list_name, json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
    replace_ ? folder_.put_in_place_of_another() : folder_.put_in_place();
    return finished;
}

} // namespace layak
