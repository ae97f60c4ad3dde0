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
                            std::span<const ScaledVariable> variables)
{
    const Handle reference_type(H5Tcopy(H5T_STD_REF_OBJ), H5Tclose);
    const Handle list_type(H5Tvlen_create(reference_type.id()), H5Tclose);
    const Handle back_type(H5Tcreate(H5T_COMPOUND, sizeof(Reference)), H5Tclose);
    check(H5Tinsert(back_type.id(), "dataset", HOFFSET(Reference, dataset), H5T_STD_REF_OBJ));
    check(H5Tinsert(back_type.id(), "dimension", HOFFSET(Reference, dimension), H5T_NATIVE_INT32));
    const auto reference_to = [](hid_t dataset) {
        hobj_ref_t reference = 0;
        check(H5Rcreate(&reference, dataset, ".", H5R_OBJECT, -1));
        return reference;
    };

    struct Scale
    {
        hid_t dataset;
        hobj_ref_t reference;
        std::vector<Reference> users;
    };
    std::vector<Scale> scales;
    std::vector<Handle> made; // of dimensions without a variable
    for (const auto& [name, length, unlimited] : dimensions) {
        std::string label = name;
        const auto variable = std::find_if(variables.begin(), variables.end(),
                                           [&, &name = name](const auto& of) { return of.definition->name == name; });
        hid_t dataset;
        if (variable != variables.end()) {
            dataset = variable->dataset;
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
            made.push_back(create_dataset(file, name, type.id(), space.id(), properties.id(), H5P_DEFAULT));
            dataset = made.back().id();
        }
        write_text(dataset, "CLASS", "DIMENSION_SCALE", sizeof("DIMENSION_SCALE"));
        write_text(dataset, "NAME", label.c_str(), label.size() + 1);
        const auto number = static_cast<std::int32_t>(scales.size());
        write_attribute(dataset, "_Netcdf4Dimid", memory_type(Type::int32).id(), scalar_space().id(), &number);
        scales.push_back({dataset, reference_to(dataset), {}});
    }

    const auto place_of = [&](const std::string& name) {
        const auto at = std::find_if(dimensions.begin(), dimensions.end(),
                                     [&](const Dimension& dimension) { return dimension.name == name; });
        return static_cast<std::size_t>(at - dimensions.begin());
    };
    for (const auto& [definition, dataset] : variables) {
        const std::vector<std::string>& names = definition->dimensions;
        if (names.empty() || place_of(definition->name) < dimensions.size()) continue;
        std::vector<hvl_t> lists;
        const hobj_ref_t reference = reference_to(dataset);
        for (std::size_t i = 0; i < names.size(); ++i) {
            Scale& scale = scales[place_of(names[i])];
            lists.push_back({1, &scale.reference});
            scale.users.push_back({reference, static_cast<std::int32_t>(i), 0});
        }
        write_attribute(dataset, "DIMENSION_LIST", list_type.id(), simple_space({names.size()}).id(), lists.data());
    }

    for (const Scale& scale : scales)
        if (!scale.users.empty())
            write_attribute(scale.dataset, "REFERENCE_LIST", back_type.id(), simple_space({scale.users.size()}).id(),
                            scale.users.data());
    for (Handle& dataset : made) dataset.close();
}

} // namespace sim::hdf5
