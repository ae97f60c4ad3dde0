#include "sim/results/hdf5.hpp"

#include "sim/results/content.hpp"

#include <algorithm>
#include <array>

namespace sim::hdf5 {

namespace {

constexpr std::size_t piece_bytes = std::size_t{4} << 20;

/// Frees the texts that the library allocated.
struct Reclaim
{
    hid_t type, space;
    void* texts;
    Reclaim(hid_t a_type, hid_t a_space, void* all) : type(a_type), space(a_space), texts(all) {}
    Reclaim(const Reclaim&) = delete;
    Reclaim& operator=(const Reclaim&) = delete;
    ~Reclaim() { H5Dvlen_reclaim(type, space, H5P_DEFAULT, texts); }
};

/// Calls work(start, count) for slabs of at most `most` elements that follow each other in row-major order.
template <class Work>
void for_slabs(const Shape& shape, std::size_t most, Work&& work)
{
    if (elements(shape) == 0) return;
    if (shape.empty()) return work(Shape{}, Shape{});

    std::size_t split = shape.size() - 1; // dimensions behind it are whole, those before it single
    std::size_t inner = 1;
    while (split > 0 && inner * shape[split] <= most) inner *= shape[split--];
    const std::size_t rows = std::max<std::size_t>(1, most / inner);

    Shape start(shape.size(), 0);
    Shape count = shape;
    std::fill_n(count.begin(), split, 1);
    while (true) {
        for (start[split] = 0; start[split] < shape[split]; start[split] += rows) {
            count[split] = std::min(rows, shape[split] - start[split]);
            work(start, count);
        }
        std::size_t i = split;
        start[split] = 0;
        while (i > 0 && ++start[i - 1] == shape[i - 1]) start[--i] = 0;
        if (i == 0) return;
    }
}

herr_t keep_cause(unsigned, const H5E_error2_t* error, void* kept)
{
    auto& text = *static_cast<std::string*>(kept);
    if (text.empty() && error->desc != nullptr) text = error->desc;
    return 0;
}

} // namespace

void begin()
{
    static const bool begun = [] {
        H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
        H5PLset_loading_state(0);
        return true;
    }();
    static_cast<void>(begun);
}

void fail()
{
    std::string cause;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_cause, &cause);
    // "file write failed: time = …, errno = 28, error message = 'No space left on device', …"
    constexpr std::string_view before = "error message = '";
    if (const auto at = cause.find(before); at != std::string::npos) {
        const auto first = at + before.size();
        cause = cause.substr(first, cause.find('\'', first) - first);
    }
    throw Error(cause.empty() ? "HDF5 failed" : cause);
}

Handle file_type(Type type)
{
    switch (type) {
    case Type::float32: return Handle(H5Tcopy(H5T_IEEE_F32LE), H5Tclose);
    case Type::float64: return Handle(H5Tcopy(H5T_IEEE_F64LE), H5Tclose);
    case Type::int32: return Handle(H5Tcopy(H5T_STD_I32LE), H5Tclose);
    case Type::uint8: return Handle(H5Tcopy(H5T_STD_U8LE), H5Tclose);
    case Type::text: break;
    }
    return text_type();
}

Handle memory_type(Type type)
{
    switch (type) {
    case Type::float32: return Handle(H5Tcopy(H5T_NATIVE_FLOAT), H5Tclose);
    case Type::float64: return Handle(H5Tcopy(H5T_NATIVE_DOUBLE), H5Tclose);
    case Type::int32: return Handle(H5Tcopy(H5T_NATIVE_INT32), H5Tclose);
    case Type::uint8: return Handle(H5Tcopy(H5T_NATIVE_UINT8), H5Tclose);
    case Type::text: break;
    }
    return text_type();
}

std::size_t size_of(Type type)
{
    constexpr std::array<std::size_t, 5> sizes{4, 8, 4, 1, sizeof(char*)};
    return sizes[static_cast<std::size_t>(type)];
}

Handle text_type()
{
    Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
    check(H5Tset_size(type.id(), H5T_VARIABLE));
    check(H5Tset_cset(type.id(), H5T_CSET_UTF8));
    return type;
}

Handle scalar_space() { return Handle(H5Screate(H5S_SCALAR), H5Sclose); }

Handle simple_space(const Shape& shape)
{
    if (shape.empty()) return scalar_space();
    const std::vector<hsize_t> lengths(shape.begin(), shape.end());
    return Handle(H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr), H5Sclose);
}

Handle chunk_cache(const Shape& shape, const Shape& chunk, Type type)
{
    Handle access(H5Pcreate(H5P_DATASET_ACCESS), H5Pclose);
    if (chunk.empty()) return access;
    constexpr std::size_t least = std::size_t{1} << 20;
    constexpr std::size_t most = std::size_t{64} << 20;
    std::size_t bytes = size_of(type) * chunk[0];
    for (std::size_t i = 1; i < chunk.size() && bytes < most; ++i)
        bytes *= (shape[i] + chunk[i] - 1) / chunk[i] * chunk[i];
    check(H5Pset_chunk_cache(access.id(), 4001, std::clamp(bytes, least, most), 1));
    return access;
}

Handle slab_space(hid_t dataset, const Shape& start, const Shape& count)
{
    Handle space(H5Dget_space(dataset), H5Sclose);
    if (start.empty()) return space;
    const std::vector<hsize_t> first(start.begin(), start.end());
    const std::vector<hsize_t> many(count.begin(), count.end());
    check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, first.data(), nullptr, many.data(), nullptr));
    return space;
}

Handle text_transfer()
{
    Handle transfer(H5Pcreate(H5P_DATASET_XFER), H5Pclose);
    check(H5Pset_buffer(transfer.id(), std::size_t{16} << 10, nullptr, nullptr));
    return transfer;
}

void read_slab(hid_t dataset, hid_t memory, const Shape& start, const Shape& count, void* to, hid_t transfer)
{
    const Handle here = simple_space(count);
    const Handle there = slab_space(dataset, start, count);
    check(H5Dread(dataset, memory, here.id(), there.id(), transfer, to));
}

std::vector<std::string> read_texts(hid_t dataset, const Shape& start, const Shape& count)
{
    std::vector<char*> pointers(elements(count), nullptr);
    const Handle memory = text_type();
    const Handle space = simple_space(count);
    const Reclaim reclaim(memory.id(), space.id(), pointers.data());
    read_slab(dataset, memory.id(), start, count, pointers.data(), text_transfer().id());
    std::vector<std::string> texts;
    texts.reserve(pointers.size());
    for (const char* text : pointers) texts.emplace_back(text != nullptr ? text : "");
    return texts;
}

std::string data_digest(hid_t dataset, Type type, const Shape& shape)
{
    Digest digest;
    const std::size_t most = piece_bytes / size_of(type);
    if (type == Type::text) {
        for_slabs(shape, most, [&](const Shape& start, const Shape& count) {
            const std::vector<std::string> texts = read_texts(dataset, start, count);
            add_to(digest, std::span(texts));
        });
        return digest.hex();
    }
    // The file's type as memory type: bytes come as they are.
    const Handle as_stored = file_type(type);
    std::vector<std::byte> buffer(std::min(most, elements(shape)) * size_of(type));
    for_slabs(shape, most, [&](const Shape& start, const Shape& count) {
        read_slab(dataset, as_stored.id(), start, count, buffer.data());
        digest.update(std::span(buffer).first(elements(count) * size_of(type)));
    });
    return digest.hex();
}

bool is_format_attribute(std::string_view name)
{
    constexpr std::array<std::string_view, 8> names{
        "CLASS",         "NAME",       "DIMENSION_LIST",      "REFERENCE_LIST",
        "_Netcdf4Dimid", "_FillValue", "_Netcdf4Coordinates", "_NCProperties"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace sim::hdf5
