#include "sim/results/netcdf_file.hpp"

#include "sim/core/contract.hpp"
#include "sim/results/content.hpp"
#include "sim/results/descriptor.hpp"
#include "sim/results/dimension_scales.hpp"
#include "sim/results/hdf5_objects.hpp"
#include "sim/results/part_file.hpp"

#include <limits>

namespace sim {

namespace fs = std::filesystem;
using hdf5::check;
using hdf5::create_dataset;
using hdf5::group_properties;
using hdf5::Handle;
using hdf5::object_properties;
using hdf5::write_attribute;
using hdf5::write_value;

namespace {

constexpr std::size_t compressed_from = 4096;               // bytes of a variable
constexpr std::size_t chunk_bytes = std::size_t{1} << 20;   // at most
constexpr std::size_t most_waiting = std::size_t{32} << 20; // bytes of chunks that are compressed together

/// Whole trailing dimensions; the one that no longer fits is cut into equal pieces.
Shape choose_chunk(const Shape& shape, std::size_t element_bytes)
{
    Shape chunk(shape.size(), 1);
    std::size_t room = chunk_bytes / element_bytes;
    for (std::size_t i = shape.size(); i-- > 0;) {
        const std::size_t length = std::max<std::size_t>(shape[i], 1);
        const std::size_t pieces = (length + room - 1) / room;
        chunk[i] = (length + pieces - 1) / pieces;
        if (pieces > 1) break;
        room /= length;
    }
    return chunk;
}

} // namespace

void NetcdfWriter::File::create()
{
    part = part_of(target);
    Descriptor file = create_part(target);
    disk = std::make_unique<hdf5::Disk>(std::move(file));
    hdf5::begin();
    id = disk->create(part.c_str(), group_properties(H5P_FILE_CREATE).id());
    const Handle group = group_properties(H5P_GROUP_CREATE);
    provenance_group = Handle(H5Gcreate2(id.id(), "provenance", H5P_DEFAULT, group.id(), H5P_DEFAULT), H5Gclose);
}

void NetcdfWriter::File::discard()
{
    if (part.empty()) return;
    if (disk) disk->give_up();
    waiting.clear();
    variables.clear();
    provenance_group = {};
    id = {};
    disk.reset();
    std::error_code ignored;
    fs::remove(part, ignored);
    part.clear();
}

void NetcdfWriter::File::close()
{
    for (Written& variable : variables) variable.dataset.close();
    provenance_group.close();
    id.close();
}

void NetcdfWriter::File::define(Variable definition)
{
    Shape shape;
    std::vector<hsize_t> lengths;
    std::vector<hsize_t> limits;
    bool unlimited = false;
    for (const std::string& name : definition.dimensions) {
        const Dimension* dimension = find_dimension(name);
        SIM_EXPECTS(dimension != nullptr);
        shape.push_back(dimension->length);
        lengths.push_back(dimension->length);
        limits.push_back(dimension->unlimited ? H5S_UNLIMITED : dimension->length);
        unlimited = unlimited || dimension->unlimited;
    }
    const Type type = definition.type;
    const bool is_coordinate = find_dimension(definition.name) != nullptr;
    const bool is_float = type == Type::float32 || type == Type::float64;
    SIM_EXPECTS(!is_coordinate || definition.dimensions == std::vector{definition.name});
    SIM_EXPECTS(type != Type::text || (!unlimited && definition.chunk.empty()));
    SIM_EXPECTS(definition.chunk.empty() || definition.chunk.size() == shape.size());

    const std::size_t bytes = elements(shape) * hdf5::size_of(type);
    const bool is_large = bytes > compressed_from && type != Type::text;
    if (definition.chunk.empty() && (is_large || unlimited))
        definition.chunk = choose_chunk(shape, hdf5::size_of(type));
    for (std::size_t i = 0; i < definition.chunk.size(); ++i) {
        SIM_EXPECTS(definition.chunk[i] > 0);
        if (limits[i] != H5S_UNLIMITED)
            definition.chunk[i] = std::min(definition.chunk[i], std::max<std::size_t>(shape[i], 1));
    }

    const Handle properties = object_properties(H5P_DATASET_CREATE);
    if (!definition.chunk.empty()) {
        const std::vector<hsize_t> chunk(definition.chunk.begin(), definition.chunk.end());
        check(H5Pset_chunk(properties.id(), static_cast<int>(chunk.size()), chunk.data()));
        if (is_large) {
            check(H5Pset_shuffle(properties.id()));
            check(H5Pset_deflate(properties.id(), hdf5::PackedChunks::level));
            check(H5Pset_fletcher32(properties.id()));
        }
    }
    const Handle stored = hdf5::file_type(type);
    const bool optional = is_float && !is_coordinate;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    if (optional) check(H5Pset_fill_value(properties.id(), hdf5::memory_type(Type::float64).id(), &nan));

    const Handle space =
        shape.empty()
            ? hdf5::scalar_space()
            : Handle(H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), limits.data()), H5Sclose);
    const Handle access = hdf5::chunk_cache(shape, definition.chunk, type);
    Handle dataset = create_dataset(id.id(), definition.name, stored.id(), space.id(), properties.id(), access.id());
    if (optional) {
        const float narrow = std::numeric_limits<float>::quiet_NaN();
        const void* value = type == Type::float32 ? static_cast<const void*>(&narrow) : &nan;
        write_attribute(dataset.id(), "_FillValue", stored.id(), hdf5::simple_space({1}).id(), value);
    }
    for (const Attribute& attribute : definition.attributes) write_value(dataset.id(), attribute);
    variables.push_back({std::move(definition), std::move(shape), optional, std::move(dataset), 0, is_large});
}

void NetcdfWriter::File::end_definitions()
{
    if (is_defined) return;
    std::vector<hdf5::ScaledVariable> scaled;
    for (Written& variable : variables) {
        if (!variable.dataset.is_open()) variable.dataset = open(variable);
        scaled.push_back({&variable.definition, variable.dataset.id()});
    }
    hdf5::write_dimension_scales(id.id(), dimensions, scaled);
    is_defined = true;
}

Handle NetcdfWriter::File::open(const Written& variable) const
{
    const Handle access = hdf5::chunk_cache(variable.shape, variable.definition.chunk, variable.definition.type);
    return Handle(H5Dopen2(id.id(), variable.definition.name.c_str(), access.id()), H5Dclose);
}

void NetcdfWriter::File::write(Written& variable, const Shape& start, const Shape& count, const Values& values)
{
    const Shape& shape = variable.shape;
    const std::size_t many = elements(count);
    if (many == 0) return;

    // In row-major order the slab is one run where nothing but single indices stands before a dimension in
    // pieces.
    std::size_t offset = 0;
    bool is_run = true;
    bool was_many = false;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        offset = offset * shape[i] + start[i];
        if (was_many && count[i] != shape[i]) is_run = false;
        if (count[i] != 1) was_many = true;
    }
    variable.in_order = variable.in_order && is_run && offset == variable.written;
    if (variable.in_order) add_to(variable.digest, values);

    if (!variable.dataset.is_open()) variable.dataset = open(variable);
    const Handle here = hdf5::simple_space(count);
    const Handle there = hdf5::slab_space(variable.dataset.id(), start, count);
    const Handle type = hdf5::memory_type(variable.definition.type);
    const void* data = std::visit([](const auto& all) { return static_cast<const void*>(all.data()); }, values);
    std::vector<const char*> pointers;
    if (const auto* texts = std::get_if<std::span<const std::string>>(&values)) {
        for (const std::string& text : *texts) pointers.push_back(text.c_str());
        data = pointers.data();
    }
    const Shape& chunk = variable.definition.chunk;
    if (variable.is_packed && hdf5::PackedChunks::takes(shape, chunk, start, count)) {
        waiting.add(variable.dataset.id(), shape, chunk, variable.definition.type, start, count, data);
        variable.written += many;
        if (waiting.bytes() > most_waiting) write_waiting();
        return;
    }
    write_waiting();
    const Handle transfer = variable.definition.type == Type::text ? hdf5::text_transfer() : Handle();
    check(H5Dwrite(variable.dataset.id(), type.id(), here.id(), there.id(),
                   transfer.is_open() ? transfer.id() : H5P_DEFAULT, data));
    variable.written += many;
    if (variable.written == elements(shape)) variable.dataset.close();
}

void NetcdfWriter::File::write_waiting()
{
    waiting.write_all();
    for (Written& variable : variables)
        if (variable.dataset.is_open() && variable.written == elements(variable.shape)) variable.dataset.close();
}

std::string NetcdfWriter::File::digest()
{
    write_waiting();
    std::vector<VariableContent> contents;
    for (const Written& variable : variables) {
        const std::size_t all = elements(variable.shape);
        SIM_EXPECTS(variable.optional || variable.written >= all);
        const bool is_digested = variable.in_order && variable.written == all;
        contents.push_back({&variable.definition, variable.shape,
                            is_digested
                                ? variable.digest.hex()
                                : hdf5::data_digest(open(variable).id(), variable.definition.type, variable.shape)});
    }
    return sim::content_digest(attributes, contents);
}

} // namespace sim
