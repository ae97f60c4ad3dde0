#include "tools/layak/exports/places.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <numbers>

namespace layak {
namespace {

using commitment::Kind;

std::map<std::string, Outline> outlines_of(const StoredResult& result)
{
    const auto text = result.input("boundaries.geojson");
    if (!text) return {};
    try {
        return outlines_by_code(*text);
    } catch (const nlohmann::json::exception&) {
        refuse_damaged(result.path(), {"batas wilayah yang disimpan di dalamnya tidak terbaca",
                                       "the outlines kept in it cannot be read"});
    }
}

bool has_place(const StoredResult::Institution& of) { return of.longitude.has_value(); }

double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

/// Median distance from a kelurahan to the nearest one that lies elsewhere; 1000 where there are no two.
double usual_spacing(const StoredResult& result, const std::vector<Point>& at)
{
    std::vector<double> nearest;
    const auto& all = result.institutions();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].kind != Kind::kelurahan || !has_place(all[i])) continue;
        double least = INFINITY;
        for (std::size_t j = 0; j < all.size(); ++j)
            if (all[j].kind == Kind::kelurahan && has_place(all[j]) && distance(at[i], at[j]) > 1)
                least = std::min(least, distance(at[i], at[j]));
        if (std::isfinite(least)) nearest.push_back(least);
    }
    if (nearest.empty()) return 1000;
    std::nth_element(nearest.begin(), nearest.begin() + static_cast<std::ptrdiff_t>(nearest.size() / 2), nearest.end());
    return nearest[nearest.size() / 2];
}

Point on_circle(Point middle, double radius, std::size_t which, std::size_t of)
{
    const double angle = 2 * std::numbers::pi * static_cast<double>(which) / static_cast<double>(of);
    return {middle.x + radius * std::sin(angle), middle.y + radius * std::cos(angle)};
}

/// Degrees as metres from the middle of all; what has no place stays there.
std::vector<Point> in_metres(const StoredResult& result)
{
    constexpr double metres_a_degree = 111'195; // on a sphere of 6371 km
    double west = INFINITY, east = -INFINITY, south = INFINITY, north = -INFINITY;
    for (const auto& one : result.institutions()) {
        if (!has_place(one)) continue;
        west = std::min(west, *one.longitude), east = std::max(east, *one.longitude);
        south = std::min(south, *one.latitude), north = std::max(north, *one.latitude);
    }
    const double scale = metres_a_degree * std::cos((south + north) / 2 * std::numbers::pi / 180);
    std::vector<Point> places;
    for (const auto& one : result.institutions())
        places.push_back(has_place(one) ? Point{(*one.longitude - (west + east) / 2) * scale,
                                                (*one.latitude - (south + north) / 2) * metres_a_degree}
                                        : Point{});
    return places;
}

} // namespace

double KelurahanFamilies::mean(const StoredResult& result, const Spreads& of, std::size_t month) const
{
    double sum = 0;
    for (const std::uint32_t community : communities)
        sum += result.institutions()[community].families * of.at(month, community).mean;
    return families > 0 ? sum / families : NAN;
}

std::vector<KelurahanFamilies> kelurahan_with_families(const StoredResult& result)
{
    const auto& all = result.institutions();
    std::vector<KelurahanFamilies> out;
    std::map<std::uint32_t, std::size_t> places;
    for (std::uint32_t i = 0; i < all.size(); ++i)
        if (all[i].kind == Kind::kelurahan) places[i] = out.size(), out.push_back({i, {}, 0});
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        if (all[i].kind != Kind::community || !all[i].parent || !places.contains(*all[i].parent)) continue;
        KelurahanFamilies& of = out[places[*all[i].parent]];
        of.communities.push_back(i);
        of.families += all[i].families;
    }
    return out;
}

std::vector<int> families_within(const StoredResult& result)
{
    const auto& all = result.institutions();
    std::vector<int> out(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        out[i] += all[i].families;
        // No chain is longer: a community, its kelurahan, kecamatan and city.
        auto above = all[i].families > 0 ? all[i].parent : std::nullopt;
        for (int levels = 0; above && levels < 3; ++levels, above = all[*above].parent) out[*above] += all[i].families;
    }
    return out;
}

std::vector<MappedKelurahan> mapped_kelurahan(const StoredResult& result)
{
    const auto outlines = outlines_of(result);
    std::vector<MappedKelurahan> mapped;
    for (KelurahanFamilies& of : kelurahan_with_families(result)) {
        const StoredResult::Institution& at = result.institutions()[of.row];
        const auto outline = at.code.empty() ? outlines.end() : outlines.find(at.code);
        if (outline == outlines.end() && !has_place(at)) continue;
        MappedKelurahan one{std::move(of), {}, {}};
        if (outline != outlines.end())
            one.outline = outline->second;
        else
            one.point = {*at.longitude, *at.latitude};
        mapped.push_back(std::move(one));
    }
    return mapped;
}

std::vector<Point> drawn_places(const StoredResult& result)
{
    const auto& all = result.institutions();
    std::vector<Point> places = in_metres(result);
    double reach = 0;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (has_place(all[i])) reach = std::max(reach, std::hypot(places[i].x, places[i].y));
    const double spacing = usual_spacing(result, places);
    const auto is_beside = [&](const StoredResult::Institution& of) {
        return (of.kind == Kind::community || of.kind == Kind::business) && of.parent && has_place(all[*of.parent]);
    };
    double radius = reach + 2 * spacing;
    for (const Kind kind : {Kind::opd, Kind::lpa, Kind::forum_anak, Kind::kecamatan, Kind::kelurahan, Kind::community,
                            Kind::business}) { // the city stays in the middle
        std::vector<std::size_t> lost;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (all[i].kind == kind && !has_place(all[i]) && !is_beside(all[i])) lost.push_back(i);
        if (lost.empty()) continue;
        radius = std::max(radius, spacing * static_cast<double>(lost.size()) / 6); // room for all
        for (std::size_t k = 0; k < lost.size(); ++k) places[lost[k]] = on_circle({}, radius, k, lost.size());
        radius += 2 * spacing;
    }
    std::map<std::uint32_t, std::vector<std::size_t>> beside; // by kelurahan
    for (std::size_t i = 0; i < all.size(); ++i)
        if (is_beside(all[i])) beside[*all[i].parent].push_back(i);
    for (const auto& [kelurahan, those] : beside)
        for (std::size_t k = 0; k < those.size(); ++k)
            places[those[k]] = on_circle(places[kelurahan], spacing / 4, k, those.size());
    return places;
}

} // namespace layak
