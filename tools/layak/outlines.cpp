#include "tools/layak/outlines.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sim/text/utf8.hpp"
#include "tools/layak/format.hpp"

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

void add_attribution(const json& object, std::vector<std::string>& to)
{
    const auto text = object.find("attribution");
    if (text == object.end() || !text->is_string() || text->get_ref<const std::string&>().empty()) return;
    if (std::find(to.begin(), to.end(), text->get<std::string>()) == to.end()) to.push_back(*text);
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

std::string attribution_of(const std::string& geojson)
{
    std::vector<std::string> all;
    const json root = json::parse(geojson);
    add_attribution(root, all);
    for (const json& feature : root.at("features")) {
        const auto properties = feature.find("properties");
        if (properties != feature.end() && properties->is_object()) add_attribution(*properties, all);
    }
    std::string out;
    for (const std::string& text : all) out += (out.empty() ? "" : "; ") + printable(sim::shortened(text, 300));
    return out;
}

std::string attribution_of(const std::vector<InputFile>& files)
{
    const auto file =
        std::find_if(files.begin(), files.end(), [](const InputFile& of) { return of.name == "boundaries.geojson"; });
    return file == files.end() ? "" : attribution_of(file->text);
}

} // namespace layak
