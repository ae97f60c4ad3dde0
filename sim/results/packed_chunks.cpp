#include "sim/results/packed_chunks.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <libdeflate.h>
#include <memory>
#include <new>
#include <zlib.h>

#include "sim/core/contract.hpp"
#include "sim/ensemble/ensemble.hpp"
#include "sim/results/content.hpp"

namespace sim::hdf5 {
namespace {

/// Byte b of element i goes to `planes` + b · plane + i.
template <std::size_t element>
void shuffle(const char* from, std::size_t count, char* planes, std::size_t plane)
{
    for (std::size_t b = 0; b < element; ++b)
        for (std::size_t i = 0; i < count; ++i) planes[b * plane + i] = from[i * element + b];
}

void shuffle(const char* from, std::size_t element, std::size_t count, char* planes, std::size_t plane)
{
    switch (element) {
    case 1: return shuffle<1>(from, count, planes, plane);
    case 4: return shuffle<4>(from, count, planes, plane);
    default: SIM_EXPECTS(element == 8); return shuffle<8>(from, count, planes, plane);
    }
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

/// Whether runs and Huffman's code would hardly shorten these bytes, as the last places of measured numbers: few are in
/// runs, and no values are much more frequent than others. Looks at 8 KiB of them.
bool look_random(const char* bytes, std::size_t count)
{
    constexpr std::size_t stretches = 16;
    const std::size_t length = std::min<std::size_t>(count / stretches, 512);
    if (length < 4) return false;
    std::uint32_t seen[256] = {};
    std::uint64_t in_runs = 0;
    for (std::size_t stretch = 0; stretch < stretches; ++stretch) {
        const char* const here = bytes + stretch * (count / stretches);
        for (std::size_t i = 3; i < length; ++i) {
            ++seen[static_cast<unsigned char>(here[i])];
            in_runs += here[i] == here[i - 1] && here[i] == here[i - 2] && here[i] == here[i - 3];
        }
    }
    std::uint64_t pairs = 0; // of equal bytes, 1/256 of all where they are random
    for (const std::uint64_t n : seen) pairs += n * n;
    const std::uint64_t looked_at = stretches * (length - 3);
    return in_runs * 4 < looked_at && pairs * 256 < 16 * looked_at * looked_at;
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

/// Adds bytes to a deflate stream by runs of equal ones and Huffman's code: blocks that end at a whole byte.
class RunsOfBytes
{
  public:
    RunsOfBytes()
    {
        constexpr int raw = -MAX_WBITS;
        if (deflateInit2(&stream_, PackedChunks::level, Z_DEFLATED, raw, MAX_MEM_LEVEL - 1, Z_RLE) != Z_OK)
            throw std::bad_alloc();
    }
    RunsOfBytes(const RunsOfBytes&) = delete;
    RunsOfBytes& operator=(const RunsOfBytes&) = delete;
    ~RunsOfBytes() { deflateEnd(&stream_); }

    void add(std::vector<char>& out, const char* bytes, std::size_t count)
    {
        const bool is_one = std::memcmp(bytes, bytes + 1, count - 1) == 0; // byte again and again, as most are
        if (!is_one) return deflate_to(out, bytes, count);
        if (count != same_count_ || *bytes != same_byte_) {
            same_count_ = 0; // until there is one
            same_.clear();
            deflate_to(same_, bytes, count);
            same_count_ = count;
            same_byte_ = *bytes;
        }
        out.insert(out.end(), same_.begin(), same_.end());
    }

  private:
    void deflate_to(std::vector<char>& out, const char* bytes, std::size_t count)
    {
        deflateReset(&stream_); // nothing refers to what was added before
        const std::size_t most = deflateBound(&stream_, count) + 16;
        if (room_.size() < most) room_.resize(most);
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes)); // the library does not write there
        stream_.avail_in = static_cast<uInt>(count);
        stream_.next_out = reinterpret_cast<Bytef*>(room_.data());
        stream_.avail_out = static_cast<uInt>(most);
        const int result = deflate(&stream_, Z_SYNC_FLUSH);
        if (result != Z_OK || stream_.avail_in > 0 || stream_.avail_out == 0) throw Error("deflate failed");
        out.insert(out.end(), room_.begin(), room_.begin() + static_cast<std::ptrdiff_t>(stream_.total_out));
    }

    z_stream stream_{};
    std::vector<char> room_;
    std::vector<char> same_; ///< the last that was one byte again and again
    std::size_t same_count_ = 0;
    char same_byte_ = 0;
};

/// A zlib stream (RFC 1950) and Fletcher's sum. Bytes of the same place in all numbers follow each other: each such
/// plane is stored as it is or deflated.
std::vector<char> compressed(const char* bytes, std::size_t size, std::size_t element)
{
    std::vector<char> out{0x78, 0x01};
    out.reserve(size / 2);
    static thread_local RunsOfBytes runs; // to make one takes as long as a small chunk
    const std::size_t plane = size / element;
    for (std::size_t b = 0; b < element; ++b) {
        const char* const here = bytes + b * plane;
        if (look_random(here, plane))
            add_stored(out, here, plane);
        else
            runs.add(out, here, plane);
    }
    constexpr char last[] = {1, 0, 0, static_cast<char>(0xff), static_cast<char>(0xff)}; // a stored block of no bytes
    out.insert(out.end(), std::begin(last), std::end(last));
    const std::uint32_t adler = libdeflate_adler32(1, bytes, size);
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
    // From this dimension on, numbers follow each other in the chunk as in the slab.
    std::size_t inner = rank - 1;
    while (inner > 0 && chunk[inner] == count[inner]) --inner;
    std::size_t behind = 1;
    for (std::size_t i = inner + 1; i < rank; ++i) behind *= count[i];
    const std::size_t plane = elements(chunk);

    Shape first(rank, 0); // of a chunk, within the slab
    for (bool more = true; more;) {
        Chunk of{dataset, {}, element, plane * element, std::make_unique_for_overwrite<char[]>(plane * element), {}};
        bool is_whole = true;
        for (std::size_t i = 0; i < rank; ++i) {
            of.offset.push_back(start[i] + first[i]);
            is_whole = is_whole && first[i] + chunk[i] <= count[i];
        }
        if (!is_whole) std::memset(of.bytes.get(), 0, of.size); // what lies beyond the slab's end
        const std::size_t length = std::min(chunk[inner], count[inner] - first[inner]) * behind;
        Shape at(rank, 0);
        for (bool piece = true; piece;) {
            std::size_t source = 0;
            std::size_t target = 0;
            bool inside = true;
            for (std::size_t i = 0; i < rank; ++i) {
                source = source * count[i] + first[i] + at[i];
                target = target * chunk[i] + at[i];
                inside = inside && first[i] + at[i] < count[i];
            }
            if (inside) shuffle(from + source * element, element, length, of.bytes.get() + target, plane);
            piece = false;
            for (std::size_t i = inner; i-- > 0 && !piece;) {
                piece = ++at[i] < chunk[i];
                if (!piece) at[i] = 0;
            }
        }
        bytes_ += of.size;
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
        of.packed = compressed(of.bytes.get(), of.size, of.element);
        of.bytes = {};
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
