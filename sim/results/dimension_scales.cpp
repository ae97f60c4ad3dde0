#include "sim/results/dimension_scales.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "sim/results/hdf5_objects.hpp"

namespace sim::hdf5 {
namespace {

/// Element layout of REFERENCE_LIST, as the library's own high-level functions write it.
struct Reference
{
    hobj_ref_t dataset;
    std::int32_t dimension;
    std::int32_t padding;
};

} // namespace

void write_dimension_scales(hid_t file, std::span<const Dimension> dimensions,
                            const std::vector<const Variable*>& variables)
{
    const Handle reference_type(H5Tcopy(H5T_STD_REF_OBJ), H5Tclose);
    const Handle list_type(H5Tvlen_create(reference_type.id()), H5Tclose);
    const Handle back_type(H5Tcreate(H5T_COMPOUND, sizeof(Reference)), H5Tclose);
    check(H5Tinsert(back_type.id(), "dataset", HOFFSET(Reference, dataset), H5T_STD_REF_OBJ));
    check(H5Tinsert(back_type.id(), "dimension", HOFFSET(Reference, dimension), H5T_NATIVE_INT32));
    const auto reference_to = [&](const std::string& name) {
        hobj_ref_t reference = 0;
        check(H5Rcreate(&reference, file, name.c_str(), H5R_OBJECT, -1));
        return reference;
    };

    const auto open = [&](const std::string& name) {
        return Handle(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose);
    };
    const auto has_variable = [&](const std::string& name) {
        return std::any_of(variables.begin(), variables.end(), [&](const Variable* of) { return of->name == name; });
    };

    std::vector<hobj_ref_t> scales(dimensions.size());
    std::vector<std::vector<Reference>> users(dimensions.size());
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
        const auto& [name, length, unlimited] = dimensions[i];
        std::string label = name;
        Handle dataset;
        if (has_variable(name)) {
            dataset = open(name);
        } else {
            std::array<char, 24> digits{};
            std::snprintf(digits.data(), digits.size(), "%10zu", length);
            label = std::string(no_variable) + digits.data();
            const Handle properties = object_properties(H5P_DATASET_CREATE);
            const hsize_t chunk = std::clamp<hsize_t>(length, 1, 1024);
            if (unlimited) check(H5Pset_chunk(properties.id(), 1, &chunk));
            const hsize_t now = length;
            const hsize_t limit = unlimited ? H5S_UNLIMITED : now;
            const Handle space(H5Screate_simple(1, &now, &limit), H5Sclose);
            const Handle type = file_type(Type::float32);
            dataset = create_dataset(file, name, type.id(), space.id(), properties.id(), H5P_DEFAULT);
        }
        write_text(dataset.id(), "CLASS", "DIMENSION_SCALE", sizeof("DIMENSION_SCALE"));
        write_text(dataset.id(), "NAME", label.c_str(), label.size() + 1);
        const auto number = static_cast<std::int32_t>(i);
        write_attribute(dataset.id(), "_Netcdf4Dimid", memory_type(Type::int32).id(), scalar_space().id(), &number);
        dataset.close();
        scales[i] = reference_to(name);
    }

    const auto place_of = [&](const std::string& name) {
        const auto at = std::find_if(dimensions.begin(), dimensions.end(),
                                     [&](const Dimension& dimension) { return dimension.name == name; });
        return static_cast<std::size_t>(at - dimensions.begin());
    };
    for (const Variable* variable : variables) {
        const std::vector<std::string>& names = variable->dimensions;
        if (names.empty() || place_of(variable->name) < dimensions.size()) continue;
        std::vector<hvl_t> lists;
        for (std::size_t i = 0; i < names.size(); ++i) {
            const std::size_t at = place_of(names[i]);
            lists.push_back({1, &scales[at]});
            users[at].push_back({reference_to(variable->name), static_cast<std::int32_t>(i), 0});
        }
        Handle dataset = open(variable->name);
        write_attribute(dataset.id(), "DIMENSION_LIST", list_type.id(), simple_space({names.size()}).id(),
                        lists.data());
        dataset.close();
    }

    for (std::size_t i = 0; i < dimensions.size(); ++i) {
        if (users[i].empty()) continue;
        Handle dataset = open(dimensions[i].name);
        write_attribute(dataset.id(), "REFERENCE_LIST", back_type.id(), simple_space({users[i].size()}).id(),
                        users[i].data());
        dataset.close();
    }
}

} // namespace sim::hdf5
