#pragma once

#include "models/commitment/plan.hpp"
#include "sim/text/findings.hpp"

namespace layak {

/// Whom an intervention is for: "pimpinan" / "leaders"; nothing of `none`.
sim::Words words_of(commitment::Target target);
/// The same behind what is done: " pimpinan" / " of leaders".
sim::Words words_behind(commitment::Target target);

} // namespace layak
