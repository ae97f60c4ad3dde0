#include "sim/results/packed_chunks.hpp"

#include <cstring>
#include <libdeflate.h>
#include <memory>
#include <new>

#include "sim/ensemble/ensemble.hpp"
#include "sim/results/content.hpp"

namespace sim::hdf5 {
namespace {

/// Byte b of element i goes to place b · count + i.
std::vector<char> shuffled(const std::vector<char>& raw, std::size_t element)
{
    const std::size_t count = raw.size() / element;
    std::vector<char> out(raw.size());
    for (std::size_t b = 0; b < element; ++b)
        for (std::size_t i = 0; i < count; ++i) out[b * count + i] = raw[i * element + b];
    return out;
}

/// HDF5's variant of Fletcher's checksum: of big-endian words, folded every 360 of them.
std::uint32_t fletcher32(const char* data, std::size_t size)
{
    const auto byte = [&](std::size_t i) { return std::uint32_t{static_cast<unsigned char>(data[i])}; };
    const auto fold = [](std::uint32_t sum) { return (sum & 0xffff) + (sum >> 16); };
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    std::size_t at = 0;
    for (std::size_t words = size / 2; words > 0;) {
        std::size_t some = std::min<std::size_t>(words, 360);
        words -= some;
        for (; some > 0; --some, at += 2) {
            low += (byte(at) << 8) | byte(at + 1);
            high += low;
        }
        low = fold(low);
        high = fold(high);
    }
    if (size % 2 != 0) {
        low += byte(at) << 8;
        high += low;
        low = fold(low);
        high = fold(high);
    }
    return (fold(high) << 16) | fold(low);
}

std::vector<char> compressed(const std::vector<char>& bytes)
{
    const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
        libdeflate_alloc_compressor(PackedChunks::level), libdeflate_free_compressor);
    if (!compressor) throw std::bad_alloc();
    std::vector<char> out(libdeflate_zlib_compress_bound(compressor.get(), bytes.size()) + sizeof(std::uint32_t));
    std::size_t size = libdeflate_zlib_compress(compressor.get(), bytes.data(), bytes.size(), out.data(), out.size());
    const std::uint32_t sum = fletcher32(out.data(), size);
    for (int b = 0; b < 4; ++b) out[size++] = static_cast<char>(sum >> (8 * b));
    out.resize(size);
    return out;
}

} // namespace

bool PackedChunks::takes(const Shape& shape, const Shape& chunk, const Shape& start, const Shape& count)
{
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const bool to_the_end = start[i] + count[i] == shape[i];
        if (start[i] % chunk[i] != 0 || (!to_the_end && count[i] % chunk[i] != 0)) return false;
    }
    return !chunk.empty();
}

void PackedChunks::add(hid_t dataset, const Shape& shape, const Shape& chunk, Type type, const Shape& start,
                       const Shape& count, const void* data)
{
    const std::size_t rank = shape.size();
    const std::size_t element = size_of(type);
    const char* const from = static_cast<const char*>(data);
    Shape first(rank, 0); // of a chunk, within the slab
    for (bool more = true; more;) {
        Chunk of{dataset, {}, element, std::vector<char>(elements(chunk) * element), {}};
        for (std::size_t i = 0; i < rank; ++i) of.offset.push_back(start[i] + first[i]);
        // Row by row; what lies beyond the slab's end is of no account and stays 0.
        Shape at(rank, 0);
        for (bool row = true; row;) {
            std::size_t source = 0;
            std::size_t target = 0;
            bool inside = true;
            for (std::size_t i = 0; i < rank; ++i) {
                source = source * count[i] + first[i] + at[i];
                target = target * chunk[i] + at[i];
                inside = inside && first[i] + at[i] < count[i];
            }
            const std::size_t length = std::min(chunk[rank - 1], count[rank - 1] - first[rank - 1]);
            if (inside) std::memcpy(of.raw.data() + target * element, from + source * element, length * element);
            row = false;
            for (std::size_t i = rank - 1; i-- > 0 && !row;) {
                row = ++at[i] < chunk[i];
                if (!row) at[i] = 0;
            }
        }
        bytes_ += of.raw.size();
        waiting_.push_back(std::move(of));
        more = false;
        for (std::size_t i = rank; i-- > 0 && !more;) {
            first[i] += chunk[i];
            more = first[i] < count[i];
            if (!more) first[i] = 0;
        }
    }
}

void PackedChunks::write_all()
{
    for_each_in_parallel(waiting_.size(), [&](std::size_t k) {
        Chunk& of = waiting_[k];
        of.packed = compressed(shuffled(of.raw, of.element));
        of.raw = {};
    });
    for (const Chunk& of : waiting_)
        check(H5Dwrite_chunk(of.dataset, H5P_DEFAULT, 0, of.offset.data(), of.packed.size(), of.packed.data()));
    clear();
}

void PackedChunks::clear()
{
    waiting_.clear();
    bytes_ = 0;
}

} // namespace sim::hdf5
