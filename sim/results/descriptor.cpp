#include "sim/results/descriptor.hpp"

#include "sim/results/digest.hpp"
#include "sim/results/errors.hpp"

#include <algorithm>
#include <cerrno>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>

namespace sim {

Descriptor open_to_read(const std::filesystem::path& path)
{
    // Without O_NONBLOCK a FIFO would wait for its writer.
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.number() < 0) throw ReadError(path, trouble_of_reading(errno));
    struct stat status
    {
    };
    if (::fstat(file.number(), &status) != 0) throw ReadError(path, trouble_of_reading(errno));
    if (!S_ISREG(status.st_mode)) throw ReadError(path, {"bukan berkas biasa", "is not a regular file"});
    return file;
}

std::uint64_t size_of(const Descriptor& file, const std::filesystem::path& path)
{
    struct stat status
    {
    };
    if (::fstat(file.number(), &status) != 0) throw ReadError(path, trouble_of_reading(errno));
    return static_cast<std::uint64_t>(status.st_size);
}

std::size_t read_at(const Descriptor& file, std::span<char> to, std::uint64_t offset, const std::filesystem::path& path)
{
    std::size_t done = 0;
    while (done < to.size()) {
        const ssize_t got =
            ::pread(file.number(), to.data() + done, to.size() - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw ReadError(path, trouble_of_reading(errno));
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

std::string digest_of_bytes(const Descriptor& file, std::uint64_t size, const std::filesystem::path& path)
{
    Digest digest;
    std::vector<char> buffer(1 << 18);
    for (std::uint64_t done = 0; done < size;) {
        const auto want = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), size - done));
        const std::size_t got = read_at(file, std::span(buffer).first(want), done, path);
        if (got != want)
            throw ReadError(path, {"menjadi lebih pendek selagi dibaca", "became shorter while it was read"});
        digest.update(std::string_view(buffer.data(), got));
        done += got;
    }
    return digest.hex();
}

} // namespace sim
