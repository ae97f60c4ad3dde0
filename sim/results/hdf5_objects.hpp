#pragma once

// Objects of a result file as netCDF-4 wants them: no times, attributes and links in the order of their making.

#include <string>
#include <string_view>

#include "sim/results/hdf5.hpp"
#include "sim/results/schema.hpp"

namespace sim::hdf5 {

/// \param value  null: none is written
void write_attribute(hid_t object, const std::string& name, hid_t type, hid_t space, const void* value);
/// A scalar of fixed length; the empty text has no value at all, as netCDF does it.
void write_text(hid_t object, const std::string& name, std::string_view text, std::size_t length);
void write_value(hid_t object, const Attribute& attribute);

Handle object_properties(hid_t kind);
Handle group_properties(hid_t kind);
Handle create_dataset(hid_t group, const std::string& name, hid_t type, hid_t space, hid_t creation, hid_t access);

} // namespace sim::hdf5
