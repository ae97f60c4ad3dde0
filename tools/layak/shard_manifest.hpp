#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tools/layak/begun.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/stored_inputs.hpp"

namespace layak {

/// What work in shards rests on, in one file of their folder, manifest.json: with all inputs, so that whoever has the
/// folder can go on. The same work has the same bytes, whatever program and machine began it.
class ShardManifest
{
  public:
    /// \param verb  whose work it is: "sweep" \param work  all that its numbers hang on, but the inputs
    /// \param inputs_json  as a result keeps it
    ShardManifest(const std::string& verb, nlohmann::ordered_json work, const Inputs& inputs,
                  const std::string& inputs_json);

    /// That of a folder; nothing where there is none.
    /// \throws sim::BrokenSeal where it is damaged; sim::ReadError; sim::InputError where another version made it
    static std::optional<ShardManifest> of_folder(const std::filesystem::path& folder);

    const std::string& context() const { return context_; } ///< digest of all of it
    std::string verb() const { return json_.at("verb"); }
    const nlohmann::ordered_json& work() const { return json_.at("work"); }
    /// As `StoredInputs` takes them. \throws nlohmann::json::exception
    Provenance provenance() const;
    std::string text() const;

    /// Words for each difference of the inputs' texts and what else both say of them.
    static std::vector<sim::Words> differences_of_inputs(const ShardManifest& stored, const ShardManifest& asked);

  private:
    ShardManifest() = default;
    nlohmann::ordered_json json_; ///< verb, work, inputs, texts
    std::string context_;
};

/// Work that is run in shards, for `open_shard_folder`: what differs, beside its inputs.
using DifferencesOfWork =
    std::function<std::vector<sim::Words>(const nlohmann::ordered_json& stored, const nlohmann::ordered_json& asked)>;

/// What is said of a folder that a program with other numbers began.
extern const sim::Words other_numbers;

/// A folder for these shards: made where there is none, else it must be this work's.
/// \param begun  is noted where nothing is
/// \throws Exit(2) after saying each difference; sim::WriteError
void open_shard_folder(const std::filesystem::path& folder, const ShardManifest& asked,
                       const DifferencesOfWork& differences_of_work, const Begun& begun, sim::Language language);

/// The same without making anything. \throws Exit(2); sim::ReadError
void check_shard_folder(const std::filesystem::path& folder, const ShardManifest& asked,
                        const DifferencesOfWork& differences_of_work, sim::Language language);

/// Ends where there is no such folder, or shards were begun in it and its manifest is gone: with what brings it back.
/// \throws Exit(2)
void refuse_absent_work(const std::filesystem::path& folder, sim::Language language);

/// Where its shards are; `stage` tells apart those of work that comes in waves.
std::filesystem::path shards_of(const std::filesystem::path& folder, const std::string& stage = "");

} // namespace layak
