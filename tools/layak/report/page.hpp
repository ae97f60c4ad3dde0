#pragma once

#include <string>

#include "tools/layak/report/reported_run.hpp"

namespace layak {

/// The page of a result of run or compare: one HTML file in both languages that needs nothing else and asks for
/// nothing. \param language  in which it opens
std::string run_page(const ReportedRun& run, sim::Language language);

} // namespace layak
