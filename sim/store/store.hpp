#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "sim/results/descriptor.hpp"
#include "sim/store/block_file.hpp"

namespace sim {

/// Another process works on the store.
struct StoreBusy : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

/// Who works with a store.
enum class StoreUse : std::uint8_t {
    alone,  ///< this process and no other: it takes the lock
    shared, ///< several, perhaps on several machines, where a lock is not to be trusted: each whole block is of use to
            ///< all, a task that two of them did has the same content twice
    reading ///< files that were written elsewhere (`add`); the folder is for messages alone, nothing is made in it
};

/// The finished tasks of a large piece of work, in a folder that survives a kill at any moment:
///
///   manifest.json       what the work rests on, as its owner wrote it
///   lock                held by the process that works on it; the kernel lets go when that ends, however it ends
///   blocks/HEX.block    tasks that were finished together (see block_file.hpp), each whole or absent
///   blocks/*.damaged    blocks that were no longer what was written, put aside
///
/// Tasks are known by name; which block has which hangs on threads and luck, and nothing hangs on that.
/// `keep` may be called from several threads at once, `read` too.
class Store
{
  public:
    /// Opens the store or begins it, and removes what killed processes left half-written (of shared ones: those of
    /// this machine). \throws StoreBusy, WriteError
    explicit Store(const std::filesystem::path& folder, StoreUse use = StoreUse::alone);

    const std::filesystem::path& folder() const { return folder_; }

    /// Nothing where it was just begun. \throws ReadError
    std::optional<std::string> manifest() const;
    /// \throws WriteError
    void write_manifest(const std::string& text);

    /// Reads which tasks the blocks have. A damaged block, or one of another context, is put aside.
    /// \param context  the digest of what all tasks rest on
    /// \return what was wrong with each block that was put aside \throws ReadError where one cannot be read
    std::vector<std::string> open(const std::string& context);

    /// Tasks in a file of the layout of blocks, wherever it is; of those that are there already nothing changes.
    void add(const std::filesystem::path& file, std::vector<TaskPlace> tasks);

    bool has(const std::string& task) const { return places_.contains(task); }
    std::size_t size() const { return places_.size(); }
    const std::string& note_of(const std::string& task) const { return places_.at(task).at.note; }
    /// Sizes and note of a task, named. \pre has(task)
    TaskPlace place_of(const std::string& task) const;
    /// \pre has(task) \throws ReadError
    std::string read(const std::string& task, std::size_t part) const;

    /// Writes a block. When it returns, the tasks are safe on the disk. \throws WriteError
    void keep(const std::vector<StoredTask>& tasks);

  private:
    struct Place
    {
        std::size_t block;
        TaskPlace at; ///< its name stays empty: it is the key
    };

    std::filesystem::path folder_;
    StoreUse use_;
    std::optional<Descriptor> lock_;
    std::string context_;
    std::vector<std::filesystem::path> blocks_;
    std::unordered_map<std::string, Place> places_;
    mutable std::mutex keeping_;
};

/// Whether a folder is a store.
bool is_store(const std::filesystem::path& folder);

} // namespace sim
