#include "tools/layak/stored_inputs.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "sim/results/digest.hpp"
#include "sim/results/errors.hpp"
#include "sim/text/file_trouble.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/next_steps.hpp"
#include "tools/layak/result_file.hpp"

namespace layak {

namespace fs = std::filesystem;
using sim::Words;

namespace {

sim::Findings finding(const fs::path& path, Words reason)
{
    sim::Findings findings;
    findings.error(path.string(), 0, "", "", std::move(reason));
    return findings;
}

/// A reader's reason, without the name that is said before it.
Words without_name(Words reason, const fs::path& path)
{
    const std::string name = path.string() + ": ";
    for (std::string* const text : {&reason.id, &reason.en})
        if (text->starts_with(name)) text->erase(0, name.size());
    return reason;
}

/// Whether the folder is what `layak export` makes.
bool is_export(const fs::path& folder)
{
    std::ifstream file(folder / "manifest.json", std::ios::binary);
    const std::string list(std::istreambuf_iterator<char>(file), {});
    return list.find("\"layak-export-1\"") != std::string::npos;
}

/// A folder that is a city's, or no sweep's: what to run first.
[[noreturn]] void refuse_folder(const fs::path& folder)
{
    std::error_code error;
    if (fs::exists(folder / "city.toml", error)) {
        std::vector<std::string> plans = plans_of(folder);
        plans.resize(std::min<std::size_t>(plans.size(), 2));
        std::string run = std::string(plans.size() > 1 ? "layak compare" : "layak run") + " --city " + folder.string();
        for (const std::string& plan : plans) run += " " + plan;
        if (plans.empty()) run += " PLAN";
        refuse_result(folder, {"ini folder kota, belum hasil; jalankan dulu `" + run +
                                   "`, lalu beri perintah ini berkas .nc yang dihasilkannya",
                               "this is a city, no result yet; run `" + run +
                                   "` first, then give this command the .nc file that it makes"});
    }
    if (fs::exists(folder / "begun.json", error) || fs::is_directory(folder / "shards", error)) {
        const std::string merge = "layak merge " + shell_word(folder.string());
        refuse_result(folder / "result.nc",
                      {"belum ada: jalankan dulu `" + merge + "`", "is not there yet: first run `" + merge + "`"});
    }
    if (is_export(folder))
        refuse_result(folder, {"ini folder ekspor; sebutkan hasil asalnya: berkas .nc, atau folder layak sweep",
                               "this is an export's folder; name the result it was made of: the .nc file, or the "
                               "folder of layak sweep"});
    if (fs::exists(folder / "manifest.json", error))
        refuse_result(folder / "result.nc", {"belum ada: jalankan dulu `layak sweep` sampai selesai",
                                             "is not there yet: let `layak sweep` finish first"});
    refuse_result(folder, {"tidak ada result.nc di folder ini; kalau ini folder layak sweep, jalankan dulu `layak "
                           "sweep` sampai selesai; kalau bukan, sebutkan berkas .nc dari layak run atau compare",
                           "there is no result.nc in this folder; if it is a sweep's, let `layak sweep` finish first; "
                           "else name the .nc file of layak run or compare"});
}

/// \param above  what is named where it cannot be written: the folder of temporary ones
void write_or_throw(const fs::path& to, const std::string& text, const fs::path& above)
{
    std::error_code error;
    fs::create_directories(to.parent_path(), error);
    if (error) throw sim::WriteError(above, sim::trouble_of_writing(error.value()));
    errno = 0;
    std::ofstream out(to, std::ios::binary);
    out << text;
    out.close();
    if (!out) throw sim::WriteError(above, sim::trouble_of_writing(errno != 0 ? errno : EIO));
}

} // namespace

void refuse_result(const fs::path& path, Words reason) { throw sim::InputError(finding(path, std::move(reason))); }
void refuse_damaged(const fs::path& path, Words reason) { throw DamagedResult(finding(path, std::move(reason))); }

OpenedResult open_result(const fs::path& given, sim::Seal seal)
{
    OpenedResult result{given, nullptr, {}};
    std::error_code error;
    const bool is_folder = fs::is_directory(given, error);
    if (is_folder) result.path /= "result.nc";
    if (!fs::exists(result.path, error)) {
        if (is_folder) refuse_folder(given);
        const Words sweeps = result.path.has_extension()
                                 ? Words{}
                                 : Words{"; kalau ini folder layak sweep, jalankan dulu `layak sweep` sampai selesai",
                                         "; if it is a sweep's folder, let `layak sweep` finish first"};
        refuse_result(result.path, Words{"berkas ini tidak ada", "there is no such file"} + sweeps);
    }
    try {
        result.file = std::make_unique<sim::NetcdfReader>(result.path, seal);
    } catch (const sim::ReadError& problem) {
        Words reason = Words{"bukan hasil Layak yang utuh: ", "is no whole result of Layak: "} +
                       without_name(problem.words, result.path);
        if (begins_as_result(result.path)) refuse_damaged(result.path, std::move(reason));
        refuse_result(result.path, std::move(reason));
    }
    result.layout = result.file->attribute<std::string>("layout").value_or("");
    return result;
}

StoredInputs::StoredInputs(const sim::NetcdfReader& file, const fs::path& path) : StoredInputs(file.provenance(), path)
{
}

StoredInputs::StoredInputs(const Provenance& provenance, const fs::path& path)
{
    const char* const named = std::getenv("TMPDIR");
    const fs::path above = named != nullptr && *named != '\0' ? named : "/tmp";
    std::string temporary = (above / "layak-XXXXXX").string();
    if (::mkdtemp(temporary.data()) == nullptr) throw sim::WriteError(above, sim::trouble_of_writing(errno));
    folder_ = temporary;
    const auto clear = [&] {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    };
    try {
        std::map<std::string, std::string> stored;
        for (const auto& [name, text] : provenance) stored[name] = text;
        json_ = std::make_unique<const nlohmann::json>(nlohmann::json::parse(stored.at("inputs")));
        const fs::path city = folder_ / json_->at("city").get<std::string>();
        city_ = city.string();
        for (const auto& entry : json_->at("files")) {
            const std::string name = entry.at("name");
            const fs::path to = (city / name).lexically_normal();
            const std::string& text = stored.at(entry.at("stored_as"));
            if (to.string().rfind(city_ + "/", 0) != 0) throw std::runtime_error("a name leads out of the city");
            if (sim::digest_of(text) != entry.at("sha256"))
                refuse_damaged(path, {"masukan " + name + " di dalamnya sudah diubah",
                                      "the input " + name + " in it was changed"});
            write_or_throw(to, text, above);
            if (name.rfind("plans/", 0) == 0) plans_.push_back(to.string());
            if (name.rfind("designs/", 0) == 0) design_ = to.string();
            if (name == "parameters.csv") parameters_ = to.string();
        }
        settings_ = json_->at("settings").get<std::vector<std::string>>();
        written_by_ = stored.at("version") + " (" + stored.at("commit") + "), " + stored.at("compiler");
    } catch (const sim::InputError&) {
        clear();
        throw;
    } catch (const sim::WriteError&) { // no fault of what is kept
        clear();
        throw;
    } catch (const std::exception&) {
        clear();
        refuse_damaged(path,
                       {"masukan yang disimpan di dalamnya tidak lengkap", "the inputs kept in it are not complete"});
    }
}

StoredInputs::~StoredInputs()
{
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

} // namespace layak
