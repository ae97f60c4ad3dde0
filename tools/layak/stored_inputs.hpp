#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "sim/results/netcdf_reader.hpp"
#include "sim/text/findings.hpp"

namespace layak {

/// What begins as a result file and is none that is whole: cut off, damaged, or changed since it was written.
struct DamagedResult : sim::InputError
{
    using sim::InputError::InputError;
};

[[noreturn]] void refuse_result(const std::filesystem::path& path, sim::Words reason);
[[noreturn]] void refuse_damaged(const std::filesystem::path& path, sim::Words reason);

/// A result file, whole, of whatever layout.
struct OpenedResult
{
    std::filesystem::path path;
    std::unique_ptr<sim::NetcdfReader> file;
    std::string layout; ///< "layak-run-1" …; empty where it has none
};

/// \param given  the file, or a sweep's folder
/// \param seal   ignored: what a damaged file does to HDF5 is not known
/// \throws DamagedResult; sim::InputError where it is not there or is no result
OpenedResult open_result(const std::filesystem::path& given, sim::Seal seal = sim::Seal::required);

/// Names and texts, as `write_provenance` puts them into a result.
using Provenance = std::vector<std::pair<std::string, std::string>>;

/// The inputs that a result carries, as files in a folder that goes with this object: a city as it once was.
class StoredInputs
{
  public:
    /// \throws DamagedResult where they are not complete, or not what was written
    StoredInputs(const sim::NetcdfReader& file, const std::filesystem::path& path);
    /// \param path  of what carries them, for messages
    StoredInputs(const Provenance& provenance, const std::filesystem::path& path);
    ~StoredInputs();
    StoredInputs(const StoredInputs&) = delete;
    StoredInputs& operator=(const StoredInputs&) = delete;

    const std::string& city() const { return city_; }                ///< its folder
    const std::vector<std::string>& plans() const { return plans_; } ///< files, in the order in which they ran
    const std::string& parameters() const { return parameters_; }    ///< file; empty: none
    const std::string& design() const { return design_; }            ///< file; empty: none
    const std::vector<std::string>& settings() const { return settings_; }
    /// What the result says of its inputs: the options of its run are in "run" or "sweep".
    const nlohmann::json& json() const { return *json_; }
    /// "0.1.0 (commit), g++ 12.2.0" of the program that wrote it.
    const std::string& written_by() const { return written_by_; }

  private:
    std::filesystem::path folder_;
    std::string city_, parameters_, design_, written_by_;
    std::vector<std::string> plans_, settings_;
    std::unique_ptr<const nlohmann::json> json_;
};

} // namespace layak
