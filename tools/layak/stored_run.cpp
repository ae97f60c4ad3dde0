#include "tools/layak/stored_run.hpp"

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <stdlib.h>

#include "sim/results/digest.hpp"
#include "sim/text/number.hpp"
#include "tools/layak/provenance.hpp"
#include "tools/layak/result_file.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;

template <class Error = sim::InputError>
[[noreturn]] void refuse_result(const fs::path& path, sim::Words reason)
{
    sim::Findings findings;
    findings.error(path.string(), 0, "", "", std::move(reason));
    throw Error(std::move(findings));
}

} // namespace

StoredRun::StoredRun(const fs::path& result) : path_(result)
{
    fs::path folder;
    std::error_code error;
    if (fs::is_directory(path_, error)) path_ /= "result.nc";
    if (!fs::exists(path_, error)) refuse_result(path_, {"berkas ini tidak ada", "there is no such file"});
    std::map<std::string, std::string> stored;
    try {
        file_ = std::make_unique<sim::NetcdfReader>(path_);
        for (auto& [name, text] : file_->provenance()) stored[name] = text;
    } catch (const sim::ReadError& problem) {
        const sim::Words reason = {"bukan hasil Layak yang utuh: berkas lain, terpotong, rusak atau sudah diubah",
                                   std::string("is no whole result of Layak: ") + problem.what()};
        if (begins_as_result(path_)) refuse_result<DamagedResult>(path_, reason);
        refuse_result(path_, reason);
    }
    const std::string layout = file_->attribute<std::string>("layout").value_or("");
    if (layout != "layak-run-1")
        refuse_result(path_, {"susunannya \"" + layout + "\", bukan layak-run-1",
                              "its layout is \"" + layout + "\", not layak-run-1"});

    std::string temporary = (fs::temp_directory_path() / "layak-XXXXXX").string();
    if (::mkdtemp(temporary.data()) == nullptr)
        refuse_result(temporary, {"folder sementara tidak dapat dibuat", "no temporary folder can be made"});
    folder = temporary;
    try {
        const auto json = nlohmann::json::parse(stored.at("inputs"));
        const fs::path city = folder / json.at("city").get<std::string>();
        std::vector<std::string> plans;
        std::string parameters;
        for (const auto& entry : json.at("files")) {
            const std::string name = entry.at("name");
            const fs::path to = (city / name).lexically_normal();
            const std::string& text = stored.at(entry.at("stored_as"));
            if (to.string().rfind(city.string() + "/", 0) != 0)
                throw std::runtime_error("a name leads out of the city");
            if (sim::digest_of(text) != entry.at("sha256"))
                refuse_result<DamagedResult>(path_, {"masukan " + name + " di dalamnya sudah diubah",
                                                     "the input " + name + " in it was changed"});
            fs::create_directories(to.parent_path());
            std::ofstream(to, std::ios::binary) << text;
            if (name.rfind("plans/", 0) == 0) plans.push_back(to.string());
            if (name == "parameters.csv") parameters = to.string();
        }
        const auto& run = json.at("run");
        options_.seed = std::stoull(run.at("seed").get<std::string>());
        options_.replicates = run.at("replicates");
        options_.raw = run.at("raw");
        sim::Findings findings;
        inputs_ = read_inputs(plans, city.string(), json.at("settings").get<std::vector<std::string>>(), parameters,
                              findings);
        if (run.contains("baseline"))
            for (std::uint32_t p = 0; p < inputs_.plans.size(); ++p)
                if (inputs_.plans[p].id == run.at("baseline")) options_.baseline = p;
        if (inputs_.sets) options_.sets = &*inputs_.sets;
        fs::remove_all(folder, error); // they are read: nothing is left behind, however this ends
        written_by_ = stored.at("version") + " (" + stored.at("commit") + "), " + stored.at("compiler");
    } catch (const sim::InputError&) {
        fs::remove_all(folder, error);
        throw;
    } catch (const std::exception&) {
        fs::remove_all(folder, error);
        refuse_result<DamagedResult>(
            path_, {"masukan yang disimpan di dalamnya tidak lengkap", "the inputs kept in it are not complete"});
    }
}

} // namespace layak
