#pragma once

// The HDF5 C API for the sources of this folder: no other file includes it.

#include "sim/results/schema.hpp"

#define H5_USE_110_API // names mean the same with a later library
#include <hdf5.h>

#include <stdexcept>
#include <string>
#include <utility>

namespace sim::hdf5 {

/// A call failed; the message is the library's innermost one.
struct Error : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

/// Before any other call: the library prints no errors and loads no plugins.
void begin();

[[noreturn]] void fail();

/// Hands on what a call returned; a negative number is its failure.
template <class Result>
Result check(Result result)
{
    if (result < 0) fail();
    return result;
}

/// Owns an identifier. Closing can fail too: close() tells, the destructor cannot.
class Handle
{
  public:
    using Close = herr_t (*)(hid_t);

    Handle() = default;
    Handle(hid_t opened, Close by) : id_(check(opened)), close_(by) {}
    Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
    Handle& operator=(Handle&& other) noexcept
    {
        std::swap(id_, other.id_);
        std::swap(close_, other.close_);
        return *this;
    }
    ~Handle()
    {
        if (id_ >= 0) close_(id_);
    }

    hid_t id() const { return id_; }
    bool is_open() const { return id_ >= 0; }
    void close()
    {
        if (id_ >= 0) check(close_(std::exchange(id_, -1)));
    }

  private:
    hid_t id_ = -1;
    Close close_ = nullptr;
};

/// As in the file, little-endian.
Handle file_type(Type type);
/// As in memory; a text is a `char*`.
Handle memory_type(Type type);
/// In memory, bytes.
std::size_t size_of(Type type);

/// Variable-length UTF-8.
Handle text_type();

Handle scalar_space();
Handle simple_space(const Shape& shape);

/// Access with a cache that holds all chunks with the same first index, up to 64 MiB: slabs one after the
/// other compress and decompress a chunk once.
Handle chunk_cache(const Shape& shape, const Shape& chunk, Type type);

/// Selects the slab in the dataset's own space.
Handle slab_space(hid_t dataset, const Shape& start, const Shape& count);

/// How texts are read and written: by the library's own properties a megabyte is cleared at every call.
Handle text_transfer();

/// Numbers from a slab, in `memory` type.
void read_slab(hid_t dataset, hid_t memory, const Shape& start, const Shape& count, void* to,
               hid_t transfer = H5P_DEFAULT);
/// Texts from a slab.
std::vector<std::string> read_texts(hid_t dataset, const Shape& start, const Shape& count);

/// SHA-256 of a whole dataset as in VariableContent::data, read in pieces of a few MiB.
std::string data_digest(hid_t dataset, Type type, const Shape& shape);

/// What the dataset of a dimension without values is named, before ten digits of its length.
inline constexpr std::string_view no_variable = "This is a netCDF dimension but not a netCDF variable.";

/// Attributes that belong to the format.
bool is_format_attribute(std::string_view name);

} // namespace sim::hdf5
