#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/text/findings.hpp"

namespace layak {

/// Columns, and what QGIS calls them in its tables and legends.
using FieldLabels = std::vector<std::pair<std::string, std::string>>;

/// How QGIS draws a plan's layer by itself (QML): commitment in action in tenths, in colours that the colour-blind can
/// tell apart, a month at a time.
/// \param points  circles, else filled outlines
std::string map_style(bool points, const FieldLabels& labels, sim::Language language);

} // namespace layak
