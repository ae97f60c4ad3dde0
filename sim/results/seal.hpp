#pragma once

#include "sim/results/descriptor.hpp"
#include "sim/results/errors.hpp"

#include <cstddef>
#include <filesystem>
#include <string>

namespace sim {

// A seal is a last line "\nsha256 HEX\n", 73 bytes, with the digest of all bytes before it. HDF5 ignores what
// stands behind its own end of file, so every reader opens a sealed file; ours can refuse a damaged one
// before the HDF5 library, which flipped bits can crash, sees it. By hand: head -c -73 FILE | sha256sum; tail
// -n 1 FILE

/// Appends the seal and brings the file to the disk (fsync).
///
/// \param path  for messages
/// \throws WriteError
void seal(const Descriptor& file, const std::filesystem::path& path);

inline constexpr std::size_t seal_size = 73;
/// \param digest  SHA-256 of all bytes before it, 64 hexadecimal digits
std::string seal_of(const std::string& digest);

/// Bytes are not those that were written; every other ReadError leaves open whether they are.
struct BrokenSeal : ReadError
{
    using ReadError::ReadError;
};

/// \return the digest in it
/// \throws BrokenSeal  where the seal is absent or is not that of the bytes before it; ReadError
std::string check_seal(const Descriptor& file, const std::filesystem::path& path);

} // namespace sim
