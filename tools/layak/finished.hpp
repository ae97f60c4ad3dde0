#pragma once

#include <cstdint>
#include <filesystem>
#include <system_error>

#include "sim/results/errors.hpp"
#include "sim/results/netcdf_reader.hpp"

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

/// Whether a result is whole, by its seal; of one that takes long to read, whether it opens.
inline bool is_whole_result(const std::filesystem::path& file)
{
    constexpr std::uintmax_t quick = std::uintmax_t{1} << 30;
    if (!has_file(file)) return false;
    try {
        std::error_code error;
        const bool is_quick = std::filesystem::file_size(file, error) <= quick;
        const sim::NetcdfReader reader(file, is_quick ? sim::Seal::required : sim::Seal::ignored);
        return true;
    } catch (const sim::ReadError&) {
        return false;
    }
}

/// Whether the runs of a sweep are put together, to the end.
inline bool is_sweep_finished(const std::filesystem::path& folder)
{
    return has_file(folder / last_of_sweep) && is_whole_result(folder / "result.nc");
}

} // namespace layak
