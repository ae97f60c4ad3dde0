#include "sim/results/packed_chunks.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
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

/// Whether deflate could not shorten these bytes: all values are about as frequent. A hundredth costs more than it
/// saves.
bool look_random(const char* bytes, std::size_t count)
{
    std::uint32_t seen[4][256] = {};
    for (std::size_t i = 0; i < count; ++i) ++seen[i % 4][static_cast<unsigned char>(bytes[i])];
    std::uint64_t same = 0; // pairs of equal bytes, 1/256 of all where they are random
    for (std::size_t value = 0; value < 256; ++value) {
        const std::uint64_t n = seen[0][value] + seen[1][value] + seen[2][value] + seen[3][value];
        same += n * n;
    }
    return same * 256 < std::uint64_t{count} * count / 10 * 11;
}

/// How many bytes at the beginning to leave as they are: the last places of numbers, which `shuffled` puts there.
std::size_t random_bytes(const std::vector<char>& shuffled, std::size_t element)
{
    const std::size_t plane = shuffled.size() / element;
    std::size_t random = 0;
    while (random < element && look_random(shuffled.data() + random * plane, plane)) ++random;
    return random * plane;
}

void add_stored(std::vector<char>& out, const char* bytes, std::size_t count)
{
    constexpr std::size_t longest = 0xffff;
    for (std::size_t at = 0; at < count; at += longest) {
        const std::size_t here = std::min(longest, count - at);
        const char head[] = {0, static_cast<char>(here), static_cast<char>(here >> 8), static_cast<char>(~here),
                             static_cast<char>(~here >> 8)};
        out.insert(out.end(), std::begin(head), std::end(head));
        out.insert(out.end(), bytes + at, bytes + at + here);
    }
}

/// A zlib stream (RFC 1950) and Fletcher's sum. \param as_they_are  bytes at the beginning that are stored, not
/// deflated
std::vector<char> compressed(const std::vector<char>& bytes, std::size_t as_they_are)
{
    const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
        libdeflate_alloc_compressor(PackedChunks::level), libdeflate_free_compressor);
    if (!compressor) throw std::bad_alloc();
    const std::size_t rest = bytes.size() - as_they_are;
    const std::size_t most = libdeflate_deflate_compress_bound(compressor.get(), rest);
    std::vector<char> out{0x78, 0x01};
    out.reserve(as_they_are + as_they_are / 1000 + most + 64);
    add_stored(out, bytes.data(), as_they_are);
    const std::size_t begin = out.size();
    out.resize(begin + most);
    out.resize(begin + libdeflate_deflate_compress(compressor.get(), bytes.data() + as_they_are, rest,
                                                   out.data() + begin, most));
    const std::uint32_t adler = libdeflate_adler32(1, bytes.data(), bytes.size());
    for (int b = 3; b >= 0; --b) out.push_back(static_cast<char>(adler >> (8 * b)));
    const std::uint32_t sum = fletcher32(out.data(), out.size());
    for (int b = 0; b < 4; ++b) out.push_back(static_cast<char>(sum >> (8 * b)));
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
        const std::vector<char> bytes = shuffled(of.raw, of.element);
        of.packed = compressed(bytes, random_bytes(bytes, of.element));
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
