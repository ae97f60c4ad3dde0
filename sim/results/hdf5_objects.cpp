#include "sim/results/hdf5_objects.hpp"

#include <algorithm>

namespace sim::hdf5 {
namespace {

constexpr unsigned creation_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

} // namespace

void write_attribute(hid_t object, const std::string& name, hid_t type, hid_t space, const void* value)
{
    Handle attribute(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
    if (value != nullptr) check(H5Awrite(attribute.id(), type, value));
    attribute.close();
}

void write_text(hid_t object, const std::string& name, std::string_view text, std::size_t length)
{
    const Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
    check(H5Tset_size(type.id(), std::max<std::size_t>(length, 1)));
    check(H5Tset_cset(type.id(), H5T_CSET_UTF8));
    const Handle space(H5Screate(length > 0 ? H5S_SCALAR : H5S_NULL), H5Sclose);
    write_attribute(object, name, type.id(), space.id(), length > 0 ? text.data() : nullptr);
}

void write_value(hid_t object, const Attribute& attribute)
{
    const Handle one = simple_space({1});
    if (const auto* text = std::get_if<std::string>(&attribute.value)) {
        write_text(object, attribute.name, *text, text->size());
    } else if (const auto* integer = std::get_if<std::int32_t>(&attribute.value)) {
        write_attribute(object, attribute.name, memory_type(Type::int32).id(), one.id(), integer);
    } else {
        write_attribute(object, attribute.name, memory_type(Type::float64).id(), one.id(),
                        &std::get<double>(attribute.value));
    }
}

Handle object_properties(hid_t kind)
{
    Handle properties(H5Pcreate(kind), H5Pclose);
    check(H5Pset_obj_track_times(properties.id(), 0));
    check(H5Pset_attr_creation_order(properties.id(), creation_order));
    return properties;
}

Handle group_properties(hid_t kind)
{
    Handle properties = object_properties(kind);
    check(H5Pset_link_creation_order(properties.id(), creation_order));
    return properties;
}

Handle create_dataset(hid_t group, const std::string& name, hid_t type, hid_t space, hid_t creation, hid_t access)
{
    return Handle(H5Dcreate2(group, name.c_str(), type, space, H5P_DEFAULT, creation, access), H5Dclose);
}

} // namespace sim::hdf5
