#include "tools/layak/report/map_places.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "tools/layak/outlines.hpp"

namespace layak {
namespace {

using commitment::Institution;
using commitment::Kind;

/// Where the kelurahan are drawn: kilometres east and north of their middle, in hundredths.
class Plane
{
  public:
    Plane(const ReportedRun& run, const Places& places)
    {
        for (const std::uint32_t i : places.kelurahan) {
            longitude_ += *run.city.institutions[i].longitude / static_cast<double>(places.kelurahan.size());
            latitude_ += *run.city.institutions[i].latitude / static_cast<double>(places.kelurahan.size());
        }
        narrowing_ = std::cos(latitude_ * std::numbers::pi / 180);
    }
    nlohmann::ordered_json operator()(double longitude, double latitude) const
    {
        constexpr double kilometres = 111.195; // a degree, on a sphere of 6371 km
        const auto drawn = [](double value) { return std::round(value * 100) / 100; };
        return {drawn((longitude - longitude_) * kilometres * narrowing_), drawn((latitude - latitude_) * kilometres)};
    }

  private:
    double longitude_ = 0, latitude_ = 0, narrowing_ = 1;
};

} // namespace

Places places_of(const ReportedRun& run)
{
    Places places;
    const auto& all = run.city.institutions;
    std::vector<std::optional<std::uint32_t>> community(all.size());
    for (std::uint32_t i = 0; i < all.size(); ++i)
        if (all[i].kind == Kind::community && all[i].parent) community[all[i].parent->value()] = i;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        if (all[i].kind != Kind::kelurahan || !all[i].longitude || !all[i].latitude) continue;
        places.kelurahan.push_back(i);
        places.community.push_back(community[i]);
        places.families.push_back(community[i] ? all[*community[i]].families : 0);
    }
    return places;
}

nlohmann::ordered_json kelurahan_of(const ReportedRun& run, const Places& places)
{
    const Plane plane(run, places);
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (std::size_t k = 0; k < places.kelurahan.size(); ++k) {
        const Institution& of = run.city.institutions[places.kelurahan[k]];
        const std::string parent = of.parent ? run.city.at(*of.parent).name : "";
        out.push_back({{"name", of.name},
                       {"parent", parent},
                       {"families", places.families[k]},
                       {"at", plane(*of.longitude, *of.latitude)}});
    }
    return out;
}

nlohmann::ordered_json outlines_of(const ReportedRun& run, const Places& places)
{
    const auto& files = run.inputs.files;
    const auto file =
        std::find_if(files.begin(), files.end(), [](const InputFile& of) { return of.name == "boundaries.geojson"; });
    if (file == files.end()) return nullptr;
    const auto outlines = outlines_by_code(file->text);
    const Plane plane(run, places);
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const std::uint32_t i : places.kelurahan) {
        nlohmann::ordered_json polygons = nlohmann::ordered_json::array();
        const auto outline = outlines.find(run.city.institutions[i].code);
        if (outline != outlines.end())
            for (const Polygon& polygon : outline->second) {
                nlohmann::ordered_json rings = nlohmann::ordered_json::array();
                for (const Ring& ring : polygon) {
                    nlohmann::ordered_json points = nlohmann::ordered_json::array();
                    for (const Point& point : ring)
                        if (auto next = plane(point.x, point.y); points.empty() || points.back() != next)
                            points.push_back(std::move(next));
                    if (points.size() > 3) rings.push_back(std::move(points));
                }
                if (!rings.empty()) polygons.push_back(std::move(rings));
            }
        out.push_back(std::move(polygons));
    }
    return out;
}

nlohmann::ordered_json ties_of(const ReportedRun& run, const Places& places)
{
    nlohmann::ordered_json ties = nlohmann::ordered_json::array();
    std::vector<int> place(run.city.institutions.size(), -1);
    for (std::size_t k = 0; k < places.kelurahan.size(); ++k) place[places.kelurahan[k]] = static_cast<int>(k);
    for (const auto& [a, b] : run.city.borders)
        if (place[a.value()] >= 0 && place[b.value()] >= 0 && run.city.at(a).parent == run.city.at(b).parent)
            ties.push_back({place[a.value()], place[b.value()]});
    return ties;
}

} // namespace layak
