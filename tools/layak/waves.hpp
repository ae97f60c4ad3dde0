#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/stage.hpp"
#include "sim/store/shard.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/finished_shards.hpp"
#include "tools/layak/shard_manifest.hpp"

namespace layak {

/// Work that comes in waves: what is simulated next hangs on what all of the last wave gave. A wave is a stage
/// (sim/core/stage.hpp) and a folder of shards; who goes on takes the finished waves from there and does, or asks for,
/// a shard of the first that is not.
class WaveWork
{
  public:
    virtual ~WaveWork() = default;
    virtual std::string verb() const = 0;    ///< "calibrate"
    virtual std::string subject() const = 0; ///< the name of what it is about
    virtual ShardManifest manifest() const = 0;
    /// Beside what differs of the inputs' texts.
    virtual std::vector<sim::Words> differences(const nlohmann::ordered_json& stored,
                                                const nlohmann::ordered_json& asked) const = 0;
    virtual std::uint32_t runs_of_a_task() const = 0;
    virtual sim::Words wave_name(const std::string& stage) const = 0;
    virtual const char* result() const = 0; ///< a file that is there when all is done
    /// All waves. \throws what `stages` throws
    virtual void run(const sim::RunStage& stages) = 0;
    /// After that: writes into the folder what came of it, and prints it. \throws Exit, sim::WriteError
    virtual void write(const std::filesystem::path& folder, const CommonOptions& given) const = 0;
    /// What `write` takes of a core, at most.
    virtual double merge_seconds(double seconds_a_task) const = 0;
};

/// A wave that is not finished.
struct Wave
{
    std::string stage;
    const std::vector<std::string>& names; ///< of its tasks
    const FinishedShards& finished;
    std::uint32_t of = 0; ///< how many shards the wave before had; 0: there was none
    const std::function<std::vector<double>(std::size_t task)>& work;
};

/// Runs it with what is in the folder. \param context  its manifest's
/// \return how many tasks all waves have; nothing: `unfinished` was called with the first that is not all there
std::optional<std::uint64_t> run_waves(WaveWork& work, const std::filesystem::path& folder, const std::string& context,
                                       const std::function<void(const Wave&)>& unfinished);

/// Runs a shard of the present wave, in the folder. \param words  of its options \throws Exit, sim::FileError
void run_wave_shard(WaveWork& work, const std::filesystem::path& folder, const sim::Shard& shard, double save_every,
                    const std::vector<std::string>& words, const CommonOptions& given);

/// That of a folder of shards, from the folder alone; nothing where its work is no such.
/// \throws Exit(2) where this program gives other numbers; sim::InputError
std::unique_ptr<WaveWork> reopen_waves(const std::filesystem::path& folder, const ShardManifest& manifest,
                                       sim::Language language);

} // namespace layak
