#include <cmath>
#include <nlohmann/json.hpp>

#include "tools/layak/exports/places.hpp"
#include "tools/layak/exports/run_export.hpp"

namespace layak {
namespace {

using nlohmann::ordered_json;

ordered_json coordinates(const Ring& ring)
{
    ordered_json points = ordered_json::array();
    for (const Point& point : ring) points.push_back({point.x, point.y});
    return points;
}

ordered_json geometry(const MappedKelurahan& kelurahan)
{
    if (kelurahan.outline.empty()) return {{"type", "Point"}, {"coordinates", {kelurahan.point.x, kelurahan.point.y}}};
    ordered_json polygons = ordered_json::array();
    for (const Polygon& polygon : kelurahan.outline) {
        ordered_json rings = ordered_json::array();
        for (const Ring& ring : polygon) rings.push_back(coordinates(ring));
        polygons.push_back(std::move(rings));
    }
    return {{"type", "MultiPolygon"}, {"coordinates", std::move(polygons)}};
}

/// A number without digits that a float has not got; null where there is none.
ordered_json value(double x) { return std::isfinite(x) ? ordered_json(std::round(x * 1e6) / 1e6) : ordered_json(); }

} // namespace

void export_geojson(const RunExport& of)
{
    const StoredResult& result = of.result;
    const auto kelurahan = mapped_kelurahan(result);
    const auto plans = file_names_of_plans(result);
    const std::size_t last = result.months().size() - 1;
    std::vector<ordered_json> properties;
    for (const MappedKelurahan& one : kelurahan) {
        const StoredResult::Institution& at = result.institutions()[one.row];
        properties.push_back({{"id", at.id},
                              {"name", at.name},
                              {"code", at.code},
                              {"kecamatan", at.parent ? result.institutions()[*at.parent].name : ""},
                              {"families", one.families},
                              {"month", to_text(result.months()[last])}});
    }
    ExportedFile described{
        "kelurahan.geojson",
        {"kelurahan: batas (atau titik, kalau batasnya tidak ada) dan keadaan pada bulan terakhir",
         "the kelurahan: outlines (or points where there are none) and their state in the last month"},
        {}};
    for (const auto& [name, unit, meaning] : identity_columns())
        if (name == "id" || name == "name" || name == "code") described.columns.push_back({name, unit, meaning});
    described.columns.push_back({"kecamatan", {}, {"nama kecamatannya", "name of its kecamatan"}});
    described.columns.push_back({"families", unit::families, {"jumlah keluarga", "number of families"}});
    described.columns.push_back({"month", {"bulan", "month"}, {"bulan keadaannya", "month of the state"}});
    for (std::uint32_t plan = 0; plan < plans.size(); ++plan) {
        const auto add = [&](const std::string& name, sim::Words meaning, auto number) {
            for (std::size_t k = 0; k < kelurahan.size(); ++k)
                properties[k][plans[plan] + "_" + name] = value(number(kelurahan[k]));
            if (plan == 0)
                described.columns.push_back(
                    {"…_" + name, name == "families_involved" ? unit::share : unit::level, std::move(meaning)});
        };
        for (const ExportedState& state : exported_states()) {
            const Spreads spreads = result.institutions_spread(state.field, plan);
            const auto figure = [&](const char* suffix, const sim::Words& of_what, auto number) {
                add(state.name + suffix, state.meaning + of_what,
                    [&](const MappedKelurahan& one) { return number(spreads.at(last, one.row)); });
            };
            figure("", {"; rata-rata ulangan, rencana …", "; mean of the replicates, plan …"},
                   [](const Spread& spread) { return spread.mean; });
            if (state.field == commitment::Field::action) {
                figure("_q05", {"; kuantil 5 %", "; 5% quantile"},
                       [](const Spread& spread) { return spread.quantile.front(); });
                figure("_q95", {"; kuantil 95 %", "; 95% quantile"},
                       [](const Spread& spread) { return spread.quantile.back(); });
            }
            if (state.field == commitment::Field::programme)
                add("families_involved",
                    {"bagian keluarga yang terlibat, rata-rata ulangan",
                     "share of the families involved, mean of the replicates"},
                    [&](const MappedKelurahan& one) { return one.mean(result, spreads, last); });
        }
    }
    std::string out = "{\"type\":\"FeatureCollection\",";
    if (const std::string by = attribution_of(of.inputs.files); !by.empty())
        out += "\"attribution\":" + ordered_json(by).dump() + ",";
    out += "\"features\":[\n";
    for (std::size_t k = 0; k < kelurahan.size(); ++k) {
        const ordered_json feature = {{"type", "Feature"},
                                      {"id", properties[k]["id"]},
                                      {"properties", properties[k]},
                                      {"geometry", geometry(kelurahan[k])}};
        out += feature.dump(-1, ' ', false, ordered_json::error_handler_t::replace) +
               (k + 1 < kelurahan.size() ? ",\n" : "\n");
    }
    of.folder.append(described.name, out + "]}\n");
    of.folder.describe(std::move(described));
}

} // namespace layak
