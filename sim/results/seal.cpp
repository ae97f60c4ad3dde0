#include "sim/results/seal.hpp"

#include "sim/results/descriptor.hpp"
#include "sim/results/digest.hpp"
#include "sim/results/errors.hpp"

#include <array>
#include <cerrno>
#include <string>

#include <fcntl.h>

namespace sim {

namespace {

constexpr std::size_t seal_size = 73;

std::string seal_of(const std::string& digest) { return "\nsha256 " + digest + "\n"; }

} // namespace

void seal(const std::filesystem::path& path)
try {
    const Descriptor file(::open(path.c_str(), O_RDWR | O_APPEND | O_CLOEXEC));
    if (file.number() < 0) throw WriteError(system_message(path, errno));
    const std::string text = seal_of(digest_of_bytes(file, size_of(file, path), path));
    for (std::size_t done = 0; done < text.size();) {
        const ssize_t put = ::write(file.number(), text.data() + done, text.size() - done);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) throw WriteError(system_message(path, errno));
        done += static_cast<std::size_t>(put);
    }
    if (::fsync(file.number()) != 0) throw WriteError(system_message(path, errno));
} catch (const ReadError& error) {
    throw WriteError(error.what());
}

void check_seal(const std::filesystem::path& path)
{
    const Descriptor file = open_to_read(path);
    const std::uint64_t size = size_of(file, path);
    std::array<char, seal_size> last{};
    if (size >= seal_size) read_at(file, last, size - seal_size, path);
    const std::string_view found(last.data(), last.size());
    if (!found.starts_with("\nsha256 ") || !found.ends_with('\n'))
        throw ReadError(path.string() + ": is not a result file, was cut short, or was changed by another program");
    if (found != seal_of(digest_of_bytes(file, size - seal_size, path)))
        throw ReadError(path.string() + ": is damaged: its bytes are not those that were written");
}

} // namespace sim
