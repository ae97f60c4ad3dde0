#include "sim/store/store.hpp"

#include <algorithm>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/file.h>

#include "sim/results/part_file.hpp"
#include "sim/results/seal.hpp"
#include "sim/store/other_work.hpp"

namespace sim {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = ".block";

fs::path made(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw WriteError(folder, trouble_of_writing(error.value()));
    return folder;
}

Descriptor locked(const fs::path& file)
{
    Descriptor lock(::open(file.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666));
    if (lock.number() < 0) throw WriteError(file, trouble_of_writing(errno));
    if (::flock(lock.number(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) throw StoreBusy(file.parent_path().string());
        throw WriteError(file, trouble_of_writing(errno));
    }
    return lock;
}

} // namespace

bool is_store(const fs::path& folder)
{
    std::error_code error;
    return fs::is_regular_file(folder / "manifest.json", error) && fs::is_directory(folder / "blocks", error);
}

Store::Store(const fs::path& folder, StoreUse use) : folder_(folder), use_(use)
{
    if (use == StoreUse::reading) return;
    made(folder_);
    if (use == StoreUse::alone) lock_.emplace(locked(folder_ / "lock"));
    made(folder_ / "blocks"); // after the lock, so that a kill between the two leaves a folder known as a store's
    for (const fs::path& of : {folder_, folder_ / "blocks"})
        use == StoreUse::alone ? remove_all_parts(of) : remove_dead_parts(of);
}

std::optional<std::string> Store::manifest() const
{
    const fs::path path = folder_ / "manifest.json";
    std::error_code error;
    if (!fs::exists(fs::symlink_status(path, error))) return std::nullopt;
    const Descriptor file = open_to_read(path);
    std::string text(static_cast<std::size_t>(size_of(file, path)), '\0');
    text.resize(read_at(file, text, 0, path));
    return text;
}

void Store::write_manifest(const std::string& text)
{
    const std::string_view piece = text;
    write_durably(folder_ / "manifest.json", {&piece, 1});
}

std::vector<std::string> Store::open(const std::string& context)
{
    context_ = context;
    std::vector<fs::path> found;
    std::error_code error;
    for (fs::directory_iterator entry(folder_ / "blocks", error); !error && entry != fs::directory_iterator();
         entry.increment(error))
        if (entry->path().extension() == ending) found.push_back(entry->path());
    if (error) throw ReadError(folder_ / "blocks", trouble_of_reading(error.value()));
    std::sort(found.begin(), found.end());
    std::vector<std::string> wrong;
    for (const fs::path& block : found) {
        const auto refuse = [&](const ReadError& problem) {
            if (!put_aside(block, ".damaged").empty()) wrong.emplace_back(problem.what()); // else another was first
        };
        try {
            add(block, read_block(block, context));
        } catch (const BrokenSeal& problem) {
            refuse(problem);
        } catch (const OtherWork& problem) {
            refuse(problem);
        } catch (const ReadError&) { // trouble of a disk says nothing of the block
            if (use_ != StoreUse::shared || fs::exists(fs::symlink_status(block, error))) throw;
        }
    }
    return wrong;
}

void Store::add(const fs::path& block, std::vector<TaskPlace> tasks)
{
    const std::size_t number = blocks_.size();
    blocks_.push_back(block);
    for (TaskPlace& task : tasks) {
        std::string name = std::move(task.name);
        task.name.clear();
        places_.try_emplace(std::move(name), Place{number, std::move(task)});
    }
}

TaskPlace Store::place_of(const std::string& task) const
{
    TaskPlace place = places_.at(task).at;
    place.name = task;
    return place;
}

std::string Store::read(const std::string& task, std::size_t part) const
{
    const Place& place = places_.at(task);
    if (part >= place.at.packed.size())
        throw ReadError(blocks_[place.block], {"kekurangan sebagian tugas", "lacks a part of a task"});
    return read_part(blocks_[place.block], place.at, part);
}

void Store::keep(const std::vector<StoredTask>& tasks)
{
    WrittenBlock block = write_block(folder_ / "blocks", context_, tasks);
    const std::scoped_lock lock(keeping_);
    add(block.path, std::move(block.tasks));
}

} // namespace sim
