#include <algorithm>
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

/// Whose points and outlines they are, and the begin of the features.
std::string begin_of(const RunExport& of)
{
    const std::string by = attribution_of(of.inputs.files);
    return "{\"type\":\"FeatureCollection\"," + (by.empty() ? "" : "\"attribution\":" + ordered_json(by).dump() + ",") +
           "\"features\":[\n";
}

std::string text_of(const ordered_json& feature)
{
    return feature.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

/// Where a kelurahan is as a point: the city's own, else the middle of what its outline spans.
ordered_json point_of(const StoredResult& result, const MappedKelurahan& kelurahan)
{
    const StoredResult::Institution& at = result.institutions()[kelurahan.row];
    Point point = kelurahan.point;
    if (at.longitude && at.latitude) {
        point = {*at.longitude, *at.latitude};
    } else if (!kelurahan.outline.empty()) {
        Point low = kelurahan.outline.front().front().front(), high = low;
        for (const Polygon& polygon : kelurahan.outline)
            for (const Point& corner : polygon.front()) {
                low = {std::min(low.x, corner.x), std::min(low.y, corner.y)};
                high = {std::max(high.x, corner.x), std::max(high.y, corner.y)};
            }
        point = {(low.x + high.x) / 2, (low.y + high.y) / 2};
    }
    return {{"type", "Point"}, {"coordinates", {point.x, point.y}}};
}

/// What the page's map shows, month by month: a feature for each kelurahan and month, so that a program can play them.
/// Points: outlines in every month would make a file many times as large.
void export_months(const RunExport& of)
{
    using commitment::Field;
    struct Quantity
    {
        const char* name;
        Field field;
        bool of_families;
        sim::Words unit, meaning;
    };
    const Quantity quantities[] = {
        {"action", Field::action, false, unit::level, {"komitmen dalam tindakan", "commitment in action"}},
        {"written", Field::written, false, unit::level, {"komitmen tertulis", "commitment in writing"}},
        {"families_involved",
         Field::programme,
         true,
         unit::share,
         {"bagian keluarga yang terlibat", "share of the families involved"}}};
    const StoredResult& result = of.result;
    const auto kelurahan = mapped_kelurahan(result);
    const auto plans = file_names_of_plans(result);
    ExportedFile described{"kelurahan_months.geojson",
                           {"kelurahan sebagai titik, tiap bulan, dengan awal dan akhir bulan untuk pemutar waktu QGIS",
                            "the kelurahan as points, by month, with begin and end of the month for QGIS's temporal "
                            "controller"},
                           {{"id", {}, {"pengenal kelurahan", "id of the kelurahan"}},
                            {"name", {}, {"nama", "name"}},
                            {"families", unit::families, {"jumlah keluarga", "number of families"}},
                            {"month_start, month_end",
                             {"waktu (UTC)", "time (UTC)"},
                             {"awal dan akhir bulan, untuk pengendali waktu QGIS",
                              "begin and end of the month, for QGIS's temporal controller"}}}};
    std::vector<Spreads> spreads;
    for (std::uint32_t plan = 0; plan < plans.size(); ++plan)
        for (const Quantity& quantity : quantities) {
            spreads.push_back(result.institutions_spread(quantity.field, plan));
            if (plan == 0)
                described.columns.push_back({std::string("…_") + quantity.name, quantity.unit,
                                             quantity.meaning + sim::Words{"; rata-rata ulangan, rencana …",
                                                                           "; mean of the replicates, plan …"}});
        }
    std::string out = begin_of(of);
    for (std::size_t month = 0; month < result.months().size(); ++month) {
        stop_if_requested();
        for (std::size_t k = 0; k < kelurahan.size(); ++k) {
            const StoredResult::Institution& at = result.institutions()[kelurahan[k].row];
            ordered_json properties{{"id", at.id},
                                    {"name", at.name},
                                    {"families", kelurahan[k].families},
                                    {"month_start", first_instant(result.months()[month])},
                                    {"month_end", last_instant(result.months()[month])}};
            for (std::size_t at_spread = 0; at_spread < spreads.size(); ++at_spread) {
                const Quantity& quantity = quantities[at_spread % std::size(quantities)];
                const Spreads& spread = spreads[at_spread];
                properties[plans[at_spread / std::size(quantities)] + "_" + quantity.name] =
                    value(quantity.of_families ? kelurahan[k].mean(result, spread, month)
                                               : spread.at(month, kelurahan[k].row).mean);
            }
            const bool is_last = month + 1 == result.months().size() && k + 1 == kelurahan.size();
            out += text_of({{"type", "Feature"},
                            {"properties", std::move(properties)},
                            {"geometry", point_of(result, kelurahan[k])}}) +
                   (is_last ? "\n" : ",\n");
        }
        of.folder.append(described.name, out);
        out.clear();
    }
    of.folder.append(described.name, "]}\n");
    of.folder.describe(std::move(described));
}

} // namespace

void export_geojson(const RunExport& of)
{
    export_months(of);
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
    std::string out = begin_of(of);
    for (std::size_t k = 0; k < kelurahan.size(); ++k) {
        const ordered_json feature = {{"type", "Feature"},
                                      {"id", properties[k]["id"]},
                                      {"properties", properties[k]},
                                      {"geometry", geometry(kelurahan[k])}};
        out += text_of(feature) + (k + 1 < kelurahan.size() ? ",\n" : "\n");
    }
    of.folder.append(described.name, out + "]}\n");
    of.folder.describe(std::move(described));
}

} // namespace layak
