#include "sim/results/netcdf.hpp"

#include "sim/core/contract.hpp"
#include "sim/results/content.hpp"
#include "sim/results/hdf5_objects.hpp"
#include "sim/results/netcdf_file.hpp"
#include "sim/results/part_file.hpp"
#include "sim/results/seal.hpp"

#include <algorithm>
#include <cerrno>

namespace sim {

namespace fs = std::filesystem;
using hdf5::check;
using hdf5::create_dataset;
using hdf5::Handle;
using hdf5::object_properties;
using hdf5::write_value;

namespace {

bool is_name(std::string_view name)
{
    const auto is_letter = [](char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); };
    return !name.empty() && is_letter(name[0]) && std::all_of(name.begin(), name.end(), [&](char c) {
        return is_letter(c) || ('0' <= c && c <= '9') || c == '_';
    });
}

bool has_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

} // namespace

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
    SIM_EXPECTS(is_name(name) && name != "provenance" && !file.is_defined);
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
    SIM_EXPECTS(is_name(definition.name) && definition.name != "provenance" && !file.is_defined);
    SIM_EXPECTS(file.find_variable(definition.name) == nullptr);
    std::vector<Attribute> before;
    for (const Attribute& attribute : definition.attributes) {
        expect_attribute(before, attribute);
        before.push_back(attribute);
    }
    file.guarded([&] { file.define(std::move(definition)); });
}

void NetcdfWriter::end_definitions()
{
    File& file = open_file();
    file.guarded([&] { file.end_definitions(); });
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

void NetcdfWriter::write_rows(std::string_view name, std::size_t first, std::size_t count, const Values& values)
{
    const File::Written* variable = open_file().find_variable(name);
    SIM_EXPECTS(variable != nullptr && !variable->shape.empty());
    Shape start(variable->shape.size(), 0);
    Shape rows = variable->shape;
    start[0] = first;
    rows[0] = count;
    write_slab(name, start, rows, values);
}

std::size_t NetcdfWriter::length(std::string_view dimension) const
{
    const Dimension* of = file_->find_dimension(dimension);
    SIM_EXPECTS(of != nullptr);
    return of->length;
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
        file.end_definitions();
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
