#include "sim/results/new_folder.hpp"

#include <cerrno>
#include <cstdio>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/results/descriptor.hpp"
#include "sim/results/errors.hpp"
#include "sim/results/part_file.hpp"
#include "sim/text/file_trouble.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

void make_folder(const fs::path& folder)
{
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) throw WriteError(folder, trouble_of_writing(failed.value()));
}

/// \param kind  O_DIRECTORY of a folder, else 0
void bring_to_disk(const fs::path& path, int kind)
{
    const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | kind));
    // EINVAL: a file system that has no such thing.
    if (descriptor.number() < 0 || (::fsync(descriptor.number()) != 0 && errno != EINVAL))
        throw WriteError(path, trouble_of_writing(errno));
}

fs::path folder_above(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

} // namespace

NewFolder::NewFolder(fs::path target) : target_(std::move(target)), part_(part_of(target_))
{
    if (::mkdir(part_.c_str(), 0777) != 0) throw WriteError(target_, trouble_of_writing(errno));
}

NewFolder::~NewFolder()
{
    std::error_code ignored;
    if (!part_.empty()) fs::remove_all(part_, ignored);
}

void NewFolder::write(const fs::path& file, std::string_view text)
{
    const fs::path folder = (part_ / file).parent_path();
    make_folder(folder);
    write_durably(part_ / file, {&text, 1});
}

void NewFolder::append(const fs::path& file, std::string_view piece)
{
    const fs::path path = place_for(file);
    Descriptor descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0666));
    if (descriptor.number() < 0) throw WriteError(target_ / file, trouble_of_writing(errno));
    while (!piece.empty()) {
        const ssize_t put = ::write(descriptor.number(), piece.data(), piece.size());
        if (put < 0 && errno != EINTR) throw WriteError(target_ / file, trouble_of_writing(errno));
        if (put > 0) piece.remove_prefix(static_cast<std::size_t>(put));
    }
    if (const int error = descriptor.close(); error != 0) throw WriteError(target_ / file, trouble_of_writing(error));
}

fs::path NewFolder::place_for(const fs::path& file)
{
    if (open_.insert(file).second) make_folder((part_ / file).parent_path());
    return part_ / file;
}

void NewFolder::bring_all_to_disk() const
{
    std::set<fs::path> folders{part_};
    for (const fs::path& file : open_) {
        bring_to_disk(part_ / file, 0);
        folders.insert((part_ / file).parent_path());
    }
    for (const fs::path& folder : folders) bring_to_disk(folder, O_DIRECTORY);
}

void NewFolder::put_in_place()
{
    bring_all_to_disk();
    if (::rename(part_.c_str(), target_.c_str()) != 0)
        throw WriteError(target_, errno == ENOTEMPTY || errno == EEXIST
                                      ? Words{"sudah ada dan tidak kosong", "exists and is not empty"}
                                      : trouble_of_writing(errno));
    part_.clear();
    bring_to_disk(folder_above(target_), O_DIRECTORY);
}

void NewFolder::put_in_place_of_another()
{
    std::error_code ignored;
    if (!fs::is_directory(target_, ignored)) return put_in_place();
    bring_all_to_disk();
    const fs::path older = part_.string() + ".old";
    if (::renameat2(AT_FDCWD, part_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) != 0) {
        if (errno != EINVAL && errno != ENOSYS) throw WriteError(target_, trouble_of_writing(errno));
        // The file system cannot do it in one step.
        if (::rename(target_.c_str(), older.c_str()) != 0) throw WriteError(target_, trouble_of_writing(errno));
        if (::rename(part_.c_str(), target_.c_str()) != 0) {
            const int error = errno;
            ::rename(older.c_str(), target_.c_str());
            throw WriteError(target_, trouble_of_writing(error));
        }
        part_ = older;
    }
    bring_to_disk(folder_above(target_), O_DIRECTORY);
    fs::remove_all(part_, ignored);
    part_.clear();
}

} // namespace sim
