#pragma once

#include <string>

#include "sim/text/findings.hpp"

namespace layak {

/// How QGIS draws a plan's layer by itself (QML): commitment in action in tenths, in colours that the colour-blind can
/// tell apart, a month at a time.
/// \param points  circles, else filled outlines
std::string map_style(bool points, sim::Language language);

} // namespace layak
