#include "sim/results/checked_objects.hpp"

#include <algorithm>
#include <cstdint>

namespace sim::hdf5 {

namespace {

constexpr std::size_t longest_attribute = std::size_t{64} << 20; // bytes

/// Calls that give a name: once for its length, once for itself.
template <class Call>
std::string name_by(Call&& call)
{
    const auto length = static_cast<std::size_t>(check(call(nullptr, 0)));
    std::string name(length + 1, '\0');
    check(call(name.data(), name.size()));
    name.resize(length);
    return name;
}

} // namespace

void refuse(const std::string& what) { throw Error(what); }

std::vector<std::string> link_names(hid_t group)
{
    H5G_info_t info{};
    check(H5Gget_info(group, &info));
    std::vector<std::string> names;
    for (hsize_t i = 0; i < info.nlinks; ++i) {
        names.push_back(name_by([&](char* to, std::size_t size) {
            return H5Lget_name_by_idx(group, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, to, size, H5P_DEFAULT);
        }));
        H5L_info_t link{};
        check(H5Lget_info(group, names.back().c_str(), &link, H5P_DEFAULT));
        if (link.type != H5L_TYPE_HARD) refuse(names.back() + " is a link to elsewhere");
    }
    return names;
}

Handle open_attribute(hid_t object, const std::string& name)
{
    return Handle(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose);
}

std::string read_text(hid_t attribute)
{
    const Handle type(H5Aget_type(attribute), H5Tclose);
    const Handle space(H5Aget_space(attribute), H5Sclose);
    const std::size_t length = H5Tget_size(type.id());
    const auto kind = check(H5Sget_simple_extent_type(space.id()));
    if (check(H5Tis_variable_str(type.id())) > 0 || length > longest_attribute || kind == H5S_SIMPLE)
        refuse("an attribute's text is not of fixed length");
    if (kind == H5S_NULL) return {};
    std::string text(length, '\0');
    check(H5Aread(attribute, type.id(), text.data()));
    return text.substr(0, text.find('\0'));
}

bool same_type(hid_t left, hid_t right) { return check(H5Tequal(left, right)) > 0; }

namespace {

AttributeValue read_value(hid_t attribute)
{
    const Handle type(H5Aget_type(attribute), H5Tclose);
    if (H5Tget_class(type.id()) == H5T_STRING) return read_text(attribute);
    const Handle space(H5Aget_space(attribute), H5Sclose);
    if (check(H5Sget_simple_extent_npoints(space.id())) == 1) {
        if (same_type(type.id(), file_type(Type::int32).id())) {
            std::int32_t value = 0;
            check(H5Aread(attribute, memory_type(Type::int32).id(), &value));
            return value;
        }
        if (same_type(type.id(), file_type(Type::float64).id())) {
            double value = 0;
            check(H5Aread(attribute, memory_type(Type::float64).id(), &value));
            return value;
        }
    }
    refuse("an attribute is neither text nor int32 nor float64");
}

} // namespace

std::vector<Attribute> read_attributes(hid_t object)
{
    H5O_info_t info{};
    check(H5Oget_info2(object, &info, H5O_INFO_NUM_ATTRS));
    std::vector<Attribute> attributes;
    for (hsize_t i = 0; i < info.num_attrs; ++i) {
        const Handle attribute(
            H5Aopen_by_idx(object, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
        std::string name = name_by([&](char* to, std::size_t size) { return H5Aget_name(attribute.id(), size, to); });
        if (is_format_attribute(name)) continue;
        AttributeValue value = read_value(attribute.id());
        attributes.push_back({std::move(name), std::move(value)});
    }
    return attributes;
}

Type type_of(hid_t dataset)
{
    const Handle type(H5Dget_type(dataset), H5Tclose);
    if (H5Tget_class(type.id()) == H5T_STRING && check(H5Tis_variable_str(type.id())) > 0) return Type::text;
    for (const Type known : {Type::float32, Type::float64, Type::int32, Type::uint8})
        if (same_type(type.id(), file_type(known).id())) return known;
    refuse("has a type that is not read here");
}

Shape shape_of(hid_t dataset)
{
    const Handle space(H5Dget_space(dataset), H5Sclose);
    const int rank = check(H5Sget_simple_extent_ndims(space.id()));
    std::vector<hsize_t> lengths(static_cast<std::size_t>(rank));
    check(H5Sget_simple_extent_dims(space.id(), lengths.data(), nullptr));
    // Room for eight bytes an element, and for the steps of a slab.
    std::uint64_t room = std::uint64_t{1} << 59;
    for (const hsize_t length : lengths) {
        if (length > room) refuse("is too large");
        room /= std::max<hsize_t>(length, 1);
    }
    return {lengths.begin(), lengths.end()};
}

Shape checked_storage(hid_t dataset, std::size_t rank)
{
    const Handle properties(H5Dget_create_plist(dataset), H5Pclose);
    const H5D_layout_t layout = H5Pget_layout(properties.id());
    if (layout != H5D_CONTIGUOUS && layout != H5D_CHUNKED && layout != H5D_COMPACT) refuse("is stored elsewhere");
    if (check(H5Pget_external_count(properties.id())) > 0) refuse("is stored elsewhere");
    for (int i = check(H5Pget_nfilters(properties.id())); i-- > 0;) {
        unsigned flags = 0;
        unsigned settings = 0;
        std::size_t count = 0;
        const H5Z_filter_t filter = check(
            H5Pget_filter2(properties.id(), static_cast<unsigned>(i), &flags, &count, nullptr, 0, nullptr, &settings));
        if (filter != H5Z_FILTER_SHUFFLE && filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_FLETCHER32)
            refuse("is compressed in an unknown way");
    }
    if (layout != H5D_CHUNKED) return {};
    std::vector<hsize_t> chunk(rank);
    if (check(H5Pget_chunk(properties.id(), static_cast<int>(rank), chunk.data())) != static_cast<int>(rank))
        refuse("has wrong chunks");
    if (std::find(chunk.begin(), chunk.end(), 0u) != chunk.end()) refuse("has wrong chunks");
    return {chunk.begin(), chunk.end()};
}

std::vector<hobj_ref_t> read_dimension_list(hid_t dataset, std::size_t rank)
{
    const Handle attribute = open_attribute(dataset, "DIMENSION_LIST");
    const Handle stored(H5Aget_type(attribute.id()), H5Tclose);
    const Handle reference(H5Tcopy(H5T_STD_REF_OBJ), H5Tclose);
    const Handle list(H5Tvlen_create(reference.id()), H5Tclose);
    const Handle space(H5Aget_space(attribute.id()), H5Sclose);
    if (!same_type(stored.id(), list.id()) ||
        check(H5Sget_simple_extent_npoints(space.id())) != static_cast<hssize_t>(rank))
        refuse("has a wrong DIMENSION_LIST");
    std::vector<hvl_t> lists(rank, hvl_t{0, nullptr});
    std::vector<hobj_ref_t> addresses;
    const herr_t success = H5Aread(attribute.id(), list.id(), lists.data());
    if (success >= 0)
        for (const hvl_t& one : lists)
            if (one.len == 1) addresses.push_back(*static_cast<const hobj_ref_t*>(one.p));
    H5Dvlen_reclaim(list.id(), space.id(), H5P_DEFAULT, lists.data());
    if (addresses.size() != rank) refuse("has a wrong DIMENSION_LIST");
    return addresses;
}

} // namespace sim::hdf5
