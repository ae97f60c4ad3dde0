#include <cmath>

#include "sim/text/number.hpp"
#include "tools/layak/exports/places.hpp"
#include "tools/layak/exports/run_export.hpp"
#include "tools/layak/exports/xml.hpp"

namespace layak {
namespace {

using commitment::Field;

/// A thing that nodes or edges have a value of.
struct Key
{
    std::string name;
    const char* of;
    const char* type;
};

std::string data(std::size_t key, const std::string& value)
{
    return value.empty() ? "" : "<data key=\"k" + std::to_string(key) + "\">" + xml(value) + "</data>";
}

std::string number(double x) { return std::isfinite(x) ? sim::shortest(std::round(x * 1e6) / 1e6) : ""; }

} // namespace

/// The network at the end: GraphML knows no time.
void export_graphml(const RunExport& of)
{
    const StoredResult& result = of.result;
    const auto places = drawn_places(result);
    const auto families = families_within(result);
    const auto plans = file_names_of_plans(result);
    const std::size_t last = result.months().size() - 1;
    std::vector<Key> keys = {{"name", "node", "string"},   {"kind", "node", "string"}, {"role", "node", "string"},
                             {"parent", "node", "string"}, {"code", "node", "string"}, {"families", "node", "int"},
                             {"posts", "node", "int"},     {"x", "node", "double"},    {"y", "node", "double"}};
    std::vector<Spreads> spreads;
    std::vector<ExportedColumn> state_columns;
    for (std::uint32_t plan = 0; plan < plans.size(); ++plan)
        for (const Field field : {Field::action, Field::written, Field::programme}) {
            const ExportedState& state = exported_state(field);
            keys.push_back({plans[plan] + "_" + state.name, "node", "double"});
            spreads.push_back(result.institutions_spread(field, plan));
            if (plan == 0)
                state_columns.push_back(
                    {"…_" + state.name, unit::level,
                     state.meaning + sim::Words{"; rata-rata ulangan pada bulan terakhir, rencana …",
                                                "; mean of the replicates in the last month, plan …"}});
        }
    const std::size_t of_edges = keys.size();
    keys.push_back({"weight", "edge", "double"});
    keys.push_back({"kind", "edge", "string"});

    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
    for (std::size_t k = 0; k < keys.size(); ++k)
        out += "<key id=\"k" + std::to_string(k) + "\" for=\"" + keys[k].of + "\" attr.name=\"" + keys[k].name +
               "\" attr.type=\"" + keys[k].type + "\"/>\n";
    out += "<graph edgedefault=\"directed\">\n";
    for (std::uint32_t row = 0; row < places.size(); ++row) {
        const StoredResult::Institution& one = result.institutions()[row];
        out += "<node id=\"" + xml(one.id) + "\">";
        const std::string values[] = {one.name,
                                      std::string(name_of(one.kind)),
                                      std::string(name_of(one.role)),
                                      one.parent ? result.institutions()[*one.parent].id : "",
                                      one.code,
                                      std::to_string(families[row]),
                                      std::to_string(one.posts),
                                      number(std::round(places[row].x * 10) / 10),
                                      number(std::round(places[row].y * 10) / 10)};
        std::size_t key = 0;
        for (const std::string& value : values) out += data(key++, value);
        for (const Spreads& state : spreads) out += data(key++, number(state.at(last, row).mean));
        out += "</node>\n";
    }
    std::size_t edge = 0;
    for (const commitment::CityLink& link : of.inputs.city.links)
        out += "<edge id=\"e" + std::to_string(edge++) + "\" source=\"" + xml(of.inputs.city.at(link.from).id) +
               "\" target=\"" + xml(of.inputs.city.at(link.to).id) + "\">" + data(of_edges, number(link.weight)) +
               data(of_edges + 1, std::string(name_of(link.type))) + "</edge>\n";
    out += "</graph>\n</graphml>\n";
    of.folder.append("network.graphml", out);

    ExportedFile described{"network.graphml",
                           {"jaringan lembaga pada bulan terakhir, untuk program jaringan apa pun",
                            "the network of institutions in the last month, for any network program"},
                           identity_columns()};
    described.columns.push_back({"role", {}, {"peran OPD", "role of an agency"}});
    described.columns.push_back({"families, posts",
                                 {"keluarga, jabatan", "families, posts"},
                                 {"jumlahnya; keluarga sebuah kelurahan, kecamatan, dan kota: semua yang di dalamnya",
                                  "how many; families of a kelurahan, a kecamatan and the city: all within"}});
    described.columns.push_back({"x, y", unit::metres, {"letak dari tengah kota", "place from the city's middle"}});
    for (ExportedColumn& column : state_columns) described.columns.push_back(std::move(column));
    described.columns.push_back(
        {"weight, kind", unit::weight, {"bobot dan jenis hubungan", "weight and kind of a link"}});
    of.folder.describe(std::move(described));
}

} // namespace layak
