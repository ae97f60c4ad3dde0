#include "sim/results/seal.hpp"

#include <array>
#include <cerrno>

namespace sim {

std::string seal_of(const std::string& digest) { return std::string("\nsha256 ").append(digest).append("\n"); }

void seal(const Descriptor& file, const std::filesystem::path& path)
{
    const std::uint64_t size = size_of(file, path);
    const std::string text = seal_of(digest_of_bytes(file, size, path));
    for (std::size_t done = 0; done < text.size();) {
        const ssize_t put =
            ::pwrite(file.number(), text.data() + done, text.size() - done, static_cast<off_t>(size + done));
        if (put < 0 && errno != EINTR) throw WriteError(path, trouble_of_writing(errno));
        if (put > 0) done += static_cast<std::size_t>(put);
    }
    if (::fsync(file.number()) != 0) throw WriteError(path, trouble_of_writing(errno));
}

std::string check_seal(const Descriptor& file, const std::filesystem::path& path)
{
    const std::uint64_t size = size_of(file, path);
    std::array<char, seal_size> last{};
    if (size >= seal_size) read_at(file, last, size - seal_size, path);
    const std::string_view found(last.data(), last.size());
    if (!found.starts_with("\nsha256 ") || !found.ends_with('\n'))
        throw BrokenSeal(path, {"bukan berkas hasil, terpotong, atau sudah diubah program lain",
                                "is not a result file, was cut short, or was changed by another program"});
    std::string digest = digest_of_bytes(file, size - seal_size, path);
    if (found != seal_of(digest))
        throw BrokenSeal(path, {"rusak: isinya bukan lagi yang dulu ditulis",
                                "is damaged: its bytes are not those that were written"});
    return digest;
}

} // namespace sim
