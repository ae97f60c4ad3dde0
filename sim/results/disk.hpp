#pragma once

#include "sim/results/descriptor.hpp"
#include "sim/results/hdf5.hpp"
#include "sim/results/written_bytes.hpp"

#include <vector>

namespace sim::hdf5 {

/// The open file under HDF5, as a file driver of our own.
///
/// After an error of the system HDF5 1.10 can neither close a file nor end the process without a crash. So it
/// never hears of one: the first error stays here, to be asked for after each step, and what the library
/// writes from then on goes to memory until it has closed the file. The driver takes no locks: on some
/// network file systems the library's fail.
class Disk
{
  public:
    explicit Disk(Descriptor file);
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;

    Handle create(const char* name, hid_t creation);
    Handle open_to_read(const char* name);

    /// Whether the file has what was written, byte for byte: it is read again. \throws ReadError
    bool is_as_written(const std::filesystem::path& path) const { return written_.is_on(file_, path); }

    /// errno of the first call that failed, or 0
    int error() const { return error_; }
    /// Nothing more goes to the disk.
    void give_up();
    Descriptor& file() { return file_; }

  private:
    friend struct Driver;
    struct Kept
    {
        haddr_t address;
        std::vector<char> bytes;
    };

    void read(haddr_t address, char* to, std::size_t size);
    void write(haddr_t address, const char* from, std::size_t size, bool is_metadata);
    void truncate(haddr_t size);
    haddr_t size() const;

    Descriptor file_;
    int error_ = 0;
    WrittenBytes written_;
    std::vector<Kept> kept_; ///< metadata written after the error; later ones hold
};

} // namespace sim::hdf5
