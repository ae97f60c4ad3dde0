#pragma once

// Where the kelurahan of a map lie.

#include "tools/layak/report/figures.hpp"
#include "tools/layak/report/reported_run.hpp"

namespace layak {

/// Kelurahan that have a point, with the community in each.
struct Places
{
    std::vector<std::uint32_t> kelurahan;
    std::vector<std::optional<std::uint32_t>> community; ///< [place]
    std::vector<int> families;                           ///< [place]
};

Places places_of(const ReportedRun& run);

// As the page's script draws them, in kilometres east and north of their middle:
/// [place] names, families and points.
nlohmann::ordered_json kelurahan_of(const ReportedRun& run, const Places& places);
/// [place] polygons of the kelurahan, empty where it has no outline; nothing where the city has none.
nlohmann::ordered_json outlines_of(const ReportedRun& run, const Places& places);
/// Pairs of places that are neighbours in one kecamatan.
nlohmann::ordered_json ties_of(const ReportedRun& run, const Places& places);

} // namespace layak
