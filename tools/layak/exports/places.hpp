#pragma once

// Where a city's institutions lie.

#include <optional>
#include <string>
#include <vector>

#include "tools/layak/outlines.hpp"
#include "tools/layak/stored_result.hpp"

namespace layak {

/// A kelurahan with its families.
struct KelurahanFamilies
{
    std::uint32_t row = 0;                  ///< of institutions
    std::vector<std::uint32_t> communities; ///< rows
    int families = 0;

    /// A mean over the families; NaN where there are none. \param of  [institution]
    double mean(const StoredResult& result, const Spreads& of, std::size_t month) const;
};
std::vector<KelurahanFamilies> kelurahan_with_families(const StoredResult& result);

/// [institution] families of a community; of a kelurahan, a kecamatan and the city those of all communities within.
std::vector<int> families_within(const StoredResult& result);

/// A kelurahan on the map, in degrees (WGS 84).
struct MappedKelurahan : KelurahanFamilies
{
    Outline outline; ///< of boundaries.geojson; empty where it has none: then it is a point
    Point point;     ///< where the outline is empty
};

/// The kelurahan that have a place. Outer rings run counterclockwise, holes clockwise (RFC 7946). \throws DamagedResult
std::vector<MappedKelurahan> mapped_kelurahan(const StoredResult& result);

/// [institution] where a drawing of the network has it: metres east and north of the city's middle. What has no place
/// is put in rings around what has, a ring for each kind; families and businesses a little beside their kelurahan.
std::vector<Point> drawn_places(const StoredResult& result);

} // namespace layak
