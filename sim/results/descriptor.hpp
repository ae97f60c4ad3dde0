#pragma once

// POSIX files for the sources of this folder.

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>

#include <unistd.h>

#include "sim/text/file_trouble.hpp"

namespace sim {

/// Owns an open file descriptor.
class Descriptor
{
  public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor()
    {
        if (number_ >= 0) ::close(number_);
    }
    int number() const { return number_; }
    /// \return 0, or errno: on a network file system closing can fail too
    int close() { return ::close(std::exchange(number_, -1)) == 0 ? 0 : errno; }

  private:
    int number_;
};

/// \throws ReadError  where there is no regular file that can be read
Descriptor open_to_read(const std::filesystem::path& path);

/// In bytes.
std::uint64_t size_of(const Descriptor& file, const std::filesystem::path& path);

/// \return bytes read, fewer than asked only at the end of the file
std::size_t read_at(const Descriptor& file, std::span<char> to, std::uint64_t offset,
                    const std::filesystem::path& path);

/// What is said where a file that was read back differs.
inline const Words not_as_written{"yang terbaca ulang bukan yang ditulis",
                                  "what was read back is not what was written"};

/// SHA-256 of the first `size` bytes.
std::string digest_of_bytes(const Descriptor& file, std::uint64_t size, const std::filesystem::path& path);

} // namespace sim
