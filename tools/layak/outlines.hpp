#pragma once

#include <map>
#include <string>
#include <vector>

#include "tools/layak/inputs.hpp"

namespace layak {

struct Point
{
    double x = 0, y = 0;
};

using Ring = std::vector<Point>;   ///< closed: the last point is the first
using Polygon = std::vector<Ring>; ///< the outer ring, then holes
using Outline = std::vector<Polygon>;

/// Outlines of kelurahan by code, in degrees; of a code that is there twice all parts. Outer rings run
/// counterclockwise, holes clockwise (RFC 7946). \param geojson  a boundaries.geojson that was checked
/// (commitment::check_outlines) \throws nlohmann::json::exception
std::map<std::string, Outline> outlines_by_code(const std::string& geojson);

/// Whose a city's points and outlines are: the texts `attribution` of its city.toml, and of the collection and the
/// features of its boundaries.geojson, each once, with "; " between them; empty where none says it.
std::string attribution_of(const std::vector<InputFile>& files);

} // namespace layak
