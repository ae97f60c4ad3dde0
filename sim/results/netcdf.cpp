#include "sim/results/netcdf.hpp"

#include "sim/core/contract.hpp"
#include "sim/results/content.hpp"
#include "sim/results/descriptor.hpp"
#include "sim/results/dimension_scales.hpp"
#include "sim/results/disk.hpp"
#include "sim/results/hdf5.hpp"
#include "sim/results/hdf5_objects.hpp"
#include "sim/results/netcdf_reader.hpp"
#include "sim/results/packed_chunks.hpp"
#include "sim/results/part_file.hpp"
#include "sim/results/seal.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <deque>
#include <limits>
#include <optional>

namespace sim {

namespace fs = std::filesystem;
using hdf5::check;
using hdf5::create_dataset;
using hdf5::group_properties;
using hdf5::Handle;
using hdf5::object_properties;
using hdf5::write_attribute;
using hdf5::write_text;
using hdf5::write_value;

namespace {

constexpr std::size_t compressed_from = 4096;               // bytes of a variable
constexpr std::size_t chunk_bytes = std::size_t{1} << 20;   // at most
constexpr std::size_t most_waiting = std::size_t{32} << 20; // bytes of chunks that are compressed together

bool is_name(std::string_view name)
{
    const auto is_letter = [](char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); };
    return !name.empty() && is_letter(name[0]) && std::all_of(name.begin(), name.end(), [&](char c) {
        return is_letter(c) || ('0' <= c && c <= '9') || c == '_';
    });
}

bool has_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

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

struct NetcdfWriter::File
{
    /// A variable with what was written of it.
    struct Written
    {
        Variable definition;
        Shape shape;
        bool optional;           ///< may stay without values
        Handle dataset;          ///< open until all is written
        std::size_t written = 0; ///< elements, twice what was written twice
        bool is_packed = false;  ///< its chunks are compressed
        bool in_order = true;    ///< `digest` has the first `written` elements
        Digest digest = {};
    };

    fs::path target;
    fs::path part; ///< empty: nothing of ours to remove
    std::unique_ptr<hdf5::Disk> disk;
    Handle id; // closed before its disk
    Handle provenance_group;
    std::vector<Dimension> dimensions;
    std::vector<Attribute> attributes;
    std::deque<Written> variables;
    hdf5::PackedChunks waiting;

    explicit File(fs::path to) : target(std::move(to)) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() { discard(); }

    void create();
    void discard();
    void close();
    void define(Variable definition);
    void write(Written& variable, const Shape& start, const Shape& count, const Values& values);
    Handle open(const Written& variable) const;
    void write_waiting();
    std::string digest();

    const Dimension* find_dimension(std::string_view name) const
    {
        const auto at = std::find_if(dimensions.begin(), dimensions.end(),
                                     [&](const Dimension& dimension) { return dimension.name == name; });
        return at == dimensions.end() ? nullptr : &*at;
    }
    std::vector<const Variable*> definitions() const
    {
        std::vector<const Variable*> out;
        for (const Written& variable : variables) out.push_back(&variable.definition);
        return out;
    }
    Written* find_variable(std::string_view name)
    {
        const auto at = std::find_if(variables.begin(), variables.end(),
                                     [&](const Written& variable) { return variable.definition.name == name; });
        return at == variables.end() ? nullptr : &*at;
    }

    /// Does the work; after any error but a broken contract the part is gone.
    template <class Work>
    void guarded(Work&& work)
    {
        try {
            work();
            if (disk && disk->error() != 0) throw WriteError(target, trouble_of_writing(disk->error()));
        } catch (const hdf5::Error& error) {
            const int cause = disk ? disk->error() : 0;
            discard();
            throw WriteError(target, cause != 0 ? trouble_of_writing(cause) : Words{error.what(), error.what()});
        } catch (const ReadError& error) {
            discard();
            throw WriteError(target, Words{"membaca ulang gagal: ", "reading back failed: "} + error.words);
        } catch (const WriteError&) {
            discard();
            throw;
        }
    }
};

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

NetcdfWriter::NetcdfWriter(fs::path target) : file_(std::make_unique<File>(std::move(target)))
{
    SIM_EXPECTS(file_->target.has_filename());
    file_->guarded([&] { file_->create(); });
}

NetcdfWriter::NetcdfWriter(NetcdfWriter&&) noexcept = default;
NetcdfWriter& NetcdfWriter::operator=(NetcdfWriter&&) noexcept = default;
NetcdfWriter::~NetcdfWriter() = default;

NetcdfWriter::File& NetcdfWriter::open_file()
{
    SIM_EXPECTS(file_ != nullptr && file_->id.is_open());
    return *file_;
}

void NetcdfWriter::dimension(std::string name, std::size_t length, bool unlimited)
{
    File& file = open_file();
    SIM_EXPECTS(is_name(name) && name != "provenance");
    SIM_EXPECTS(file.find_dimension(name) == nullptr && file.find_variable(name) == nullptr);
    file.dimensions.push_back({std::move(name), length, unlimited});
}

namespace {

void expect_attribute(const std::vector<Attribute>& before, const Attribute& added)
{
    SIM_EXPECTS(is_name(added.name) && !hdf5::is_format_attribute(added.name) && added.name != digest_attribute);
    SIM_EXPECTS(std::none_of(before.begin(), before.end(), [&](const Attribute& a) { return a.name == added.name; }));
    if (const auto* text = std::get_if<std::string>(&added.value)) SIM_EXPECTS(!has_nul(*text));
}

} // namespace

void NetcdfWriter::attribute(std::string name, AttributeValue value)
{
    File& file = open_file();
    Attribute added{std::move(name), std::move(value)};
    expect_attribute(file.attributes, added);
    file.guarded([&] { write_value(file.id.id(), added); });
    file.attributes.push_back(std::move(added));
}

void NetcdfWriter::attribute(std::string_view variable, std::string name, AttributeValue value)
{
    File& file = open_file();
    File::Written* of = file.find_variable(variable);
    SIM_EXPECTS(of != nullptr);
    Attribute added{std::move(name), std::move(value)};
    expect_attribute(of->definition.attributes, added);
    file.guarded([&] {
        Handle dataset = file.open(*of);
        write_value(dataset.id(), added);
        dataset.close();
    });
    of->definition.attributes.push_back(std::move(added));
}

void NetcdfWriter::variable(Variable definition)
{
    File& file = open_file();
    SIM_EXPECTS(is_name(definition.name) && definition.name != "provenance");
    SIM_EXPECTS(file.find_variable(definition.name) == nullptr);
    std::vector<Attribute> before;
    for (const Attribute& attribute : definition.attributes) {
        expect_attribute(before, attribute);
        before.push_back(attribute);
    }
    file.guarded([&] { file.define(std::move(definition)); });
}

void NetcdfWriter::write(std::string_view name, const Values& values)
{
    const File::Written* variable = open_file().find_variable(name);
    SIM_EXPECTS(variable != nullptr);
    const Shape whole = variable->shape;
    write_slab(name, Shape(whole.size(), 0), whole, values);
}

void NetcdfWriter::write_slab(std::string_view name, const Shape& start, const Shape& count, const Values& values)
{
    File& file = open_file();
    File::Written* variable = file.find_variable(name);
    SIM_EXPECTS(variable != nullptr);
    const Shape& shape = variable->shape;
    SIM_EXPECTS(static_cast<Type>(values.index()) == variable->definition.type);
    SIM_EXPECTS(start.size() == shape.size() && count.size() == shape.size());
    for (std::size_t i = 0; i < shape.size(); ++i) SIM_EXPECTS(count[i] <= shape[i] && start[i] <= shape[i] - count[i]);
    SIM_EXPECTS(std::visit([](const auto& all) { return all.size(); }, values) == elements(count));
    if (const auto* texts = std::get_if<std::span<const std::string>>(&values))
        SIM_EXPECTS(std::none_of(texts->begin(), texts->end(), has_nul));
    file.guarded([&] { file.write(*variable, start, count, values); });
}

void NetcdfWriter::time(Month first, std::size_t months)
{
    std::vector<Month> all;
    for (std::size_t month = 0; month < months; ++month) all.push_back(first + static_cast<int>(month));
    time(first, all);
}

void NetcdfWriter::time(Month since, std::span<const Month> months)
{
    dimension("time", months.size());
    dimension("nv", 2);
    variable({.name = "time",
              .type = Type::int32,
              .dimensions = {"time"},
              .attributes = {{"standard_name", "time"},
                             {"units", std::string("days since ").append(to_text(since)).append("-01")},
                             {"calendar", "proleptic_gregorian"},
                             {"axis", "T"},
                             {"bounds", "time_bnds"}}});
    variable({.name = "time_bnds", .type = Type::int32, .dimensions = {"time", "nv"}});

    std::vector<std::int32_t> last_days;
    std::vector<std::int32_t> bounds;
    for (const Month month : months) {
        bounds.push_back(days_to_first(month) - days_to_first(since));
        bounds.push_back(days_to_first(month + 1) - days_to_first(since));
        last_days.push_back(bounds.back() - 1);
    }
    write("time", last_days);
    write("time_bnds", bounds);
}

void NetcdfWriter::provenance(std::string name, std::string_view text)
{
    File& file = open_file();
    SIM_EXPECTS(!name.empty() && name != "." && name.find('/') == std::string::npos && !has_nul(name));
    SIM_EXPECTS(!has_nul(text));
    file.guarded([&] {
        const std::string ended(text);
        const char* pointer = ended.c_str();
        const Handle type = hdf5::text_type();
        Handle dataset = create_dataset(file.provenance_group.id(), name, type.id(), hdf5::scalar_space().id(),
                                        object_properties(H5P_DATASET_CREATE).id(), H5P_DEFAULT);
        check(H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, hdf5::text_transfer().id(), &pointer));
        dataset.close();
    });
}

std::string NetcdfWriter::content_digest()
{
    File& file = open_file();
    std::string digest;
    file.guarded([&] { digest = file.digest(); });
    return digest;
}

void NetcdfWriter::commit(bool overwrite)
{
    File& file = open_file();
    file.guarded([&] {
        if (!overwrite && fs::exists(fs::symlink_status(file.target)))
            throw WriteError(file.target, trouble_of_writing(EEXIST));
        const std::string digest = file.digest();
        write_value(file.id.id(), {std::string(digest_attribute), digest});
        hdf5::write_dimension_scales(file.id.id(), file.dimensions, file.definitions());
        file.close();
        if (file.disk->error() != 0) throw WriteError(file.target, trouble_of_writing(file.disk->error()));
        seal(file.disk->file(), file.target);
        if (!file.disk->is_as_written(file.part)) throw WriteError(file.target, not_as_written);
        if (const int error = file.disk->file().close(); error != 0)
            throw WriteError(file.target, trouble_of_writing(error));
        put_in_place(file.part, file.target, overwrite);
        file.part.clear();
    });
}

} // namespace sim
