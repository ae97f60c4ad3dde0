#include "tools/layak/outlines.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace layak {
namespace {

using nlohmann::json;

/// Twice the area, above 0 where it runs counterclockwise.
double turning(const Ring& ring)
{
    double sum = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) sum += ring[i - 1].x * ring[i].y - ring[i].x * ring[i - 1].y;
    return sum;
}

Polygon polygon_of(const json& coordinates)
{
    Polygon polygon;
    for (const json& points : coordinates) {
        Ring& ring = polygon.emplace_back();
        for (const json& point : points) ring.push_back({point.at(0).get<double>(), point.at(1).get<double>()});
        const bool is_outer = polygon.size() == 1;
        if ((turning(ring) > 0) != is_outer) std::reverse(ring.begin(), ring.end());
    }
    return polygon;
}

} // namespace

std::map<std::string, Outline> outlines_by_code(const std::string& geojson)
{
    std::map<std::string, Outline> outlines;
    const json root = json::parse(geojson);
    for (const json& feature : root.at("features")) {
        const json& geometry = feature.at("geometry");
        Outline& outline = outlines[feature.at("properties").at("code")];
        if (geometry.at("type") == "MultiPolygon")
            for (const json& polygon : geometry.at("coordinates")) outline.push_back(polygon_of(polygon));
        else
            outline.push_back(polygon_of(geometry.at("coordinates")));
    }
    return outlines;
}

} // namespace layak
