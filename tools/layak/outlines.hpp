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

/// Whose outlines they are: the texts `attribution` of the collection and of its features, each once, with "; " between
/// them; empty where it says nothing. \param geojson  as above
std::string attribution_of(const std::string& geojson);
/// The same of the boundaries.geojson among these files; empty where there is none.
std::string attribution_of(const std::vector<InputFile>& files);

} // namespace layak
