#pragma once

#include <filesystem>

#include "tools/layak/prepared_target.hpp"

namespace layak {

/// Prints the answer, and writes all trials as a table. \param table  its file; empty: none \param given  json,
/// language \throws sim::WriteError
void write_outputs(const std::filesystem::path& table, const PreparedTarget& prepared,
                   const commitment::TargetAnswer& answer, const CommonOptions& given);

} // namespace layak
