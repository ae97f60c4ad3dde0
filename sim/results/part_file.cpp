#include "sim/results/part_file.hpp"

#include "sim/results/digest.hpp"
#include "sim/results/errors.hpp"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>

namespace sim {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view part_ending = ".part";

constexpr char before_host = '@', before_token = '+';

/// The machine's name as a part of a file's: letters, digits and -.
std::string host()
{
    std::string out = host_name();
    std::replace_if(
        out.begin(), out.end(),
        [](char c) { return !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')); }, '-');
    return out;
}

/// ".NAME."
std::string before_pid(const fs::path& target) { return std::string(".").append(target.filename()).append("."); }

void sync_folder_of(const fs::path& file)
{
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // EINVAL: a file system that has no such thing.
    if (descriptor.number() < 0 || (::fsync(descriptor.number()) != 0 && errno != EINVAL))
        throw WriteError(folder, trouble_of_writing(errno));
}

/// \return 0, or errno: EEXIST where the target is there already
int rename_to_new(const fs::path& file, const fs::path& target)
{
    if (::renameat2(AT_FDCWD, file.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return errno;
    // The file system cannot do it in one step.
    if (fs::exists(fs::symlink_status(target))) return EEXIST;
    return ::rename(file.c_str(), target.c_str()) == 0 ? 0 : errno;
}

void rename_to(const fs::path& part, const fs::path& target, bool overwrite)
{
    int error = 0;
    if (!overwrite)
        error = rename_to_new(part, target);
    else if (::rename(part.c_str(), target.c_str()) != 0)
        error = errno;
    if (error != 0) throw WriteError(target, trouble_of_writing(error));
}

/// Of this process alone: PCs and containers of one name may have processes of one number.
const std::string& token()
{
    static const std::string drawn = [] {
        std::random_device device;
        char text[17];
        std::snprintf(text, sizeof text, "%08x%08x", device(), device());
        return std::string(text);
    }();
    return drawn;
}

/// "PID@HOST+TOKEN", or less of it.
struct Process
{
    std::string_view number, host;
    explicit Process(std::string_view text) : number(text.substr(0, text.find(before_host)))
    {
        if (number.size() == text.size()) return;
        host = text.substr(number.size() + 1);
        host = host.substr(0, host.find(before_token));
    }
    bool is_one() const
    {
        return !number.empty() && number.find_first_not_of("0123456789") == std::string_view::npos &&
               host.find('.') == std::string_view::npos;
    }
    /// No process of this machine has its number; in another container it may all the same be alive.
    bool is_gone_here() const
    {
        return host == sim::host() && ::kill(static_cast<pid_t>(std::stol(std::string(number))), 0) != 0 &&
               errno == ESRCH;
    }
};

/// Nobody is writing it: see `create_part`.
bool is_free(const fs::path& part)
{
    const Descriptor file(::open(part.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    return file.number() >= 0 && ::flock(file.number(), LOCK_EX | LOCK_NB) == 0;
}

void remove_where(const fs::path& folder, const std::string& before, bool of_dead_here)
{
    std::error_code error;
    std::vector<fs::path> parts;
    for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.size() <= before.size() + part_ending.size() || !name.starts_with(before) ||
            !name.ends_with(part_ending))
            continue;
        const std::string_view middle =
            std::string_view(name).substr(0, name.size() - part_ending.size()).substr(before.size());
        // The process: all of it, or behind the last point.
        const Process process(before == "." ? middle.substr(middle.rfind('.') + 1) : middle);
        if (process.is_one() && (!of_dead_here || (process.is_gone_here() && is_free(entry->path()))))
            parts.push_back(entry->path());
    }
    for (const fs::path& part : parts) {
        fs::remove(part, error);
        if (error && !of_dead_here) throw WriteError(part, trouble_of_writing(error.value()));
    }
}

void write_all(const Descriptor& file, std::string_view bytes, const fs::path& path)
{
    for (std::size_t done = 0; done < bytes.size();) {
        const ssize_t put = ::write(file.number(), bytes.data() + done, bytes.size() - done);
        if (put < 0 && errno != EINTR) throw WriteError(path, trouble_of_writing(errno));
        if (put > 0) done += static_cast<std::size_t>(put);
    }
}

} // namespace

std::string host_name()
{
    char name[HOST_NAME_MAX + 1] = "";
    ::gethostname(name, sizeof name - 1);
    return name;
}

fs::path part_of(const fs::path& target)
{
    return target.parent_path() /
           before_pid(target)
               .append(std::to_string(::getpid()) + before_host + host() + before_token + token())
               .append(part_ending);
}

Descriptor create_part(const fs::path& target)
{
    Descriptor file(::open(part_of(target).c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666));
    if (file.number() < 0) throw WriteError(target, trouble_of_writing(errno));
    if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        throw WriteError(target, {"sedang ditulis oleh perintah lain", "is being written already"});
    if (::ftruncate(file.number(), 0) != 0) throw WriteError(target, trouble_of_writing(errno));
    return file;
}

void put_in_place(const fs::path& part, const fs::path& target, bool overwrite)
{
    rename_to(part, target, overwrite);
    sync_folder_of(target);
}

fs::path put_aside(const fs::path& file, std::string_view ending)
{
    for (int k = 1;; ++k) {
        const fs::path aside = fs::path(file).concat(k > 1 ? "." + std::to_string(k) : "").concat(ending);
        const int error = rename_to_new(file, aside);
        if (error == 0) return aside;
        if (error == ENOENT) return {};
        if (error != EEXIST) throw WriteError(file, trouble_of_writing(error));
    }
}

namespace {

/// What goes wrong leaves no part behind; trouble with a file is a WriteError.
template <class Work>
void without_remains(const fs::path& part, Work work)
{
    const auto remove = [&] {
        std::error_code ignored;
        fs::remove(part, ignored);
    };
    try {
        work();
    } catch (const WriteError&) {
        remove();
        throw;
    } catch (const FileError& error) {
        remove();
        throw WriteError(error.words);
    } catch (...) {
        remove();
        throw;
    }
}

void write_part_of(const fs::path& target,
                   const std::function<void(const std::function<void(std::string_view)>& put)>& write)
{
    const fs::path part = part_of(target);
    Descriptor file = create_part(target);
    without_remains(part, [&] {
        Digest digest;
        std::uint64_t size = 0;
        write([&](std::string_view piece) {
            write_all(file, piece, target);
            digest.update(piece);
            size += piece.size();
        });
        if (::fsync(file.number()) != 0) throw WriteError(target, trouble_of_writing(errno));
        if (digest_of_bytes(file, size, part) != digest.hex()) throw WriteError(target, not_as_written);
        if (const int error = file.close(); error != 0) throw WriteError(target, trouble_of_writing(error));
    });
}

} // namespace

void write_part(const fs::path& target, std::span<const std::string_view> pieces)
{
    write_part_of(target, [&](const auto& put) {
        for (const std::string_view piece : pieces) put(piece);
    });
}

void write_durably(const fs::path& target,
                   const std::function<void(const std::function<void(std::string_view)>& put)>& write)
{
    write_part_of(target, write);
    const fs::path part = part_of(target);
    without_remains(part, [&] { put_in_place(part, target, true); });
}

void write_durably(const fs::path& target, std::span<const std::string_view> pieces)
{
    write_durably(target, [&](const auto& put) {
        for (const std::string_view piece : pieces) put(piece);
    });
}

void remove_parts(const fs::path& target)
{
    remove_where(target.has_parent_path() ? target.parent_path() : fs::path("."), before_pid(target), false);
}

void remove_all_parts(const fs::path& folder) { remove_where(folder, ".", false); }

void remove_dead_parts(const fs::path& folder) { remove_where(folder, ".", true); }

} // namespace sim
