#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/results/hdf5.hpp"

namespace sim::hdf5 {

/// Chunks on their way into a file, compressed on all threads: shuffle, deflate and fletcher32 as the library's own
/// filters would, which work on one thread alone.
class PackedChunks
{
  public:
    /// The level of deflate that a dataset's creation must name too.
    static constexpr int level = 1; // by runs of bytes alone it makes no difference

    /// Whether the slab is made of whole chunks.
    static bool takes(const Shape& shape, const Shape& chunk, const Shape& start, const Shape& count);

    /// \param data  of the slab in row-major order; copied
    /// \param dataset  open until the next `write_all`; with shuffle, deflate and fletcher32
    void add(hid_t dataset, const Shape& shape, const Shape& chunk, Type type, const Shape& start, const Shape& count,
             const void* data);
    /// So many bytes wait.
    std::size_t bytes() const { return bytes_; }
    /// Compresses and writes all that waits.
    void write_all();
    /// Forgets it.
    void clear();

  private:
    struct Chunk
    {
        hid_t dataset;
        std::vector<hsize_t> offset;
        std::size_t element;
        std::size_t size;
        std::unique_ptr<char[]> bytes; ///< shuffled; after compression none
        std::vector<char> packed;
    };
    std::vector<Chunk> waiting_;
    std::size_t bytes_ = 0;
};

} // namespace sim::hdf5
