#pragma once

#include <filesystem>
#include <system_error>

#include "tools/layak/result_file.hpp"

namespace layak {

/// What is written last of a sweep, and of a calibration: where it is, so is all else that comes of it.
inline constexpr const char* last_of_sweep = "table.csv";
inline constexpr const char* last_of_calibration = "calibration.html";

/// Whether a file is there, and has something in it.
inline bool has_file(const std::filesystem::path& file)
{
    std::error_code error;
    return std::filesystem::is_regular_file(file, error) && std::filesystem::file_size(file, error) > 0 && !error;
}

/// Whether the runs of a sweep are put together, to the end.
inline bool is_sweep_finished(const std::filesystem::path& folder)
{
    return has_file(folder / "result.nc") && begins_as_result(folder / "result.nc") && has_file(folder / last_of_sweep);
}

} // namespace layak
