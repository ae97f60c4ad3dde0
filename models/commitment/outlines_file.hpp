#pragma once

#include <filesystem>
#include <string>

#include "models/commitment/city.hpp"
#include "sim/text/findings.hpp"

namespace commitment {

/// Checks boundaries.geojson, by which maps draw the kelurahan: a FeatureCollection of Polygon or MultiPolygon in
/// longitude and latitude, each with the `code` of a kelurahan. A mistake that many features share is said once.
///
/// \param all_known  every row of institutions.csv became an institution, so that unknown codes are worth a warning
void check_outlines(const std::filesystem::path& path, const std::string& shown_name, const City& city, bool all_known,
                    sim::Findings& findings);

} // namespace commitment
