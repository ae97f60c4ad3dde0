#include "tools/layak/calibrated_inputs.hpp"

#include <nlohmann/json.hpp>

#include "sim/results/digest.hpp"
#include "sim/text/file.hpp"
#include "sim/text/toml.hpp"

namespace layak {

namespace fs = std::filesystem;
using sim::Words;

fs::path sets_asked_for(const std::string& named, const fs::path& city)
{
    if (named == standard_parameters) return {};
    if (!named.empty()) return named;
    std::error_code failed;
    const fs::path own = city / "parameters.csv";
    return !city.empty() && fs::exists(own, failed) ? own : fs::path();
}

std::string calibration_digest(const InputFile& file)
{
    if (!file.name.ends_with(".toml")) return sim::digest_of(file.text);
    sim::Findings unreadable;
    const sim::TomlFile read = sim::parse_toml(file.text, file.name, unreadable);
    if (unreadable.failed()) return sim::digest_of(file.text);
    return sim::digest_of(file.name == "city.toml" ? read.root().values({"name", "code", "attribution", "assumed"})
                                                   : read.root().values());
}

void note_if_outdated(const Inputs& inputs, sim::Findings& findings)
{
    const fs::path record = inputs.city_folder / "calibration.json";
    std::error_code failed;
    if (!fs::exists(record, failed)) return;
    sim::Findings unreadable;
    const auto text = sim::read_file(record, record.string(), std::uintmax_t{16} << 20, unreadable);
    std::string changed;
    try {
        const auto json = nlohmann::json::parse(text.value_or(""));
        for (const InputFile& file : inputs.files) {
            const bool is_table = file.name == "parameters.csv";
            if (!is_table && !json.at("files").contains(file.name)) continue;
            const std::string was = is_table ? json.at(file.name) : json.at("files").at(file.name);
            // Earlier records have the digest of the text.
            if (was != calibration_digest(file) && was != sim::digest_of(file.text))
                changed += (changed.empty() ? "" : ", ") + file.name;
        }
    } catch (const nlohmann::json::exception&) {
        findings.note(record.string(), 0, "", "",
                      {"tidak dapat dibaca; layak calibrate … --adopt membuatnya lagi",
                       "cannot be read; layak calibrate … --adopt makes it anew"});
        return;
    }
    if (changed.empty()) return;
    findings.note((inputs.city_folder / "parameters.csv").string(), 0, "", "",
                  Words{changed +
                            " sudah berubah sejak parameter kota ini dikalibrasi; periksa dengan layak calibrate … "
                            "--check, buat lagi dengan --adopt",
                        changed + " changed since its parameters were calibrated; see layak calibrate … --check, make "
                                  "them anew with --adopt"});
}

} // namespace layak
