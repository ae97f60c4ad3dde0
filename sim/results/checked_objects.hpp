#pragma once

// Objects of an HDF5 file that may be anybody's, read with the checks that the library leaves out. All throw Error for
// what NetcdfWriter does not write, with words that follow the object's name: "is too large".

#include <string>
#include <vector>

#include "sim/results/hdf5.hpp"
#include "sim/results/schema.hpp"

namespace sim::hdf5 {

[[noreturn]] void refuse(const std::string& what);

/// Names of what a group has, in order of creation; refuses links to other files.
std::vector<std::string> link_names(hid_t group);

Handle open_attribute(hid_t object, const std::string& name);

/// Text of fixed length, up to the first NUL.
std::string read_text(hid_t attribute);

/// In order of creation, without those that make the format.
std::vector<Attribute> read_attributes(hid_t object);

bool same_type(hid_t left, hid_t right);

/// Of a dataset.
Type type_of(hid_t dataset);
Shape shape_of(hid_t dataset);

/// \return the chunk, empty where there is none; refuses what reads other files or foreign filters
Shape checked_storage(hid_t dataset, std::size_t rank);

/// Addresses of the scale of each dimension; they are compared, never followed.
std::vector<hobj_ref_t> read_dimension_list(hid_t dataset, std::size_t rank);

} // namespace sim::hdf5
