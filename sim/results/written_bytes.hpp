#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>

#include "sim/results/descriptor.hpp"

namespace sim {

/// What a file must hold after writes anywhere in it: short stretches as they are, long ones by a checksum, so that
/// the whole is not kept in memory.
class WrittenBytes
{
  public:
    /// To be told before these bytes are written. \param file  read where a long stretch is written over in part
    void note(const Descriptor& file, std::uint64_t address, std::span<const char> bytes);

    /// Whether the file holds them all. \throws ReadError
    bool is_on(const Descriptor& file, const std::filesystem::path& path) const;

  private:
    struct Stretch
    {
        std::size_t size;
        std::string bytes;     ///< empty where it is long
        std::uint32_t sum = 0; ///< CRC-32 of a long one
        bool is_long() const { return bytes.empty(); }
    };
    std::map<std::uint64_t, Stretch> stretches_; ///< by address; they do not overlap

    void keep(std::uint64_t address, std::span<const char> bytes);
    void make_room(const Descriptor& file, std::uint64_t begin, std::uint64_t end);
};

} // namespace sim
