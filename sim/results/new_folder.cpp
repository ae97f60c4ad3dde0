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

void bring_to_disk(const fs::path& folder)
{
    const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // EINVAL: a file system that has no such thing.
    if (descriptor.number() < 0 || (::fsync(descriptor.number()) != 0 && errno != EINVAL))
        throw WriteError(folder, trouble_of_writing(errno));
}

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

void NewFolder::put_in_place()
{
    bring_to_disk(part_);
    if (::rename(part_.c_str(), target_.c_str()) != 0)
        throw WriteError(target_, errno == ENOTEMPTY || errno == EEXIST
                                      ? Words{"sudah ada dan tidak kosong", "exists and is not empty"}
                                      : trouble_of_writing(errno));
    part_.clear();
    bring_to_disk(target_.has_parent_path() ? target_.parent_path() : fs::path("."));
}

} // namespace sim
