#include "sim/results/netcdf_reader.hpp"

#include "sim/results/checked_objects.hpp"
#include "sim/results/content.hpp"
#include "sim/results/disk.hpp"
#include "sim/results/hdf5.hpp"
#include "sim/results/seal.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <new>
#include <stdexcept>

namespace sim {

namespace fs = std::filesystem;
using hdf5::check;
using hdf5::checked_storage;
using hdf5::Handle;
using hdf5::link_names;
using hdf5::open_attribute;
using hdf5::read_attributes;
using hdf5::refuse;
using hdf5::same_type;
using hdf5::shape_of;
using hdf5::type_of;

namespace {

template <class T>
constexpr Type type_for()
{
    return static_cast<Type>(Values(std::span<const T>()).index());
}

bool has_all_values_of(Type wide, Type narrow)
{
    if (wide == narrow) return true;
    if (wide == Type::text || narrow == Type::text) return false;
    return narrow == Type::uint8 || wide == Type::float64;
}

} // namespace

struct NetcdfReader::File
{
    fs::path path;
    std::unique_ptr<hdf5::Disk> disk;
    Handle id; // closed before its disk
    std::vector<Dimension> dimensions;
    std::vector<Variable> variables;
    std::vector<Attribute> attributes;

    void open(Seal seal);
    void add_dataset(const std::string& name, std::map<hobj_ref_t, Dimension>& scales);
    void name_dimensions(Variable& variable, const std::map<hobj_ref_t, Dimension>& scales) const;
    Shape shape(const Variable& variable) const;
    Handle open(const Variable& variable) const;

    void check_disk() const
    {
        if (disk && disk->error() != 0) throw ReadError(path, trouble_of_reading(disk->error()));
    }

    template <class Work>
    auto guarded(const std::string& what, Work&& work) const
    {
        const auto wrong = [&](const Words& cause) {
            const std::string where = what + (what.empty() ? "" : ": ");
            return ReadError(path, Words{where, where} + cause);
        };
        const Words too_large{"terlalu besar untuk memori", "is too large for the memory"};
        try {
            if constexpr (std::is_void_v<decltype(work())>) {
                work();
                check_disk();
            } else {
                auto result = work();
                check_disk();
                return result;
            }
        } catch (const hdf5::Error& error) {
            check_disk();
            throw wrong({error.what(), error.what()});
        } catch (const std::bad_alloc&) {
            throw wrong(too_large);
        } catch (const std::length_error&) {
            throw wrong(too_large);
        }
    }
};

void NetcdfReader::File::open(Seal seal)
{
    Descriptor file = open_to_read(path);
    if (seal == Seal::required) check_seal(file, path);
    disk = std::make_unique<hdf5::Disk>(std::move(file));
    id = disk->open_to_read(path.c_str());
    attributes = read_attributes(id.id());

    std::map<hobj_ref_t, Dimension> scales;
    for (const std::string& name : link_names(id.id()))
        if (name != "provenance") guarded(name, [&] { add_dataset(name, scales); });
    // Then every dimension of a variable is found by its name.
    if (scales.size() != dimensions.size() ||
        std::any_of(dimensions.begin(), dimensions.end(), [](const Dimension& d) { return d.name.empty(); }))
        refuse("has wrong dimensions");
    for (Variable& variable : variables) guarded(variable.name, [&] { name_dimensions(variable, scales); });
}

void NetcdfReader::File::add_dataset(const std::string& name, std::map<hobj_ref_t, Dimension>& scales)
{
    H5O_info_t info{};
    check(H5Oget_info_by_name2(id.id(), name.c_str(), &info, H5O_INFO_BASIC, H5P_DEFAULT));
    if (info.type != H5O_TYPE_DATASET) refuse("is not a variable");
    const Handle dataset(H5Dopen2(id.id(), name.c_str(), H5P_DEFAULT), H5Dclose);
    const Shape shape = shape_of(dataset.id());
    Variable variable{
        .name = name, .type = type_of(dataset.id()), .chunk = checked_storage(dataset.id(), shape.size())};

    // A netCDF library that appended to the file gives a Dimid to variables that are no dimension, too.
    if (check(H5Aexists(dataset.id(), "CLASS")) > 0) {
        if (shape.size() != 1) refuse("is a dimension of more than one dimension");
        std::int32_t number = -1;
        const Handle attribute = open_attribute(dataset.id(), "_Netcdf4Dimid");
        const Handle type(H5Aget_type(attribute.id()), H5Tclose);
        const Handle space(H5Aget_space(attribute.id()), H5Sclose);
        if (!same_type(type.id(), hdf5::file_type(Type::int32).id()) ||
            check(H5Sget_simple_extent_npoints(space.id())) != 1)
            refuse("has a wrong _Netcdf4Dimid");
        check(H5Aread(attribute.id(), hdf5::memory_type(Type::int32).id(), &number));

        hsize_t limit = 0;
        const Handle extent(H5Dget_space(dataset.id()), H5Sclose);
        check(H5Sget_simple_extent_dims(extent.id(), nullptr, &limit));
        const Dimension dimension{name, shape[0], limit == H5S_UNLIMITED};
        scales[info.addr] = dimension;

        // Their numbers give the order; one that comes late leaves room for those before it.
        constexpr std::int32_t most = 1 << 16;
        if (number < 0 || number > most) refuse("has a wrong _Netcdf4Dimid");
        const auto at = static_cast<std::size_t>(number);
        if (dimensions.size() <= at) dimensions.resize(at + 1);
        dimensions[at] = dimension;

        const std::string label = hdf5::read_text(open_attribute(dataset.id(), "NAME").id());
        if (label.starts_with(hdf5::no_variable)) return;
        variable.dimensions = {name};
    }
    variable.attributes = read_attributes(dataset.id());
    variables.push_back(std::move(variable));
}

void NetcdfReader::File::name_dimensions(Variable& variable, const std::map<hobj_ref_t, Dimension>& scales) const
{
    if (!variable.dimensions.empty()) return;
    const Handle dataset = open(variable);
    const Shape lengths = shape_of(dataset.id());
    if (lengths.empty()) return;
    for (const hobj_ref_t address : hdf5::read_dimension_list(dataset.id(), lengths.size())) {
        const auto scale = scales.find(address);
        if (scale == scales.end()) refuse("lies on an unknown dimension");
        variable.dimensions.push_back(scale->second.name);
    }
    if (shape(variable) != lengths) refuse("is not as long as its dimensions");
}

Shape NetcdfReader::File::shape(const Variable& variable) const
{
    Shape lengths;
    for (const std::string& name : variable.dimensions)
        lengths.push_back(std::find_if(dimensions.begin(), dimensions.end(), [&](const Dimension& dimension) {
                              return dimension.name == name;
                          })->length);
    return lengths;
}

Handle NetcdfReader::File::open(const Variable& variable) const
{
    const Handle access = variable.dimensions.empty()
                              ? Handle(H5Pcreate(H5P_DATASET_ACCESS), H5Pclose)
                              : hdf5::chunk_cache(shape(variable), variable.chunk, variable.type);
    return Handle(H5Dopen2(id.id(), variable.name.c_str(), access.id()), H5Dclose);
}

NetcdfReader::NetcdfReader(fs::path path, Seal seal) : file_(std::make_unique<File>())
{
    file_->path = std::move(path);
    file_->guarded("", [&] { file_->open(seal); });
}

NetcdfReader::NetcdfReader(NetcdfReader&&) noexcept = default;
NetcdfReader& NetcdfReader::operator=(NetcdfReader&&) noexcept = default;
NetcdfReader::~NetcdfReader() = default;

const std::vector<Dimension>& NetcdfReader::dimensions() const { return file_->dimensions; }
const std::vector<Variable>& NetcdfReader::variables() const { return file_->variables; }
const std::vector<Attribute>& NetcdfReader::attributes() const { return file_->attributes; }

bool NetcdfReader::has(std::string_view name) const
{
    return std::any_of(variables().begin(), variables().end(),
                       [&](const Variable& variable) { return variable.name == name; });
}

const Variable& NetcdfReader::variable(std::string_view name) const
{
    for (const Variable& variable : variables())
        if (variable.name == name) return variable;
    throw ReadError(file_->path,
                    {"tidak memuat variabel " + std::string(name), "has no variable " + std::string(name)});
}

Shape NetcdfReader::shape(std::string_view name) const { return file_->shape(variable(name)); }

template <class T>
std::vector<T> NetcdfReader::read(std::string_view name) const
{
    const Shape whole = shape(name);
    return read_slab<T>(name, Shape(whole.size(), 0), whole);
}

template <class T>
std::vector<T> NetcdfReader::read_slab(std::string_view name, const Shape& start, const Shape& count) const
{
    const Variable& from = variable(name);
    return file_->guarded(from.name, [&]() -> std::vector<T> {
        const Shape lengths = file_->shape(from);
        bool fits = start.size() == lengths.size() && count.size() == lengths.size();
        for (std::size_t i = 0; fits && i < lengths.size(); ++i)
            fits = count[i] <= lengths[i] && start[i] <= lengths[i] - count[i];
        if (!fits) refuse("does not have what is asked");
        constexpr Type wanted = type_for<T>();
        if (!has_all_values_of(wanted, from.type))
            refuse("is " + std::string(to_text(from.type)) + ", not " + std::string(to_text(wanted)));
        if (elements(count) == 0) return {};
        const Handle dataset = file_->open(from);
        if constexpr (std::is_same_v<T, std::string>) {
            return hdf5::read_texts(dataset.id(), start, count);
        } else {
            std::vector<T> values(elements(count));
            hdf5::read_slab(dataset.id(), hdf5::memory_type(wanted).id(), start, count, values.data());
            return values;
        }
    });
}

template std::vector<float> NetcdfReader::read(std::string_view) const;
template std::vector<double> NetcdfReader::read(std::string_view) const;
template std::vector<std::int32_t> NetcdfReader::read(std::string_view) const;
template std::vector<std::uint8_t> NetcdfReader::read(std::string_view) const;
template std::vector<std::string> NetcdfReader::read(std::string_view) const;
template std::vector<float> NetcdfReader::read_slab(std::string_view, const Shape&, const Shape&) const;
template std::vector<double> NetcdfReader::read_slab(std::string_view, const Shape&, const Shape&) const;
template std::vector<std::int32_t> NetcdfReader::read_slab(std::string_view, const Shape&, const Shape&) const;
template std::vector<std::uint8_t> NetcdfReader::read_slab(std::string_view, const Shape&, const Shape&) const;
template std::vector<std::string> NetcdfReader::read_slab(std::string_view, const Shape&, const Shape&) const;

std::vector<std::pair<std::string, std::string>> NetcdfReader::provenance() const
{
    return file_->guarded("provenance", [&] {
        std::vector<std::pair<std::string, std::string>> texts;
        if (check(H5Lexists(file_->id.id(), "provenance", H5P_DEFAULT)) == 0) return texts;
        const Handle group(H5Gopen2(file_->id.id(), "provenance", H5P_DEFAULT), H5Gclose);
        for (const std::string& name : link_names(group.id())) {
            const Handle dataset(H5Dopen2(group.id(), name.c_str(), H5P_DEFAULT), H5Dclose);
            if (type_of(dataset.id()) != Type::text || !shape_of(dataset.id()).empty()) refuse(name + " is not a text");
            checked_storage(dataset.id(), 0);
            texts.emplace_back(name, hdf5::read_texts(dataset.id(), {}, {})[0]);
        }
        return texts;
    });
}

std::string NetcdfReader::content_digest() const
{
    return file_->guarded("", [&] {
        std::vector<VariableContent> contents;
        for (const Variable& variable : variables()) {
            Shape lengths = file_->shape(variable);
            std::string data = hdf5::data_digest(file_->open(variable).id(), variable.type, lengths);
            contents.push_back({&variable, std::move(lengths), std::move(data)});
        }
        return sim::content_digest(attributes(), contents);
    });
}

std::string content_digest(const fs::path& path) { return NetcdfReader(path).content_digest(); }

} // namespace sim
