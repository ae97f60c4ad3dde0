#include "tools/layak/result_writer.hpp"

#include <algorithm>
#include <limits>

#include "sim/ensemble/ensemble.hpp"
#include "tools/layak/provenance.hpp"
#include "tools/layak/signals.hpp"

namespace layak {

using commitment::Institution;
using sim::Type;

ResultWriter::ResultWriter(const std::filesystem::path& path, const Inputs& inputs,
                           const commitment::ExperimentOptions& options, const std::vector<commitment::Goal>& goals)
    : file_(path), inputs_(inputs), city_(inputs.city), shape_(result_shape(inputs.city, inputs.plans, options)),
      batches_(batches_of(options)), options_(options), goals_(goals)
{
    for (std::uint32_t i = 0; i < city_.institutions.size(); ++i)
        if (city_.institutions[i].kind == commitment::Kind::kecamatan) kecamatan_.push_back(i);
    describe();
    coordinates();
    institutions();
    summaries();
    differences();
    outcomes();
    districts();
    accounts();
    trained_by();
    what_ifs();
    this->goals();
    raw();
    file_.end_definitions();
    write_provenance(file_, inputs_, inputs_as_json(inputs_, options_, goals_));
}

void ResultWriter::add(const commitment::ExperimentResult& batch, std::uint32_t first)
{
    for (const auto& write : by_replicate_) write(batch, first);
}

std::string ResultWriter::finish(const commitment::ExperimentResult& result, bool force)
{
    for (const auto& write : of_all_) write(result);
    std::string digest = file_.content_digest();
    file_.commit(force);
    return digest;
}

std::string ResultWriter::define(sim::Variable variable)
{
    stop_if_asked();
    std::string name = variable.name;
    file_.variable(std::move(variable));
    return name;
}

void ResultWriter::set_chunk(sim::Variable& variable) const
{
    if (batches_.size() == 1) return;
    std::size_t row = variable.type == Type::float64 ? sizeof(double) : sizeof(float);
    variable.chunk = {0};
    for (std::size_t i = 1; i < variable.dimensions.size(); ++i) {
        const std::size_t length = file_.length(variable.dimensions[i]);
        variable.chunk.push_back(variable.dimensions[i] == "plan" ? 1 : std::max<std::size_t>(length, 1));
        row *= variable.chunk.back();
    }
    constexpr std::size_t bytes = std::size_t{1} << 20;
    // A divisor of the batch: halves, as long as they come out even.
    std::size_t rows = batches_.front().count;
    while (rows > 1 && rows * row > bytes) rows = rows % 2 == 0 ? rows / 2 : 1;
    variable.chunk[0] = rows;
}

void ResultWriter::stop_if_asked()
{
    if (stop_requested) throw sim::Interrupted();
}

void ResultWriter::put_texts(std::string name, std::string dimension, std::string long_name,
                             const std::vector<std::string>& values)
{
    put(sim::Variable{.name = std::move(name),
                      .type = Type::text,
                      .dimensions = {std::move(dimension)},
                      .attributes = {{"long_name", std::move(long_name)}}},
        values);
}

void ResultWriter::describe()
{
    file_.attribute("Conventions", "CF-1.8");
    file_.attribute("title", "Layak: institutional commitment in " + city_.name);
    file_.attribute("source", "Layak " + version());
    file_.attribute("comment", std::string("The institutional index is a proxy of the institutional part of the KLA "
                                           "evaluation, never the official score. Statistics are over replicates ") +
                                   (inputs_.sets ? "with a parameter set each: they cover chance and what the "
                                                   "parameter sets leave open."
                                                 : "of one set of parameters: they cover chance alone, not what "
                                                   "the parameters leave open."));
    file_.attribute("layout", "layak-run-1");
    file_.attribute("city", city_.id);
    file_.attribute("city_name", city_.name);
    file_.attribute("seed", std::to_string(options_.seed));
    if (options_.baseline) file_.attribute("baseline", inputs_.plans[*options_.baseline].id);
    file_.attribute("inputs_sha256", digest_of(inputs_));
}

void ResultWriter::coordinates()
{
    file_.dimension("replicate", shape_.replicates, true);
    file_.dimension("plan", shape_.plans);
    file_.time(city_.start, shape_.months);
    file_.dimension("institution", shape_.institutions);
    file_.dimension("kecamatan", kecamatan_.size());
    if (shape_.has_spread()) file_.dimension("quantile", commitment::quantile_levels.size());
    file_.dimension("lever", shape_.levers.size());
    file_.dimension("cause", commitment::trained_by_count);

    std::vector<std::int32_t> replicates(shape_.replicates);
    for (std::size_t r = 0; r < replicates.size(); ++r) replicates[r] = static_cast<std::int32_t>(r);
    put(sim::Variable{.name = "replicate",
                      .type = Type::int32,
                      .dimensions = {"replicate"},
                      .attributes = {{"standard_name", "realization"}, {"units", "1"}}},
        replicates);
    if (inputs_.sets) {
        std::vector<std::int32_t> sets;
        for (std::uint32_t r = 0; r < shape_.replicates; ++r)
            sets.push_back(static_cast<std::int32_t>(inputs_.sets->of(r)));
        put(sim::Variable{.name = "parameter_set",
                          .type = Type::int32,
                          .dimensions = {"replicate"},
                          .attributes = {{"long_name", "row of the parameter table, from 0"}, {"units", "1"}}},
            sets);
    }
    std::vector<std::string> ids, names, names_id;
    for (const commitment::Plan& plan : inputs_.plans)
        ids.push_back(plan.id), names.push_back(plan.name), names_id.push_back(plan.name_id);
    put_texts("plan", "plan", "plan", ids);
    put_texts("plan_name", "plan", "name of the plan in English", names);
    put_texts("plan_name_id", "plan", "name of the plan in Indonesian", names_id);
    std::vector<std::string> kecamatan, kecamatan_names;
    for (const std::uint32_t i : kecamatan_)
        kecamatan.push_back(city_.institutions[i].id), kecamatan_names.push_back(city_.institutions[i].name);
    put_texts("kecamatan", "kecamatan", "kecamatan (district)", kecamatan);
    put_texts("kecamatan_name", "kecamatan", "name of the kecamatan", kecamatan_names);
    if (shape_.has_spread())
        put(sim::Variable{.name = "quantile",
                          .dimensions = {"quantile"},
                          .attributes = {{"long_name", "level of the quantile over replicates"}, {"units", "1"}}},
            std::vector<double>(commitment::quantile_levels.begin(), commitment::quantile_levels.end()));
    std::vector<std::string> levers;
    for (const commitment::Lever lever : shape_.levers) levers.emplace_back(info(lever).name);
    put_texts("lever", "lever", "kind of intervention", levers);
    std::vector<std::string> units;
    for (const commitment::Lever lever : shape_.levers)
        units.push_back(lever == commitment::Lever::funding ? "rupiah" : info(lever).unit.en);
    put_texts("cause", "cause", "process by which posts become trained or cease to be",
              {commitment::trained_by_names.begin(), commitment::trained_by_names.end()});
    put_texts("lever_unit", "lever", "unit in which it is bought; empty where it has none", units);
}

void ResultWriter::institutions()
{
    std::vector<std::string> ids, names, kinds, parents, roles, codes;
    std::vector<std::uint8_t> task_force;
    std::vector<std::int32_t> families, posts;
    std::vector<double> longitude, latitude;
    constexpr double missing = std::numeric_limits<double>::quiet_NaN();
    for (const Institution& i : city_.institutions) {
        ids.push_back(i.id);
        names.push_back(i.name);
        kinds.emplace_back(name_of(i.kind));
        parents.push_back(i.parent ? city_.at(*i.parent).id : "");
        roles.emplace_back(name_of(i.role));
        codes.push_back(i.code);
        task_force.push_back(i.task_force);
        families.push_back(i.families);
        posts.push_back(i.posts());
        longitude.push_back(i.longitude.value_or(missing));
        latitude.push_back(i.latitude.value_or(missing));
    }
    const auto about = [&](const char* name, Type type, const char* long_name, const char* units) {
        sim::Variable variable{
            .name = name, .type = type, .dimensions = {"institution"}, .attributes = {{"long_name", long_name}}};
        if (*units != '\0') variable.attributes.push_back({"units", units});
        return variable;
    };
    put_texts("institution", "institution", "id of the institution", ids);
    put_texts("institution_name", "institution", "name", names);
    put_texts("kind", "institution", "kind: city, opd, kecamatan, kelurahan, community, business, lpa, forum_anak",
              kinds);
    put_texts("parent", "institution", "id of the institution above", parents);
    put_texts("role", "institution", "role of an opd", roles);
    put_texts("code", "institution", "administrative code", codes);
    put(about("task_force", Type::uint8, "1: an opd of the city's task force", "1"), task_force);
    put(about("families", Type::int32, "families of a community", "1"), families);
    put(about("posts", Type::int32, "posts", "1"), posts);
    sim::Variable lon = about("lon", Type::float64, "longitude", "degrees_east");
    lon.attributes.push_back({"standard_name", "longitude"});
    put(std::move(lon), longitude);
    sim::Variable lat = about("lat", Type::float64, "latitude", "degrees_north");
    lat.attributes.push_back({"standard_name", "latitude"});
    put(std::move(lat), latitude);
}

} // namespace layak
