#include "tools/layak/outlines.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sim/text/toml.hpp"
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

/// Texts, each once.
class Owners
{
  public:
    void add(const std::string& text)
    {
        if (!text.empty() && std::find(all_.begin(), all_.end(), text) == all_.end()) all_.push_back(text);
    }
    void add_of(const json& object)
    {
        const auto text = object.find("attribution");
        if (text != object.end() && text->is_string()) add(*text);
    }
    std::string text() const
    {
        std::string out;
        for (const std::string& text : all_) out += (out.empty() ? "" : "; ") + printable(sim::shortened(text, 300));
        return out;
    }

  private:
    std::vector<std::string> all_;
};

const std::string* text_of(const std::vector<InputFile>& files, std::string_view name)
{
    const auto file = std::find_if(files.begin(), files.end(), [&](const InputFile& of) { return of.name == name; });
    return file == files.end() ? nullptr : &file->text;
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

std::string attribution_of(const std::vector<InputFile>& files)
{
    Owners owners;
    if (const std::string* const city = text_of(files, "city.toml")) {
        sim::Findings findings;
        owners.add(sim::parse_toml(*city, "city.toml", findings).root().text("attribution").value_or(""));
    }
    if (const std::string* const outlines = text_of(files, "boundaries.geojson")) {
        const json root = json::parse(*outlines);
        owners.add_of(root);
        for (const json& feature : root.at("features")) {
            const auto properties = feature.find("properties");
            if (properties != feature.end() && properties->is_object()) owners.add_of(*properties);
        }
    }
    return owners.text();
}

} // namespace layak
