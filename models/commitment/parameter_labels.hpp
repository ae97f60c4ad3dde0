#pragma once

#include <string_view>

#include "sim/text/findings.hpp"

namespace commitment {

/// What planners call a parameter: "laju penyebaran komitmen" / "rate at which commitment spreads". Structural
/// constants and names that are no parameter's: empty.
sim::Words parameter_label(std::string_view name);

} // namespace commitment
